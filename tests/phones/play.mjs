// One run by one seed: three people with a phone each write about the same matters, the network does its worst, phones
// die; then all is well again, and the oracle looks.

import { randomUUID } from 'node:crypto'

import { photo } from '../journeys/support/photo.mjs'
import { Chance } from './chance.mjs'
import { Network } from './network.mjs'
import { Oracle } from './oracle.mjs'
import { Phone } from './phone.mjs'

const POOL = ['桥头', '桥尾']
const PHONE_DAY = 86_400_000
let plays = 0

export class Play {
  // `county`: the place, a client of its own, its people and its grid. `code`: what the phones run.
  constructor(county, seed, code, { steps = 60, say = () => {} } = {}) {
    Object.assign(this, { county, seed, steps, say })
    this.chance = new Chance(seed)
    this.network = new Network(county.client, this.chance, say)
    this.oracle = new Oracle(county.place)
    const skew = () => (this.chance.below(5) - 2) * PHONE_DAY
    this.phones = ['grid', 'water', 'triage'].map(login => new Phone({ name: login, code, staff: county.staff[login], network: this.network, skew: skew() }))
    this.views = new Map()
    this.count = 0
    // One seed may be played twice in one county.
    plays += 1
    this.name = `${seed}.${plays}`
  }

  async begins() {
    const { staff, grid, resident } = this.county
    const words = text => ({ text: `${text}（${this.seed}）`, place: grid.id, name: '化名罗阿婆', phone: '19900001111' })
    const first = await staff.grid.records({ ...words('隔壁新挖的排水沟没有出口'), channel: 'grid_worker' })
    const receipt = await resident.reports(words('村口的路灯坏了'))
    this.matters = [first.id, receipt.id]
    await staff.triage.does(first.id, 'accept', { category: 'service.water.ditch', difficulty: 'ordinary' })
    await staff.triage.does(first.id, 'assign', { lead_office: 'water', lead_receiver: staff.water.id })
    for (const matter of this.matters) {
      this.oracle.first.set(matter, valuesOf(await staff.triage.opens(matter)))
      for (const phone of this.phones) await this.reads(phone, matter)
    }
  }

  // What this person last saw of the matter; away from the network they go on with it.
  async reads(phone, matter) {
    const reply = await phone.staff.get(`/matters/${matter}?purpose=${encodeURIComponent('办理')}`)
    if (reply.status === 200) this.views.set(`${phone.name} ${matter}`, reply.json)
  }

  value(fact) {
    this.count += 1
    const n = `${this.seed}-${this.count}`
    if (fact.endsWith('/phone')) return `199${String(this.seed % 1000).padStart(3, '0')}${String(this.count).padStart(5, '0')}`
    if (fact.endsWith('no_call') || fact.endsWith('no_paper')) return this.chance.pick(['true', 'false'])
    if (fact === 'people') return String(this.count)
    if (fact === 'amount_fen') return String(this.count * 100)
    if (fact === 'happened_on') return `2026-0${1 + this.chance.below(6)}-1${this.chance.below(9)}`
    if (fact === 'title') return `标题${n}`
    return this.chance.holds(0.15) && fact !== 'added_text' ? this.chance.pick(POOL) : `内容${n}`
  }

  async writes(phone) {
    const matter = this.chance.pick(this.matters)
    const view = this.views.get(`${phone.name} ${matter}`)
    if (!view || view.facts.length === 0) return
    await phone.page.opened
    const { factOffer, basesOf, editsOf, waitingValues } = phone.page.code
    const group = this.chance.pick(view.facts)
    const offer = factOffer(group, '更正', waitingValues(await phone.rows(), matter, phone.owner))
    const bases = basesOf(offer)
    const sent = { ...bases }
    // Few facts, so that hands meet.
    const names = group.fields.map(one => one.name).filter(name => name !== 'category')
    const some = names.filter(name => /place_detail|title|people|phone|contact_note|added_text|no_call/.test(name))
    const often = some.length > 0 ? some : names
    for (let n = this.chance.holds(0.3) ? 2 : 1; n > 0; n -= 1) {
      const fact = this.chance.pick(often)
      sent[fact] = this.chance.holds(0.06) && !/title|no_call/.test(fact) ? '' : this.value(fact)
    }
    const edits = editsOf(offer, bases, sent)
    if (edits.length === 0) return
    // What the person saw and wrote, apart from what the phone's code makes of it.
    const told = edits.map(({ fact }) => ({ fact, base: fact === 'added_text' ? '' : bases[fact], value: sent[fact] }))
    phone.seq += 1
    const key = await phone.page.box.addFacts({ matter, title: '更正', told: [], edits, device: phone.device, device_seq: phone.seq }, phone.owner)
    const row = (await phone.rows()).find(one => one.key === key)
    this.oracle.wrote(phone, matter, row, told)
    this.say(`  ${phone.name} 写 ${told.map(one => `${one.fact}：${one.base}→${one.value}`).join('，')}`)
  }

