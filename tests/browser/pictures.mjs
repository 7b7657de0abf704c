// The pictures of the README: from a county with a year of invented matters, smaller than 250 KB each.

import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'

import { expect } from '../journeys/support/check.mjs'
import { categories, password } from '../journeys/support/county.mjs'
import { complaint, she } from '../journeys/support/openings.mjs'
import { root } from '../journeys/support/tools.mjs'
import { Stage } from './support/stage.mjs'
import { comesInAtDesk, drawsPhoto, writesReport } from './support/hands.mjs'

const folder = path.join(root, 'docs/pictures')
const MOST = 250 * 1024

async function keeps(page, name) {
  const file = path.join(folder, `${name}.png`)
  // The short word that something was done is gone after a while; a picture is of the page.
  await page.waitForFunction(() => !document.querySelector('.say p, .el-message'))
  await page.screenshot({ path: file, animations: 'disabled' })
  const { size } = await stat(file)
  expect.yes(`${name}.png 小于 250 KB`, size < MOST, size)
  return `${name}.png ${Math.round(size / 1024)} KB`
}

const settled = page => page.waitForFunction(() => ![...document.querySelectorAll('[role=status]')].some(one => /正在读取/.test(one.textContent)))

async function reportPicture(stage) {
  const { page } = await stage.phone()
  await page.goto('/report')
  await page.locator('#report-text').fill(complaint)
  await page.locator('input[type=file][accept="image/*"]').setInputFiles(await drawsPhoto(page))
  await page.locator('main img').first().waitFor()
  await page.locator('#report-category').selectOption(categories.drain)
  await page.evaluate(() => scrollTo(0, 0))
  stage.say(await keeps(page, 'phone-report'))
}

async function trackPicture(stage) {
  const { page } = await stage.phone()
  await page.goto('/')
  await writesReport(page, { text: complaint, category: categories.drain, grid: '第1网格', ...she, photo: await drawsPhoto(page) })
  await page.getByRole('button', { name: '提交', exact: true }).click()
  const number = await page.locator('.number').innerText()
  await page.getByText('照片已传 1 张，共 1 张').waitFor()
  const desk = await stage.staff('triage')
  const row = expect.one('待分流', await desk.work('desk'), one => one.number === number)
  await desk.does(row.matter, 'accept', { category: categories.drain, difficulty: 'ordinary' })
  await page.getByRole('link', { name: '查看进展' }).click()
  await page.getByText('已受理，待分流').first().waitFor()
  stage.say(await keeps(page, 'phone-track'))
}

async function deskPictures(stage) {
  const { page } = await stage.desktop({ viewport: { width: 1220, height: 680 } })
  await comesInAtDesk(page, 'triage')
  await page.locator('#queue [role=option]').filter({ hasText: '排水沟没有出口' }).first().click()
  await page.locator('.right').getByText(complaint).waitFor()
  await page.getByRole('group', { name: '可办理的动作' }).waitFor()
  await settled(page)
  stage.say(await keeps(page, 'desk-triage'))
  const desk = await stage.staff('triage')
  const rows = (await desk.lists('&open=true')).filter(one => /履行|调解/.test(one.status.phase))
  const row = rows[0] ?? (await desk.lists())[0]
  await page.goto(`/desk/matters/${row.matter}`)
  await page.getByText(row.number).first().waitFor()
  await settled(page)
  stage.say(await keeps(page, 'desk-matter'))
}

export async function take(browser, place, say) {
  await mkdir(folder, { recursive: true })
  const made = await place.tool('demo', '--seed', '1', '--matters', '300', '--password', password)
  expect.equal('演示县建立成功', { code: made.code, err: made.code ? made.err : '' }, { code: 0, err: '' })
  const stage = new Stage({ browser, server: await place.serve(), say })
  await reportPicture(stage)
  await trackPicture(stage)
  await deskPictures(stage)
  expect.equal('差错', stage.watch.take(), [])
}
