// The mediator's file on both screens: what is missing, a paper photographed into it, a reason written.

import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid, goesToMediation } from '../../journeys/support/openings.mjs'
import { Resident } from '../../journeys/support/people.mjs'
import { photo } from '../../journeys/support/photo.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, comesInOnPhone } from '../support/hands.mjs'

export const title = '案卷自查：电脑上看缺什么、写明理由；手机上拍下文书收入案卷'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const grid = await findsHerGrid(stage.server.client())
  const desk = await stage.staff('triage')
  const mediator = await stage.staff('mediator')
  const matter = await new Resident(stage.server.client(), { name: '化名周三' }).reports({ text: '碾房边的过道被占了半边。', place: grid.id })
  await goesToMediation(desk, mediator, matter)
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
  const phone = await stage.phone()
  const { page } = await stage.desktop()

  await say('电脑：事项页上有案卷自查，写着缺什么、怎样补', async () => {
    await comesInAtDesk(page, 'mediator', `/desk/matters/${matter.id}`)
    await page.getByRole('heading', { name: '人民调解卷宗自查' }).waitFor()
    await page.getByText('权利义务告知书：已经办理，卷里还没有这份文书').waitFor()
    await clean('案卷自查', page)
  })
  await say('电脑：不补正的，写明理由；空着不收', async () => {
    await page.getByRole('button', { name: /说明理由：权利义务告知书/ }).click()
    await page.getByRole('button', { name: '保存理由' }).click()
    await page.getByText('请写明为什么不补正').first().waitFor()
    await page.getByLabel('理由', { exact: true }).fill('告知书淋湿了，双方在记录里确认')
    await page.getByRole('button', { name: '保存理由' }).click()
    await page.getByText(/理由：告知书淋湿了/).waitFor()
  })
  await say('电脑：选一个文件收入申请书一项', async () => {
    await page.getByRole('button', { name: '收入：人民调解申请书或者受理登记表' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '收入', exact: true }).click()
    await page.getByText('请选择或者拍下要收入的材料').first().waitFor()
    await page.locator('#filing-files').setInputFiles({ name: '申请书.jpg', mimeType: 'image/jpeg', buffer: photo(120) })
    await page.getByRole('dialog').getByText('已上传', { exact: true }).waitFor()
    await clean('收入案卷', page)
    await page.getByRole('dialog').getByRole('button', { name: '收入', exact: true }).click()
    await page.getByRole('list', { name: '卷内目录' }).getByRole('link', { name: /申请书/ }).waitFor()
  })
  await say('手机：点开目录，拍下告知书收入', async () => {
    await comesInOnPhone(phone.page, 'mediator', `/m/matter/${matter.id}`)
    await phone.page.getByText(/处需要补正，点开看|没有需要补正的，点开看目录/).click()
    await phone.page.getByRole('button', { name: '收入：权利义务告知书' }).click()
    await phone.page.locator('#filing-files').setInputFiles({ name: '告知书.jpg', mimeType: 'image/jpeg', buffer: photo(60) })
    await phone.page.getByText('✓ 已上传').first().waitFor()
    await clean('手机上收入案卷', phone.page)
    await phone.page.getByRole('button', { name: '收入', exact: true }).click()
    await phone.page.getByText('已写进案卷').first().waitFor()
    expect.equal('没有横向滚动', await phone.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
  })
}
