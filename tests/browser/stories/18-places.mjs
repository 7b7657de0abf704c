// A grid is split on the administrators' pages: chosen, looked at, submitted, confirmed by the other one; renamed; not closed while in use.

import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid } from '../../journeys/support/openings.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk } from '../support/hands.mjs'

export const title = '网格和联户：划出新网格先看哪些会变，安全管理员确认后未了事项转过去；改名；还在用的不能撤'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const desk = await stage.staff('triage')
  const grid = await findsHerGrid(desk.client)
  const system = await stage.staff('sysadmin')
  const group = (await system.reads(`/place-tree?parent=${grid.id}`)).items[1]
  const taken = await desk.records({ text: '联户门口的路灯不亮。', place: group.id })
  const { page } = await stage.desktop()
  const narrow = async (what, of = page) => {
    await of.setViewportSize({ width: 390, height: 844 })
    expect.yes(`${what}：390 像素宽不横向滚动`, await of.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), await of.evaluate(() => document.documentElement.scrollWidth))
    if (process.env.LIANHU_LOOK) await stage.photographs(`18-${what}-390`)
    await of.setViewportSize({ width: 1440, height: 900 })
    if (process.env.LIANHU_LOOK) await stage.photographs(`18-${what}`)
  }

  await say('一级一级走到网格', async () => {
    await comesInAtDesk(page, 'sysadmin', '/desk/admin/places')
    await page.getByRole('button', { name: '定南街道的下级' }).click()
    await page.getByRole('button', { name: /^塔山社区.*的下级$/ }).first().click()
    await page.getByRole('button', { name: `${grid.name}的下级` }).click()
    await page.getByRole('heading', { name: '把联户划到另一个网格' }).waitFor()
    await clean('网格和联户', page)
    await narrow('网格和联户')
  })
  await say('勾选一个联户，先看哪些会变，再提交', async () => {
    await page.locator('#split-groups').getByLabel(group.name).check()
    await page.locator('#split-name').fill('塔山社区新划网格')
    await page.getByRole('button', { name: '先看看哪些会变' }).click()
    await page.getByText('未了事项 1 件随着转过去').waitFor()
    await page.getByText('手机定位落在这里的只定到村').waitFor()
    await clean('划分先看', page)
    await narrow('划分先看')
    await page.getByRole('button', { name: '提交，等安全管理员确认' }).click()
    await page.getByRole('alert').waitFor()
    await page.locator('#split-reason').fill('人多了')
    await page.getByRole('button', { name: '提交，等安全管理员确认' }).click()
    await page.getByRole('heading', { name: /等安全管理员确认/ }).waitFor()
  })
  await say('安全管理员核对、确认；未了事项写着新网格', async () => {
    const { page: other } = await stage.desktop()
    await comesInAtDesk(other, 'secadmin', '/desk/admin/places')
    await other.getByText('未了事项 1 件随着转过去').waitFor()
    await clean('确认划分', other)
    await narrow('确认划分', other)
    await other.getByRole('button', { name: '核对无误，确认生效' }).click()
    await other.getByText('以前的划分').click()
    await other.getByText('转过去未了事项 1 件').waitFor()
    expect.contains('新网格', (await desk.opens(taken)).place_name, '新划网格')
  })
  await say('改名；还有人负责、还有联户的不能撤，列出办法', async () => {
    await page.reload()
    await page.getByRole('button', { name: '定南街道的下级' }).click()
    await page.getByRole('button', { name: /^塔山社区.*的下级$/ }).first().click()
    await page.getByText('划分前的边界归到村').waitFor()
    await page.getByRole('button', { name: '改名 塔山社区新划网格' }).click()
    await page.locator('#place-name').fill('塔山社区月亮湾网格')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('cell', { name: /塔山社区月亮湾网格/ }).first().waitFor()
    await page.getByRole('button', { name: `变更和撤销 ${grid.name}` }).click()
    await page.getByText('移交完才能撤销').waitFor()
    await clean('不能撤的网格', page)
  })
}
