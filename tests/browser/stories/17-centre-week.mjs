// The centre's week on the screen: the conference and its conclusion, the rota, an order of supervision, reminders; and two at one matter.

import { expect } from '../../journeys/support/check.mjs'
import { offices } from '../../journeys/support/county.mjs'
import { findsHerGrid, receiver } from '../../journeys/support/openings.mjs'
import { Resident } from '../../journeys/support/people.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, picksByKeys } from '../support/hands.mjs'

export const title = '中心的一周：列入研判会、记录意见；排轮驻、照抄；勾选后开督办单；预防提示；两个人开着同一件互相看见'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const { page } = await stage.desktop()
  const grid = await findsHerGrid(stage.server.client())
  const staff = await stage.staff('triage')
  const matter = await new Resident(stage.server.client(), { name: '化名周一' }).reports({ text: '两个村都说水渠不归自己管。', place: grid.id, category: 'service.water.ditch' })

  await say('研判会：列入一件，写明理由', async () => {
    await comesInAtDesk(page, 'triage', '/desk/conference')
    await page.getByText('这一周还没有列入的事项').waitFor()
    await page.getByRole('button', { name: '列入清单' }).click()
    await page.getByText('请填写事项编号').first().waitFor()
    await page.locator('#conference-matter').fill(matter.number)
    await page.locator('#conference-reason').fill('两个村都说不归自己管')
    await page.getByRole('button', { name: '列入清单' }).click()
    await page.getByText('清单（1 件）').waitFor()
    await clean('研判会', page)
  })
  await say('记录意见：写进了办理经过', async () => {
    await page.getByRole('button', { name: '记录意见' }).click()
    await page.locator('#conference-text').fill('由水务牵头，两村协办。')
    await page.getByRole('button', { name: '记录意见' }).click()
    await page.getByText('研判意见：由水务牵头，两村协办。').waitFor()
    await page.getByRole('link', { name: new RegExp(matter.number) }).click()
    await page.getByText('由水务牵头，两村协办。').waitFor()
  })
  await say('轮驻：安排一天，去掉一天', async () => {
    await page.goto('/desk/rota')
    await page.getByRole('button', { name: '安排', exact: true }).click()
    await page.getByText('请选择日期').first().waitFor()
    await page.locator('#rota-day').click()
    await page.locator('.el-date-table td.today').filter({ visible: true }).first().click()
    await picksByKeys(page, page.locator('#rota-office'), '水务', /水务/)
    await page.locator('#rota-window').fill('3号窗口')
    await page.getByRole('button', { name: '安排', exact: true }).click()
    await page.getByText('3号窗口').waitFor()
    await clean('轮驻安排', page)
    await page.getByRole('button', { name: /^去掉/ }).click()
    await page.getByText('3号窗口').waitFor({ state: 'detached' })
  })
  await say('勾选以后开督办单：按主办机构一份，写明期限', async () => {
    await staff.does(matter, 'accept', { category: 'service.water.ditch', difficulty: 'ordinary' })
    await staff.does(matter, 'assign', { lead_office: offices.water, lead_receiver: await receiver(staff, offices.water) })
    await page.goto('/desk/matters')
    await page.locator('tbody input[type=checkbox]').first().check()
    await page.getByRole('button', { name: '督办单' }).click()
    await page.getByRole('heading', { name: '督 办 单' }).waitFor()
    expect.contains('写明编号', await page.locator('article').first().innerText(), matter.number)
    await page.getByLabel('要求做什么').fill('现场核实后书面答复。')
    await page.getByText(/前现场核实后书面答复。/).first().waitFor()
    await clean('督办单', page)
  })
  await say('预防提示：没有时说没有，答复过的另看', async () => {
    await page.goto('/desk/prevention')
    await page.getByRole('heading', { name: '预防提示' }).waitFor()
    await page.getByRole('button', { name: '答复过的' }).click()
    await page.getByText('近半年没有答复过的提示').waitFor()
    await clean('预防提示', page)
  })
  await say('两个人开着同一件：分流台上看见对方', async () => {
    const fresh = await new Resident(stage.server.client(), { name: '化名周二' }).reports({ text: '晒谷坪边的墙歪了，请来看看。', place: grid.id })
    const other = await stage.staff('verify')
    await other.client.request('PUT', `/matters/${fresh.id}/presence`, {})
    await page.goto('/desk/')
    await page.getByText('晒谷坪边的墙歪了').first().click()
    await page.getByText('此刻也开着这件事项').waitFor()
  })
}
