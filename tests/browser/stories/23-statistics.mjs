// The official form on screen: figures that open their cases, another span, another division, on paper.

import { expect } from '../../journeys/support/check.mjs'
import { categories } from '../../journeys/support/county.mjs'
import { child, findsHerGrid, goesToMediation, party } from '../../journeys/support/openings.mjs'
import { Resident } from '../../journeys/support/people.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk } from '../support/hands.mjs'

export const title = '统计表：点开数字就是案件；换时段、换分行；核对和口径；打印'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const grid = await findsHerGrid(stage.server.client())
  const desk = await stage.staff('triage')
  const mediator = await stage.staff('mediator')
  let matter = await new Resident(stage.server.client(), { name: '化名统计丙' }).reports({ text: '统计表故事：晒坝边的界线说不清。', place: grid.id })
  await goesToMediation(desk, mediator, matter)
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  matter = await mediator.opens(matter.id)
  const mediation = { proceeding: child(matter).id }
  await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
  for (const role of ['反映人', '对方当事人']) {
    await mediator.does(matter, 'consent', { consenting_party: party(matter, role).id, consent_on: today, consent_way: 'oral' }, mediation)
  }
  await mediator.does(matter, 'register', { dispute_kind: categories.drain })
  await mediator.does(matter, 'fail', { reason: '界线各说各的' }, mediation)
  const { page } = await stage.desktop()

  await say('从“更多”里打开统计表，缺省是上月', async () => {
    await comesInAtDesk(page, 'leader', '/desk/statistics')
    await page.getByRole('heading', { name: '统计表', exact: true }).waitFor()
    await page.getByRole('button', { name: '上月', pressed: true }).waitFor()
    await clean('统计表（上月）', page)
  })
  await say('本月：总数不为零，核对各项相符', async () => {
    await page.getByRole('button', { name: '本月' }).click()
    await page.getByRole('button', { name: /^合计 +案件总数 [1-9]/ }).waitFor()
    expect.equal('不符的', await page.getByText(/^不符：/).count(), 0)
    await clean('统计表（本月）', page)
  })
  await say('点开合计，案件里有刚才这一件，能走到事项', async () => {
    await page.getByRole('button', { name: /^合计 +案件总数/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('调解不成功').first().waitFor()
    await dialog.getByRole('link', { name: matter.number }).waitFor()
    await clean('数字背后的案件', page)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })
  await say('按月份、今年；口径写在表下', async () => {
    await page.getByRole('button', { name: '今年' }).click()
    await page.getByRole('button', { name: '按月份' }).click()
    await page.getByRole('rowheader', { name: `${Number(today.slice(0, 4))}年${Number(today.slice(5, 7))}月` }).waitFor()
    await page.getByText('各栏的口径').click()
    await page.getByText(/一件案件只计一次/).waitFor()
    await clean('统计表（今年，按月份）', page)
  })
  await say('另两张：按综治清单分类，展开一类点进事项；人民调解台账', async () => {
    await page.getByRole('link', { name: '按综治等清单分类' }).click()
    await page.getByRole('button', { name: '本月' }).click()
    await page.getByRole('button', { name: /^展开/ }).first().click()
    await page.getByRole('cell').getByRole('link', { name: /^[1-9]/ }).first().waitFor()
    await clean('按清单分类', page)
    await page.getByRole('link', { name: '人民调解台账' }).click()
    await page.getByRole('button', { name: '本月' }).click()
    await page.getByRole('link', { name: matter.number }).waitFor()
    await clean('台账', page)
    await page.getByRole('link', { name: '人民调解案件情况统计表' }).click()
    await page.getByRole('button', { name: '本月' }).click()
    await page.getByRole('button', { name: /^合计 +案件总数 [1-9]/ }).waitFor()
  })
  await say('三张表在窄屏上都不横向滚动', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    for (const path of ['register', 'codes', '']) {
      await page.goto(new URL(`/desk/statistics/${path}`, page.url()).href)
      await page.getByRole('heading', { name: '统计表', exact: true }).waitFor()
      await page.getByRole('region').first().or(page.getByText('没有进入人民调解的事项')).first().waitFor()
      expect.yes(`不横向滚动：${path || 'mediation'}`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), await page.evaluate(() => document.documentElement.scrollWidth))
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  })
  await say('下载的是同一张表', async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载表格' }).click()])
    expect.contains('文件名', file.suggestedFilename(), '人民调解案件情况统计表')
  })
}
