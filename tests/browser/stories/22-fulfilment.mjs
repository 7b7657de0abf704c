// An agreement paid in parts, on three screens: clauses at the desk with a running sum, a payment entered with its proof and one taken
// back, the receipt, what is open when it is not kept, the packet after the ruling; on the phone a payment; on the own page what concerns her.

import { expect } from '../../journeys/support/check.mjs'
import { plus, today } from '../../journeys/support/calendar.mjs'
import { categories, offices } from '../../journeys/support/county.mjs'
import { findsHerGrid, neighbour, party } from '../../journeys/support/openings.mjs'
import { Resident } from '../../journeys/support/people.mjs'
import { photo } from '../../journeys/support/photo.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, comesInOnPhone } from '../support/hands.mjs'

export const title = '约定和履行：分期付款的合计、登记、撤销、凭证、可以怎样办、申请执行材料；手机上登记；本人看到的'

const chinese = day => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const day = today()
  const desk = await stage.staff('triage')
  const mediator = await stage.staff('mediator')
  const her = new Resident(stage.server.client(), { name: '化名覃阿妹', phone: '19900003131' })
  const grid = await findsHerGrid(stage.server.client())
  let matter = await her.reports({ text: '水碾坊的碾盘被隔壁借去压裂了，说好赔钱一直没有赔。', place: grid.id })
  await desk.does(matter, 'accept', { category: categories.drain, difficulty: 'ordinary' })
  await desk.adds(matter, { ...neighbour, name: '化名田小山' })
  await desk.does(matter, 'refer_to_mediation', { lead_office: offices.townMediation, lead_receiver: mediator.id })
  matter = await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: day })
  const [mine, his] = [party(matter, '反映人').id, party(matter, '对方当事人').id]
  for (const who of [mine, his]) await mediator.does(matter, 'consent', { consenting_party: who, consent_on: day, consent_way: 'signed' })
  await mediator.does(matter, 'register', { dispute_kind: categories.drain })
  await mediator.does(matter, 'session', { session_on: `${day}T09:00:00+08:00`, session_place: '塔山社区调解室', session_kind: 'together', present: '双方到场', record: '双方谈妥。' })
  const { page } = await stage.desktop()
  const phone = await stage.phone()
  const card = page.getByRole('region', { name: '约定和履行' })
  const narrow = async (what, on = page) => expect.equal(`${what}没有横向滚动`, await on.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)

  await say('电脑：条款分两期，边填边合计；合不上总额，指出那一条', async () => {
    await comesInAtDesk(page, 'mediator', `/desk/matters/${matter.id}`)
    await page.getByRole('button', { name: '达成口头协议' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('第 1 条，由谁履行').selectOption(his)
    await drawer.getByLabel('第 1 条，对谁履行').selectOption(mine)
    await drawer.getByLabel('第 1 条，金额（元）', { exact: true }).fill('1000')
    await drawer.getByLabel('第 1 条，内容').fill('赔偿碾盘修补费用')
    await drawer.getByLabel('第 1 条，何时履行').selectOption('parts')
    await drawer.getByText('各期合计 1000.00 元，总额 1000.00 元，一致').waitFor()
    await drawer.getByLabel('第 1 条，第 1 期，金额（元）').fill('400')
    await drawer.getByText('各期合计 900.00 元，总额 1000.00 元，不一致').waitFor()
    await drawer.getByLabel('第 1 条，第 2 期，金额（元）').fill('600')
    await drawer.getByText('各期合计 1000.00 元，总额 1000.00 元，一致').waitFor()
    await clean('分期的条款', page)
    await page.keyboard.press('Escape')
  })
  await say('二十天前口头达成：两期都到期了，还有一件事要做', async () => {
    const clauses = [
      { debtor: his, creditor: mine, deed: 'pay', text: '赔偿碾盘修补费用', quantity: 100_000, method: '转账', parts: [{ quantity: 40_000, due: plus(day, -10) }, { quantity: 60_000, due: plus(day, -2) }] },
      { debtor: his, creditor: mine, deed: 'do', text: '请石匠把碾盘裂口补好', due: plus(day, 2), method: '请人修补' },
      { debtor: mine, creditor: his, deed: 'refrain', text: '不再锁住碾坊的门', method: '自觉遵守' },
    ]
    matter = await mediator.does(matter, 'succeed_oral', { facts: '借用碾盘压裂，修补费用没有付。', clauses: JSON.stringify(clauses), oral_agreed_on: plus(day, -20), last_due_on: plus(day, 2) })
  })
  await say('电脑：每一项写着谁对谁、何时、逾期几天；不履行可以怎样办，没有强制执行', async () => {
    await page.goto(`/desk/matters/${matter.id}`)
    await card.getByText('超过约定日期10天').waitFor()
    await card.getByText('长期有效').waitFor()
    await card.getByText('就协议起诉', { exact: true }).waitFor()
    await card.getByText('申请支付令', { exact: true }).waitFor()
    expect.equal('没有强制执行的按钮', await card.getByRole('button', { name: /申请执行/ }).count(), 0)
    await card.scrollIntoViewIfNeeded()
    await clean('约定和履行', page)
  })
  await say('电脑：登记一笔，缺什么指到哪一栏；金额、日期、方式、凭证', async () => {
    await card.getByRole('button', { name: '登记履行：第1条第1期 赔偿碾盘修补费用' }).click()
    const dialog = page.getByRole('dialog', { name: '登记履行' })
    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await dialog.getByText('请用数字填写金额，例如 1000.50').first().waitFor()
    await dialog.locator('#perform-amount').fill('350')
    await dialog.locator('#perform-day').fill(chinese(plus(day, -3)))
    await dialog.locator('#perform-day').press('Enter')
    await dialog.locator('#perform-way').selectOption('mobile')
    await dialog.locator('#perform-files').setInputFiles({ name: '转账截图.jpg', mimeType: 'image/jpeg', buffer: photo(80) })
    await dialog.getByText('已上传', { exact: true }).waitFor()
    await clean('登记履行', page)
    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await card.getByText('350.00 / 400.00 元').waitFor()
    await card.getByText('手机支付').waitFor()
  })
  await say('电脑：登错了，写明原因撤销；原来的一笔划线留着', async () => {
    await card.getByRole('button', { name: '登记错了，撤销：第1条第1期履行' }).click()
    const dialog = page.getByRole('dialog', { name: '撤销登记错的一笔' })
    await dialog.getByRole('button', { name: '撤销这一笔' }).click()
    await dialog.getByText('请写明哪里登记错了').first().waitFor()
    await dialog.locator('#reversal-why').fill('看错了，是 400 元')
    await clean('撤销', page)
    await dialog.getByRole('button', { name: '撤销这一笔' }).click()
    await card.getByText('已撤销：看错了，是 400 元').waitFor()
  })
  await say('手机：付清第一期，填入余下的全部；自己了结；出具履行凭证', async () => {
    const on = phone.page
    await comesInOnPhone(on, 'mediator', `/m/matter/${matter.id}`)
    await on.getByRole('heading', { name: '约定和履行' }).scrollIntoViewIfNeeded()
    await clean('手机上的约定', on)
    await narrow('手机上的约定', on)
    await on.getByRole('button', { name: '登记履行：第1条第1期' }).click()
    await on.getByRole('button', { name: '填入余下的全部' }).click()
    await on.locator('#promise-day').fill(plus(day, -3))
    await on.locator('#promise-way').selectOption('cash')
    await clean('手机上登记', on)
    await narrow('手机上登记', on)
    await on.getByRole('button', { name: '登记', exact: true }).click()
    await on.getByText('已履行（超过约定日期）').waitFor()
    await on.getByRole('button', { name: '出具履行凭证' }).first().click()
    await on.getByText('已出具履行凭证，在“文书”里').first().waitFor()
  })
  await say('本人的页面：看得到每一笔、逾期、可以怎样办和诉讼时效；没有登记的按钮', async () => {
    const own = await stage.phone()
    await own.page.goto(her.receipt.track_path)
    const section = own.page.locator('section', { has: own.page.getByRole('heading', { name: '约定和履行' }) })
    await section.getByText('超过约定日期2天').waitFor()
    await section.getByText('就协议起诉', { exact: true }).waitFor()
    await section.getByText(/诉讼时效到/).first().click()
    await section.getByText(/由法院认定/).first().waitFor()
    expect.equal('没有登记', await section.getByRole('button', { name: /登记履行/ }).count(), 0)
    await section.scrollIntoViewIfNeeded()
    await clean('本人的页面', own.page)
    await narrow('本人的页面', own.page)
  })
  await say('裁定确认之后：一键整理申请执行材料，打开的是 PDF', async () => {
    await mediator.does(matter, 'confirmation_filed', { filed_on: day, joint_way: 'together', court_name: '普定县人民法院' })
    const scan = await mediator.uploads(matter, photo(60), { name: '裁定书.jpg' })
    await mediator.does(matter, 'confirmation_ruled', { ruling_number: '（2026）黔0422民特88号', ruled_on: day }, { attachments: [scan.id] })
    await page.goto(`/desk/matters/${matter.id}`)
    await card.getByRole('button', { name: '整理申请执行材料（化名覃阿妹）' }).click()
    const link = page.getByRole('link', { name: /申请执行材料-.*\.pdf/ }).first()
    await link.waitFor({ timeout: 60_000 })
    const begins = await page.evaluate(async href => (await (await fetch(href)).text()).slice(0, 5), await link.getAttribute('href'))
    expect.equal('PDF', begins, '%PDF-')
    await card.scrollIntoViewIfNeeded()
    await clean('裁定之后', page)
  })
  await say('电脑窄屏：不横向滚动', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await card.scrollIntoViewIfNeeded()
    await narrow('窄屏')
    await clean('窄屏', page)
  })
}
