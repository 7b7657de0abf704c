// The lives of the matters, by chance: who brings them, how they are sealed, who gets them, what is written, where they end.

import { dayOf } from '../journeys/support/calendar.mjs'
import { expect } from '../journeys/support/check.mjs'
import { sealedKinds } from './facts.mjs'
import { Maker } from './maker.mjs'

const category = { drain: 'dispute.neighbour.drain', ditch: 'service.water.ditch', violence: sealedKinds[0] }
const leads = ['water', 'housing', 'village', 'townClerk', 'town', 'women', 'farClerk']

export class Plots {
  constructor(server, county, markers, people, chance, places) {
    this.maker = new Maker(server, county, markers, people, chance)
    this.maker.sealedKinds = sealedKinds
    Object.assign(this, { county, people, chance, places })
  }

  desk(matter) {
    return this.maker.reader(matter)
  }

  // ---- it comes in ----------------------------------------------------------------------------------------------------------
  async begins() {
    const { chance, maker, people } = this
    const place = chance.pick(this.places)
    const hidden = chance.holds(0.35)
    const contact = chance.holds(0.8)
    const kind = chance.among({ drain: 5, ditch: 4, violence: 1 })
    if (chance.holds(0.4)) return maker.reported(place, { category: category[kind], hidden, contact, photo: chance.holds(0.25) })
    const far = place.path[1] === '520422002'
    const by = chance.among(far ? { triage: 3, farTriage: 4 } : { triage: 5, town: 3, village: 2, villageHead: 1, grid: 2, water: 1, groupHead: 1, mediator: 1 })
    const channel = { grid: 'grid_worker', groupHead: 'group_head' }[by] ?? chance.pick(['counter', 'call', 'letter'])
    const seal = chance.among({ open: 6, sealed: 2, confidential: 2 })
    const other = chance.holds(0.5) ? { hidden: chance.holds(0.2) } : undefined
    return maker.recorded(people[by], place, { category: category[kind], hidden, contact, seal, channel, other })
  }

  // ---- what becomes of it -----------------------------------------------------------------------------------------------------
  async lives() {
    const matter = await this.begins()
    await this.goesOn(matter)
    return matter
  }

  async goesOn(matter) {
    const { chance, maker } = this
    const desk = this.desk(matter)
    if (chance.holds(0.15)) return
    const town = matter.place[1]
    if (chance.holds(0.3)) await this.ownerSays(matter, 'add_facts', 'supplement_text')
    const kind = chance.among({ assigned: 5, mediated: 4, returned: 2, accepted: 1 })
    const name = kind === 'returned' ? category.ditch : kind === 'mediated' ? category.drain : chance.holds(0.1) ? category.violence : category.drain
    if (name === category.violence && matter.seal === 'open') matter.seal = 'sealed'
    await maker.does(desk, matter, 'accept', { category: name, difficulty: 'ordinary' })
    if (matter.parties.length < 2 && (kind === 'mediated' || chance.holds(0.5))) await maker.adds(matter, chance.holds(0.2))
    if (chance.holds(0.35)) await maker.letsOtherSideIn(matter)
    if (chance.holds(0.3)) await maker.refers(desk, matter)
    if (chance.holds(0.3)) await maker.corrects(desk, matter)
    if (kind === 'assigned') await this.isAssigned(matter)
    else if (kind === 'returned' && town === '520422001') await this.isReturned(matter)
    else if (kind === 'mediated') await this.isMediated(matter)
  }

  async ownerSays(matter, move, field) {
    const owner = this.county.people.find(one => one.rows?.at(-1).matter === matter.id && matter.parties.find(party => party.id === one.rows.at(-1).party)?.brought)
    if (owner) await this.maker.says(owner, move, {}, { texts: [field] })
  }

