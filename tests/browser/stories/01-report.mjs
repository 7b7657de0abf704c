// J1, the doorstep: a neighbour's new ditch floods her field.

import { expect } from '../../journeys/support/check.mjs'
import { categories } from '../../journeys/support/county.mjs'
import { complaint, she } from '../../journeys/support/openings.mjs'
import { drawsPhoto, writesReport } from '../support/hands.mjs'

export const title = '居民用手机上报，没有账号，没有定位'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const { page } = await stage.phone()
  await say('首页打开，说明不用登录', async () => {
    await page.goto('/')
    await page.getByText('不用登录').waitFor()
    expect.equal('没有横向滚动', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
  })
  await say('漏写了说明是哪一栏，补上就不再是红的', async () => {
    await page.goto('/report')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.locator('#report-text-wrong').waitFor()
    await page.locator('#report-text').fill('先写几个字')
    await page.locator('#report-text-wrong').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '下一步' }).click()
    await page.locator('#report-place-0').waitFor()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.locator('#report-place-wrong').waitFor()
    expect.equal('标出的栏', await page.locator('[aria-invalid=true]').getAttribute('id'), 'report-place-0')
    await page.goto('/')
  })
  await say('四步写完：经过和照片、地点、联系方式、核对', async () => {
    const photo = await drawsPhoto(page)
    await writesReport(page, { text: complaint, category: categories.drain, grid: '第1网格', detail: '寨子脚水井旁', ...she, photo })
    const checked = await page.locator('main').innerText()
    for (const part of [complaint, '塔山社区', '寨子脚水井旁', she.name, she.phone]) expect.contains('核对页', checked, part)
  })
  await say('提交连点两下也只有一件：得到编号、二维码，知道接下来怎样', async () => {
    const sent = []
    page.on('request', request => request.method() === 'POST' && request.url().endsWith('/public/reports') && sent.push(request.headers()['idempotency-key']))
    await page.getByRole('button', { name: '提交', exact: true }).evaluate(one => {
      one.click()
      one.click()
    })
    await page.getByRole('heading', { name: '已经登记' }).waitFor()
    const number = await page.locator('.number').innerText()
    expect.matches('编号', number, /^PD\d{4}-\d{6}$/)
    expect.yes('二维码画出来了', await page.getByRole('img', { name: '查询二维码' }).evaluate(one => one.complete && one.naturalWidth > 0))
    expect.matches('接下来', await page.locator('.next').innerText(), /最迟\d+年\d+月\d+日/)
    stage.left.number = number
    expect.equal('送出的上报', new Set(sent).size, 1)
  })
  await say('照片随后传完', async () => {
    await page.getByText('照片已传 1 张，共 1 张').waitFor()
  })
  await say('没有保存就离开，先问一句', async () => {
    await page.getByRole('button', { name: '完成并离开' }).click()
    const asked = page.getByRole('alertdialog')
    await asked.getByText('已经保存好了吗').waitFor()
    await asked.getByRole('button', { name: '取消' }).click()
    await page.locator('.number').waitFor()
  })
  await say('打开查询页：状态、编号、照片都在；查询码没有进入发给服务器的网址', async () => {
    const asked = []
    page.on('request', request => asked.push(request.url()))
    await page.getByRole('link', { name: '查看进展' }).click()
    await page.getByText('已登记，待受理').first().waitFor()
    const address = new URL(page.url())
    expect.equal('网址', address.pathname, '/t')
    const secret = address.hash.slice(1)
    expect.yes('查询码在 # 之后', secret.length >= 22, address.hash)
    expect.none('带查询码的请求', asked, url => url.includes(secret))
    expect.contains('页面', await page.locator('main').innerText(), stage.left.number)
    await page.locator('main img').first().waitFor()
    stage.left.track = `/t#${secret}`
  })
}
