// The main pages of both apps, looked at by axe.

import { clean } from '../support/axe.mjs'
import { comesInAtDesk, comesInOnPhone } from '../support/hands.mjs'

export const title = '两个应用的主要页面没有严重的无障碍问题'

// The desk keeps a line open for news, so the network is never idle: settled means nothing is still being read.
async function settled(page) {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => ![...document.querySelectorAll('[role=status]')].some(one => /正在读取/.test(one.textContent)))
}

async function looks(stage, page, paths) {
  for (const [what, path] of paths) {
    await stage.step(`${what} ${path.split('#')[0]}`, async () => {
      await page.goto(path)
      await settled(page)
      await clean(what, page)
    })
  }
}

export default async function story(stage) {
  const matter = stage.needs('matter')
  const { page: resident } = await stage.phone()
  await looks(stage, resident, [['首页', '/'], ['上报', '/report'], ['上报地点', '/report/where'], ['上报联系方式', '/report/who'], ['核对', '/report/check'],
    ['我的事项', stage.needs('track')], ['查我的事项', '/mine'], ['电话找人', '/call'], ['投诉建议', '/feedback'], ['文书查验', '/verify'], ['待传', '/outbox'],
    ['没有这个页面', '/report/nowhere'], ['登录', '/m/login']])
  await stage.step('大字版的首页', async () => {
    await resident.goto('/')
    await resident.locator('.tiles').getByRole('button').click()
    await clean('大字版', resident)
  })
  const { page: worker } = await stage.phone()
  await comesInOnPhone(worker, 'mediator')
  await looks(stage, worker, [['我的工作', '/m/'], ['查找事项', '/m/find'], ['通知', '/m/notices'], ['我', '/m/me'], ['代上报', '/m/report'], ['事项', `/m/matter/${matter}`]])
  const { page: desk } = await stage.desktop()
  await stage.step('电脑登录页', async () => {
    await desk.goto('/desk/login')
    await settled(desk)
    await clean('登录页', desk)
  })
  await comesInAtDesk(desk, 'triage')
  await looks(stage, desk, [['分流台', '/desk/'], ['我的工作', '/desk/work'], ['全部事项', '/desk/matters'], ['事项', `/desk/matters/${matter}`], ['搜索', '/desk/search?q=路灯'],
    ['窗口登记', '/desk/intake'], ['外部来件', '/desk/other'], ['简报', '/desk/brief'], ['通知', '/desk/notices'], ['办理程序', '/desk/procedures']])
  await stage.step('办理表单和增加当事人', async () => {
    await desk.goto('/desk/')
    await desk.getByRole('group', { name: '可办理的动作' }).getByRole('button').first().click()
    await desk.getByRole('dialog').filter({ visible: true }).locator('form').waitFor()
    await desk.waitForFunction(() => document.activeElement?.closest('[role="dialog"]'))
    await clean('办理表单', desk)
    await desk.keyboard.press('Escape')
    await desk.getByRole('dialog').filter({ visible: true }).waitFor({ state: 'detached' })
    await desk.getByRole('button', { name: '增加当事人' }).click()
    await desk.locator('#party-name').waitFor()
    await desk.waitForFunction(() => document.activeElement?.id === 'party-name')
    await clean('增加当事人', desk)
  })
  for (const [login, what, path] of [['sysadmin', '账号与岗位', '/desk/admin/accounts'], ['secadmin', '账号安全', '/desk/admin/security'], ['auditor', '审计', '/desk/admin/audit']]) {
    const { page } = await stage.desktop()
    await comesInAtDesk(page, login, path)
    await looks(stage, page, [[what, path]])
  }
}
