// J1, the triage desk: by keyboard alone, seen at once on a second desk.

import { expect } from '../../journeys/support/check.mjs'
import { complaint, neighbour } from '../../journeys/support/openings.mjs'
import { comesInAtDesk, password, picksByKeys, tabsTo } from '../support/hands.mjs'

export const title = '分流员只用键盘受理、登记对方、转人民调解；另一台电脑上随时看到'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const number = stage.needs('number')
  const { page } = await stage.desktop()
  const { page: second } = await stage.desktop()
  const keys = page.keyboard
  const moves = page.getByRole('group', { name: '可办理的动作' })
  const drawer = page.getByRole('dialog').filter({ visible: true })

  // The figure on a button is its key.
  const opens = async name => {
    const button = moves.getByRole('button', { name: new RegExp(`^${name}`) })
    await button.waitFor()
    const key = (await button.locator('kbd').innerText()).replace(/^A \/ /, '')
    await page.locator('body').press(key)
    await page.getByRole('dialog', { name: new RegExp(`^${name}`) }).waitFor()
    // The drawer slides in; only then it holds the focus.
    await page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]'))
  }
  const sent = async name => {
    await keys.press('Control+Enter')
    await page.getByText(`已办理：${name}`).waitFor()
    await page.getByRole('dialog').filter({ visible: true }).waitFor({ state: 'detached' }).catch(() => {})
  }

  await say('登录：账号、密码、回车', async () => {
    await page.goto('/desk/')
    await page.waitForFunction(() => document.activeElement?.id === 'login-name')
    await keys.type('triage')
    await keys.press('Tab')
    await keys.type(password)
    await keys.press('Enter')
    await page.locator('#queue').waitFor()
  })
  await say('队列里有这件事，选中它，看到原话和照片', async () => {
    await page.locator('#queue [role=option]').filter({ hasText: number }).waitFor()
    for (let n = 0; n < 20; n += 1) {
      if ((await page.locator('#queue [aria-selected=true]').innerText()).includes(number)) break
      await page.locator('body').press('j')
    }
    await page.getByText(complaint).waitFor()
    await page.locator('.right img').first().waitFor()
  })
  await say('另一台电脑打开同一件事项', async () => {
    await comesInAtDesk(second, 'triage', '/desk/matters')
    await second.getByRole('link', { name: new RegExp(number) }).or(second.locator('tr', { hasText: number }).getByRole('link')).first().click()
    await second.getByText('已登记，待受理').first().waitFor()
    await second.evaluate(() => { globalThis.sameDocument = true })
    stage.left.desk = new URL(second.url()).pathname
  })
  await say('按 A 打开“受理”，填写，Ctrl+Enter 提交', async () => {
    await page.locator('body').press('a')
    await page.getByRole('dialog', { name: '受理' }).waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]'))
    // From within a search box too: what is missing is told.
    expect.equal('焦点在类别', await page.evaluate(() => document.activeElement.id), 'move-category')
    await keys.press('Control+Enter')
    await drawer.getByRole('link', { name: '请填写“难易程度”' }).waitFor()
    const difficulty = drawer.getByRole('radiogroup')
    await tabsTo(page, difficulty.getByRole('radio').first())
    await keys.press('Space')
    await sent('受理')
  })
  await say('另一台电脑没有刷新，状态自己变了', async () => {
    await second.getByText('已受理，待分流').first().waitFor()
    expect.equal('没有重新打开网页', await second.evaluate(() => globalThis.sameDocument), true)
  })
  await say('还没有对方当事人，转人民调解会说缺什么', async () => {
    await page.locator('#queue [aria-selected=true]').filter({ hasText: number }).waitFor().catch(() => {})
    const button = moves.getByRole('button', { name: /^转人民调解/ })
    await button.waitFor()
    expect.contains('缺什么', await button.getAttribute('title'), '对方当事人')
  })
  await say('用键盘增加邻居为对方当事人', async () => {
    await tabsTo(page, page.getByRole('button', { name: '增加当事人' }))
    await keys.press('Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'party-name')
    await keys.press('Control+Enter')
    await page.getByText('请填写姓名或名称').first().waitFor()
    await tabsTo(page, page.locator('#party-name'))
    await keys.type(neighbour.name)
    await keys.press('Tab')
    await keys.type(neighbour.phone)
    await keys.press('Tab')
    await keys.type(neighbour.address)
    await keys.press('Control+Enter')
    await page.locator('.right').getByText(neighbour.name).waitFor()
  })
  await say('转人民调解：机构按职责清单建议，选主办和接收人', async () => {
    await opens('转人民调解')
    await picksByKeys(page, page.locator('#move-lead_office'), '定南街道人民调解', /定南街道人民调解委员会/)
    await picksByKeys(page, page.locator('#move-lead_receiver'), '', /化名/)
    await picksByKeys(page, page.locator('#move-co_offices'), '塔山社区', /塔山社区/)
    // The list of several stays open: the first Escape closes it, not the form.
    await keys.press('Escape')
    await tabsTo(page, drawer.getByRole('button', { name: '转人民调解' }))
    await sent('转人民调解')
  })
  await say('另一台电脑看到已经交给街道调委会', async () => {
    await second.getByText('定南街道人民调解委员会').first().waitFor()
    expect.equal('没有重新打开网页', await second.evaluate(() => globalThis.sameDocument), true)
  })
  await say('全部事项里承办写“主办”，没有代码；没有出错的栏不是红框', async () => {
    await second.goto('/desk/matters')
    const row = second.locator('tr', { hasText: number })
    expect.contains('承办', await row.innerText(), '主办：定南街道人民调解委员会')
    const frames = await second.locator('.filters .el-select__wrapper').evaluateAll(all => all.map(one => getComputedStyle(one).boxShadow))
    expect.none('红框', frames, one => one.includes('179, 21, 27'))
  })
  await say('按 ? 看到按键说明', async () => {
    await page.locator('body').press('?')
    await page.getByRole('dialog', { name: '只用键盘办理' }).waitFor()
    await keys.press('Escape')
  })
}
