// A county with a little of everything in it, everybody who works there, and the ids that the operations ask for.

import http from 'node:http'

import { categories, offices, password } from '../../journeys/support/county.mjs'
import { complaint, findsHerGrid, she } from '../../journeys/support/openings.mjs'
import { Resident, Staff } from '../../journeys/support/people.mjs'
import { photo } from '../../journeys/support/photo.mjs'
import { must, binary } from '../../journeys/support/tools.mjs'

export const logins = {
  triage: 'triage', mediator: 'mediator', town: 'handler', grid: 'grid_worker', leader: 'leader', sysadmin: 'system_admin', secadmin: 'security_admin', auditor: 'audit_admin', super: 'supervisor', verify: 'verifier', village: 'handler', water: 'handler',
}
const MATTERS = '40'

export async function filled(Installation, engine) {
  const place = await Installation.bare(engine)
  await must(binary, ['demo', ...place.where(), '--seed', '7', '--matters', MATTERS, '--password', password])
  return place
}

// One reader of the walk: their headers, and what they may be asked about.
export class Reader {
  constructor(name, headers) {
    this.name = name
    this.headers = headers
    this.matters = []
    this.found = new Map()
  }
}

// `names`: these logins only; a small walk needs no more.
export async function people(server, names = Object.keys(logins)) {
  const readers = { public: new Reader('public', {}) }
  for (const login of names) {
    const staff = await new Staff(server.client(), login).comesIn(password)
    readers[login] = new Reader(login, { Cookie: staff.client.headers.Cookie, 'X-CSRF': staff.client.headers['X-CSRF'] })
    readers[login].staff = staff
  }
  if (readers.secadmin) readers.head = await groupHead(server, readers.secadmin.staff)
  const grid = await findsHerGrid(readers.triage.staff.client)
  const her = new Resident(server.client(), she)
  const receipt = await her.reports({ text: complaint, place: grid.id, category: categories.drain })
  await her.sends(photo(7), { name: '沟.jpg' })
  const track = await her.looks()
  readers.party = new Reader('party', { 'X-Track-Secret': receipt.secret })
  readers.party.matters = [{ matter: receipt.id, attachment: track.attachments[0]?.id, document: track.documents[0]?.id, proceeding: track.moves[0]?.proceeding, page: '1', upload: 'upload-0001', offset: '0' }]
  return { readers, grid, receipt }
}

// Somebody whom the demo gives no password: the security administrator lets them in.
async function groupHead(server, admin) {
  for (let next = ''; next !== undefined;) {
    const page = await admin.reads(`/accounts?limit=100${next ? `&cursor=${encodeURIComponent(next)}` : ''}`)
    const head = page.items.find(one => one.posts.some(post => post.role === 'group_head' && post.office === 'grid_station.520422001001'))
    if (head) {
      const reset = await admin.client.request('POST', `/accounts/${head.id}/reset`, { body: { reason: '首次登录' } })
      const person = await new Staff(server.client(), head.login).comesIn(reset.json.one_time_password)
      const changed = await person.client.request('POST', '/session/password', { body: { old: reset.json.one_time_password, new: 'Xin-Mi-Ma-2026-x' } })
      person.takes(changed)
      const reader = new Reader('head', { Cookie: person.client.headers.Cookie, 'X-CSRF': person.client.headers['X-CSRF'] })
      reader.staff = person
      return reader
    }
    next = page.next
  }
  throw new Error('没有小组长')
}

// What each of them sees of some matters: the ids that belong together.
export async function contexts(readers) {
  for (const reader of Object.values(readers)) {
    if (!reader.staff) continue
    const list = await reader.staff.client.request('GET', '/matters?limit=30')
    for (const row of list.json?.items ?? []) {
      const id = row.matter ?? row.id
      const view = (await reader.staff.client.request('GET', `/matters/${id}?purpose=${encodeURIComponent('办理')}`)).json
      if (!view?.id) continue
      const obligation = view.obligations?.[0]
      reader.matters.push({
        matter: view.id, etag: view.etag, attachment: view.attachments?.[0]?.id ?? view.timeline?.flatMap(one => one.attachments)[0]?.id, document: view.documents?.[0]?.id,
        obligation: obligation?.id, line: obligation?.entries?.[0]?.id, reference: view.references?.[0]?.id, proceeding: view.proceedings?.[0]?.id, discrepancy: view.discrepancies?.[0]?.id,
        move: view.moves?.[0]?.move, page: '1', upload: 'upload-0001', offset: '0',
      })
    }
  }
}

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
export const words = grid => ({
  place: grid.id, category: categories.drain, office: offices.townMediation, channel: 'counter', role: 'other', kind: 'natural', period: 'week', from: today, system: 'hotline', parent: grid.id.slice(0, 12),
  now: new Date(Date.now() - 3_600_000).toISOString(), day: today, login: 'nobody.here', paper: 'agreement', duty: 'grid', purpose: '办理', reason: '试一试', q: '水沟', year: Number(today.slice(0, 4)), lon_e6: 105_745_000, lat_e6: 26_305_000, procedure: 'grid_matter@1', state: 'received', number: '1', seen: 'a'.repeat(64), matter_number: 'PD2026-000001',
})

const agent = new http.Agent({ keepAlive: true, maxSockets: 16 })
export function ask(url, { method, path, headers = {}, bytes, limit = 30_000 }) {
  const at = new URL(url)
  const began = performance.now()
  return new Promise(resolve => {
    let sent
    const ends = outcome => {
      clearTimeout(timer)
      resolve({ ms: performance.now() - began, ...outcome })
    }
    const timer = setTimeout(() => {
      ends({ hung: true })
      sent?.destroy()
    }, limit)
    try {
      sent = http.request({ host: at.hostname, port: at.port, method, path, agent, headers: bytes ? { ...headers, 'Content-Length': bytes.length } : headers }, answer => {
        const parts = []
        answer.on('data', part => parts.push(part))
        answer.on('error', error => ends({ lost: error.message }))
        answer.on('end', () => {
          const whole = Buffer.concat(parts)
          let json
          if (/json/.test(answer.headers['content-type'] ?? '')) {
            try {
              json = JSON.parse(whole.toString('utf8'))
            } catch {
              json = undefined
            }
          }
          ends({ status: answer.statusCode, headers: answer.headers, bytes: whole, json })
        })
      })
    } catch (error) {
      return ends({ unsendable: error.message })
    }
    sent.on('error', error => ends({ lost: error.message }))
    if (bytes) sent.write(bytes)
    sent.end()
  })
}
export const closeAgent = () => agent.destroy()
