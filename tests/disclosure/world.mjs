// One county of a run: installed, peopled, and full of matters, with the oracle's ledger of it.

import { randomUUID } from 'node:crypto'

import { Installation } from '../journeys/support/installation.mjs'
import { plus, today } from '../journeys/support/calendar.mjs'
import { Chance } from '../phones/chance.mjs'
import { cast } from './cast.mjs'
import { County, chain } from './facts.mjs'
import { Markers } from './markers.mjs'
import { Plots } from './plots.mjs'
import { Oracle } from './rules.mjs'

const county = '520422'
const villages = ['520422001001', '520422001002']
const farTown = '520422002'

export class World {
  // engine: sqlite or postgres. say: hears what goes on.
  static async open(engine, seed, { matters, say = () => {}, held = () => {} }) {
    const world = new World()
    held(world)
    world.seed = seed
    world.chance = new Chance(seed)
    world.place = await Installation.county(engine)
    // The brake of an address would be all that is measured; the other brakes stay.
    world.server = await world.place.serve({ more: ['--per-minute', '0'] })
    world.county = new County()
    world.markers = new Markers(world.chance)
    world.people = await cast(world.place, world.server)
    world.county.people.push(...Object.values(world.people), { name: '没有登录的人' })
    await world.farDesk()
    world.places = await world.findPlaces()
    world.oracle = new Oracle(world.county)
    await world.fills(matters, say)
    return world
  }

  // The far town sorts its own matters: so the county's centre is no desk there.
  async farDesk() {
    const { staff } = this.people.sysadmin
    const at = (await staff.reads(`/responsibilities?duty=triage&place=${county}`)).items.find(one => one.place === farTown)
    const { items } = await staff.reads(`/responsibilities/candidates?duty=triage&place=${farTown}`)
    const holder = items.find(one => one.value === `town_centre.${farTown}`)
    const reply = await staff.client.request('PUT', '/responsibilities', { body: { place: farTown, duty: 'triage', holder: holder?.value, from: today() }, headers: { 'If-Match': at && `"${at.etag}"` } })
    if (reply.status >= 300) throw new Error(`分流台没有设好：${reply.text} ${JSON.stringify(items)}`)
  }

  // Grids and groups of two villages, a village itself, and a village of the far town; each with its path.
  async findPlaces() {
    const below = async parent => (await this.people.triage.staff.reads(`/public/places?parent=${parent}`)).items
    const out = []
    for (const village of villages) {
      const path = [county, village.slice(0, 9), village]
      out.push({ id: village, path })
      for (const grid of (await below(village)).slice(0, 2)) {
        out.push({ id: grid.id, path: [...path, grid.id] })
        for (const group of (await below(grid.id)).slice(0, 2)) out.push({ id: group.id, path: [...path, grid.id, group.id] })
      }
    }
    const far = (await below(farTown))[0].id
    out.push({ id: far, path: [county, farTown, far] })
    return out
  }

  // Each life has chances of its own, so that several may be lived at once and a seed still means the same county.
  plots(chance) {
    return new Plots(this.server, this.county, this.markers, this.people, chance, this.places)
  }

  async fills(matters, say) {
    let lives = 0
    const lane = async () => {
      while (this.county.matters.size < matters) {
        const chance = new Chance(this.seed * 10_007 + (lives += 1))
        if (chance.holds(0.12)) await this.plots(chance).isToldTwice()
        else await this.plots(chance).lives()
        say(`    ${this.county.matters.size} 件事项`)
      }
    }
    await Promise.all(Array.from({ length: 6 }, lane))
    await this.bars([...this.county.matters.values()])
    this.oracle.forget()
  }

  // Nobody enters a bar by a door yet: it is put into the table, as the rule of complaints will (settled 11).
  async bars(all) {
    const { triage, farTriage } = this.people
    const open = [triage, farTriage].flatMap(one => [one.account, ...chain(one.posts[0].office)])  // the desks that the run itself works at
    const rows = []
    while (rows.length < all.length / 6) {
      const person = this.chance.pick(Object.values(this.people))
      const bar = this.chance.holds(0.5) ? { account: person.account } : { office: this.chance.pick(chain(person.posts[0].office).slice(0, 2)) }
      if (open.includes(bar.account ?? bar.office)) continue
      const matter = this.chance.pick(all)
      matter.bars.push(bar)
      const text = value => (value === undefined ? 'NULL' : `'${value}'`)
      rows.push(`('${county}', '${randomUUID()}', '${matter.id}', ${text(bar.office)}, ${text(bar.account)}, '被反映的机构或者人', '${randomUUID()}')`)
    }
    await this.place.meddle(`INSERT INTO bar (region, id, matter, office, account, ground, event) VALUES ${rows.join(', ')}`)
    await this.place.meddle('UPDATE matter SET version = version + 1 WHERE id IN (SELECT matter FROM bar)')
  }

  // Rights change: new matters, matters handed on, sealed, merged and parted, and another bar.
  async changes() {
    const plots = this.plots(this.chance)
    for (let n = 4; n > 0; n -= 1) await plots.lives()
    await plots.isToldTwice()
    await plots.areHandedOn()
    await this.bars([...this.county.matters.values()].slice(-6))
    this.oracle.forget()
  }

  async close() {
    for (const person of this.county?.people ?? []) (person.staff ?? person.resident)?.client.close()
    await this.place?.remove()
  }
}
