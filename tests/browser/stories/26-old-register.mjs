// 旧台账 at the desk: tried, mended by its error column, taken in, found, in the month's register, taken back.

import { expect } from '../../journeys/support/check.mjs'
import { csvOf, rowsOf } from '../../journeys/support/sheet.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk } from '../support/hands.mjs'

export const title = '旧台账：先核对不写入，错在哪一格写得清楚，导入后按事找得到，整批撤销；窄屏不横向滚动'

const head = ['编号', '受理日期', '当事人', '纠纷类型', '纠纷概要', '调解结果', '调解日期', '协议金额', '案卷存放']

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const { page } = await stage.desktop()
  const row = (number, kind) => [number, '2017-06-08', '化名旧卷甲、化名旧卷乙', kind, '旧台账画面：猪圈滴水流进邻家堂屋，多次争吵', '书面协议', '2017-06-20', '860.00', '社区档案柜']
  const rows = [head, row('画2017-1', '邻里纠纷'), row('画2017-2', '吵架')]
  const card = page.getByRole('region', { name: '导入旧台账' })
  const list = page.getByRole('region', { name: '旧台账', exact: true }).first()
  const picks = text => page.locator('#import-file').setInputFiles({ name: '2017年登记簿.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  const shot = name => page.screenshot({ path: `test-results/b/${name}.png`, fullPage: true })

  await say('从统计表走到旧台账；调委会只有自己一个可选', async () => {
    await comesInAtDesk(page, 'mediator', '/desk/statistics')
    await page.getByRole('link', { name: '旧台账' }).click()
    await page.getByRole('heading', { name: '导入旧台账' }).waitFor()
    await clean('旧台账（空）', page)
  })
  await say('核对：一行可以导入，一行的类型写明怎么改', async () => {
    await picks(csvOf(rows))
    await card.getByRole('button', { name: '先核对，不写入' }).click()
    await card.getByText('核对结果（还没有写入）').waitFor()
    await card.getByText('D3（纠纷类型）').waitFor()
    await card.getByText(/请写其中一类：婚姻家庭、邻里/).waitFor()
    await clean('核对', page)
    await shot('old-check')
  })
  await say('下载带错误列的表格', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: '下载带错误列的表格' }).click()])
    const chunks = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk)
    expect.contains('错误', rowsOf(Buffer.concat(chunks))[2].at(-1), '没有“吵架”这一类')
  })
  await say('改好再传，两行一起导入；查得到，姓名写作某某，勾了才写全', async () => {
    rows[2][3] = '邻里'
    await picks(csvOf(rows))
    await card.getByRole('button', { name: '先核对，不写入' }).click()
    await card.getByRole('button', { name: '确认导入 2 行' }).click()
    await card.getByText('导入完成').waitFor()
    await page.getByLabel('编号、纠纷概要或地点').fill('滴水流进')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByText('找到 2 件').waitFor()
    expect.yes('不写全名', !(await list.innerText()).includes('旧卷甲'))
    await page.getByLabel('本调解委员会的写全名').check()
    await page.getByText('化名旧卷甲、化名旧卷乙').first().waitFor()
    await clean('找到的旧台账', page)
    await shot('old-found')
  })
  await say('查不到的写明放宽条件；按姓名也查不到', async () => {
    await page.getByLabel('编号、纠纷概要或地点').fill('旧卷甲')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByText('没有找到符合条件的旧台账').waitFor()
  })
  await say('当月的台账里列着，写明旧台账；下载 PDF', async () => {
    await page.goto(new URL('/desk/statistics/register?from=2017-06', page.url()).href)
    await page.getByText('其中旧台账 2 件（不进统计表）').waitFor()
    await page.getByRole('cell', { name: /旧台账 旧台账画面/ }).first().waitFor()
    await clean('台账里的旧台账', page)
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 PDF' }).click()])
    expect.contains('文件名', file.suggestedFilename(), '2017-06.pdf')
    await file.saveAs('test-results/b/register.pdf')
  })
  await say('窄屏不横向滚动', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(new URL('/desk/statistics/old', page.url()).href)
    await page.getByRole('heading', { name: '导入记录' }).waitFor()
    expect.yes('不横向滚动', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), await page.evaluate(() => document.documentElement.scrollWidth))
    await clean('旧台账（390）', page)
    await shot('old-390')
    await page.setViewportSize({ width: 1440, height: 900 })
  })
  await say('整批撤销：先问，撤销后查不到，记录还在', async () => {
    await page.getByRole('button', { name: '撤销这次导入' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: '撤销导入' }).click()
    await page.getByText('已下').or(page.getByText(/已撤下 2 件/)).first().waitFor()
    await page.getByText(/已于.*撤销/).first().waitFor()
    await page.getByText('还没有导入旧台账').waitFor()
  })
}
