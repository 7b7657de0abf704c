// Who is at work while the county dies: residents with their phones, grid workers, the desk, mediators with whole cases.
//
// Each sends one act at a time and holds on to it until it is answered, under one key; some give up, some hang up early.

import { createHash, randomUUID } from 'node:crypto'

import { today } from '../journeys/support/calendar.mjs'
import { categories, offices } from '../journeys/support/county.mjs'
import { Lost, Wire } from './wire.mjs'
import { pause } from './county.mjs'

const sha256 = bytes => createHash('sha256').update(bytes).digest('hex')

export class Person {
  constructor(crew, name, headers = {}) {
    Object.assign(this, crew, { name })
    this.wire = new Wire(this.county, this.layer, headers)
    this.eye = new Wire(this.county, this.layer, headers, { waits: false })
    this.own = []
  }

  // A text nobody else has, of any length: a torn one would differ.
  words(what) {
    const { history, chance } = this
    return `${what} ${history.seed}-${this.name}-${history.ops.length}。${'雨水漫进苞谷地，'.repeat(chance.below(60))}完`
  }

  begins(kind, what) {
    return this.history.begins(kind, { by: this, key: randomUUID(), ...what })
  }

  post(op, path, { headers = {}, ...rest }) {
    op.parcel = this.wire.parcel('POST', path, { ...rest, headers: { 'Idempotency-Key': op.key, ...headers } })
    return op
  }

  // One request under the act's key. What nobody can know is unknown.
  async once(op, send = () => this.wire.send(op.parcel, op)) {
    let reply
    try {
      reply = await send()
    } catch (error) {
      if (!(error instanceof Lost)) throw error
      this.history.tried(op, { outcome: 'unknown' })
      return 'unknown'
    }
    const { status, json } = reply
    const outcome = status < 300 ? 'ok' : status >= 500 || status === 429 ? 'unknown' : 'refused'
    this.history.tried(op, { outcome, status, answer: outcome === 'ok' ? op.reads(json) : undefined })
    if (outcome === 'refused') op.refusal = `${status} ${json?.code}`
    if (status === 503) await pause(40)
    return outcome
  }

  // Until it is answered, across as many deaths as it takes. Answers ok, refused, or unknown when this person gave up.
  async carries(op, send) {
    const { chance } = this
    for (;;) {
      await this.county.atDoor()
      if (this.over()) return 'unknown'
      const fate = send ? 'plain' : chance.among({ plain: 80, unheard: 8, twice: 6, beside: 6 })
      if (fate === 'unheard') {
        await this.once(op, () => this.wire.unheard(op.parcel, chance.below(25)))
        if (chance.holds(0.15)) return 'unknown'
        continue
      }
      if (fate === 'beside') await Promise.all([this.once(op), this.once(op)])
      else await this.once(op, send)
      if (fate === 'twice') await this.once(op)
      const now = op.tries.some(one => one.outcome === 'ok') ? 'ok' : op.tries.some(one => one.outcome === 'refused') ? 'refused' : 'unknown'
      if (now === 'ok' && op.look && chance.holds(0.2)) await this.readsAfter(op)
      if (now !== 'unknown' || chance.holds(0.06)) return now
    }
  }

  // What was just confirmed is there for the one who did it, at once.
  async readsAfter(op) {
    try {
      this.history.looked(op, { when: '确认以后立即', ...(await this.look(op)) })
    } catch (error) {
      if (!(error instanceof Lost)) throw error
    }
  }

  // Opens the act as its own person does. No answer at all is a Lost.
  async look(op, wire = this.wire) {
    const { path, headers, reads } = op.look()
    const reply = await wire.get(path, headers)
    if (reply.status >= 500) throw new Lost(String(reply.status))
    if (reply.status !== 200) return { found: false }
    const wrong = reads(reply)
    return { found: true, same: !wrong, ...(wrong ? { got: wrong } : {}) }
  }

  async works() {
    for (;;) {
      await this.county.atDoor()
      if (this.over()) return
      try {
        await this.step()
      } catch (error) {
        if (!(error instanceof Lost)) throw error
      }
      await pause(this.chance.below(40))
    }
  }
}

const created = json => ({ id: json.id, number: json.number, secret: json.secret ?? json.receipt?.secret })
const lacks = (holds, what) => (holds ? undefined : what)
const differs = (got, wanted) => (got === wanted ? undefined : `“${String(got).slice(0, 80)}”，应为“${String(wanted).slice(0, 80)}”`)