  async isAssigned(matter) {
    const { chance, maker, people } = this
    const desk = this.desk(matter)
    const lead = people[chance.pick(leads)]
    const [co, copied] = [people[chance.pick(leads)], people[chance.pick(leads)]].map(one => one.posts[0].office)
    const office = lead.posts[0].office
    const withCo = chance.holds(0.6) && co !== office
    const withCopied = chance.holds(0.5) && copied !== office && copied !== co
    await maker.does(desk, matter, 'assign', { lead_office: office, lead_receiver: lead.account, ...(withCo ? { co_offices: co } : {}), ...(withCopied ? { copied_offices: copied } : {}) }, { texts: ['assign_note'] })
    maker.gives(matter, 'lead', office)
    if (withCo) maker.gives(matter, 'co', co)
    if (withCopied) maker.gives(matter, 'copied', copied)
    if (chance.holds(0.2)) await maker.does(people.leader, matter, 'instruct', {}, { texts: ['instruction'] }).catch(error => this.onlyIfBlind(people.leader, matter, error))
    if (chance.holds(0.2)) return
    await maker.does(lead, matter, 'sign')
    if (chance.holds(0.7)) await maker.does(lead, matter, 'handle', {}, { texts: ['record'], file: chance.holds(0.4) })
    if (chance.holds(0.5)) await maker.does(lead, matter, 'tell_progress', {}, { texts: ['progress'] })
    if (chance.holds(0.2)) await maker.does(lead, matter, 'extend_ask', { extend_days: '5' , reason: maker.words({ kind: 'item', matter: matter.id, audience: 'handling', at: this.county.now, act: 'extend_ask' }) })
    if (chance.holds(0.3)) await this.ownerSays(matter, 'urge', 'urge_text')
    if (chance.holds(0.3)) await maker.does(lead, matter, 'report_back', {}, { texts: ['result'] })
  }

  // Who does not know it cannot act on it; everybody else's refusal is a fault of the plot.
  onlyIfBlind(person, matter, error) {
    if (matter.seal !== 'confidential') throw error
  }

  async isReturned(matter) {
    const { maker, people, chance } = this
    const desk = this.desk(matter)
    await maker.does(desk, matter, 'assign', { lead_office: 'water', lead_receiver: people.water.account }, { texts: ['assign_note'] })
    maker.gives(matter, 'lead', 'water')
    if (chance.holds(0.2)) return
    const at = this.county.now
    await maker.does(people.water, matter, 'return', { duty_row: 'duty.water.ditch.town.520422001', reason: maker.words({ kind: 'item', matter: matter.id, audience: 'handling', at, act: 'return' }) })
    if (chance.holds(0.2)) return
    await maker.does(desk, matter, 'rule_uphold', { lead_office: 'town_centre.520422001', lead_receiver: people.town.account }, { texts: ['ruling_text'] })
    matter.parts.find(part => part.office === 'water' && part.kind === 'lead').sentAway = true
    maker.gives(matter, 'lead', 'town_centre.520422001')
    for (const [, secret] of maker.markers.secrets) for (const home of secret.homes) if (home.matter === matter.id && home.act === 'rule_uphold') home.precedent = true
  }

