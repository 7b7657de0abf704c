// Bugs planted between people and server and behind its back, and changes made to what was seen: each must be found, by the rule
// that is there for it. A checker that misses one has no teeth.

import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'

import { check } from './checker.mjs'
import { History, answers, outcome } from './history.mjs'
import { pause } from './county.mjs'
import { Season } from './season.mjs'
import { Lost } from './wire.mjs'

const KILLS = 60

const files = folder => readdirSync(folder, { recursive: true, withFileTypes: true }).filter(one => one.isFile() && /^[0-9a-f]{64}$/.test(one.name)).map(one => path.join(one.parentPath ?? one.path, one.name))

// Between people and server. Each is as a bug of a server or a proxy would be.
const layers = {
  'says done before it is': async (wire, parcel, op) => {
    if (op?.title !== '补充情况') return wire.server(parcel)
    pause(30).then(() => wire.server(parcel)).catch(() => {})
    return { status: 200, json: {} }
  },
  'sends a request again under a new key': async (wire, parcel, op) => {
    if (op?.kind === 'create' && op.n % 9 === 0) await wire.server({ ...parcel, headers: { ...parcel.headers, 'Idempotency-Key': randomUUID() } })
    return wire.server(parcel)
  },
  'takes a lost answer for a yes': async (wire, parcel, op) => {
    try {
      return await wire.server(parcel)
    } catch (error) {
      if (!(error instanceof Lost) || op?.title !== '补充情况') throw error
      return { status: 200, json: {} }
    }
  },
  'answers a repetition anew': async (wire, parcel, op) => {
    const reply = await wire.server(parcel)
    if (op?.kind === 'create' && reply.json?.number && op.tries.length > 0) reply.json.number = reply.json.number.replace(/\d$/, last => String((Number(last) + 1) % 10))
    return reply
  },
  'tells another number': async (wire, parcel, op) => {
    const reply = await wire.server(parcel)
    if (op?.kind === 'create' && op.n % 9 === 0 && reply.json?.number) reply.json.number = reply.json.number.replace(/\d{3}$/, '999')
    return reply
  },
  'refuses what it did': async (wire, parcel, op) => {
    const reply = await wire.server(parcel)
    return op?.kind === 'create' && op.n % 9 === 0 && reply.status === 201 ? { status: 409, json: { code: 'planted' } } : reply
  },
  'reads from an old copy': async (wire, parcel, op) => {
    const copies = (wire.county.copies ??= new Map())
    if (op || parcel.method !== 'GET') return wire.server(parcel)
    const at = `${parcel.path} ${parcel.headers['X-Track-Secret']}`
    if (!copies.has(at)) copies.set(at, await wire.server(parcel))
    return copies.get(at)
  },
  'falls over': async (wire, parcel, op) => {
    if (op?.n % 50 === 7) {
      wire.county.odd.push('POST /api/v1/planted 得到 500：')
      return { status: 500, json: {} }
    }
    return wire.server(parcel)
  },
}

// Behind the server's back, while nobody serves.
const hands = {
  'loses a file': ({ county }) => rmSync(files(path.join(county.place.data, 'files')).at(-1) ?? '/nowhere', { force: true }),
  'cuts a file short': ({ county }) => {
    const [file] = files(path.join(county.place.data, 'files'))
    if (file) truncateSync(file, Math.floor(statSync(file).size / 2))
  },
  'loses a note': ({ county }) => county.place.meddle("DELETE FROM event WHERE kind = 'add_facts' AND id = (SELECT MAX(id) FROM event WHERE kind = 'add_facts')"),
  'loses the words of a note': ({ county }) => county.place.meddle("DELETE FROM event_body WHERE event = (SELECT MAX(id) FROM event WHERE kind = 'add_facts')"),
  'loses a person of a matter': ({ county }) => county.place.meddle('DELETE FROM party WHERE matter = (SELECT MAX(id) FROM matter)'),
  'forgets the keys': ({ county }) => county.place.meddle('DELETE FROM idempotency'),
  'skips a number': ({ county }) => county.place.meddle("UPDATE counter SET last = last + 1 WHERE series = 'matter'"),
  'puts back an old copy of the database': async season => {
    const { county } = season
    if (season.died < 8) return
    // The newest matter and all its traces are gone as if its transaction had never been synced.
    const newest = '(SELECT MAX(id) FROM matter)'
    for (const table of ['matter_scope', 'party', 'proceeding', 'assignment', 'deadline', 'document', 'notice', 'attachment', 'count_fact']) await county.place.meddle(`DELETE FROM ${table} WHERE matter = ${newest}`)
    await county.place.meddle(`DELETE FROM idempotency WHERE subject = ${newest}`)
    await county.place.meddle(`DELETE FROM event_body WHERE event IN (SELECT id FROM event WHERE matter = ${newest})`)
    await county.place.meddle(`DELETE FROM event WHERE matter = ${newest}`)
    await county.place.meddle(`DELETE FROM matter WHERE id = ${newest}`)
  },
}

