// The walk: every operation of the document, every field, hostile values one at a time, by somebody who may.

import { randomUUID } from 'node:crypto'

import { ask, logins } from './county.mjs'
import { withValue } from './forms.mjs'
import { judge } from './judge.mjs'
import { bodies, bytesOf, headerValues, strange, strangeKinds, textKinds, types } from './values.mjs'

// Asked last, and only about what nobody needs any more: they end sessions and lock people out.
const ENDS_A_SESSION = new Set(['log_out', 'change_password'])
// A password is hashed slowly, on purpose.
const SLOW = new Set(['log_in', 'change_password', 'reset_password'])
const MAKES_A_MATTER = new Set(['report_matter', 'collect_matter'])
const STREAM = 'text/event-stream'

export class Walk {
  // `share`: which part of the values each field is given. `only`: these operations.
  constructor({ url, document, forms, readers, marks, chance, share, only, others }) {
    Object.assign(this, { url, document, forms, readers, marks, chance, share, only, others })
    this.faults = []
    this.sum = { requests: 0, taken: 0, refused: 0, operations: 0, whole: 0, longest: 0 }
    this.slow = []
    // Matters that the walk itself began: what was written into them is read back.
    this.made = []
    this.statuses = {}
    this.etags = new Map()
  }

  operations() {
    const out = []
    for (const [path, methods] of Object.entries(this.document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        if (operation.responses?.['200']?.content?.[STREAM] || ENDS_A_SESSION.has(operation.operationId)) continue
        if (this.only && !this.only.includes(operation.operationId)) continue
        const parameters = (operation.parameters ?? []).map(one => (one.$ref ? this.document.components.parameters[one.$ref.split('/').at(-1)] : one))
        const content = operation.requestBody?.content ?? {}
        out.push({ id: operation.operationId, method: method.toUpperCase(), path: path.replace('/api/v1', ''), words: operation['x-required-permissions'].join('|').split('|'), parameters, json: content['application/json']?.schema, binary: 'application/octet-stream' in content })
      }
    }
    return out
  }

  who(operation) {
    const names = []
    for (const word of operation.words) {
      if (word === 'public') names.push('public')
      else if (word === 'party') names.push('party')
      else if (word.startsWith('role:')) names.push(...Object.keys(logins).filter(login => logins[login] === word.slice(5)), ...(word === 'role:group_head' ? ['head'] : []))
      else names.push('triage', 'mediator', 'town', 'leader', 'grid', 'village', 'sysadmin', 'super')
    }
    return names.map(name => this.readers[name]).filter(Boolean)
  }

  // Somebody and something for which the ordinary request goes well, or at least does not end at the door.
  async opening(operation) {
    const names = operation.parameters.filter(one => one.in === 'path').map(one => one.name)
    let best
    for (const reader of this.who(operation)) {
      const fits = reader.matters.filter(context => names.every(name => context[name] !== undefined))
      const known = fits.length ? fits.slice(0, 6) : [{ ...reader.matters[0], ...(await this.outside(operation, reader, names)) }]
      for (const context of known) {
        for (const whole of operation.json ? [true, false] : [false]) {
          const base = { operation, reader, context, body: operation.json ? this.forms.object(this.forms.follow(operation.json), whole) : undefined, whole }
          const reply = await this.send(base, {})
          this.judges(base, 'as it should be', reply)
          const rank = reply.status < 300 ? 0 : reply.status === 400 ? 2 : reply.status === 409 ? 1 : reply.status === 403 || reply.status === 404 || reply.status === 401 ? 9 : 3
          if (!best || rank < best.rank) best = { base, rank, status: reply.status }
          if (rank === 0) return best
        }
      }
    }
    return best
  }

  // Ids of what is no part of a matter: from the list one step above.
  async outside(operation, reader, names) {
    const out = {}
    for (const name of names) {
      const above = operation.path.split(`/{${name}}`)[0]
      if (above.includes('{')) continue
      const key = `${reader.name} ${above}`
      if (!reader.found.has(key)) {
        const reply = await ask(this.url, { method: 'GET', path: `/api/v1${above}`, headers: reader.headers })
        const rows = Object.values(reply.json ?? {}).find(one => Array.isArray(one) && one.length) ?? []
        reader.found.set(key, rows)
      }
      const row = reader.found.get(key).at(-1)
      const value = row?.[name] ?? row?.id ?? row?.code
      if (value !== undefined) out[name] = String(value)
      if (row?.version !== undefined) out.etag ??= `v${row.version}`
    }
    return out
  }

