// The people of a story. What they do reads as a sentence; what they are shown is what the server says.

import { randomUUID } from 'node:crypto'

import { expect, Unmet } from './check.mjs'
import { password as demoPassword } from './county.mjs'

// The invented person's own phone: no account, only the code from the receipt.
export class Resident {
  constructor(client, { name, phone } = {}) {
    this.client = client
    this.name = name
    this.phone = phone
  }

  reportBody(words) {
    return { hide_identity: false, client_id: randomUUID(), ...(this.name ? { name: this.name } : {}), ...(this.phone ? { phone: this.phone } : {}), ...words }
  }

  async reports(words) {
    const reply = await this.client.request('POST', '/public/reports', { body: this.reportBody(words) })
    expect.equal('上报被收下', { status: reply.status, detail: reply.json?.detail }, { status: 201 })
    this.keeps(reply.json)
    return reply.json
  }

  // The slip with the code, from her own phone or from the counter.
  keeps(receipt) {
    this.receipt = receipt
    this.client.headers['X-Track-Secret'] = receipt.secret
  }

  async sends(bytes, { name, type = 'image/jpeg' }) {
    const reply = await this.client.request('POST', '/track/attachments', { raw: bytes, type, headers: { 'X-File-Name': encodeURIComponent(name) } })
    expect.equal('文件上传成功', { status: reply.status, detail: reply.json?.detail }, { status: 201 })
    return reply.json
  }

  async looks() {
    const reply = await this.client.request('GET', '/track')
    expect.equal('本人能打开自己的事项', { status: reply.status, detail: reply.json?.detail }, { status: 200 })
    return reply.json
  }

  async tries(move, fields = {}, more = {}) {
    const track = await this.looks()
    const offer = track.moves.find(one => one.move === move)
    return this.client.request('POST', '/track/moves', { body: { proceeding: offer?.proceeding ?? randomUUID(), move, fields, ...more } })
  }

  async does(move, fields = {}, more = {}) {
    const track = await this.looks()
    const offer = offered(track.moves, move, more.proceeding)
    const reply = await this.client.request('POST', '/track/moves', { body: { ...more, proceeding: offer.proceeding, move, fields } })
    expect.equal(`本人“${offer.title}”成功`, { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 200 })
    return reply.json
  }
}

// Somebody with a post. Acts as the page does: reads the matter, takes an offered move, sends it with the version it saw.
export class Staff {
  constructor(client, login) {
    this.client = client
    this.login = login
  }

  async comesIn(secret = demoPassword) {
    const reply = await this.client.request('POST', '/session', { body: { login: this.login, password: secret } })
    expect.equal(`“${this.login}”登录成功`, { status: reply.status, detail: reply.json?.detail }, { status: 200 })
    this.takes(reply)
    return this
  }

  takes(reply) {
    this.setCookie = reply.headers['set-cookie']?.[0] ?? ''
    this.client.headers.Cookie = this.setCookie.split(';')[0]
    this.client.headers['X-CSRF'] = reply.json.csrf
    this.session = reply.json
    this.id = reply.json.account.id
    this.name = reply.json.account.name
  }

  get(path) {
    return this.client.request('GET', path)
  }

  async reads(path) {
    const reply = await this.get(path)
    expect.equal(`“${this.login}”读取 ${path}`, { status: reply.status, detail: reply.json?.detail }, { status: 200 })
    return reply.json
  }

  async opens(matter, purpose = '办理') {
    return this.reads(`/matters/${idOf(matter)}?purpose=${encodeURIComponent(purpose)}`)
  }

  intakeBody(words) {
    return { channel: 'counter', hide_identity: false, client_id: randomUUID(), ...words }
  }

  async records(words) {
    const reply = await this.client.request('POST', '/matters', { body: this.intakeBody(words) })
    expect.equal(`“${this.login}”登记成功`, { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 201 })
    return reply.json
  }

  async uploads(matter, bytes, { name = '材料.jpg', type = 'image/jpeg' } = {}) {
    const reply = await this.client.request('POST', `/matters/${idOf(matter)}/attachments`, { raw: bytes, type, headers: { 'X-File-Name': encodeURIComponent(name) } })
    expect.equal('附件上传成功', { status: reply.status, detail: reply.json?.detail }, { status: 201 })
    return reply.json
  }

  // The move must be offered and lack nothing: an offer that cannot be taken is a fault of the page.
  async does(matter, move, fields = {}, more = {}) {
    const now = await this.opens(matter)
    const offer = offered(now.moves, move, more.proceeding, this.login)
    const reply = await this.act(now, offer, fields, more)
    expect.equal(`“${this.login}”办理“${offer.title}”成功`, { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 200 })
    return reply.json
  }

  // Sends the move whether it is offered or not, and answers with what came.
  async tries(matter, move, fields = {}, more = {}) {
    const now = await this.opens(matter)
    const offer = now.moves.find(one => one.move === move) ?? { proceeding: now.proceedings[0].id, move }
    return this.act(now, offer, fields, more)
  }

  act(now, offer, fields, { proceeding, etag = now.etag, key, assignment, ...more } = {}) {
    const body = { ...more, proceeding: proceeding ?? offer.proceeding, move: offer.move, fields }
    if (assignment ?? offer.assignment) body.assignment = assignment ?? offer.assignment
    return this.client.request('POST', `/matters/${now.id}/moves`, { body, headers: { 'If-Match': `"${etag}"`, ...(key ? { 'Idempotency-Key': key } : {}) } })
  }

  async adds(matter, party) {
    const now = await this.opens(matter)
    const reply = await this.client.request('POST', `/matters/${now.id}/parties`, { body: party, headers: { 'If-Match': `"${now.etag}"` } })
    expect.equal('登记当事人成功', { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 200 })
    return reply.json
  }

  // Part of a clause performed: kind performed, excused or reversed.
  async notes(matter, clause, amount, day, { kind = 'performed', note } = {}) {
    const now = await this.opens(matter)
    const obligation = now.obligations[clause - 1]
    if (!obligation) throw new Unmet(`协议有第${clause}条`, '有', now.obligations)
    const reply = await this.client.request('POST', `/matters/${now.id}/obligations/${obligation.id}/entries`,
      { body: { kind, amount, day, client_id: randomUUID(), ...(note ? { note } : {}) }, headers: { 'If-Match': `"${now.etag}"` } })
    expect.equal(`登记第${clause}条的履行`, { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 200 })
    return reply.json.obligations[clause - 1]
  }

  // Every matter on this person's list, page after page.
  lists() {
    return this.pages('/matters?limit=100')
  }

  async finds(words) {
    return (await this.reads(`/search?q=${encodeURIComponent(words)}`)).items
  }

  work(box) {
    return this.pages(`/work?box=${box}&limit=100`)
  }

  async pages(path) {
    const items = []
    let next
    do {
      const page = await this.reads(`${path}${next ? `&cursor=${encodeURIComponent(next)}` : ''}`)
      items.push(...page.items)
      next = page.next
    } while (next)
    return items
  }
}

const idOf = matter => (typeof matter === 'string' ? matter : matter.id)

function offered(moves, move, proceeding, who = '本人') {
  const offer = moves.find(one => one.move === move && (!proceeding || one.proceeding === proceeding))
  if (!offer) throw new Unmet(`“${who}”可以办理 ${move}`, move, moves.map(one => `${one.move} ${one.title}`))
  if (offer.blocked.length) throw new Unmet(`“${who}”办理“${offer.title}”不缺什么`, [], offer.blocked)
  return offer
}
