// A court's letter at the desk and on the phone's width: the term's lamp, the receipt, the packet, the return; and a stub.

import { expect } from '../../journeys/support/check.mjs'
import { plus, today } from '../../journeys/support/calendar.mjs'
import { categories, offices } from '../../journeys/support/county.mjs'
import { findsHerGrid, neighbour, party } from '../../journeys/support/openings.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, drawsPhoto } from '../support/hands.mjs'

export const title = '法院委派：期限的灯、登记签收、整理退回材料、登记退回；存根登记、更新、办结'

const sentence = '隔壁新挖的排水沟没有出口，雨水漫进苞谷地，法院委派调解。'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const { page } = await stage.desktop()
  let matter

  await say('一件法院委派的纠纷，调解员已经调成', async () => {
    const desk = await stage.staff('triage')
    const mediator = await stage.staff('mediator')
    const day = today()
    const grid = await findsHerGrid(desk.client)
    matter = await desk.records({ channel: 'letter', text: sentence, place: grid.id, name: '化名罗阿婆', phone: '19900001111',
      reference: { system: 'court', number: '（2026）黔0422诉前调88号', received_on: plus(day, -2), kind: 'pre_filing' } })
    await desk.does(matter, 'accept', { category: categories.drain, difficulty: 'ordinary' })
    await desk.adds(matter, neighbour)
    await desk.does(matter, 'refer_to_mediation', { lead_office: offices.townMediation, lead_receiver: mediator.id })
    matter = await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: day })
    const [mine, his] = [party(matter, '反映人').id, party(matter, '对方当事人').id]
    for (const who of [mine, his]) await mediator.does(matter, 'consent', { consenting_party: who, consent_on: day, consent_way: 'signed' })
    await mediator.does(matter, 'register', { dispute_kind: categories.drain })
    await mediator.does(matter, 'session', { session_on: `${day}T09:00:00+08:00`, session_place: '塔山社区调解室', session_kind: 'together', present: '双方到场', record: '双方谈妥。' })
    const clauses = [{ debtor: his, creditor: mine, deed: 'pay', text: '补偿苞谷损失', quantity: 30_000, due: plus(day, 20), method: '微信转账' }]
    await mediator.does(matter, 'succeed_written', { facts: '排水沟无出口致苞谷地受淹。', clauses: JSON.stringify(clauses), last_due_on: plus(day, 20) })
    for (const who of [mine, his]) await mediator.does(matter, 'sign', { signing_party: who, party_signed_on: day, signed_way: 'fingerprint', reader: '化名代读人' })
    matter = await mediator.does(matter, 'take_effect', { mediator_signed_on: day, sealed_on: day })
  })
  const numbers = page.locator('section', { has: page.getByRole('heading', { name: '其他系统的编号' }) })
  await say('外部来件页列出法院来函，期限有灯', async () => {
    await comesInAtDesk(page, 'triage', '/desk/other')
    const card = page.getByRole('region', { name: '法院委派、委托的调解' }).first()
    await card.getByText('(2026)黔0422诉前调88号').waitFor()
    await card.getByText('调解已结束，可以退回材料').first().waitFor()
    await card.scrollIntoViewIfNeeded()
    await clean('这一页', page)
  })
  await say('事项页写着期限怎样算的；登记调解员签收', async () => {
    await page.goto(`/desk/matters/${matter.id}`)
    await numbers.getByText('法院委派调解期限').waitFor()
    await numbers.getByText('收到法院来函的次日起算30日').waitFor()
    await numbers.getByRole('button', { name: '登记调解员签收' }).click()
    const dialog = page.getByRole('dialog', { name: '登记调解员签收' })
    await dialog.getByRole('button', { name: '登记调解员签收' }).click()
    await dialog.getByText('请选择日期').first().waitFor()
    await dialog.locator('#court-day').fill(chinese(plus(today(), -1)))
    await dialog.locator('#court-day').press('Enter')
    await clean('这个窗口', page)
    await dialog.getByRole('button', { name: '登记调解员签收' }).click()
    await numbers.getByText('签收材料').waitFor()
    await numbers.getByText('调解员确认接收的次日起算30日').waitFor()
  })
  await say('整理退回材料：缺什么写着，上传地址确认书，选好装订', async () => {
    await numbers.getByRole('button', { name: '整理退回材料' }).click()
    const dialog = page.getByRole('dialog', { name: '整理退回法院的材料' })
    await dialog.getByText('缺送达地址确认书。').waitFor()
    await dialog.getByText('调解协议内容（据登记打印）', { exact: true }).waitFor()
    await dialog.getByRole('checkbox', { name: '调解协议内容（据登记打印）' }).check()
    await dialog.locator('#packet-files').setInputFiles(await drawsPhoto(page, '地址确认书'))
    await dialog.getByRole('checkbox', { name: '地址确认书.jpg' }).waitFor()
    await dialog.getByRole('button', { name: '生成一份 PDF' }).click()
    await dialog.getByText('是哪一种材料').first().waitFor()
    await dialog.getByRole('combobox', { name: '地址确认书.jpg 是哪一种材料' }).selectOption({ label: '送达地址确认书' })
    await clean('这个窗口', page)
    await dialog.getByRole('button', { name: '生成一份 PDF' }).click()
    await numbers.getByRole('link', { name: /退回材料-.*\.pdf/ }).waitFor({ timeout: 60_000 })
  })
  await say('打开的就是装订好的 PDF', async () => {
    const address = await numbers.getByRole('link', { name: /退回材料-.*\.pdf/ }).getAttribute('href')
    const begins = await page.evaluate(async href => (await (await fetch(href)).text()).slice(0, 5), address)
    expect.equal('PDF', begins, '%PDF-')
  })
  await say('登记退回：期限到此为止', async () => {
    await numbers.getByRole('button', { name: '登记退回法院' }).click()
    const dialog = page.getByRole('dialog', { name: '登记退回法院' })
    await dialog.locator('#court-how').selectOption('post')
    await dialog.getByRole('button', { name: '登记退回法院' }).click()
    await numbers.getByText('按期退回').waitFor()
    await numbers.getByText('邮寄').waitFor()
    await clean('这一页', page)
  })
  const stubs = page.locator('section', { has: page.getByRole('heading', { name: '还不是本中心事项的（存根）' }) })
  await say('登记一条存根：只有编号、状态、期限和地点', async () => {
    await page.goto('/desk/other')
    await stubs.locator('#stub-system').selectOption('procuratorate')
    await stubs.getByText('没有这个单位的存根').waitFor()
    await stubs.getByRole('button', { name: '登记一条' }).click()
    const dialog = page.getByRole('dialog', { name: '登记存根' })
    await dialog.locator('#stub-number').fill('普检民监2026-5')
    await dialog.getByRole('button', { name: '登记存根' }).click()
    await dialog.getByText('请选择乡镇和村').first().waitFor()
    await dialog.locator('#stub-place').fill('塔山社区')
    await page.getByRole('option', { name: /塔山社区/ }).filter({ visible: true }).first().click()
    await dialog.locator('#stub-state').fill('已受理')
    await dialog.locator('#stub-due').fill(chinese(plus(today(), 2)))
    await dialog.locator('#stub-due').press('Enter')
    await clean('这个窗口', page)
    await dialog.getByRole('button', { name: '登记存根' }).click()
    await stubs.getByText('普检民监2026-5').waitFor()
    await stubs.getByText('临近期限').waitFor()
    expect.equal('没有催办', await stubs.getByText('催办').count(), 0)
    await stubs.scrollIntoViewIfNeeded()
  })
  await say('存根办结，留一个结果', async () => {
    await stubs.getByRole('button', { name: '办结 普检民监2026-5' }).click()
    const dialog = page.getByRole('dialog', { name: '存根办结' })
    await dialog.getByText('登记存根，已受理').waitFor()
    await dialog.locator('#stub-outcome').selectOption({ label: '已处理' })
    await dialog.getByRole('button', { name: '存根办结' }).click()
    await stubs.getByText('已处理，').waitFor()
  })
  await say('390 像素宽也看得全，不用左右滑', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/desk/other')
    await stubs.getByRole('button', { name: '登记一条' }).waitFor()
    expect.equal('没有横向滚动', await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true)
    await stubs.scrollIntoViewIfNeeded()
    await page.goto(`/desk/matters/${matter.id}`)
    await numbers.getByText('按期退回').waitFor()
    expect.equal('事项页也没有', await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true)
    const wide = await numbers.evaluate(one => one.getBoundingClientRect().width)
    expect.yes('一栏到底，不叠在一起', wide > 300, wide)
    await numbers.scrollIntoViewIfNeeded()
  })
}

const chinese = day => {
  const [y, m, d] = day.split('-').map(Number)
  return `${y}年${m}月${d}日`
}