  async isMediated(matter) {
    const { chance, maker, people } = this
    const desk = this.desk(matter)
    const mediator = chance.holds(0.7) ? people.mediator : people.countyMediator
    const co = chance.holds(0.5) ? people.village.posts[0].office : undefined
    await maker.does(desk, matter, 'refer_to_mediation', { lead_office: mediator.posts[0].office, lead_receiver: mediator.account, ...(co ? { co_offices: co } : {}) })
    maker.gives(matter, 'lead', mediator.posts[0].office)
    if (co) maker.gives(matter, 'co', co)
    if (chance.holds(0.15)) return
    const now = await mediator.staff.opens(matter)
    const today = dayOf(now.received_at)
    const child = { proceeding: now.proceedings.find(one => one.procedure.startsWith('people_mediation@')).id }
    await maker.does(mediator, matter, 'inform', { mediator_post: mediator.account, recusal: 'none', informed_on: today }, child)
    for (const { id } of matter.parties) await maker.does(mediator, matter, 'consent', { consenting_party: id, consent_on: today, consent_way: 'oral' }, { ...child, audience: 'parties' })
    await maker.does(mediator, matter, 'register', { dispute_kind: category.drain }, { ...child, audience: 'parties' })
    if (chance.holds(0.4)) await maker.letsOtherSideIn(matter)
    if (chance.holds(0.8)) await maker.does(mediator, matter, 'caucus', { caucus_party: matter.parties.at(-1).id, caucus_on: today }, { ...child, texts: ['caucus_text', 'caucus_place'], file: chance.holds(0.4) })
    if (chance.holds(0.4)) await maker.does(mediator, matter, 'investigate', {}, { ...child, texts: ['record'], file: chance.holds(0.3) })
    if (chance.holds(0.4)) await maker.does(mediator, matter, 'session', { session_on: `${today}T00:10:00+08:00`, session_place: '社区', session_kind: 'together', present: '双方' }, { ...child, texts: ['record'] })
    if (chance.holds(0.3)) await maker.does(mediator, matter, 'warn', {}, { ...child, texts: ['warning'] })
    if (chance.holds(0.6)) await this.isDrafted(matter, mediator)
    if (chance.holds(0.2)) await maker.does(mediator, matter, 'fail', { reason: maker.words({ kind: 'item', matter: matter.id, audience: 'parties', at: this.county.now, act: 'fail' }) }, child).then(() => this.draftsGo(matter))
  }

  // What is still being written: a talk, a draft.
  async isDrafted(matter, mediator) {
    const at = this.county.tick()
    const words = () => this.maker.words({ kind: 'item', matter: matter.id, audience: 'bench', at, act: 'bench' })
    const saves = async (what, body) => {
      const reply = await mediator.staff.client.request('PUT', `/matters/${matter.id}/mediation/${what}`, { body, headers: { 'If-Match': '"v0"' } })
      expect.equal(`存下${what}`, { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 200 })
    }
    await saves('talk', { rows: [{ kind: 'say', text: words() }] })
    await saves('draft', { facts: words(), dispute: words(), sides: [], clauses: '[]' })
  }

  // Nothing is left of a draft once the talks are over (decision 0031).
  draftsGo(matter) {
    for (const [, secret] of this.maker.markers.secrets) for (const home of secret.homes) if (home.matter === matter.id && home.audience === 'bench') home.gone = true
  }

  // ---- two of one kind --------------------------------------------------------------------------------------------------------
  async isToldTwice() {
    const { chance, maker } = this
    const place = chance.pick(this.places)
    const words = () => ({ category: category.ditch, hidden: chance.holds(0.3), contact: true })
    const one = await maker.reported(place, words())
    await this.ownerSays(one, 'add_facts', 'supplement_text')
    const two = await maker.reported(place, words())
    if (chance.holds(0.5)) await this.ownerSays(two, 'add_facts', 'supplement_text')
    await maker.merges(two, one)
    await maker.does(this.desk(one), one, 'accept', { category: category.ditch, difficulty: 'ordinary' })
    if (chance.holds(0.5)) await this.isAssigned(one)
    if (chance.holds(0.35)) await maker.reopens(two)
    return [one, two]
  }

  // What stood still goes on: reports that nobody had accepted yet are accepted, sealed by their kind, assigned, returned.
  async areHandedOn() {
    const waiting = [...this.county.matters.values()].filter(one => one.parts.length === 0 && !one.into && !one.handedOn)
    for (const matter of waiting.slice(0, 4)) {
      const view = await this.desk(matter).staff.opens(matter)
      if (!view.moves.some(one => one.move === 'accept')) continue
      matter.handedOn = true
      await this.goesOn(matter)
    }
  }
}
