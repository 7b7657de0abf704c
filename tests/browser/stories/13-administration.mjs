// The administrators' pages: days off, offices, who answers for a place, categories, duties, procedures.

import { readFileSync } from 'node:fs'

import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid } from '../../journeys/support/openings.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, until } from '../support/hands.mjs'

export const title = '管理：粘贴放假安排先看变化再保存；机构改名、撤销前列出没有移交的；责任人、类别对照、职责清单、程序的提交和发布'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const { page } = await stage.desktop()
  const clerk = await stage.staff('triage')
  const grid = await findsHerGrid(clerk.client)
  const taken = await clerk.records({ text: '村口的路灯不亮。', place: grid.id })
  const due = expect.one('受理期限', (await clerk.opens(taken)).deadlines, one => one.title === '受理期限').due_day
  const year = Number(due.slice(0, 4))
  const calendar = readFileSync(new URL(`../../../calendar/${year}.toml`, import.meta.url), 'utf8')
  const opens = async (path, heading) => {
    await page.goto(`/desk/admin/${path}`)
    await page.getByRole('heading', { name: heading, exact: true, level: 1 }).waitFor()
  }
  const narrow = async what => {
    await page.setViewportSize({ width: 390, height: 844 })
    expect.yes(`${what}：390 像素宽不横向滚动`, await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), await page.evaluate(() => document.documentElement.scrollWidth))
    if (process.env.LIANHU_LOOK) await stage.photographs(`13-${what}-390`)
    await page.setViewportSize({ width: 1440, height: 900 })
    if (process.env.LIANHU_LOOK) await stage.photographs(`13-${what}`)
  }

  await say('系统管理员打开放假安排：写明到哪一年、哪些是暂定', async () => {
    await comesInAtDesk(page, 'sysadmin', '/desk/admin/calendar')
    await page.getByText('为止的放假安排').waitFor()
    await page.locator('#calendar-year').selectOption(String(year))
    await page.getByText('现行的一份', { exact: true }).waitFor()
    await clean('放假安排', page)
    await narrow('放假安排')
  })
  await say('粘贴得不对：说出哪一行', async () => {
    await page.locator('#calendar-text').fill(`${calendar}\n[[holiday]]\nname = "化名节"\nof = [${due}]`)
    await page.getByRole('button', { name: '先试算，不写入' }).click()
    await page.getByRole('alert').getByText(/第\d+行：不认识“of”/).waitFor()
  })
  await say('改好再试算：列出会变的期限；确认后保存', async () => {
    await page.locator('#calendar-text').fill(`${calendar}\n[[holiday]]\nname = "化名节"\noff = [${due}]`)
    await page.getByRole('button', { name: '先试算，不写入' }).click()
    await page.getByText('试算结果（还没有写入）').waitFor()
    await page.getByRole('row', { name: new RegExp(`${taken.number}.*受理期限`) }).waitFor()
    await clean('试算结果', page)
    await page.locator('#calendar-check').scrollIntoViewIfNeeded()
    await narrow('试算结果')
    await page.getByRole('button', { name: '保存并重算' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '保存并重算' }).click()
    await page.getByText('已保存，重算了').waitFor()
    await page.getByText('以前的一份：随程序提供的一份').waitFor()
  })
  await say('把以前的一份放进编辑框，保存回去', async () => {
    await page.getByText('以前的一份：随程序提供的一份').click()
    await page.locator('details[open]').getByRole('button', { name: '放进编辑框' }).click()
    await page.getByRole('button', { name: '先试算，不写入' }).click()
    await page.getByText('试算结果（还没有写入）').waitFor()
    await page.getByRole('button', { name: '保存并重算' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '保存并重算' }).click()
    await until(page, '试算结果收起', () => !document.getElementById('calendar-check'))
  })
  await say('机构：逐级打开，改名，撤销前列出没有移交的', async () => {
    await opens('offices', '机构')
    await page.getByRole('button', { name: '普定县的下级' }).click()
    await page.getByRole('button', { name: /^修改 普定县水务局/ }).waitFor()
    await clean('机构', page)
    await narrow('机构')
    await page.getByRole('button', { name: /^变更和撤销 普定县水务局/ }).click()
    const dialog = page.getByRole('dialog', { name: '普定县水务局' })
    await dialog.getByText('没有移交，移交完才能撤销').waitFor()
    await clean('变更和撤销', page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^修改 普定县水务局/ }).click()
    await page.locator('#office-name').fill('普定县水务和移民局')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByText('普定县水务和移民局 已保存').waitFor()
    await page.locator('#office-find').fill('水务和移民')
    await page.getByRole('cell', { name: /普定县水务和移民局/ }).first().waitFor()
  })
  await say('责任人：看一个村的网格，安排换人', async () => {
    await opens('responsibility', '责任人')
    await page.getByRole('button', { name: '定南街道的下一级' }).click()
    await page.getByRole('button', { name: /塔山社区.*的下一级/ }).click()
    await page.getByRole('button', { name: /^安排 .*网格/ }).first().waitFor()
    await clean('责任人', page)
    await narrow('责任人')
    await page.getByRole('button', { name: /^安排 .*网格/ }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('#responsible-holder').selectOption({ index: 1 })
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.getByText('已保存', { exact: true }).waitFor()
  })
  await say('类别与对照：未取得官方编码的写明；改一条对照', async () => {
    await opens('categories', '类别与对照')
    await page.getByText('未取得官方编码', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: '改对照：邻里纠纷' }).waitFor()
    await clean('类别与对照', page)
    await narrow('类别与对照')
    await page.getByRole('button', { name: '改对照：邻里纠纷' }).click()
    await page.locator('#code-code').selectOption('3')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByText('对照已保存').waitFor()
    await page.getByRole('row', { name: /邻里纠纷 dispute\.neighbour 3 房屋宅基地/ }).waitFor()
  })
  await say('职责清单：查找、结束一条', async () => {
    await opens('duties', '职责清单')
    await page.locator('#duty-find').fill('水务')
    await page.getByRole('button', { name: /^结束 / }).first().waitFor()
    await clean('职责清单', page)
    await narrow('职责清单')
  })
  await say('程序：检查说出错误的行；改好提交', async () => {
    await opens('procedures', '程序发布')
    await page.getByRole('button', { name: /^从这一版改起：.* 第 5 版/ }).first().waitFor()
    const text = readFileSync(new URL('../../../procedures/grid_matter@5.toml', import.meta.url), 'utf8')
    await page.locator('#procedure-text').fill(text)
    await page.getByRole('button', { name: '检查，不提交' }).click()
    await page.getByText('已经发布，发布过的不能改').waitFor()
    await page.locator('#procedure-text').fill(text.replace('version = 5', 'version = 6').replace('name = "assign"\ntitle = "', 'name = "assign"\ntitle = "化名'))
    await page.getByRole('button', { name: '检查，不提交' }).click()
    await page.getByText('没有错误。摘要').waitFor()
    await clean('程序发布', page)
    await narrow('程序发布')
    await page.getByRole('button', { name: '提交，等安全管理员发布' }).click()
    await page.getByText('已提交，请安全管理员核对发布').waitFor()
  })
  await say('安全管理员核对后退回，写明原因', async () => {
    const other = await stage.desktop()
    await comesInAtDesk(other.page, 'secadmin', '/desk/admin/procedures')
    await other.page.getByRole('button', { name: /^核对 / }).click()
    await other.page.getByRole('button', { name: '退回' }).click()
    await other.page.getByRole('dialog').getByRole('textbox').fill('化名试办')
    await other.page.getByRole('dialog').getByRole('button', { name: '退回' }).click()
    await other.page.getByText('已退回').first().waitFor()
  })
  await say('分管领导打开裁定先例：按类别和地点查找，没有的说没有', async () => {
    const leader = await stage.desktop()
    await comesInAtDesk(leader.page, 'leader', '/desk/precedents')
    await leader.page.getByText('没有符合的裁定先例').waitFor()
    await clean('裁定先例', leader.page)
    await leader.page.setViewportSize({ width: 390, height: 844 })
    expect.yes('390 像素宽不横向滚动', await leader.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
  })
}
