// Pages that need a login lead back to where one was going; a wrong password says so.

import { expect } from '../../journeys/support/check.mjs'
import { comesInOnPhone, password } from '../support/hands.mjs'

export const title = '要登录的页面，登录后回到原处；密码错了说明白'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const matter = stage.needs('matter')
  const { page: desk } = await stage.desktop()
  await say('电脑：打开事项链接，先登录', async () => {
    await desk.goto(`/desk/matters/${matter}?from=letter`)
    await desk.getByText('登录后会回到原来的页面').waitFor()
  })
  await say('密码错了：说明账号或密码不对，不说是哪一个；密码栏清空', async () => {
    await desk.locator('#login-name').fill('triage')
    await desk.locator('#login-password').fill('cuo-de-mi-ma-1')
    await desk.locator('#login-password').press('Enter')
    const words = await desk.getByRole('alert').innerText()
    expect.matches('说明', words, /没有登录成功[\s\S]*登录名或密码不对/)
    expect.equal('密码栏', await desk.locator('#login-password').inputValue(), '')
  })
  await say('没有填写，指出是哪一栏', async () => {
    await desk.locator('#login-name').fill('')
    await desk.getByRole('button', { name: '登录' }).click()
    await desk.getByRole('link', { name: '请填写登录账号' }).click()
    expect.equal('焦点', await desk.evaluate(() => document.activeElement.id), 'login-name')
  })
  await say('登录后回到那件事项', async () => {
    await desk.locator('#login-name').fill('triage')
    await desk.locator('#login-password').fill(password)
    await desk.locator('#login-password').press('Enter')
    await desk.getByText(stage.needs('number')).first().waitFor()
    expect.equal('网址', desk.url(), `${stage.url}/desk/matters/${matter}?from=letter`)
  })
  await say('不许去的页面说没有这个页面，不带去别的网站', async () => {
    await desk.goto('/desk/admin/accounts')
    await desk.getByText('没有这个页面').first().waitFor()
    await desk.goto('/desk/login?next=//example.invalid/desk/')
    expect.equal('网址', new URL(desk.url()).host, new URL(stage.url).host)
  })
  const { page: phone } = await stage.phone()
  await say('没有的网址：中文说明，状态 404，能回首页', async () => {
    const answer = await phone.goto('/no/such/page')
    expect.equal('状态', answer.status(), 404)
    await phone.getByRole('heading', { name: '没有这个页面' }).waitFor()
    await phone.locator('main').getByRole('link', { name: '首页', exact: true }).click()
    expect.equal('首页', new URL(phone.url()).pathname, '/')
  })
  await say('手机：登录后回到通知页；退出后又要登录', async () => {
    await comesInOnPhone(phone, 'grid', '/m/notices')
    await phone.getByRole('heading', { name: '通知' }).waitFor()
    expect.equal('网址', new URL(phone.url()).pathname, '/m/notices')
    await phone.goto('/m/me')
    await phone.getByRole('button', { name: '退出登录' }).click()
    await phone.getByRole('alertdialog').getByRole('button', { name: '退出登录' }).click()
    await phone.locator('#login-name').waitFor()
    await phone.goto('/m/')
    await phone.locator('#login-name').waitFor()
  })
}
