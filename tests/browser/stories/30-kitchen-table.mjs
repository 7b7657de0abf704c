// The mediator's phone at somebody's kitchen table: my mediations and what their files lack, a handwritten record photographed, who has signed.

import { at } from '../../journeys/support/calendar.mjs'
import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid, goesToMediation, party } from '../../journeys/support/openings.mjs'
import { Resident } from '../../journeys/support/people.mjs'
import { photo } from '../../journeys/support/photo.mjs'
import { clean } from '../support/axe.mjs'
import { comesInOnPhone } from '../support/hands.mjs'

export const title = '手机上的调解：我的调解写明还缺什么；手写的记录拍照收入案卷；谁签了、待谁签、待盖章一目了然；单方谈话只有调解员看得到'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const grid = await findsHerGrid(stage.server.client())
  const desk = await stage.staff('triage')
  const mediator = await stage.staff('mediator')
  const matter = await new Resident(stage.server.client(), { name: '化名简十五' }).reports({ text: '灶房后的阴沟改到我家墙根，墙脚返潮。', place: grid.id })
  await goesToMediation(desk, mediator, matter)
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
  const parties = (await mediator.opens(matter)).parties
  for (const one of parties) await mediator.does(matter, 'consent', { consenting_party: one.id, consent_on: today, consent_way: 'oral' })
  await mediator.does(matter, 'register', { dispute_kind: 'dispute.neighbour.drain' })
  const printed = await mediator.client.request('POST', `/matters/${matter.id}/papers`, { body: { paper: 'session_record', blank: true, fields: {} }, headers: { 'If-Match': `"${(await mediator.opens(matter)).etag}"` } })
  const blank = printed.json.documents.find((one) => one.blank).number
  const phone = await stage.phone()
  const { page } = phone
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

  await say('从我的工作进“我的调解”，写明案卷还缺什么', async () => {
    await comesInOnPhone(page, 'mediator', '/m/')
    await page.getByRole('link', { name: '我的调解' }).click()
    await page.getByRole('heading', { name: '我的调解' }).waitFor()
    await page.getByRole('button', { name: '本调委会的' }).click()
    await page.locator('li', { hasText: '阴沟改到我家墙根' }).getByText(/案卷还有 \d+ 处要补/).waitFor()
    await clean('手机上的我的调解', page)
    expect.equal('没有横向滚动', await wide(), true)
    await stage.photographs('mediations')
  })
  await say('手写的记录：填编号、日期、地点、到场的人，拍照提交', async () => {
    await page.locator('li', { hasText: '阴沟改到我家墙根' }).getByRole('link').click()
    await page.getByRole('button', { name: '调解记录', exact: true }).click()
    await page.getByLabel('调解时间').fill(`${today}T00:10`)
    await page.getByText('当面', { exact: true }).click()
    await page.getByLabel(/调解地点/).fill('化名简十五家灶房')
    await page.getByLabel(/到场|参加/).first().fill('双方和一位邻居')
    await page.getByLabel(/记录/).first().fill('手写一份，要点：改道。')
    await page.getByLabel(/空白文书编号/).fill(blank)
    await page.locator('input[type=file]').first().setInputFiles({ name: '手写.jpg', mimeType: 'image/jpeg', buffer: photo(77) })
    await clean('手机上的调解记录', page)
    expect.equal('没有横向滚动', await wide(), true)
    await stage.photographs('handwritten')
    await page.getByRole('button', { name: '调解记录', exact: true }).last().click()
    await page.getByText('手写一份，要点：改道。').first().waitFor()
  })
  const now = await mediator.opens(matter)
  const [mine, his] = [party(now, '反映人').id, party(now, '对方当事人').id]
  await mediator.does(matter, 'caucus', { caucus_party: his, caucus_on: today, caucus_text: '他愿意出一半料钱，先不要说。' })
  const clauses = [{ debtor: his, creditor: mine, deed: 'do', text: '把阴沟改回原处', due: today, method: '自行施工', quantity: 1, unit: '处' }]
  await mediator.does(matter, 'succeed_written', { facts: '阴沟改道。', clauses: JSON.stringify(clauses), last_due_on: today })
  await mediator.does(matter, 'sign', { signing_party: mine, party_signed_on: today, signed_way: 'both', signed_place: '灶房', reader: '化名代读' })
  await say('签署情况和单方谈话', async () => {
    await page.reload()
    await page.getByRole('heading', { name: '签署', exact: true }).waitFor()
    await page.getByText(/化名代读读给本人听/).waitFor()
    await page.getByText('还没有签署').waitFor()
    const note = page.locator('details', { hasText: '他愿意出一半料钱，先不要说。' })
    expect.equal('合着', await note.getByText('他愿意出一半料钱，先不要说。').isVisible(), false)
    await note.locator('summary').click()
    await note.getByText('他愿意出一半料钱，先不要说。').waitFor()
    await clean('手机上的签署', page)
    expect.equal('没有横向滚动', await wide(), true)
    await stage.photographs('signing')
  })
  await say('别的机构看不到单方谈话', async () => {
    expect.lacks('分流岗', JSON.stringify(await desk.opens(matter)), '一半料钱')
  })
}
