// A new year's days off comes while the county works: tried, saved, put back, with the server never stopped.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { chinese, isWorkingDay, lastKnownYear, plus } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { findsHerGrid } from '../support/openings.mjs'

export const title = '放假安排：粘贴新的一年，先看清哪些期限会变，再保存；不停服务，改得回去'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const system = await scene.staff('sysadmin')
  const grid = await findsHerGrid(desk.client)
  const term = async (matter, name) => expect.one(name, (await desk.opens(matter)).deadlines, one => one.title === name)
  const tries = (year, text, who = system) => who.client.request('POST', '/calendar/check', { body: { year, ...(text === undefined ? {} : { text }) } })
  const saves = (year, text, etag, key = randomUUID(), who = system) =>
    who.client.request('POST', '/calendar', { body: { year, ...(text === undefined ? {} : { text }) }, headers: { 'If-Match': `"${etag}"`, 'Idempotency-Key': key } })
  // A working day soon, that becomes a day off.
  const taken = await desk.records({ text: '村口的路灯不亮。', place: grid.id })
  const due = (await term(taken, '受理期限')).due_day
  const year = Number(due.slice(0, 4))
  const builtin = readFileSync(new URL(`../../../calendar/${year}.toml`, import.meta.url), 'utf8')
  const changed = `${builtin}\n[[holiday]]\nname = "化名节"\noff = [${due}]\n`
  let check

  await say('页面写明有哪些年份、来源，明年起是暂定的', async () => {
    const view = await system.reads('/calendar')
    expect.equal('最近一年', view.known_through, lastKnownYear)
    expect.contains('暂定', view.provisional_note, `${lastKnownYear + 1}年`)
    expect.equal('来源', view.years[0].origin_title, '随程序提供')
    expect.equal('没有本地放假', view.local_days, [])
  })
  await say('试算：列出会变的期限，从哪天到哪天、为什么；什么也没有写入', async () => {
    const reply = await tries(year, changed)
    expect.equal('试算', { status: reply.status, detail: reply.json.detail }, { status: 200 })
    check = reply.json
    const move = expect.one('这件事项的受理期限', check.items, one => one.number === taken.number && one.clock.startsWith('受理期限'))
    const next = plus(due, 1)
    let later = next
    while (!isWorkingDay(later)) later = plus(later, 1)
    expect.equal('从到', [move.from, move.to], [due, later])
    expect.contains('句子', move.sentence, chinese(later))
    expect.contains('为什么', move.days.join(), `${chinese(due)}改为放假（化名节）`)
    expect.equal('没有写入', (await term(taken, '受理期限')).due_day, due)
  })
  await also('粘贴得不对：说出哪一行、怎么改', async () => {
    const line = `${builtin}\n[[holiday]]\nname = "x"\nof = [${due}]\n`
    const number = line.trim().split('\n').length
    const bad = await tries(year, line)
    expect.refused('写错一个词', bad, 400, 'calendar_file')
    expect.contains('行号', bad.json.errors[0].message, `第${number}行`)
    expect.refused('缺元旦', await tries(year, `year = ${year}\nnotice = "x"\n`), 400, 'calendar_file')
    expect.refused('年份不符', await tries(year + 1, changed), 400, 'invalid_fields')
    expect.refused('同一份', await tries(year, builtin), 400, 'calendar_same')
    expect.refused('太长', await tries(year, `${builtin}${'# 长'.repeat(15_000)}`), 400, 'invalid_fields')
    expect.refused('空的 JSON', await tries(year + 1, JSON.stringify({ year: year + 1, days: [] })), 400, 'calendar_file')
    expect.refused('半份 JSON', await tries(year + 1, '{"year": 2027, "days": [{"na'), 400, 'calendar_file')
    expect.refused('没有自己的一份可撤', await tries(year), 400, 'calendar_same')
  })
  await also('别人都不行', async () => {
    for (const login of ['secadmin', 'auditor', 'triage', 'leader']) {
      const who = await scene.staff(login)
      expect.refused(`${login} 看`, await who.get('/calendar'), 403)
      expect.refused(`${login} 试算`, await tries(year, changed, who), 403)
      expect.refused(`${login} 保存`, await saves(year, changed, check.etag, randomUUID(), who), 403)
    }
    expect.refused('没有版本', await system.client.request('POST', '/calendar', { body: { year, text: changed } }), 428, 'version_missing')
  })
  await say('保存：期限改了，事项里留下记录，本人也看得到原因；同一请求再来一遍不再变', async () => {
    const key = randomUUID()
    const reply = await saves(year, changed, check.etag, key)
    expect.equal('保存', { status: reply.status, detail: reply.json.detail }, { status: 200 })
    expect.yes('重算了', reply.json.finished && reply.json.moved >= 1, reply.json)
    const now = await desk.opens(taken)
    const one = await term(taken, '受理期限')
    expect.yes('往后了', one.due_day > due, one)
    expect.one('记录', now.timeline, row => row.title === '节假日安排变化，期限重算' && JSON.stringify(row).includes('受理期限'))
    expect.equal('再来一遍', (await saves(year, changed, check.etag, key)).json, reply.json)
    expect.equal('没有多一条', (await desk.opens(taken)).timeline.length, now.timeline.length)
    const fresh = await desk.records({ text: '再来一件。', place: grid.id })
    expect.equal('新登记的也按新的算', (await term(fresh, '受理期限')).due_day, one.due_day)
  })
  await also('按旧页面再保存被挡住', async () => expect.refused('旧的', await saves(year, `${changed}# x\n`, check.etag), 412, 'stale_version'))
  await say('服务重启后仍按新的算', async () => {
    await scene.server.stop()
    scene.server = await scene.place.serve(scene.options)
    const again = await scene.staff('sysadmin')
    const view = await again.reads('/calendar')
    expect.equal('来源', expect.one('今年', view.years, one => one.year === year).origin_title, '本县粘贴')
    Object.assign(system, { client: again.client })
    Object.assign(desk, { client: (await scene.staff('triage')).client })
    expect.yes('期限', (await term(taken, '受理期限')).due_day > due)
  })
  await say('把以前的一份放回去：期限也回去', async () => {
    const texts = await system.reads(`/calendar/texts?year=${year}`)
    const former = expect.one('随程序的一份', texts.former, one => one.title.includes('随程序'))
    const back = (await tries(year, former.text)).json
    expect.yes('会改回', back.moved >= 1, back)
    expect.equal('保存', (await saves(year, former.text, back.etag)).status, 200)
    expect.equal('期限', (await term(taken, '受理期限')).due_day, due)
  })
  await say(`粘贴 ${lastKnownYear + 1} 年（公开数据的 JSON）：不再是暂定；撤回后又是`, async () => {
    const next = lastKnownYear + 1
    const holidays = { 元旦: '01-01', 春节: '02-06', 清明节: '04-05', 劳动节: '05-01', 端午节: '06-09', 中秋节: '09-15', 国庆节: '10-01' }
    const days = Object.entries(holidays).map(([name, day]) => ({ name, date: `${next}-${day}`, isOffDay: true }))
    const json = JSON.stringify({ year: next, papers: ['https://www.gov.cn/x.htm'], days }, null, 1)
    const half = await tries(next, JSON.stringify({ year: next, days: days.slice(0, 3) }))
    expect.refused('只有半年', half, 400, 'calendar_file')
    expect.contains('缺哪几个', half.json.detail, '劳动节、端午节、中秋节、国庆节')
    const notice = `国务院办公厅关于${next}年部分节假日安排的通知\n${Object.entries(holidays).map(([name, day], i) => `${'一二三四五六七'[i]}、${name}：${Number(day.slice(0, 2))}月${Number(day.slice(3))}日放假。`).join('\n')}`
    expect.equal('通知的原文也行', (await tries(next, notice)).json?.days_off, 7)
    const shown = (await tries(next, json)).json
    expect.equal('日数', [shown.days_off, shown.make_up_days], [7, 0])
    expect.equal('保存', (await saves(next, json, shown.etag)).status, 200)
    expect.equal('到哪年', (await system.reads('/calendar')).known_through, next)
    const off = (await tries(next)).json
    expect.contains('撤回', off.title, '撤回')
    expect.equal('撤回', (await saves(next, undefined, off.etag)).status, 200)
    expect.equal('又到去年为止', (await system.reads('/calendar')).known_through, lastKnownYear)
  })
  await say('本地放假：写明依据才收，期限遇上也顺延', async () => {
    const local = `[[holiday]]\nname = "六月六"\nbasis = "县人民政府通知（化名）"\noff = [${due}]\n`
    expect.refused('没有依据', await tries(0, local.replace(/basis.*\n/, '')), 400, 'calendar_file')
    const shown = (await tries(0, local)).json
    expect.yes('会变', shown.moved >= 1, shown)
    expect.equal('保存', (await saves(0, local, shown.etag)).status, 200)
    expect.yes('顺延', (await term(taken, '受理期限')).due_day > due)
    expect.equal('页面', (await system.reads('/calendar')).local_days, [{ name: '六月六', day: chinese(due) }])
  })
  await say('审计里每一步都在', async () => {
    const audit = await scene.staff('auditor')
    const kinds = (await audit.reads('/audit?limit=100')).items.map(one => one.kind)
    for (const kind of ['calendar_tried', 'calendar_saved', 'calendar_taken_back', 'deadlines_rederived']) expect.yes(kind, kinds.includes(kind), kinds)
  })
}