  async reports(phone) {
    await phone.page.opened
    this.count += 1
    const text = `第${this.name}-${this.count}次上报`
    const photos = Array.from({ length: 1 + this.chance.below(3) }, (_, n) => ({ id: randomUUID(), name: `图${n}.jpg`, type: 'image/jpeg', bytes: new Uint8Array(photo(1 + n)).buffer }))
    await phone.page.box.add({ text, channel: 'grid_worker', place: this.county.grid.id, hide_identity: false, client_id: randomUUID() }, photos, phone.owner)
    this.oracle.reports.push({ phone, text, photos: photos.length })
  }

  // One of those who are asked, at a desk with a good network.
  async chooses() {
    // The water bureau has the first matter only.
    const matter = this.chance.pick(this.matters)
    const staff = this.county.staff[matter === this.matters[0] ? this.chance.pick(['water', 'triage']) : 'triage']
    const view = await staff.opens(matter)
    const open = view.discrepancies.filter(one => one.other)
    if (open.length === 0) return
    const one = this.chance.pick(open)
    const take = this.chance.among({ current: 3, offered: 5, other: 2 })
    const body = take === 'other' ? { take, value: this.value(one.fact) } : { take }
    const reply = await staff.client.request('POST', `/matters/${matter}/discrepancies/${one.id}/choice`, { body, headers: { 'If-Match': `"${view.etag}"` } })
    if (reply.status !== 200) this.oracle.says(`${staff.login} 核对 ${one.label} 被拒绝：${reply.json?.detail}`)
    this.say(`  ${staff.login} 核对 ${one.label}：${take}`)
  }

  // A category that seals the matter: the grid's worker did not enter it and loses sight of it.
  async seals() {
    const { triage } = this.county.staff
    const view = await triage.opens(this.matters[1])
    if (view.seal !== 'open') return
    const category = view.facts[0].fields.find(one => one.name === 'category')
    const client = randomUUID()
    const reply = await triage.client.request('POST', `/matters/${this.matters[1]}/facts`, {
      body: { edits: [{ fact: 'category', base: category.value, value: this.county.sealing }], client_id: client, device: randomUUID(), device_seq: 1, made_at: new Date().toISOString() } })
    if (reply.status !== 200) return this.oracle.says(`封存被拒绝：${reply.json?.detail}`)
    // Done by the checker itself, on no phone.
    this.oracle.edits.set(`${client} category`, { phone: { name: '分流岗' }, fact: 'category', base: category.value, value: this.county.sealing, client, fates: [] })
    this.say('  封存')
  }

  async step() {
    const phone = this.chance.pick(this.phones)
    switch (this.chance.among({ write: 34, send: 26, both: 8, read: 14, kill: 4, late: 6, choose: 4, report: 7, retry: 2, leave: 3, seal: 1 })) {
      case 'write': return this.writes(phone)
      case 'send': return phone.sends()
      case 'both': return void (await Promise.all(this.phones.map(one => one.sends())))
      case 'read': return this.reads(phone, this.chance.pick(this.matters))
      case 'kill': return phone.kill()
      case 'late': return this.network.delivers()
      case 'choose': return this.chooses()
      case 'report': return this.reports(this.phones[0])
      case 'retry': {
        const dead = (await phone.rows()).filter(row => row.state === 'dead')
        return dead.length > 0 ? phone.page.box.retry(this.chance.pick(dead).key) : undefined
      }
      // The session is over on this phone; some time later they sign in again.
      case 'leave': return void (phone.session = phone.session === 'in' ? this.chance.pick(['out', 'expired']) : 'in')
      default: return this.chance.holds(0.3) ? this.seals() : undefined
    }
  }

  async ends() {
    this.network.healed = true
    await this.network.delivers(true)
    for (const phone of this.phones) {
      phone.session = 'in'
      await phone.page.opened
      for (let n = 0; n < 40; n += 1) {
        await phone.sends()
        if ((await phone.rows()).every(row => row.state === 'sent' || row.state === 'dead')) break
        // A long row of runs meets the server's brake (429): then all wait, as a phone does.
        if (n > 2) await new Promise(resolve => setTimeout(resolve, 2_000))
      }
    }
    for (const matter of this.matters) await this.oracle.looks(matter, this.phones, valuesOf(await this.county.staff.triage.opens(matter)))
    await this.oracle.counts()
  }

  async runs() {
    await this.begins()
    for (let n = 0; n < this.steps; n += 1) await this.step()
    await this.ends()
    return { faults: this.oracle.faults, edits: this.oracle.edits.size, reports: this.oracle.reports.length, fates: this.network.fates, ends: ends(this.oracle) }
  }
}

function ends(oracle) {
  const out = { applied: 0, kept: 0, other: 0 }
  for (const edit of oracle.edits.values()) out[edit.fates[0] ?? 'other'] += 1
  return out
}

const valuesOf = view => Object.fromEntries(view.facts.flatMap(group => group.fields.map(field => [field.name, field.value ?? ''])))
