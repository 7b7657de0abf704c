// Acts through the real doors, and what is so afterwards, in the oracle's own ledger.

import { randomUUID } from 'node:crypto'

import { Resident } from '../journeys/support/people.mjs'
import { photo } from '../journeys/support/photo.mjs'
import { scans } from '../journeys/support/tools.mjs'
import { told } from './facts.mjs'

const clauses = ['雨水一来就漫过田埂', '老人走路要绕远', '和隔壁说过几次都没有结果', '去年也有过同样的情形', '村里的人都知道', '盼着有人来看一看', '夜里尤其厉害', '孩子上学要经过', '已经拍了照片', '说不清是哪一年起的']

export class Maker {
  constructor(server, county, markers, people, chance) {
    Object.assign(this, { server, county, markers, people, chance })
    this.pictures = 0
  }

  filler(least) {
    let text = ''
    while (text.length < least) text += `，${this.chance.pick(clauses)}`
    return text
  }

  // Words that can be told apart from all others: `of` says where they are at home.
  words(of, least = 20) {
    return `${this.markers.word(of)}${this.filler(least)}。`
  }

  // ---- a matter begins -------------------------------------------------------------------------------------------------------
  // Secrets are drawn before the matter has an id; where they are at home is filled in when it has.
  opening({ hidden, contact }) {
    const home = { matter: undefined, at: this.county.tick() }
    const head = { ...home, kind: 'head', title: true }
    const name = { ...home, kind: 'name' }
    const phone = { ...home, kind: 'phone' }
    const note = { ...home, kind: 'note' }
    const far = { ...home, kind: 'head' }
    const detail = { ...home, kind: 'head' }
    const body = {
      text: `${this.markers.word(head)}的事${this.filler(150)}，最后是${this.markers.word(far)}。`,
      place_detail: `${this.markers.word(detail)}东侧`,
      name: `化名${this.markers.word(name)}`,
      hide_identity: hidden,
      ...(contact ? { phone: this.markers.phone(phone), contact_note: `打给${this.markers.word(note)}` } : {}),
    }
    return { body, settle: (matter, party) => this.settle([head, far, detail, name, phone, note], matter, party) }
  }

  settle(homes, matter, party) {
    for (const home of homes) {
      for (const one of [home, ...(home.both ?? [])]) {
        one.matter = matter
        if (one.kind !== 'head') one.party = party
      }
    }
  }

  otherSide(hidden) {
    const homes = ['name', 'phone', 'address'].map(kind => ({ kind }))
    const [name, phone, address] = homes
    const body = { role: 'respondent', kind: 'natural', name: `化名${this.markers.word(name)}`, phone: this.markers.phone(phone), address: `塔山社区${this.markers.word(address)}巷`, ...(hidden ? { hidden: true } : {}) }
    return { body, settle: (matter, party) => this.settle(homes, matter, party) }
  }

  async reported(place, { category, hidden, contact, photo: withPhoto }) {
    const { body, settle } = this.opening({ hidden, contact })
    const resident = new Resident(this.server.client(), {})
    const receipt = await resident.reports({ ...body, place: place.id, ...(category ? { category } : {}) })
    const matter = this.county.matter({ id: receipt.id, number: receipt.number, place: place.path, desk: this.deskOf(place), seal: this.sealed(category) })
    const view = await this.reader(matter).staff.opens(matter)
    const [party] = view.parties
    this.arrives(matter, party.id, { hidden, brought: true, resident })
    settle(matter.id, party.id)
    this.harvest(matter, view)
    if (withPhoto) await this.residentsFile(matter, resident, 'parties', { 'X-Part-Of': 'report' })
    return matter
  }

  async recorded(person, place, { category, hidden, contact, seal = 'open', channel = 'counter', other }) {
    const { body, settle } = this.opening({ hidden, contact })
    const side = other ? this.otherSide(other.hidden) : null
    const view = await person.staff.records({ ...body, channel, place: place.id, ...(category ? { category } : {}), seal, ...(side ? { parties: [side.body] } : {}) })
    const matter = this.county.matter({
      id: view.id, number: view.number, place: place.path, desk: this.deskOf(place), intake: person.posts[0].office, account: person.account,
      seal: seal === 'open' ? this.sealed(category) : seal,
    })
    const resident = new Resident(this.server.client(), {})
    if (view.receipt) resident.keeps(view.receipt)
    this.arrives(matter, view.parties[0].id, { hidden, brought: true, resident: view.receipt ? resident : null })
    settle(matter.id, view.parties[0].id)
    if (side) {
      this.arrives(matter, view.parties[1].id, { hidden: other.hidden })
      side.settle(matter.id, view.parties[1].id)
    }
    this.harvest(matter, view)
    return matter
  }