export class Resident extends Person {
  async step() {
    const { chance } = this
    const mine = this.own.at(-1)
    if (!mine || chance.holds(0.4)) return this.reports()
    return chance.among({ note: 45, file: 35, pieces: 20 }) === 'note' ? this.adds(mine) : chance.holds(0.35) ? this.sendsPieces(mine) : this.sendsFile(mine)
  }

  async reports() {
    const text = this.words('上报')
    const client_id = randomUUID()
    const op = this.post(this.begins('create', { title: '上报', text, client_id, reads: created }), '/public/reports',
      { body: { text, place: this.grid, category: categories.drain, hide_identity: false, client_id } })
    if ((await this.carries(op)) !== 'ok') return
    const { id, number, secret } = op.tries.find(one => one.outcome === 'ok').answer
    const headers = { 'X-Track-Secret': secret }
    op.look = () => ({ path: '/track', headers, reads: ({ json }) => differs(json.number, number) ?? differs(json.text, text) })
    this.own.push({ id, headers })
    await this.readsAfter(op)
  }

  async adds(mine) {
    const { json, status } = await this.wire.get('/track', mine.headers)
    const offer = status === 200 && json.moves.find(one => one.move === 'add_facts')
    if (!offer) return
    const text = this.words('补充')
    const op = this.post(this.begins('move', { title: '补充情况', text, matter: mine.id, reads: () => ({ matter: mine.id }) }), '/track/moves',
      { body: { proceeding: offer.proceeding, move: 'add_facts', fields: { supplement_text: text } }, headers: mine.headers })
    op.look = () => ({ path: '/track', headers: mine.headers, reads: reply => lacks(reply.text.includes(text), '经过里没有补充的话') })
    await this.carries(op)
  }

  // A file whose every byte is its own: served as it came.
  paper() {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.4\n%'), Buffer.from(this.words('附件')), Buffer.alloc(this.chance.below(30_000), this.history.ops.length % 251)])
    return { bytes, sha256: sha256(bytes) }
  }

  lookAtFile(op, mine) {
    const id = op.tries.find(one => one.outcome === 'ok').answer.id
    return { path: `/track/attachments/${id}`, headers: mine.headers, reads: ({ bytes }) => lacks(sha256(bytes) === op.sha256, '字节不同') }
  }

  async sendsFile(mine) {
    const { bytes, sha256: hash } = this.paper()
    const op = this.post(this.begins('file', { title: '附件', sha256: hash, matter: mine.id, reads: json => ({ id: json.id }) }), '/track/attachments',
      { raw: bytes, type: 'application/pdf', headers: { ...mine.headers, 'X-Part-Of': 'report', 'X-File-Name': encodeURIComponent('材料.pdf') } })
    op.look = () => this.lookAtFile(op, mine)
    await this.carries(op)
  }

  // As the phone's outbox sends it: named first, then piece after piece from where the server says.
  async sendsPieces(mine) {
    const { bytes, sha256: hash } = this.paper()
    const op = this.begins('file', { title: '分片附件', sha256: hash, matter: mine.id, reads: json => ({ id: json.attachment.id }) })
    op.look = () => this.lookAtFile(op, mine)
    const base = `/track/uploads/${randomUUID()}`
    const put = (path, rest) => this.wire.send(this.wire.parcel('PUT', path, { ...rest, headers: { ...mine.headers, 'Idempotency-Key': randomUUID() } }), op)
    await this.carries(op, async () => {
      let reply = await put(base, { body: { name: '材料.pdf', media_type: 'application/pdf', bytes: bytes.length, sha256: hash, of_report: true } })
      while (reply.status < 300 && !reply.json.attachment) {
        const from = reply.json.received
        reply = await put(`${base}/pieces/${from}`, { raw: bytes.subarray(from, from + 8192), type: 'application/octet-stream' })
        // Another try of ours was before: it goes on from where the server is.
        if (reply.status === 409 && reply.json.code === 'upload_offset') reply = await this.wire.get(base, mine.headers)
      }
      return reply
    })
  }
}

