// Every door through which somebody could learn of something: how it is asked, by whom, and how its answer is to be judged.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { root } from '../journeys/support/tools.mjs'

const api = JSON.parse(readFileSync(`${root}/docs/api/openapi.json`, 'utf8'))
const q = encodeURIComponent
const staff = who => Boolean(who.account)
const resident = who => Boolean(who.rows)
const month = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)

// A question at one matter's door, with the same question about an id that is of nothing.
const atMatter = (world, who, tail, more = {}) => {
  const matter = more.matter ?? world.chance.pick(world.all)
  return { method: 'GET', path: `/matters/${matter.id}${tail}`, nothing: nothing => `/matters/${nothing}${tail}`, matter, room: 'page', judge: 'part', asked: [matter.id], ...more }
}

const partsOf = (world, key) => world.all.filter(one => one[key].length)
const filePath = file => `/attachments/${file.id}`

// weight: how often it is asked. fits: who asks. ask: the question.
export const doors = {
  '事项': { weight: 30, fits: staff, ask: (world, who) => atMatter(world, who, `?purpose=${q('办理')}`, { judge: 'page' }) },
  '谁看过': { weight: 4, fits: staff, ask: (world, who) => atMatter(world, who, '/access') },
  '可能重复': { weight: 4, fits: staff, ask: (world, who) => atMatter(world, who, '/twins', { room: 'list' }) },
  '可出具的文书': { weight: 2, fits: staff, ask: (world, who) => atMatter(world, who, '/papers') },
  '案卷自查': { weight: 2, fits: staff, ask: (world, who) => atMatter(world, who, '/dossiers') },
  '调解台': { weight: 8, fits: staff, ask: (world, who) => atMatter(world, who, '/mediation', { item: { audience: 'bench' } }) },
  '分片上传': { weight: 1, fits: staff, ask: (world, who) => atMatter(world, who, `/uploads/${randomUUID()}`) },
  '附件': {
    weight: 8,
    fits: staff,
    ask: (world, who) => {
      const matter = world.chance.pick(partsOf(world, 'files'))
      const file = world.chance.pick(matter.files)
      return atMatter(world, who, filePath(file), { matter, item: file, must: true, asked: [matter.id, file.id], nothing: nothing => `/matters/${matter.id}/attachments/${nothing}` })
    },
  },
  '别件的附件': {
    weight: 2,
    fits: staff,
    ask: (world, who) => {
      const [matter, other] = [world.chance.pick(world.all), world.chance.pick(partsOf(world, 'files'))]
      const file = world.chance.pick(other.files)
      return atMatter(world, who, filePath(file), { matter, judge: matter === other ? 'some' : 'elsewhere', asked: [matter.id, file.id], nothing: nothing => `/matters/${matter.id}/attachments/${nothing}` })
    },
  },
  '文书': {
    weight: 0.15,
    fits: staff,
    ask: (world, who) => {
      const matter = world.chance.pick(partsOf(world, 'papers'))
      const paper = world.chance.pick(matter.papers)
      return atMatter(world, who, `/documents/${paper.id}/pdf`, { matter, item: { audience: 'parties', at: paper.at }, must: true, asked: [matter.id, paper.id] })
    },
  },
  '办理一步': {
    weight: 6,
    fits: staff,
    ask: (world, who) => {
      const move = world.chance.pick(['accept', 'assign', 'handle', 'caucus', 'merge', 'urge', 'reopen', 'verify_pass'])
      const other = world.chance.pick(world.all)
      const fields = move === 'merge' ? { into_matter: other.number, reason: '同一件事' } : {}
      // The version is none that was ever: nothing is done.
      return atMatter(world, who, '/moves', { method: 'POST', body: { proceeding: randomUUID(), move, fields }, headers: { 'If-Match': '"v0"' }, said: [other.number], judge: 'part' })
    },
  },
  '增加当事人': { weight: 1, fits: staff, ask: (world, who) => atMatter(world, who, '/parties', { method: 'POST', body: { role: 'respondent', kind: 'natural' }, headers: { 'If-Match': '"v0"' } }) },
  '全部事项': { weight: 5, fits: staff, ask: () => ({ method: 'GET', path: '/matters?limit=100', pages: true, room: 'list', judge: 'list' }) },
  '一个地点的事项': {
    weight: 4,
    fits: staff,
    ask: world => {
      const place = world.chance.pick(world.places)
      return { method: 'GET', path: `/matters?limit=100&place=${place.id}`, pages: true, room: 'list', judge: 'list', fits: one => one.place.includes(place.id) }
    },
  },
  '查文字': {
    weight: 14,
    fits: staff,
    ask: world => {
      const text = world.chance.pick(world.words)
      return { method: 'GET', path: `/search?q=${q(text)}`, room: 'list', judge: 'search', text, said: [text], finds: ['head'], excerpt: true }
    },
  },
  '查编号': {
    weight: 6,
    fits: staff,
    ask: world => {
      const text = world.chance.pick(world.all).number
      return { method: 'GET', path: `/search?q=${q(text)}`, room: 'list', judge: 'search', text, said: [text], finds: ['id'], excerpt: true }
    },
  },
  '查对方编号': {
    weight: 2,
    fits: staff,
    ask: world => {
      const matter = world.chance.pick(world.ticketed)
      const text = world.chance.pick(matter.tickets)
      return { method: 'GET', path: `/references?system=hotline&number=${text}`, room: 'list', judge: 'ticket', matter, text, said: [text] }
    },
  },
  '待办': {
    weight: 6,
    fits: staff,
    ask: world => ({ method: 'GET', path: `/work?limit=100&box=${world.chance.pick(['desk', 'closing', 'track', 'verify', 'mine', 'team', 'copied', 'watch', 'differing'])}`, boxes: true, room: 'list', judge: 'counts' }),
  },
  '通知': { weight: 5, fits: staff, ask: () => ({ method: 'GET', path: '/notices?limit=100', room: 'list', judge: 'some' }) },
  '简报': {
    weight: 3,
    fits: staff,
    ask: () => ({ method: 'GET', path: '/brief?period=month', room: 'list', judge: 'figure', fits: one => !one.into, figure: json => json?.figures?.find(one => one.name === 'received')?.count }),
  },
  '单子': {
    weight: 2,
    fits: staff,
    ask: world => {
      const matters = [world.chance.pick(world.all), world.chance.pick(world.all)]
      const strange = randomUUID()
      return { method: 'POST', path: world.chance.pick(['/dockets', '/supervision']), body: { matters: [...new Set([...matters.map(one => one.id), strange])] }, matters, strange, said: matters.map(one => one.id), room: 'page', judge: 'batch' }
    },
  },
  '登记前核对': {
    weight: 2,
    fits: staff,
    ask: world => ({ method: 'POST', path: '/twins', body: { place: world.chance.pick(world.places).id, text: `${world.chance.pick(world.words)}，雨水一来就漫过田埂，老人走路要绕远` }, room: 'list', judge: 'some', saysWords: true }),
  },
  '接口里的每一个': {
    weight: 12,
    fits: () => true,
    ask: world => {
      const [path, operation] = world.chance.pick(gets)
      const matter = world.chance.pick(world.all)
      const ids = { matter: matter.id, attachment: matter.files[0]?.id, document: matter.papers[0]?.id, office: 'water', place: matter.place.at(-1), month: month() }
      const filled = path.replace('/api/v1', '').replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? randomUUID())
      const query = (operation.parameters ?? []).filter(one => one.in === 'query' && values[one.name] && (one.required || world.chance.holds(0.3)))
      return { method: 'GET', path: filled + (query.length ? `?${query.map(one => `${one.name}=${q(values[one.name](world, matter))}`).join('&')}` : ''), room: path.includes('{matter}') || path.includes('/track') || path.includes('/calls') ? 'page' : 'list', judge: 'some', said: [matter.id, matter.number, ids.attachment, ids.document] }
    },
  },

  // ---- a resident's phone ---------------------------------------------------------------------------------------------------------
  '查询页': { weight: 14, fits: resident, ask: () => ({ method: 'GET', path: '/track', room: 'page', judge: 'track' }) },
  '查询页的附件': {
    weight: 4,
    fits: resident,
    ask: (world, who) => {
      const matter = world.chance.holds(0.5) ? world.county.matters.get(who.rows.at(-1).matter) : world.chance.pick(partsOf(world, 'files'))
      const file = world.chance.pick(matter.files) ?? { id: randomUUID(), audience: 'nobody' }
      return { method: 'GET', path: `/track/attachments/${file.id}`, nothing: nothing => `/track/attachments/${nothing}`, room: 'page', judge: 'part', matter, item: file, asked: [file.id] }
    },
  },
  '别人的文书': {
    weight: 2,
    fits: resident,
    ask: (world, who) => {
      const matter = world.chance.pick(partsOf(world, 'papers').filter(one => !who.rows.some(row => row.matter === one.id)))
      const paper = world.chance.pick(matter.papers)
      return { method: 'GET', path: `/track/documents/${paper.id}/pdf`, nothing: nothing => `/track/documents/${nothing}/pdf`, room: 'page', judge: 'elsewhere', asked: [paper.id] }
    },
  },
  '别处的查询码': {
    weight: 2,
    fits: () => true,
    ask: world => ({ method: 'GET', path: '/track', headers: { 'X-Track-Secret': world.chance.pick([world.chance.pick(world.all).number, world.chance.pick(world.all).id, 'A'.repeat(26)]) }, room: 'page', judge: 'shut', wanted: 404 }),
  },
  '没有登录': { weight: 3, fits: who => !staff(who), ask: world => ({ ...atMatter(world, null, ''), judge: 'shut', wanted: 401 }) },
  '核对文书': {
    weight: 1,
    fits: () => true,
    ask: world => {
      const { number } = world.chance.pick(world.all)
      return { method: 'POST', path: '/public/verify', body: { number, code: '0'.repeat(12) }, said: [number], room: 'list', judge: 'some' }
    },
  },
}

const gets = Object.entries(api.paths).flatMap(([path, all]) => (all.get && !/stream|\/pdf|\/print|\/pages|\/docx/.test(path) ? [[path, all.get]] : []))
const values = {
  q: world => world.chance.pick(world.words), place: (world, matter) => matter.place.at(-1), system: () => 'hotline', number: (world, matter) => matter.tickets?.[0] ?? matter.number,
  matter_number: (_, matter) => matter.number, period: () => 'week', list: () => 'zongzhi', from: () => month(), to: () => month(), row: () => 'total', column: () => 'accepted',
  duty: () => 'grid', box: () => 'team', names: () => 'true', year: () => '2026', office: () => 'water', category: () => 'service.water.ditch', limit: () => '50', lon_e6: () => '105745000', lat_e6: () => '26305000',
}