  arrives(matter, id, { hidden = false, brought = false, resident = null, joined }) {
    matter.parties.push({ id, hidden, brought, joined })
    if (resident) this.county.people.push({ name: `当事人${this.county.people.length}`, rows: [{ matter: matter.id, party: id }], resident })
  }

  sealed(category) {
    return this.sealedKinds?.includes(category) ? 'sealed' : 'open'
  }

  deskOf(place) {
    return place.path[1] === '520422002' ? 'town_centre.520422002' : 'centre'
  }

  // Somebody who sits at the matter's desk and is not barred from it.
  reader(matter) {
    return matter.desks[0] === 'centre' ? this.people.triage : this.people.farTriage
  }

  // ---- what an act leaves behind --------------------------------------------------------------------------------------------------
  harvest(matter, view) {
    const id = (text, of = {}) => text && this.markers.put(text, { kind: 'id', matter: matter.id, ...of })
    id(view.id)
    id(view.number)
    for (const list of [view.parties, view.proceedings, view.assignments, view.obligations, view.references]) for (const one of list) id(one.id)
    for (const paper of view.documents) {
      const to = paper.to && matter.parties.filter(one => view.parties.find(party => party.id === one.id && paper.to.startsWith(party.role_title)))
      if (to && (to.length !== 1 || matter.parties.filter(one => one.brought).length > 1)) continue  // of two reporters' papers it is not said whose it is
      if (!matter.papers.some(one => one.id === paper.id)) matter.papers.push({ id: paper.id, party: to?.[0].id, at: this.county.now })
      id(paper.id, { kind: 'paper', party: to?.[0].id, at: matter.papers.find(one => one.id === paper.id).at })
    }
  }

  // A move with words of its own: texts names the fields that carry them.
  async does(person, matter, move, fields = {}, { texts = [], proceeding, file, audience = told[move] } = {}) {
    const at = this.county.tick()
    const said = Object.fromEntries(texts.map(field => [field, this.words({ kind: 'item', matter: matter.id, audience, at, act: move })]))
    const attachments = file ? [await this.staffFile(person, matter, audience, at)] : []
    const view = await person.staff.does(matter, move, { ...fields, ...said }, { ...(proceeding ? { proceeding } : {}), ...(attachments.length ? { attachments } : {}) })
    this.harvest(matter, view)
    return view
  }

  async says(person, move, fields = {}, { texts = [] } = {}) {
    const row = person.rows.at(-1)
    const matter = this.county.matters.get(row.matter)
    const at = this.county.tick()
    const said = Object.fromEntries(texts.map(field => [field, this.words({ kind: 'item', matter: matter.id, audience: told[move], at, act: move })]))
    await person.resident.does(move, { ...fields, ...said })
  }

  async staffFile(person, matter, audience, at) {
    const name = `${this.markers.word({ kind: 'item', matter: matter.id, audience, at, act: 'file' })}.jpg`
    const { id } = await person.staff.uploads(matter, photo((this.pictures += 1) % 90), { name })
    this.keepsFile(matter, id, audience, at)
    return id
  }

  async residentsFile(matter, resident, audience, headers) {
    const at = this.county.tick()
    const name = `${this.markers.word({ kind: 'item', matter: matter.id, audience, at, act: 'file' })}.jpg`
    const reply = await resident.client.request('POST', '/track/attachments', { raw: photo((this.pictures += 1) % 90), type: 'image/jpeg', headers: { 'X-File-Name': encodeURIComponent(name), ...headers } })
    if (reply.status !== 201) throw new Error(`照片没有收下：${reply.text}`)
    this.keepsFile(matter, reply.json.id, audience, at)
  }

