// What the town and village tell everybody, on a resident's phone: no login, the place kept on the phone only.

import { expect } from '../../journeys/support/check.mjs'
import { clean } from '../support/axe.mjs'

export const title = '群众看乡镇、村里的通知：选地方、记住、翻页、打印、换地方；没有时说没有'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const desk = await stage.staff('triage')
  for (let n = 1; n <= 21; n += 1) {
    const text = n === 21 ? `${'自来水管检修，请提前储水；'.repeat(30)}\n第二行` : '请提前储水。'
    const sent = await desk.client.request('POST', '/messages', { body: { place: '520422001', title: `停水通知${n}`, text, until_day: '2027-01-31', receipts: false, open_to_all: true } })
    expect.equal('发出', { status: sent.status, errors: sent.json?.errors }, { status: 201 })
  }
  const { page } = await stage.phone()
  const narrow = async what => expect.yes(`${what}没有横向滚动`, await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))

  await say('从首页进去，先选地方', async () => {
    await page.goto('/')
    await page.getByRole('link', { name: /乡镇、村里的通知/ }).click()
    await page.getByRole('heading', { name: '公开通知', level: 1 }).waitFor()
    await page.getByRole('button', { name: '看这里的通知' }).click()
    await page.getByText('请先选择乡镇、街道').waitFor()
    await clean('选地方', page)
    await page.locator('#news-place-0').selectOption({ label: '定南街道' })
    await page.locator('#news-place-1').selectOption({ index: 1 })
    await page.getByRole('button', { name: '看这里的通知' }).click()
    await page.getByRole('heading', { name: '停水通知21' }).waitFor()
  })
  await say('新的在前，翻页看更早的；打印出来有全部看到的', async () => {
    expect.equal('第一条', await page.locator('article h2').first().innerText(), '停水通知21')
    expect.equal('一页', await page.locator('article').count(), 20)
    await clean('公开通知', page)
    await narrow('公开通知')
    await stage.photographs('18-news')
    await page.getByRole('button', { name: '看更早的' }).click()
    await page.getByRole('heading', { name: '停水通知1', exact: true }).waitFor()
    await page.emulateMedia({ media: 'print' })
    expect.equal('纸上没有按钮', await page.locator('main button:visible').count(), 0)
    await page.emulateMedia({ media: 'screen' })
  })
  await say('再来时记得这个地方；只存在手机里，可以不再记住', async () => {
    expect.equal('直接打开网址也是这一页', (await page.goto('/messages')).status(), 200)
    await page.getByRole('heading', { name: '停水通知21' }).waitFor()
    expect.equal('没有 Cookie', await page.context().cookies(), [])
    await page.getByRole('button', { name: '不再记住这个地方' }).click()
    await page.reload()
    await page.getByRole('button', { name: '看这里的通知' }).waitFor()
  })
  await say('没有通知的地方说没有；地方没有了请重新选', async () => {
    await page.locator('#news-place-0').selectOption({ index: 3 })
    await page.getByRole('button', { name: '看这里的通知' }).click()
    await page.getByText('现在没有公开的通知').waitFor()
    await clean('没有通知', page)
    await page.evaluate(() => localStorage.setItem('lianhu.news.place', '999'))
    await page.reload()
    await page.getByText('原来选的地方已经调整').waitFor()
  })
}
