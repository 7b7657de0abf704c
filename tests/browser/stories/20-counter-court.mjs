// The counter and the administrators after a newcomer's questions: a court's letter entered once, its term extended at the desk, the
// lead line; the stub's place list; the year of days off by example; outlines of grids uploaded.

import { Buffer } from 'node:buffer'

import { expect } from '../../journeys/support/check.mjs'
import { plus, today } from '../../journeys/support/calendar.mjs'
import { places } from '../../journeys/support/county.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, picksByKeys } from '../support/hands.mjs'

export const title = '窗口一次登完法院来函，期限写明先到的是哪个；双方同意延长；存根选地点不挡别的；放假安排有例子；上传网格边界'

const words = '法院委托调解：两家合用的晒坝要重新划界，请先行调解。'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const { page } = await stage.desktop()
  const look = async what => {
    await page.setViewportSize({ width: 390, height: 844 })
    expect.yes(`${what}：390 像素宽不横向滚动`, await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), await page.evaluate(() => document.documentElement.scrollWidth))
    if (process.env.LIANHU_LOOK) await stage.photographs(`20-${what}-390`)
    await page.setViewportSize({ width: 1440, height: 900 })
    if (process.env.LIANHU_LOOK) await stage.photographs(`20-${what}`)
  }
  const numbers = page.locator('section', { has: page.getByRole('heading', { name: '其他系统的编号' }) })

  await say('窗口登记：选了法院，收到日期先填着今天，委派还是委托一并选', async () => {
    await comesInAtDesk(page, 'triage', '/desk/intake')
    await page.locator('#intake-text').fill(words)
    await picksByKeys(page, page.locator('#intake-place'), '塔山社区', /塔山社区/)
    await page.locator('#intake-name').fill('化名岑阿公')
    await page.getByText('更多内容：').click()
    await page.locator('#intake-system').selectOption('court')
    expect.equal('收到日期是今天', await page.locator('#intake-reference-received').inputValue(), chinese(today()))
    await page.locator('#intake-number').fill('（2026）黔0422民初520号')
    await page.locator('#intake-kind').selectOption({ label: '委托（简易程序）' })
    await clean('窗口登记', page)
    await page.locator('#intake-number').scrollIntoViewIfNeeded()
    await look('窗口登记法院来函')
    await page.locator('#intake-reference-received').fill('')
    await page.locator('#intake-reference-received').press('Enter')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('请填写收到对方来件的日期').first().waitFor()
    await page.locator('#intake-reference-received').fill(chinese(today()))
    await page.locator('#intake-reference-received').press('Enter')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('事项回执').waitFor()
  })
  await say('事项页：不用再登一次，期限在；第一行写明先到的是法院的期限还是受理', async () => {
    const desk = await stage.staff('triage')
    const taken = expect.one('刚登的', (await desk.lists('?q=' + encodeURIComponent('（2026）黔0422民初520号'))), one => one.title.startsWith('法院委托调解'))
    await page.goto(`/desk/matters/${taken.matter}`)
    await numbers.getByText('委托（简易程序）').waitFor()
    await numbers.getByText('法院委托调解期限').waitFor()
    await numbers.getByRole('button', { name: '双方同意延长' }).click()
    const dialog = page.getByRole('dialog', { name: '延长法院调解期限' })
    await dialog.getByRole('button', { name: '延长' }).click()
    await dialog.getByText('请填写延长几天').first().waitFor()
    await clean('延长', page)
    await look('延长')
    await dialog.locator('#extend-days').fill('5')
    await dialog.locator('#extend-how').fill('双方签了延期同意书，原件随案')
    await dialog.getByRole('button', { name: '延长' }).click()
    await numbers.getByText('双方当事人同意延长5日').waitFor()
    await look('事项页')
  })
  await say('受理时，难易程度写着几天', async () => {
    await page.getByRole('button', { name: '受理', exact: true }).first().click()
    await page.getByText(/简单（\d+.*从收到起算）/).first().waitFor()
    await look('受理')
    await page.keyboard.press('Escape')
  })
  await say('存根：地点放在最后，键盘选中的就是标着的那一处，列表收起，不挡别的', async () => {
    await page.goto('/desk/other')
    const stubs = page.locator('section', { has: page.getByRole('heading', { name: '还不是本中心事项的（存根）' }) })
    await stubs.locator('#stub-system').selectOption('police')
    await stubs.getByRole('button', { name: '登记一条' }).click()
    const dialog = page.getByRole('dialog', { name: '登记存根' })
    await dialog.locator('#stub-number').fill('普公（定）2026-520')
    await dialog.locator('#stub-place').click()
    await page.keyboard.type('塔山')
    const first = page.getByRole('option', { name: /塔山社区/ }).filter({ visible: true }).first()
    await first.waitFor()
    const list = await first.evaluate(one => one.closest('.el-select-dropdown').getBoundingClientRect().toJSON())
    for (const id of ['stub-number', 'stub-state', 'stub-due', 'stub-heard']) {
      const box = await dialog.locator(`#${id}`).boundingBox()
      expect.yes(`列表不挡 ${id}`, box.y + box.height <= list.top + 1 || box.y >= list.bottom - 1, { box, list })
    }
    if (process.env.LIANHU_LOOK) await stage.photographs('20-存根选地点')
    await page.keyboard.press('Enter')
    await first.waitFor({ state: 'hidden' })
    await dialog.getByText(/塔山社区/).first().waitFor()
    await look('存根')
    await page.keyboard.press('Escape')
  })
  await say('工作日安排：例子放进编辑框，能试算', async () => {
    const { page: admin } = await stage.desktop()
    await comesInAtDesk(admin, 'sysadmin', '/desk/admin/calendar')
    await admin.getByText('看例子').click()
    await admin.getByText('放假安排（粘贴国务院办公厅通知的全文，连标题一起）').waitFor()
    await admin.getByRole('button', { name: '把例子放进编辑框，再改成通知上的日子' }).click()
    expect.contains('在编辑框里', await admin.locator('#calendar-text').inputValue(), '元旦')
    await admin.getByRole('button', { name: '先试算，不写入' }).click()
    await admin.locator('#calendar-check').waitFor()
    await clean('工作日安排', admin)
    if (process.env.LIANHU_LOOK) await stage.photographs('20-工作日安排')
    await admin.locator('#calendar-text').fill('')
  })
  await say('上传网格边界：错的指明第几个要素，对的先试读再启用', async () => {
    // All grids of a village that no other story divides: they have to come together.
    const system = await stage.staff('sysadmin')
    const below = async parent => (await system.client.request('GET', `/public/places?parent=${parent}`)).json.items
    const town = expect.one('定南街道', await below(places.county), one => one.name === places.town.name)
    const village = (await below(town.id)).find(one => one.kind === 'village' && one.name !== places.village.name)
    const codes = []
    for (const grid of (await below(village.id)).filter(one => one.kind === 'grid')) codes.push((await system.reads(`/place-tree/${grid.id}`)).place.code)
    const { page: admin } = await stage.desktop()
    await comesInAtDesk(admin, 'sysadmin', '/desk/admin/places')
    await admin.getByText('上传网格边界').click()
    const outline = (code, n) => ({ type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [[[104.11 + n / 50, 25.51], [104.12 + n / 50, 25.51], [104.12 + n / 50, 25.52], [104.11 + n / 50, 25.51]]] } })
    const file = list => ({ name: '边界.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: list.map(outline) })) })
    await admin.locator('#outline-file').setInputFiles(file(['520422999999999']))
    await admin.getByRole('button', { name: '先试读，不写入' }).click()
    await admin.getByText('没有这个编号的网格').first().waitFor()
    await clean('边界有错', admin)
    await admin.locator('#outline-file').setInputFiles(file(codes))
    await admin.getByRole('button', { name: '先试读，不写入' }).click()
    await admin.getByText(/试读结果（还没有写入）/).waitFor()
    await admin.setViewportSize({ width: 390, height: 844 })
    expect.yes('不横向滚动', await admin.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), await admin.evaluate(() => document.documentElement.scrollWidth))
    await admin.setViewportSize({ width: 1440, height: 900 })
    await admin.getByRole('button', { name: '核对无误，从今天起启用' }).click()
    await admin.getByText(/网格边界已启用/).waitFor()
  })
}

const chinese = day => {
  const [y, m, d] = plus(day, 0).split('-').map(Number)
  return `${y}年${m}月${d}日`
}
