// The triage queue: rows checked by keyboard and by hand, one act on all of them, a result for each; printed.

import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid } from '../../journeys/support/openings.mjs'
import { Resident } from '../../journeys/support/people.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, picksByKeys } from '../support/hands.mjs'

export const title = '分流台上批量：X 勾选、点框勾选、全选；批量催办各有结果，勾选还在；批量打印'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const grid = await findsHerGrid(stage.server.client())
  const numbers = []
  for (const text of ['东头的路灯不亮了。', '西头的路灯不亮了。', '井盖丢了一个。']) numbers.push((await new Resident(stage.server.client(), { name: '化名周三' }).reports({ text, place: grid.id })).number)
  const { page } = await stage.desktop()
  const option = number => page.locator('#queue [role=option]', { hasText: number })
  const chosen = n => page.getByText(`已选 ${n} 件`, { exact: false }).waitFor()

  await say('按 X 勾选所在的一件，再按一次取消；点方框也行', async () => {
    await comesInAtDesk(page, 'triage', '/desk/')
    await option(numbers[0]).click()
    await page.locator('body').press('x')
    await chosen(1)
    expect.equal('读屏也知道', await option(numbers[0]).getAttribute('aria-checked'), 'true')
    await page.locator('body').press('x')
    await chosen(0)
    await option(numbers[0]).locator('.box').click()
    await option(numbers[1]).locator('.box').click()
    await chosen(2)
    expect.equal('看着的还是原来的一件', await option(numbers[0]).getAttribute('aria-selected'), 'true')
    await clean('分流台', page)
    await stage.photographs('18-queue')
  })
  await say('批量交办：还没有受理的说明原因，一件不成不影响别的，勾选都还在', async () => {
    await page.getByRole('button', { name: '批量交办' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('所选 2 件', { exact: true }).waitFor()
    await picksByKeys(page, page.locator('#bulk-lead_office'), '水务', /普定县水务/)
    await picksByKeys(page, page.locator('#bulk-lead_receiver'), '', /化名/)
    await drawer.locator('button[type=submit]').click()
    await drawer.getByText('没有办成 2 件').waitFor()
    await clean('批量的结果', page)
    await drawer.getByRole('button', { name: '知道了' }).click()
    await chosen(2)
  })
  await say('受理以后批量交办办成，离开队列', async () => {
    const desk = await stage.staff('triage')
    for (const number of numbers.slice(0, 2)) {
      const { items } = await desk.reads(`/search?q=${number}`)
      await desk.does({ id: items[0].matter }, 'accept', { category: 'facility.lamp', difficulty: 'ordinary' }).catch(() => desk.does({ id: items[0].matter }, 'accept', { category: 'other', difficulty: 'ordinary' }))
    }
    await page.reload()
    await option(numbers[0]).waitFor()
    await option(numbers[0]).locator('.box').click()
    await option(numbers[1]).locator('.box').click()
    await page.getByRole('button', { name: '批量交办' }).click()
    const drawer = page.getByRole('dialog')
    await picksByKeys(page, page.locator('#bulk-lead_office'), '水务', /普定县水务/)
    await picksByKeys(page, page.locator('#bulk-lead_receiver'), '', /化名/)
    await drawer.locator('button[type=submit]').click()
    await drawer.getByText('办成 2 件').waitFor()
    await drawer.getByRole('button', { name: '知道了' }).click()
    await option(numbers[1]).waitFor({ state: 'detached' })
    await chosen(0)
  })
  await say('全选已载入的，批量打印', async () => {
    await page.getByLabel(/全选已载入的/).check()
    await page.getByRole('button', { name: '批量打印' }).click()
    await page.getByText(numbers[2]).first().waitFor()
  })
  await say('按键说明里有 X', async () => {
    await page.goto('/desk/')
    await page.locator('#queue').waitFor()
    await page.locator('body').press('?')
    await page.getByRole('dialog', { name: '只用键盘办理' }).getByText('勾选或取消勾选这一件', { exact: false }).waitFor()
  })
}
