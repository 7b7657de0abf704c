// J15 at the desk and on the phone: twenty seconds, shown by the keys pressed and the requests sent, not by a timer.

import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid } from '../../journeys/support/openings.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, comesInOnPhone, picksByKeys, tabsTo } from '../support/hands.mjs'

export const title = '当场办结：窗口只用键盘，手机点几下；断了线再按一次还是一件；批量交办和打印'

// Besides the words themselves.
const MOST_KEYS = 10
const MOST_TAPS = 5
const MOST_REQUESTS = 1

// What the person's own act sends; the bell and the live stream go on by themselves.
function counting(page) {
  const sent = []
  page.on('request', request => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/v1/') && !/\/(stream|notices.*|work)$/.test(pathname)) sent.push(`${request.method()} ${pathname.slice('/api/v1'.length)}`)
  })
  return { sent, begin: () => sent.splice(0) }
}

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const { page } = await stage.desktop()
  const requests = counting(page)
  const question = '问新农合在哪里缴费。'
  const answer = '告知到社区一楼缴。'
  let number
  await say('窗口：打开“当场办结”，光标已经在类别上', async () => {
    await comesInAtDesk(page, 'triage', '/desk/spot')
    await page.waitForFunction(() => document.activeElement?.id === 'spot-category')
    await page.getByText('普定县').first().waitFor()
    await clean('当场办结', page)
  })
  await say('地点框里打几个字，回车选中的是找到的第一处，不是原来那一处', async () => {
    await tabsTo(page, page.locator('#spot-place'))
    await page.keyboard.type('塔山')
    await page.getByRole('option', { name: /塔山社区/ }).filter({ visible: true }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.locator('form').getByText(/塔山社区/).first().waitFor()
    await page.reload()
    await page.waitForFunction(() => document.activeElement?.id === 'spot-category')
  })
  await say('只用键盘登完一件，数着按键和请求', async () => {
    let keys = 0
    const press = async key => {
      keys += 1
      await page.keyboard.press(key)
    }
    const until = async id => {
      for (let n = 0; n < 4 && (await page.evaluate(() => document.activeElement?.id)) !== id; n += 1) await press('Tab')
      expect.equal('光标', await page.evaluate(() => document.activeElement?.id), id)
    }
    requests.begin()
    await page.keyboard.type('咨询')
    keys += 2
    await page.getByRole('option', { name: '政策咨询' }).filter({ visible: true }).waitFor()
    await press('Enter')
    await until('spot-text')
    await page.keyboard.type(question)
    await until('spot-result')
    await page.keyboard.type(answer)
    await press('Control+Enter')
    await page.getByText(/^已登记：/).waitFor()
    const sent = requests.begin()
    stage.say(`      按键 ${keys} 次（另有内容和结果 ${question.length + answer.length} 字），请求 ${sent.length} 次：${sent.join('，')}`)
    expect.yes(`按键不超过 ${MOST_KEYS} 次`, keys <= MOST_KEYS, keys)
    expect.yes(`请求不超过 ${MOST_REQUESTS} 次`, sent.length <= MOST_REQUESTS, sent)
    number = /已登记：(\S+)/.exec(await page.getByText(/^已登记：/).innerText())[1]
    await clean('登记以后', page)
  })
  await say('回车就登下一件；地点还在，不用再选', async () => {
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'spot-category')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('link', { name: '请填写“类别”' }).waitFor()
    expect.equal('没有说缺地点', await page.getByRole('link', { name: '请填写“地点”' }).count(), 0)
  })
  await say('补录昨天的：看得出是补录，能打印回执', async () => {
    await page.getByText('不是刚才的事，或要留下姓名电话').click()
    await page.locator('#spot-name').fill('化名甲一')
    await picksByKeys(page, page.locator('#spot-category'), '咨询', '政策咨询')
    await page.locator('#spot-text').fill('昨天来问低保。')
    await page.locator('#spot-result').fill('告知要带的材料。')
    await page.locator('#spot-received').fill('2026年11月20日 09:30')
    await page.locator('#spot-received').press('Enter')
    await tabsTo(page, page.getByRole('button', { name: '登记', exact: true }))
    await page.keyboard.press('Enter')
    await page.getByText(/补录/).waitFor()
    await page.evaluate(() => { globalThis.printed = 0; globalThis.print = () => { globalThis.printed += 1 } })
    await page.getByRole('button', { name: '要回执，打印' }).click()
    await page.getByRole('heading', { name: '事项回执' }).waitFor()
    expect.equal('打印', await page.evaluate(() => globalThis.printed), 1)
  })

  const { page: phone } = await stage.phone()
  const onPhone = counting(phone)
  await say('手机：网格员点几下登完一件，地点就是自己的网格', async () => {
    await comesInOnPhone(phone, 'grid')
    await phone.getByRole('link', { name: '当场办结' }).click()
    await phone.locator('#spot-category option').nth(3).waitFor({ state: 'attached' })
    expect.contains('地点', await phone.locator('#spot-place option:checked').innerText(), '第1网格')
    await clean('手机当场办结', phone)
    let taps = 0
    const tap = async target => {
      taps += 1
      await target.tap()
    }
    onPhone.begin()
    await phone.locator('#spot-category').selectOption({ label: '政策咨询' })
    taps += 2 // opens the list, chooses
    await tap(phone.locator('#spot-text'))
    await phone.locator('#spot-text').fill(question)
    await tap(phone.locator('#spot-result'))
    await phone.locator('#spot-result').fill(answer)
    await tap(phone.getByRole('button', { name: '登记', exact: true }))
    await phone.getByText(/已登记：/).waitFor()
    const sent = onPhone.begin()
    stage.say(`      点按 ${taps} 次（另有内容和结果 ${question.length + answer.length} 字），请求 ${sent.length} 次：${sent.join('，')}`)
    expect.yes(`点按不超过 ${MOST_TAPS} 次`, taps <= MOST_TAPS, taps)
    expect.yes(`请求不超过 ${MOST_REQUESTS} 次`, sent.length <= MOST_REQUESTS, sent)
  })
  await say('手机：收下了却没有听到回答；内容存在手机里，自己再传一次，还是那一件', async () => {
    await phone.getByRole('button', { name: '再登一件' }).tap()
    await phone.locator('#spot-category').selectOption({ label: '政策咨询' })
    await phone.locator('#spot-text').fill('问断线以后怎么办。')
    await phone.locator('#spot-result').fill('会再传。')
    await phone.route('**/api/v1/spot', async route => {
      await route.fetch()
      await route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ status: 503, code: 'unavailable', title: '系统暂时不可用', detail: '请稍后再试' }) })
    }, { times: 1 })
    await phone.getByRole('button', { name: '登记', exact: true }).tap()
    await phone.getByText('请稍后再试').waitFor()
    await phone.getByText('已存在这部手机里，还没有传出').waitFor()
    stage.watch.take()
    await phone.getByRole('button', { name: '现在就传' }).tap()
    await phone.getByText(/已登记：/).waitFor()
    const staff = await stage.staff('triage')
    expect.equal('只有一件', (await staff.lists()).filter(one => one.title === '问断线以后怎么办').length, 1)
  })

  // ---- many at once ----
  const chosen = []
  await say('批量交办：勾选、选机构和接收人、逐件有结果', async () => {
    const staff = await stage.staff('triage')
    const grid = await findsHerGrid(staff.client)
    for (const text of ['批量一：沟堵了。', '批量二：沟堵了。', '批量三：还没有受理。']) chosen.push(await staff.records({ text, place: grid.id, category: 'service.water.ditch' }))
    for (const one of chosen.slice(0, 2)) await staff.does(one, 'accept', { category: 'service.water.ditch', difficulty: 'ordinary' })
    await page.goto('/desk/matters')
    for (const one of chosen) await page.getByRole('checkbox', { name: `选择 ${one.number}` }).check()
    await page.getByText('已选 3 件').waitFor()
    await clean('批量', page)
    await page.getByRole('button', { name: '批量交办' }).click()
    const drawer = page.getByRole('dialog', { name: '交办（3 件）' })
    await drawer.getByText('一件不成不影响其他').waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]'))
    await picksByKeys(page, page.locator('#bulk-lead_office'), '水务局', /普定县水务局/)
    await picksByKeys(page, page.locator('#bulk-lead_receiver'), '', /化名/)
    await page.keyboard.press('Control+Enter')
    await page.getByText('办成 2 件，没有办成 1 件').waitFor()
    expect.contains('说明原因', await page.locator('#bulk-result').innerText(), '不能办理“交办”')
    await page.getByRole('button', { name: '知道了' }).click()
    await page.getByText('已选 1 件').waitFor()
  })
  await say('批量打印：一页列出所选各件', async () => {
    for (const one of chosen.slice(0, 2)) await page.getByRole('checkbox', { name: `选择 ${one.number}` }).check()
    await page.getByRole('button', { name: '批量打印' }).click()
    await page.getByRole('button', { name: '打印 3 件' }).waitFor()
    for (const one of chosen) await page.locator('article.docket').filter({ hasText: one.number }).waitFor()
    await clean('批量打印', page)
  })
  await say('抽查页：还没有抽过签时说清楚', async () => {
    await page.goto('/desk/draws')
    await page.getByText('还没有抽过签').waitFor()
    await clean('抽查', page)
    await page.goto(`/desk/search?q=${number}`)
    await page.getByText(number).first().waitFor()
  })
}
