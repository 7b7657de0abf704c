// The papers of a mediation on both screens: what is to be written comes first, the sheet is looked at before it is issued, a blank form is
// numbered and a spoiled one voided, the file is bound.

import { at } from '../../journeys/support/calendar.mjs'
import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid, goesToMediation, party } from '../../journeys/support/openings.mjs'
import { Resident } from '../../journeys/support/people.mjs'
import { photo } from '../../journeys/support/photo.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, comesInOnPhone } from '../support/hands.mjs'

export const title = '文书：电脑上填写、预览、出具、作废，从案卷缺的那一项直接去制作；手机上印空白记录；案卷装订成一份 PDF'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const grid = await findsHerGrid(stage.server.client())
  const desk = await stage.staff('triage')
  const mediator = await stage.staff('mediator')
  const matter = await new Resident(stage.server.client(), { name: '化名吴七㛃' }).reports({ text: '水磨房的晒坝中间立了石桩，两家都过不了车。', place: grid.id })
  await goesToMediation(desk, mediator, matter)
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
  for (const one of (await mediator.opens(matter)).parties) await mediator.does(matter, 'consent', { consenting_party: one.id, consent_on: today, consent_way: 'signed' })
  await mediator.does(matter, 'register', { dispute_kind: 'dispute.neighbour.drain' })
  await mediator.does(matter, 'session', { session_on: at(today, '00:00'), session_place: '塔山社区调解室', session_kind: 'together', present: '化名吴七㛃', record: '双方就石桩谈了一次。' })
  const phone = await stage.phone()
  const { page } = await stage.desktop()
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

  await say('电脑：从案卷缺的调解记录直接去制作', async () => {
    await comesInAtDesk(page, 'mediator', `/desk/matters/${matter.id}`)
    await page.getByText(/卷号 （\d{4}）定南街道人调字第\d{3,}号/).waitFor()
    await page.getByRole('link', { name: '制作人民调解记录' }).click()
    await page.getByRole('heading', { name: '人民调解记录', exact: true }).waitFor()
    await clean('出具文书', page)
  })
  await say('电脑：先预览，缺什么说到那一栏', async () => {
    await page.getByRole('button', { name: '预览', exact: true }).click()
    await page.getByText(/处需要修改/).waitFor()
    await page.getByLabel('记录人').first().fill('化名郑记录')
    await page.getByRole('button', { name: '预览', exact: true }).click()
    await page.getByRole('img', { name: '人民调解记录第 1 页预览' }).waitFor()
    await clean('文书的预览', page)
    expect.equal('没有横向滚动', await wide(), true)
  })
  await say('电脑：出具，印一份空白的，作废写坏的那份', async () => {
    await page.getByRole('button', { name: '出具', exact: true }).click()
    await page.getByText(/已编号，已记入这件事项/).waitFor()
    await page.getByRole('navigation', { name: '可以出具的文书' }).getByRole('link', { name: '人民调解记录', exact: true }).click()
    await page.getByRole('button', { name: '印一份空白的' }).click()
    await page.getByText(/打印后带到现场手写/).waitFor()
    await clean('空白文书', page)
    await page.getByRole('link', { name: '回到事项', exact: true }).first().click()
    await page.getByRole('button', { name: /^作废：人民调解记录（空白）/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: '作废', exact: true }).click()
    await page.getByText('请写明作废的原因').first().waitFor()
    await page.getByLabel('作废的原因').fill('印歪了')
    await clean('作废文书', page)
    await page.getByRole('dialog').getByRole('button', { name: '作废', exact: true }).click()
    await page.getByText('已作废：印歪了').waitFor()
    await clean('事项页的文书', page)
  })
  await say('手机：印一份空白记录，拍下填好的收入案卷，写明是哪一份', async () => {
    await comesInOnPhone(phone.page, 'mediator', `/m/matter/${matter.id}/papers?paper=session_record`)
    await phone.page.getByRole('heading', { name: '人民调解记录', exact: true }).waitFor()
    await clean('手机上出具文书', phone.page)
    expect.equal('没有横向滚动', await phone.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
    await phone.page.getByRole('button', { name: '印一份空白的，带到现场手写' }).click()
    await phone.page.getByText(/-K2$/).waitFor()
    await phone.page.getByRole('link', { name: '回到事项' }).click()
    await phone.page.getByText(/处需要补正，点开看/).click()
    await phone.page.getByRole('button', { name: '收入：人民调解记录' }).click()
    await phone.page.locator('#filing-files').setInputFiles({ name: '手写记录.jpg', mimeType: 'image/jpeg', buffer: photo(70) })
    await phone.page.getByText('✓ 已上传').first().waitFor()
    await phone.page.getByLabel(/是哪一份空白文书填好的/).selectOption({ index: 1 })
    await clean('收入填好的空白文书', phone.page)
    await phone.page.getByRole('button', { name: '收入', exact: true }).click()
    await phone.page.getByText('已写进案卷').first().waitFor()
    await phone.page.getByText(/已填写收回，收入案卷/).waitFor()
  })
  await say('停止调解以后，电脑上看七个方面，装订成一份 PDF', async () => {
    const now = await mediator.opens(matter)
    await mediator.does(matter, 'refuse', { refusing_party: party(now, '对方当事人').id, refused_on: today, refuse_way: 'oral' })
    await page.reload()
    await page.getByText(/按检查的七个方面看这一卷/).click()
    await page.getByText('权利义务告知书在卷里').waitFor()
    await clean('按七个方面看案卷', page)
    await page.getByRole('button', { name: '装订案卷' }).click()
    await page.getByLabel('长期').check()
    await page.getByRole('button', { name: '装订成一份 PDF' }).click()
    await page.getByText(/请写明理由/).first().waitFor()
    await page.getByLabel('这样装订的理由').fill('一方不愿意继续，其余材料没有形成')
    await clean('装订案卷', page)
    await page.getByRole('button', { name: '装订成一份 PDF' }).click()
    await page.getByRole('heading', { name: '已经装订的' }).waitFor()
    await clean('装订好的案卷', page)
  })
  await say('手机：装订好的也在，各项不超出屏幕', async () => {
    await phone.page.reload()
    await phone.page.getByText(/处需要补正，点开看/).click()
    await phone.page.getByRole('button', { name: '装订案卷' }).click()
    await phone.page.getByRole('heading', { name: '已经装订的' }).waitFor()
    await clean('手机上装订案卷', phone.page)
    expect.equal('没有横向滚动', await phone.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
  })
}
