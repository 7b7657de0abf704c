// What people do again and again on the two screens.

import { expect } from '../../journeys/support/check.mjs'
import { password, places } from '../../journeys/support/county.mjs'

export { password }

// A photo as a phone takes one, drawn by the browser itself: large, so that the page has something to shrink.
export async function drawsPhoto(page, words = '沟口') {
  const base64 = await page.evaluate(async text => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const pen = canvas.getContext('2d')
    const sky = pen.createLinearGradient(0, 0, 0, 1800)
    sky.addColorStop(0, '#9cc3e6')
    sky.addColorStop(0.5, '#e8efe0')
    sky.addColorStop(0.5, '#7f9a4a')
    sky.addColorStop(1, '#5a4632')
    pen.fillStyle = sky
    pen.fillRect(0, 0, 2400, 1800)
    pen.strokeStyle = '#6b5a45'
    pen.lineWidth = 180
    pen.beginPath()
    pen.moveTo(200, 1800)
    pen.quadraticCurveTo(1100, 1250, 1500, 900)
    pen.stroke()
    pen.strokeStyle = '#8fb7c9'
    pen.lineWidth = 90
    pen.stroke()
    pen.fillStyle = '#fff'
    pen.font = '96px sans-serif'
    pen.fillText(text, 90, 150)
    const blob = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.9))
    const bytes = new Uint8Array(await blob.arrayBuffer())
    let binary = ''
    for (const byte of bytes) binary += String.fromCharCode(byte)
    return btoa(binary)
  }, words)
  return { name: `${words}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') }
}

// Until a question to the page is answered with yes. (waitForFunction takes any promise for a yes.)
export async function until(page, what, asks, wanted) {
  for (let n = 0; n < 300; n += 1) {
    if (await page.evaluate(asks, wanted)) return
    await page.waitForTimeout(100)
  }
  expect.yes(what, false)
}

// What was typed so far is kept on the phone a moment after the last change.
export const draftKept = (page, text) => until(page, '草稿已存', async wanted => {
  const opening = indexedDB.open('lianhu-phone')
  const db = await new Promise(resolve => { opening.onsuccess = () => resolve(opening.result) })
  const reading = db.transaction('drafts').objectStore('drafts').get('resident')
  const draft = await new Promise(resolve => { reading.onsuccess = () => resolve(reading.result) })
  db.close()
  return draft?.text === wanted
}, text)

// From the first page to the sent report, as a resident fills it: four steps, no account, no position.
export async function writesReport(page, { text, category, grid, detail, name, phone, photo }) {
  await page.getByRole('link', { name: /上报事项/ }).click()
  await page.locator('#report-text').fill(text)
  if (photo) {
    await page.locator('input[type=file][accept="image/*"]').setInputFiles(photo)
    await page.getByRole('button', { name: `删除 ${photo.name}` }).or(page.locator('ul.grid img')).first().waitFor()
  }
  if (category) await page.locator('#report-category').selectOption(category)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.locator('#report-place-0').selectOption({ label: places.town.name })
  await page.locator('#report-place-1').selectOption(places.village.id)
  if (grid) {
    await page.locator('#report-place-2').waitFor()
    const names = await page.locator('#report-place-2 option').allTextContents()
    await page.locator('#report-place-2').selectOption({ label: expect.one('能选到网格', names, one => one.includes(grid)) })
  }
  if (detail) await page.locator('#report-detail').fill(detail)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.locator('#report-name').fill(name)
  await page.locator('#report-phone').fill(phone)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('heading', { name: '核对一遍' }).waitFor()
}

export async function comesInAtDesk(page, login, to = '/desk/') {
  await page.goto(to)
  await page.locator('#login-name').fill(login)
  await page.locator('#login-password').fill(password)
  await page.locator('#login-password').press('Enter')
  await page.locator('.desk-head').waitFor()
}

export async function comesInOnPhone(page, login, to = '/m/') {
  await page.goto(to)
  await page.locator('#login-name').fill(login)
  await page.locator('#login-password').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.locator('#login-name').waitFor({ state: 'detached' })
}

// Walks with the Tab key until the focus is there: what cannot be reached so is out of a keyboard's reach.
export async function tabsTo(page, target, most = 80) {
  for (let n = 0; n < most; n += 1) {
    if (await target.evaluate(element => element === document.activeElement || element.contains(document.activeElement))) return
    await page.keyboard.press('Tab')
  }
  expect.yes('用 Tab 键能走到', false, await target.evaluate(element => element.outerHTML.slice(0, 200)))
}

// Chooses in one of the desk's search boxes by typing and Enter.
export async function picksByKeys(page, target, words, option) {
  await tabsTo(page, target)
  if (words) await page.keyboard.type(words)
  else await page.keyboard.press('Enter')
  const wanted = page.getByRole('option', { name: option }).filter({ visible: true }).first()
  await wanted.waitFor()
  for (let n = 0; n < 40; n += 1) {
    if (await wanted.evaluate(element => element.classList.contains('is-hovering'))) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
}