// ---- changes to what was seen: one for each thing a rule says ----

const find = (list, fits, what) => {
  const found = list.find(fits)
  if (!found) throw new Error(`这一轮里没有可改的：${what}`)
  return found
}
const done = (history, kind, fits = () => true) => find(history.ops, one => one.kind === kind && outcome(one) === 'ok' && fits(one), kind)
const matterOf = (seen, op) => find(seen.matters, one => one.text === op.text, op.text)
const eventOf = (seen, op) => find(seen.events, one => one.client === op.key, op.title)
const without = (list, one) => list.splice(list.indexOf(one), 1)
const isNote = op => op.title === '补充情况'

const changes = {
  acknowledged: {
    'a matter is gone': (history, seen) => { const op = done(history, 'create'); const one = matterOf(seen, op); without(seen.matters, one); seen.events = seen.events.filter(e => e.matter !== one.id) },
    'a note is gone': (history, seen) => without(seen.events, eventOf(seen, done(history, 'move', isNote))),
    'a party is gone': (history, seen) => without(seen.parties, find(seen.parties, one => one.name === done(history, 'party').text, '当事人')),
    'an attachment is gone': (history, seen) => without(seen.attachments, find(seen.attachments, one => one.sha256 === done(history, 'file').sha256, '附件')),
  },
  once: {
    'a matter is there twice': (history, seen) => seen.matters.push({ ...matterOf(seen, done(history, 'create')), id: randomUUID() }),
    'a note is there twice': (history, seen) => { const one = eventOf(seen, done(history, 'move', isNote)); seen.events.push({ ...one, id: randomUUID() }) },
    'an attachment is there twice': (history, seen) => seen.attachments.push({ ...find(seen.attachments, one => one.sha256 === done(history, 'file').sha256, '附件'), id: randomUUID() }),
  },
  content: {
    'a note has lost its end': (history, seen) => { const one = eventOf(seen, done(history, 'move', isNote)); one.said = one.said.slice(0, -1) },
    'a matter has another number': (history, seen) => { matterOf(seen, done(history, 'create')).number = 'PD2026-999999' },
    'a note is in another matter': (history, seen) => { const one = eventOf(seen, done(history, 'move', isNote)); one.matter = find(seen.matters, m => m.id !== one.matter, '另一件').id },
    'an attachment hangs on nothing': (history, seen) => { find(seen.attachments, one => one.sha256 === done(history, 'file').sha256, '附件').event = null },
  },
  refused: {
    'what was refused is there': history => { for (const one of done(history, 'create').tries) one.outcome = 'refused' },
  },
  stays: {
    'what nobody knew was there and is not': (history, seen) => { const op = done(history, 'create'); for (const one of op.tries) one.outcome = 'unknown'; const row = matterOf(seen, op); without(seen.matters, row) },
  },
  whole: {
    'no history': (history, seen) => { const one = matterOf(seen, done(history, 'create')); seen.events = seen.events.filter(e => e.matter !== one.id) },
    'history and no matter': (history, seen) => without(seen.matters, seen.matters[0]),
    'nobody reported it': (history, seen) => { const one = matterOf(seen, done(history, 'create')); seen.parties = seen.parties.filter(p => p.matter !== one.id) },
    'no procedure': (history, seen) => { const one = matterOf(seen, done(history, 'create')); seen.proceedings = seen.proceedings.filter(p => p.matter !== one.id) },
    'nobody may see it': (history, seen) => { matterOf(seen, done(history, 'create')).scope = 0 },
    'a key is not written': (history, seen) => { const op = done(history, 'move'); seen.keys = seen.keys.filter(one => one.key !== op.key) },
    'a key and nothing else': (history, seen) => { const op = history.begins('create', { title: '上报', key: randomUUID(), text: '没有' }); history.tried(op, { outcome: 'unknown' }); seen.keys.push({ key: op.key, subject: 'x' }) },
    'a step without words': (history, seen) => { eventOf(seen, done(history, 'move')).body = false },
    'an attachment of a step that is not': (history, seen) => { find(seen.attachments, one => one.sha256 === done(history, 'file').sha256, '附件').event = randomUUID() },
  },
  'same answer': {
    'the second answer differs': history => { const op = done(history, 'create'); op.tries.push({ epoch: 0, outcome: 'ok', answer: { ...answers(op)[0], secret: 'another' } }) },
    'the second try is refused': history => { done(history, 'create').tries.push({ epoch: 0, outcome: 'refused', status: 412 }) },
  },
  numbers: {
    'a number twice': (history, seen) => { seen.matters[1].number = seen.matters[0].number },
    'a gap': (history, seen) => { const last = seen.matters.reduce((a, b) => (a.number > b.number ? a : b)); last.number = last.number.replace(/\d{6}$/, one => String(Number(one) + 1).padStart(6, '0')) },
    'the counter is ahead': (history, seen) => { find(seen.counters, one => one.series === 'matter', '编号').last += 1 },
    'a file number twice': (history, seen) => { const [a, b] = seen.proceedings.filter(one => one.number); b.number = a.number },
    'a file number is skipped': (history, seen) => { const one = seen.proceedings.filter(p => p.number).sort((a, b) => (a.number < b.number ? -1 : 1))[0]; one.number = null },
  },
  chain: {
    'a step is missing': (history, seen) => { const one = find(seen.events, e => e.seq === 2, '第二步'); without(seen.events, one) },
    'the log is short': (history, seen) => { seen.nextLeaf += 1 },
    'verify says no': (history, seen) => { seen.verify = { code: 1, said: '总账缺少 1 条记录' } },
  },
  files: {
    'no bytes': (history, seen) => seen.files.set(seen.attachments[0].sha256, 'missing'),
    'half the bytes': (history, seen) => seen.files.set(seen.attachments[0].sha256, 'torn'),
  },
  'nobody asked': {
    'a matter of nobody': (history, seen) => seen.matters.push({ ...seen.matters[0], id: randomUUID(), text: '没有人说过' }),
  },
  read: {
    'not there when opened': history => history.looked(done(history, 'create'), { when: '测试', found: false }),
    'another content when opened': history => history.looked(done(history, 'create'), { when: '测试', found: true, same: false, got: '别的' }),
  },
  answers: {
    'an answer of 500': history => history.odd.push('POST /x 得到 500：'),
  },
}