  keepsFile(matter, id, audience, at) {
    matter.files.push({ id, audience, at })
    this.markers.put(id, { kind: 'item', matter: matter.id, audience, at, act: 'file' })
  }

  gives(matter, kind, office) {
    if (!office || matter.parts.some(part => part.office === office && part.kind === kind && !part.sentAway)) return
    matter.parts.push({ office, kind, sentAway: false })
  }

  async adds(matter, hidden) {
    const side = this.otherSide(hidden)
    const view = await this.reader(matter).staff.adds(matter, side.body)
    const added = view.parties.find(one => !matter.parties.some(party => party.id === one.id))
    this.arrives(matter, added.id, { hidden })
    side.settle(matter.id, added.id)
    this.harvest(matter, view)
  }

  // The other side reads the code on the paper they were given.
  async letsOtherSideIn(matter) {
    const paper = matter.papers.find(one => one.party && !matter.parties.find(party => party.id === one.party).brought)
    if (!paper || this.county.scanned >= 8) return
    this.county.scanned += 1
    // A busy machine may take longer than the server waits for a page: then this one stays outside.
    const page = await this.reader(matter).staff.get(`/matters/${matter.id}/documents/${paper.id}/pages/1`).catch(error => {
      if (!/render_timeout/.test(error.message)) throw error
    })
    if (!page) return
    const [, secret] = /#k=([^&]+)&/.exec(await scans(page.bytes).catch(() => '')) ?? []
    if (!secret) return
    const resident = new Resident(this.server.client(), {})
    resident.keeps({ secret })
    this.county.people.push({ name: `对方${this.county.people.length}`, rows: [{ matter: matter.id, party: paper.party }], resident })
  }

  async merges(matter, target) {
    const before = new Set(target.parties.map(one => one.id))
    const at = this.county.tick()
    const desk = this.reader(matter)
    await this.does(desk, matter, 'merge', { into_matter: target.number, reason: '同一件事' })
    const view = await desk.staff.opens(target)
    for (const row of view.parties.filter(one => !before.has(one.id))) {
      // Who brought the report stands in the other matter too, by name and number.
      const own = matter.parties.find(one => one.brought && !one.wentOn)
      if (!own) throw new Error('并入的人从哪里来，说不清')
      own.wentOn = true
      target.parties.push({ id: row.id, hidden: own.hidden, brought: true, joined: at, origin: own.id })
      for (const [text, secret] of this.markers.secrets) {
        const home = secret.homes.find(one => one.party === own.id && one.matter === matter.id && one.kind !== 'paper')
        if (home) this.markers.put(text, { ...home, matter: target.id, party: row.id })
      }
      for (const person of this.county.people) if (person.rows?.at(-1).party === own.id) person.rows.push({ matter: target.id, party: row.id })
    }
    matter.into = target
    this.harvest(target, view)
  }

  async reopens(matter) {
    const desk = this.reader(matter)
    await this.does(desk, matter, 'reopen', { reason: '到现场看，是两件事' }, { audience: 'parties' })
    for (const own of matter.parties) {
      const there = matter.into.parties.find(one => one.origin === own.id)
      if (there) there.left = true
      own.wentOn = false
    }
    matter.into = null
  }

  async corrects(person, matter) {
    const party = matter.parties[0]
    const value = this.markers.phone({ matter: matter.id, party: party.id, offered: true })
    const edits = [{ fact: `parties/${party.id}/phone`, base: '19900000000', value }]
    const body = { edits, client_id: randomUUID(), device: randomUUID(), device_seq: 1, made_at: new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 19) + '+08:00' }
    return person.staff.client.request('POST', `/matters/${matter.id}/facts`, { body })
  }

  async refers(person, matter) {
    const at = this.county.tick()
    const number = this.markers.ticket({ kind: 'ticket', matter: matter.id, audience: 'staff', at })
    const now = await person.staff.opens(matter)
    const body = { system: 'hotline', number, result: this.words({ kind: 'item', matter: matter.id, audience: 'handling', at, act: 'reference' }) }
    const reply = await person.staff.client.request('POST', `/matters/${matter.id}/references`, { body, headers: { 'If-Match': `"${now.etag}"` } })
    if (reply.status < 300) (matter.tickets ??= []).push(number)
    return reply
  }
}
