// J16 at the desk: a sheet of another system tried, mended by its error column, taken in; its number found on the matter.

import { expect } from '../../journeys/support/check.mjs'
import { plus, today } from '../../journeys/support/calendar.mjs'
import { csvOf, rowsOf } from '../../journeys/support/sheet.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk } from '../support/hands.mjs'

export const title = '外部来件：先核对不写入，错在哪一格写得清楚，改好再导入；同一份再传一件不多；事项页上有对方编号'

const head = ['工单编号', '收到日期', '答复期限', '反映内容', '乡镇和村', '姓名']

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const { page } = await stage.desktop()
  const yesterday = plus(today(), -1)
  const row = (number, place) => [number, yesterday, plus(today(), 5), '公交站牌倒了，压着人行道。', place, '化名周一']
  const rows = [head, row('GDX-001', '塔山社区'), row('GDX-002', '没有的村')]
  const card = page.getByRole('region', { name: '导入来件表格' })
  const picks = async (name, text) => page.locator('#import-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  const counts = () => card.locator('.counts').innerText()

  await say('打开外部来件', async () => {
    await comesInAtDesk(page, 'triage', '/desk/other')
    await page.getByRole('heading', { name: '外部来件' }).waitFor()
    await page.locator('#import-system').waitFor()
    expect.equal('没有选文件时不能核对', await card.getByRole('button', { name: '先核对，不写入' }).isDisabled(), true)
  })
  await say('核对：一行可以登记，一行错在“乡镇和村”那一格', async () => {
    await picks('来件.csv', csvOf(rows))
    await card.getByRole('button', { name: '先核对，不写入' }).click()
    await card.getByText('核对结果（还没有写入）').waitFor()
    expect.contains('新事项', await counts(), '将登记新事项 1')
    expect.contains('有错误', await counts(), '有错误 1')
    await card.getByText('E3（乡镇和村）').waitFor()
    await card.getByText('没有找到“没有的村”这个地方').waitFor()
    await clean('这一页', page)
  })
  await say('下载带错误列的表格，错误写在那一行的最后', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: '下载带错误列的表格' }).click()])
    const chunks = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk)
    const back = rowsOf(Buffer.concat(chunks))
    expect.equal('最后一列', back[0].at(-1), '错误')
    expect.contains('错误', back[2].at(-1), '没有找到“没有的村”')
  })
  await say('确认导入好的一行', async () => {
    await card.getByRole('button', { name: '确认导入 1 行' }).click()
    await card.getByText('导入完成').waitFor()
    expect.contains('登记', await counts(), '登记新事项 1')
    await page.getByRole('region', { name: '答复来件系统' }).getByText('GDX-001').waitFor()
  })
  await say('改好再传：只登记改好的一行，登记过的不再登记', async () => {
    rows[2][4] = '塔山社区'
    await card.getByRole('button', { name: '再导入一份' }).click()
    await picks('来件.csv', csvOf(rows))
    await card.getByRole('button', { name: '先核对，不写入' }).click()
    await card.getByText('核对结果（还没有写入）').waitFor()
    expect.contains('将登记', await counts(), '将登记新事项 1')
    expect.contains('登记过', await counts(), '已经登记过 1')
    await card.getByRole('button', { name: '确认导入 1 行' }).click()
    await card.getByText('导入完成').waitFor()
    await card.getByRole('button', { name: '再导入一份' }).click()
    await picks('来件.csv', csvOf(rows))
    await card.getByRole('button', { name: '先核对，不写入' }).click()
    await card.getByRole('button', { name: '没有可以导入的行' }).waitFor()
  })
  await say('不是表格的文件被拒绝，说出怎么办', async () => {
    await picks('来件.xlsx', '%PDF-1.7 假的')
    await card.getByRole('button', { name: '先核对，不写入' }).click()
    await card.getByRole('alert').waitFor()
    expect.yes('没有留下上一次的结果', (await card.getByText('核对结果').count()) === 0)
  })
  await say('按对方编号搜索，事项页写着 12345 的编号和期限', async () => {
    await page.goto('/desk/search?q=GDX-001')
    await page.locator('ol a').first().click()
    const numbers = page.locator('section', { has: page.getByRole('heading', { name: '其他系统的编号' }) })
    await numbers.getByText('GDX-001').waitFor()
    await numbers.getByText('待答复').waitFor()
  })
  await say('再登记信访的编号；登记过的编号当场提示，可以打开那一件', async () => {
    const numbers = page.locator('section', { has: page.getByRole('heading', { name: '其他系统的编号' }) })
    await numbers.getByRole('button', { name: '登记对方编号' }).click()
    const dialog = page.getByRole('dialog', { name: '登记对方编号' })
    await dialog.locator('#reference-system').selectOption('hotline')
    await dialog.locator('#reference-number').fill('gdx-002')
    await dialog.getByText('这个编号已经登记在').waitFor()
    await dialog.locator('#reference-system').selectOption('petition')
    await dialog.locator('#reference-number').fill('黔信2026-5')
    await clean('这一页', page)
    await dialog.getByRole('button', { name: '登记对方编号' }).click()
    await numbers.getByText('黔信2026-5').waitFor()
  })
}