// Data only: a change must not reach the next one.
function copies({ history, last }) {
  const told = new History(history.seed)
  const plain = ({ kind, n, title, key, client_id, text, matter, sha256, wasThere, tries }) => ({ kind, n, title, key, client_id, text, matter, sha256, wasThere, tries: structuredClone(tries) })
  told.ops = history.ops.map(plain)
  return [told, structuredClone(last)]
}

export async function selfTest(say) {
  const sum = { passed: 0, failed: 0 }
  const tells = (name, found, rule) => {
    const held = found && (!rule || found.rule === rule)
    say(`  ${held ? '✓' : '✗'} ${name}：${found ? `[${found.rule}] ${found.what}` : '没有发现'}`)
    held ? (sum.passed += 1) : (sum.failed += 1)
  }
  say('没有毛病的一轮')
  const honest = await new Season({ engine: 'sqlite', seed: 11, kills: 30 }).runs()
  say(`  ${honest.faults.length === 0 ? '✓ 没有报错' : `✗ 报了错：${honest.faults[0].what}`}`)
  honest.faults.length === 0 ? (sum.passed += 1) : (sum.failed += 1)
  say('改动看到的内容：每条规则都要发现')
  for (const [rule, list] of Object.entries(changes)) {
    for (const [name, change] of Object.entries(list)) {
      const [history, seen] = copies(honest)
      try {
        change(history, seen)
        tells(`${rule}：${name}`, check(history, seen).find(one => one.rule === rule), rule)
      } catch (error) {
        say(`  ✗ ${rule}：${name}：${error.message}`)
        sum.failed += 1
      }
    }
  }
  say('人与服务之间的毛病')
  for (const [name, layer] of Object.entries(layers)) {
    tells(name, (await new Season({ engine: 'sqlite', seed: 21, kills: KILLS, layer }).runs()).faults[0])
  }
  say('背着程序的手')
  for (const [name, meddles] of Object.entries(hands)) {
    tells(name, (await new Season({ engine: 'sqlite', seed: 31, kills: KILLS, meddles }).runs()).faults[0])
  }
  return sum
}
