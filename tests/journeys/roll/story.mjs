// The list of committees and the roll of mediators: kept by days, public as far as the law says, counted by both official forms; the forms
// as PDF say what the screen says.

import { execFileSync } from 'node:child_process'

import { dayOf } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { offices, places } from '../support/county.mjs'
import { rowsOf } from '../support/sheet.mjs'

export const title = '调委会和名册：按日登记、依法公布，选调解员时写明任期；组织队伍经费表数得出名单；三张表和台账的 PDF 与屏幕一致'

const wordsOf = bytes => execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes }).toString().replace(/\s/g, '')

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const admin = await scene.staff('sysadmin')
  const leader = await scene.staff('leader')
  const desk = await scene.staff('triage')
  const town = await scene.staff('town')
  const water = await scene.staff('water')
  const anybody = scene.server.client()
  const today = dayOf(new Date().toISOString())
  const year = Number(today.slice(0, 4))
  const at = `/committees/${offices.townMediation}`
  const input = { kind: 'town', from: today, founded_on: '2012-05-01', filed_number: '化名备〔2026〕1号', address: '化名路1号', phone: '19900001111', members: 5, women: 2 }
  const puts = (who, body, etag) => who.client.request('PUT', at, { body, headers: { 'If-Match': `"${etag}"` } })
  let view

  await say('还没有登记：所有人看到要补什么，公众看不到它', async () => {
    view = await admin.reads(at)
    expect.yes('要补登', view.committee.hints.length > 0)
    expect.equal('谁能登记', { admin: view.may_keep, leader: (await leader.reads(at)).may_keep }, { admin: true, leader: false })
    const list = await anybody.request('GET', '/public/committees')
    expect.yes('没有公布', !list.json.items.some(one => one.office === offices.townMediation))
  })
  await say('登记：水务局不行，旧版本不行，坏的栏目写明是哪一栏', async () => {
    expect.equal('水务局', (await puts(water, input, view.etag)).status, 403)
    expect.equal('旧版本', (await puts(admin, input, '0')).status, 412)
    expect.equal('没有这一类', (await puts(admin, { ...input, kind: 'nonesuch' }, view.etag)).json.errors[0].pointer, '/kind')
    expect.equal('妇女比委员多', (await puts(admin, { ...input, women: 6 }, view.etag)).json.errors[0].pointer, '/women')
    const put = await puts(admin, input, view.etag)
    expect.equal('登记了', { status: put.status, kind: put.json.committee?.kind_title }, { status: 200, kind: '乡镇（街道）' })
  })
  const { name } = await scene.staff('mediator')
  const post = view.posts.find(one => one.title.startsWith(name))?.value
  await say('名册：加一名，同一时间不能加两次；对应了岗位的，任期结束后选调解员时写明', async () => {
    const term = { name: '化名名册甲', engagement: 'full', seat: 'member', from: '2020-01-01', ...(post ? { post } : {}) }
    expect.equal('加上', (await admin.client.request('POST', `${at}/mediators`, { body: term })).status, 201)
    expect.equal('两次', (await admin.client.request('POST', `${at}/mediators`, { body: term })).json.errors[0].pointer, '/name')
    const said = async () => (await desk.reads(`/offices/${offices.townMediation}/accounts`)).items.find(one => one.role_title.includes('名册'))
    expect.equal('在任不写', await said(), undefined)
    view = await admin.reads(at)
    const one = view.terms.find(each => each.name === '化名名册甲')
    const ended = await admin.client.request('PUT', `${at}/mediators/${one.id}`, { body: { ...term, to: '2025-12-31' }, headers: { 'If-Match': `"${one.etag}"` } })
    expect.equal('结束任期', ended.status, 200)
    expect.contains('写明', (await said())?.role_title ?? '', '名册上的任期已于2025年12月31日结束')
    expect.equal('不删除', ended.json.terms.find(each => each.id === one.id).standing, false)
    expect.equal('新的任期', (await admin.client.request('POST', `${at}/mediators`, { body: { ...term, from: '2026-01-01' } })).status, 201)
    expect.equal('又在任', await said(), undefined)
  })
  await say('公布的只有名称、地址、电话、调解员姓名和任期', async () => {
    const { json } = await anybody.request('GET', `/public${at}`)
    expect.equal('栏目', [Object.keys(json).sort(), Object.keys(json.mediators[0]).sort()], [['address', 'mediators', 'name', 'office', 'phone'], ['from', 'name']])
    expect.yes('在任的', json.mediators.some(one => one.name === '化名名册甲'))
    expect.equal('不是调委会', (await anybody.request('GET', `/public/committees/${offices.water}`)).status, 404)
  })
  const form = () => leader.reads(`/statistics/teams?year=${year}`)
  const value = (of, row, name) => of.rows.find(one => one.id === row)?.values[of.columns.findIndex(one => one.name === name)]
  await say('组织队伍经费表：数字来自登记和名册，点开是名单；经费由街道填写，写明是谁', async () => {
    const before = await form()
    const list = await leader.reads(`/statistics/teams/list?year=${year}&row=${places.town.id}&column=mediators`)
    expect.equal('名单就是数字', list.items.length, value(before, places.town.id, 'mediators'))
    expect.yes('有他', list.items.some(one => one.text.startsWith('化名名册甲')))
    const enters = (who, body) => who.client.request('POST', '/statistics/teams/figures', { body })
    const figure = { place: places.town.id, year, name: 'guidance', value: 1234500 }
    expect.equal('水务局', (await enters(water, figure)).status, 403)
    expect.equal('数出来的不能填', (await enters(town, { ...figure, name: 'mediators' })).json.errors[0].pointer, '/name')
    expect.equal('街道填写', (await enters(town, figure)).status, 204)
    const now = await form()
    expect.equal('填上了', value(now, places.town.id, 'guidance'), 1234500)
    expect.equal('少一个没填的', now.missing, before.missing - 1)
    expect.contains('谁填的', now.rows.find(one => one.id === places.town.id).entered[0].by, '定南街道')
  })
  await say('屏幕、xlsx、PDF 是同一组数字：组织队伍经费表', async () => {
    const now = await form()
    const query = `?year=${year}&as_of=${encodeURIComponent(now.as_of)}`
    const book = rowsOf((await leader.client.request('GET', `/statistics/teams/sheet${query}`)).bytes)
    const shown = (column, number) => (column.unit === '万元' ? (number / 1_000_000).toFixed(2) : String(number))
    const line = book.find(cells => cells[0] === '定南街道')
    const row = now.rows.find(one => one.id === places.town.id)
    expect.equal('xlsx', now.columns.map((column, index) => Number(line[index + 1])), now.columns.map((column, index) => Number(shown(column, row.values[index]))))
    const pdf = await leader.client.request('GET', `/statistics/teams/print${query}`)
    expect.equal('PDF', [pdf.status, pdf.headers['content-type']], [200, 'application/pdf'])
    const words = wordsOf(pdf.bytes)
    for (const group of ['调解组织', '调解员队伍', '经费', '场所设备']) {
      const cells = now.columns.flatMap((column, index) => (column.group === group ? [shown(column, row.values[index])] : []))
      expect.contains(group, words, `定南街道${cells.join('')}`)
    }
  })
  await say('调解统计表、分类表、台账的 PDF：标题、时段、合计与屏幕一致', async () => {
    const month = today.slice(0, 7)
    const view = await leader.reads(`/statistics/mediation?from=${month}`)
    const words = wordsOf((await leader.client.request('GET', `/statistics/mediation/print?from=${month}&as_of=${encodeURIComponent(view.as_of)}`)).bytes)
    expect.contains('标题', words, view.title)
    const basic = view.columns.flatMap((column, index) => (column.group === '' ? [column.unit === '万元' ? (view.total.values[index] / 1_000_000).toFixed(2) : String(view.total.values[index])] : []))
    expect.contains('合计', words, `合计${basic.join('')}`)
    const codes = await leader.reads(`/statistics/codes?from=${month}`)
    const printed = wordsOf((await leader.client.request('GET', `/statistics/codes/print?from=${month}`)).bytes)
    expect.contains('分类表合计', printed, `合计${codes.total.received}${codes.total.closed}${codes.total.open}`)
    const register = await leader.reads(`/statistics/register?from=${month}`)
    expect.contains('台账', wordsOf((await leader.client.request('GET', `/statistics/register/print?from=${month}`)).bytes), `共${register.total}件`)
    expect.equal('坏的月份', (await leader.client.request('GET', '/statistics/mediation/print?from=x')).status, 400)
  })
}