  async send({ operation, reader, context, body }, { place, query = {}, headers = {}, bytes, type }) {
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(place?.[name] ?? context?.[name] ?? randomUUID()))
    const asked = new URLSearchParams()
    for (const one of operation.parameters.filter(one => one.in === 'query' && one.required)) if (!(one.name in query)) asked.set(one.name, String(this.forms.value(one.name, one.schema, true)))
    const search = [asked.toString(), ...Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${value}`)].filter(Boolean).join('&')
    const all = { ...reader.headers, ...headers }
    if (operation.method !== 'GET') all['Idempotency-Key'] ??= randomUUID()
    if (operation.parameters.some(one => one.name === 'If-Match') && !('If-Match' in headers)) all['If-Match'] = `"${await this.etag(reader, context)}"`
    const sent = bytes ?? (body === undefined ? undefined : bytesOf(body))
    if (sent) all['Content-Type'] ??= type ?? (operation.binary && !operation.json ? 'application/octet-stream' : 'application/json')
    return ask(this.url, { method: operation.method, path: `/api/v1${path}${search ? `?${search}` : ''}`, headers: all, bytes: sent })
  }

  // The version as seen last; an act of the walk itself may have made it old.
  async etag(reader, context) {
    if (!context?.matter || !reader.staff) return context?.etag ?? 'v1'
    const known = this.etags.get(context.matter)
    if (known && known.uses < 8) {
      known.uses += 1
      return known.etag
    }
    const reply = await ask(this.url, { method: 'GET', path: `/api/v1/matters/${context.matter}?purpose=${encodeURIComponent('办理')}`, headers: reader.headers })
    this.etags.set(context.matter, { etag: reply.json?.etag ?? context.etag, uses: 0 })
    return reply.json?.etag ?? context.etag
  }

  judges(base, what, reply) {
    this.sum.requests += 1
    this.sum.longest = Math.max(this.sum.longest, reply.ms)
    if (reply.ms > 2000) this.slow.push(`${base.operation.id} ${what} ${Math.round(reply.ms)} 毫秒`)
    const key = reply.status ?? (reply.hung ? 'hung' : reply.lost ? 'lost' : 'unsendable')
    this.statuses[key] = (this.statuses[key] ?? 0) + 1
    if (reply.status === 201 && MAKES_A_MATTER.has(base.operation.id) && reply.json?.id) this.made.push({ matter: reply.json.id })
    if (reply.status < 300) this.sum.taken += 1
    else if (reply.status < 500) this.sum.refused += 1
    if (base.context?.matter && reply.status < 300 && base.operation.method !== 'GET') this.etags.delete(base.context.matter)
    for (const fault of judge(base, what, reply)) this.faults.push(`${base.operation.id}，${what}：${fault}`)
  }

  // Some of these, by the seed: over many runs all of them.
  some(list, share = this.share) {
    if (share >= 1) return list
    const wanted = Math.max(1, Math.round(list.length * share))
    const out = new Set()
    while (out.size < wanted) out.add(this.chance.pick(list))
    return [...out]
  }

  async operation(operation) {
    const best = await this.opening(operation)
    if (!best) return
    this.sum.operations += 1
    if (best.status < 300) this.sum.whole += 1
    else this.others?.push(`${operation.id} ${best.status}`)
    const { base } = best
    const tries = SLOW.has(operation.id) ? this.share / 6 : this.share
    const each = async (what, change, more = {}) => this.judges({ ...base, ...more }, what, await this.send(base, change))

    if (operation.json) {
      for (const { pointer, schema } of this.forms.places(operation.json)) {
        for (const kind of this.some(strangeKinds, tries * 0.6)) {
          await each(`${pointer} = ${kind}`, { bytes: bytesOf(this.fresh(withValue(base.body, pointer, strange[kind]))) }, { field: pointer })
        }
        if (schema.type !== 'string') continue
        for (const kind of this.some(textKinds, tries)) {
          const text = this.marks.text(kind, Math.min(schema.maxLength ?? 200, 20_000))
          await each(`${pointer} = ${kind}`, { bytes: bytesOf(this.fresh(withValue(base.body, pointer, text))) }, { field: pointer })
        }
      }
      for (const kind of this.some(Object.keys(bodies), tries)) await each(`正文 ${kind}`, { bytes: bodies[kind] }, { whole: kind })
      for (const type of this.some(types, tries)) await each(`类型 ${type.slice(0, 30)}`, { type: type || undefined, bytes: bytesOf(base.body) }, { typed: true })
    }
    if (operation.binary) {
      for (const kind of this.some(Object.keys(bodies), tries)) await each(`文件 ${kind}`, { bytes: bodies[kind] })
    }
    for (const one of operation.parameters) {
      if (one.name === 'Idempotency-Key' || one.name === 'If-Match') {
        for (const value of this.some(headerValues, tries)) await each(`${one.name} = ${value.slice(0, 20)}`, { headers: { [one.name]: value } })
        continue
      }
      for (const kind of this.some(textKinds, tries)) {
        const text = this.marks.text(kind, 200)
        const value = typeof text === 'string' ? (kind === 'huge' ? text.slice(0, 9000) : text) : '%FF%C0%AF'
        if (one.in === 'path') await each(`{${one.name}} = ${kind}`, { place: { [one.name]: value } })
        else await each(`?${one.name} = ${kind}`, { query: { [one.name]: typeof text === 'string' ? encodeURIComponent(value) : value } })
      }
      if (one.in === 'query') for (const value of this.some(['', '-1', '0', '1e9', '99999999999999999999', '%', '%00', 'true', '2026-02-30', '9999-12-31', '0000-00-00', '*'], tries)) await each(`?${one.name} = ${value}`, { query: { [one.name]: value } })
    }
  }

  // Two reports under one client number are one report: each try is a new one.
  fresh(body) {
    return body && typeof body === 'object' && 'client_id' in body && /^[0-9a-f-]{36}$/.test(body.client_id) ? { ...body, client_id: randomUUID() } : body
  }

  // Several operations at once, each in its own order.
  async goes(lanes = 4) {
    const turns = this.operations()
    await Promise.all(Array.from({ length: lanes }, async () => {
      for (let turn = turns.shift(); turn; turn = turns.shift()) await this.operation(turn)
    }))
  }
}
