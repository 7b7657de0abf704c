// Aids for the mediator: offered at the step on both screens, worded by the county, nothing recorded.

import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid, goesToMediation } from '../../journeys/support/openings.mjs'
import { Resident } from '../../journeys/support/people.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, comesInOnPhone } from '../support/hands.mjs'

export const title = '调解提示：办到哪一步给看哪几条，县里改一条、收起一条、新增一条，电脑和手机上都跟着变'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const grid = await findsHerGrid(stage.server.client())
  const desk = await stage.staff('triage')
  const mediator = await stage.staff('mediator')
  const matter = await new Resident(stage.server.client(), { name: '化名鲁十二' }).reports({ text: '两家共用的石阶被一家砌了花台，挑水过不去。', place: grid.id })
  await goesToMediation(desk, mediator, matter)
  const admin = await stage.desktop()
  const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

  await say('系统管理员：改一条', async () => {
    await comesInAtDesk(admin.page, 'sysadmin', '/desk/admin/aids')
    await admin.page.getByRole('heading', { name: '调解提示', exact: true }).waitFor()
    await clean('调解提示', admin.page)
    await admin.page.getByRole('button', { name: '修改 第一步 听：先把三件事说明白' }).click()
    const dialog = admin.page.getByRole('dialog')
    await dialog.getByLabel('一句话（最多 24 字）').fill('先')
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await dialog.getByText(/至少/).first().waitFor()
    await dialog.getByLabel('一句话（最多 24 字）').fill('进门先说三件事：自愿、免费、保密')
    await clean('修改一条提示', admin.page)
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await admin.page.getByText('已保存，原来的文字留着').waitFor()
  })
  await say('系统管理员：收起一条，新增一条', async () => {
    await admin.page.getByRole('button', { name: '收起 问清谁来陪、用哪种话说' }).click()
    await admin.page.getByText('已收起，随时可以再给看').waitFor()
    await admin.page.getByRole('button', { name: '新增一条' }).click()
    const dialog = admin.page.getByRole('dialog')
    await dialog.getByLabel('做法').fill('本地做法')
    await dialog.getByLabel('一句话（最多 24 字）').fill('请寨老一起坐下')
    await dialog.getByLabel('怎样做（最多 240 字）').fill('先问两家愿不愿意请寨老来，都愿意的，请来坐中间，只听不断。')
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await dialog.getByText(/请至少选一步/).first().waitFor()
    await dialog.getByLabel('征求各方意愿').check()
    await dialog.getByLabel('已登记').check()
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await admin.page.getByRole('button', { name: '修改 请寨老一起坐下' }).waitFor()
    await stage.photographs('aids-list')
  })
  await say('调解员在电脑上看到的是县里的', async () => {
    const { page } = await stage.desktop()
    await comesInAtDesk(page, 'mediator', `/desk/matters/${matter.id}`)
    const card = page.locator('section', { has: page.getByRole('heading', { name: '这一步可以参考的做法' }) })
    await card.getByText('进门先说三件事：自愿、免费、保密').click()
    await card.getByText(/同意了也可以随时停/).waitFor()
    await card.getByText('请寨老一起坐下').waitFor()
    expect.equal('收起的不给看', await card.getByText('问清谁来陪、用哪种话说').count(), 0)
    await clean('事项页的提示', page)
    await stage.photographs('aids-desk')
  })
  await say('手机上一样', async () => {
    const phone = await stage.phone()
    await comesInOnPhone(phone.page, 'mediator', `/m/matter/${matter.id}`)
    await phone.page.getByText('请寨老一起坐下').click()
    await phone.page.getByText(/只听不断/).waitFor()
    expect.equal('没有横向滚动', await wide(phone.page), true)
    await clean('手机上的提示', phone.page)
    await stage.photographs('aids-phone')
  })
  await say('改回自带的文字', async () => {
    await admin.page.getByRole('button', { name: '改回自带的文字 进门先说三件事：自愿、免费、保密' }).click()
    await admin.page.getByRole('button', { name: '改回', exact: true }).click()
    await admin.page.getByText('已改回自带的文字').waitFor()
    await admin.page.getByRole('button', { name: '给看 问清谁来陪、用哪种话说' }).click()
    await admin.page.getByText('已重新给看').waitFor()
  })
}