// What staff enter: at the counter, and settled on the spot.
export class Clerk extends Person {
  async step() {
    const spot = this.spotOnly || this.chance.holds(0.3)
    const text = this.words(spot ? '当场' : '窗口')
    const client_id = randomUUID()
    const op = this.begins('create', { title: spot ? '当场办结' : '窗口登记', text, client_id, reads: created })
    if (spot) this.post(op, '/spot', { body: { text, place: this.grid, category: 'opinion.enquiry', result: '已当面答复。', client_id } })
    else this.post(op, '/matters', { body: { text, place: this.grid, channel: 'counter', category: categories.drain, hide_identity: false, client_id } })
    if ((await this.carries(op)) !== 'ok') return
    const { id, number } = op.tries.find(one => one.outcome === 'ok').answer
    const { headers } = this.wire
    op.look = () => ({ path: `/matters/${id}`, headers, reads: ({ json }) => differs(json.number, number) ?? differs(json.text, text) })
    await this.readsAfter(op)
  }
}

// One case from the counter to its file number: each act names the version it saw. `desk` and `mediator`: how each signs in.
export class CaseWork extends Person {
  as(who) {
    this.wire.headers = this[who].headers
    return this
  }

  async step() {
    const text = this.words('调解')
    const client_id = randomUUID()
    const made = this.as('desk').post(this.begins('create', { title: '窗口登记', text, client_id, reads: created }), '/matters',
      { body: { text, place: this.grid, channel: 'counter', category: categories.drain, hide_identity: false, name: '化名罗阿婆', client_id } })
    if ((await this.carries(made)) !== 'ok') return
    const { id, number } = made.tries.find(one => one.outcome === 'ok').answer
    made.look = () => ({ path: `/matters/${id}`, headers: this.desk.headers, reads: ({ json }) => differs(json.number, number) ?? differs(json.text, text) })
    const steps = [
      ['desk', 'accept', () => ({ category: categories.drain, difficulty: 'ordinary' })],
      ['desk', 'party'],
      ['desk', 'refer_to_mediation', () => ({ lead_office: offices.townMediation, lead_receiver: this.mediator.id, co_offices: offices.village })],
      ['mediator', 'inform', () => ({ mediator_post: this.mediator.id, recusal: 'none', informed_on: today() })],
      ['mediator', 'consent', now => ({ consenting_party: now.parties[0].id, consent_on: today(), consent_way: 'signed' })],
      ['mediator', 'consent', now => ({ consenting_party: now.parties[1].id, consent_on: today(), consent_way: 'signed' })],
      ['mediator', 'register', () => ({ dispute_kind: categories.drain })],
    ]
    for (const [who, what, fields] of steps) if (!(await this.does(id, who, what, fields))) return
  }

  // The act, on what stands there now. Whoever gave up looks again at what became of it.
  async does(id, who, what, fields) {
    for (let tries = 0; tries < 5; tries += 1) {
      await this.as(who).county.atDoor()
      if (this.over()) return false
      let reply
      try {
        reply = await this.wire.get(`/matters/${id}`)
      } catch (error) {
        if (error instanceof Lost) continue
        throw error
      }
      if (reply.status !== 200) return false
      const now = reply.json
      if (!fields) {
        if (now.parties.length > 1) return true
        const name = this.words('化名田').slice(0, 60)
        const op = this.post(this.begins('party', { title: '增加当事人', text: name, matter: id, reads: json => ({ id: json.id }) }), `/matters/${id}/parties`,
          { body: { role: 'respondent', kind: 'natural', name }, headers: { 'If-Match': `"${now.etag}"` } })
        op.look = () => ({ path: `/matters/${id}`, headers: this[who].headers, reads: ({ json }) => lacks(json.parties.filter(one => one.name === name).length === 1, '当事人不是一个') })
        if ((await this.carries(op)) === 'ok') return true
        continue
      }
      const offer = now.moves.find(one => one.move === what)
      if (!offer) return tries > 0
      const op = this.post(this.begins('move', { title: offer.title, matter: id, reads: json => ({ id: json.id }) }), `/matters/${id}/moves`,
        { body: { proceeding: offer.proceeding, move: what, fields: fields(now), ...(offer.assignment ? { assignment: offer.assignment } : {}) }, headers: { 'If-Match': `"${now.etag}"` } })
      op.look = () => ({ path: `/matters/${id}`, headers: this[who].headers, reads: ({ json }) => lacks(json.timeline.some(one => op.title.startsWith(one.title)), '经过里没有这一步') })
      if ((await this.carries(op)) === 'ok') return true
    }
    return false
  }
}
