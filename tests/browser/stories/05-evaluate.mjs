// J1, to the end: the mediation goes on past the screen; the last word is hers, on her phone.

import { at, dayOf, plus } from '../../journeys/support/calendar.mjs'
import { expect } from '../../journeys/support/check.mjs'
import { categories } from '../../journeys/support/county.mjs'
import { child, parent, party } from '../../journeys/support/openings.mjs'
import { comesInAtDesk } from '../support/hands.mjs'

export const title = '调解、协议、履行、回访、核查、结案，她用星评价'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const id = stage.needs('matter')
  const desk = await stage.staff('triage')
  const mediator = await stage.staff('mediator')
  const verifier = await stage.staff('verify')
  const { page } = await stage.phone()
  let matter = await mediator.opens(id)
  const today = dayOf(new Date().toISOString())

  await say('调解员受理、调解，双方达成协议并生效', async () => {
    await mediator.does(id, 'register', { dispute_kind: categories.drain })
    matter = await mediator.does(id, 'session', { session_on: at(today, '00:10'), session_place: '塔山社区调解室', session_kind: 'together', present: '双方到场', record: '双方就改道谈妥。' })
    const mine = party(matter, '反映人').id
    const his = party(matter, '对方当事人').id
    const clauses = [{ debtor: his, creditor: mine, deed: 'do', text: '把排水沟改向东侧老沟', due: plus(today, 10), method: '自行施工' }]
    await mediator.does(id, 'succeed_written', { facts: '排水沟无出口致苞谷地受淹。', clauses: JSON.stringify(clauses), last_due_on: plus(today, 10) })
    for (const one of [mine, his]) await mediator.does(id, 'sign', { signing_party: one, party_signed_on: today, signed_way: 'fingerprint', reader: '化名代读人', signed_place: '塔山社区' })
    await mediator.does(id, 'take_effect', { mediator_signed_on: today, sealed_on: today })
  })
  await say('履行、回访、核查、结案', async () => {
    await mediator.notes(id, 1, 1, today)
    matter = await mediator.does(id, 'fulfil')
    await verifier.does(id, 'return_visit', { visit_on: today, visit_way: 'visit', visit_text: '沟已改道。' }, { proceeding: child(matter).id })
    await desk.does(id, 'close_success', {}, { proceeding: child(matter).id })
    await desk.does(id, 'take_back', { result: '调解成功，已履行。' }, { proceeding: parent(matter).id })
    await verifier.does(id, 'verify_pass', { check_way: 'call', check_text: '电话回访，属实。' }, { proceeding: parent(matter).id })
    await desk.does(id, 'close_substantive', {}, { proceeding: parent(matter).id })
  })
  await say('核查员打开工作台，看到待核查的列表；督办员看到临期和超期', async () => {
    for (const [login, words] of [['verify', /^待核查/], ['super', /^临期和超期/]]) {
      const { page: desk } = await stage.desktop()
      await comesInAtDesk(desk, login, '/desk/work')
      await desk.locator('main').getByText(words).first().waitFor()
      expect.equal('没有读错', await desk.getByRole('alert').count(), 0)
      await desk.close()
    }
  })
  await say('她看到已结案，用星评价', async () => {
    await page.goto(stage.needs('track'))
    await page.getByText('已结案').first().waitFor()
    const buttons = page.getByRole('button', { name: '评价', exact: true })
    expect.equal('只有一个评价按钮', await buttons.count(), 1)
    await buttons.click()
    const stars = page.locator('#move-stars')
    const labels = (await stars.locator('label').allInnerTexts()).map(one => one.trim())
    expect.equal('五档', labels.length, 5)
    await stars.getByText('满意', { exact: true }).click()
    await page.locator('#move-comment').fill('沟改好了，谢谢。')
    await page.locator('form').getByRole('button', { name: '评价', exact: true }).click()
    await page.getByText('已提交').first().waitFor()
    await page.locator('.timeline li').filter({ hasText: '当事人本人' }).filter({ hasText: '满意' }).first().waitFor()
  })
  await say('整件事项只评价一次', async () => {
    expect.equal('不再有评价按钮', await page.getByRole('button', { name: '评价', exact: true }).count(), 0)
  })
}
