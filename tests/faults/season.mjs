// One county through many deaths: people work, something is killed at a random moment, it opens again, the checker looks.

import { password } from '../journeys/support/county.mjs'
import { findsHerGrid } from '../journeys/support/openings.mjs'
import { Client } from '../journeys/support/client.mjs'
import { Staff } from '../journeys/support/people.mjs'
import { Chance } from '../phones/chance.mjs'
import { check, checkLooks } from './checker.mjs'
import { County, pause } from './county.mjs'
import { History, outcome } from './history.mjs'
import { see } from './looks.mjs'
import { CaseWork, Clerk, Resident } from './people.mjs'
import { Lost, honest } from './wire.mjs'

const RESIDENTS = 7, COUNTER = 3, GRID = 2, CASES = 4
const LOOK_EVERY = 20        // deaths from one look at every row to the next
const RECENT = 60            // acts looked at after each recovery
const HEAL_MS = 30_000
const BUSY_MS = 5_000

const strikes = {
  sqlite: { kill: 78, frozen: 11, thawed: 11 },
  postgres: { kill: 40, frozen: 6, thawed: 6, immediate: 14, crash: 14, backends: 10, both: 10 },
}

export class Season {
  // `meddles`: somebody's hand on the data while nobody serves; `layer`: between people and server (planted bugs).
  constructor({ engine, seed, kills, cluster, layer = honest, meddles, say = () => {} }) {
    Object.assign(this, { engine, seed, kills, cluster, layer, meddles, say })
    this.chance = new Chance(seed)
    this.history = new History(seed)
    this.deaths = { server: 0, opening: 0, database: 0 }
    this.healTimes = []
    this.faults = []
  }

  get died() {
    return this.deaths.server + this.deaths.opening + this.deaths.database
  }

  async runs() {
    this.county = await County.install(this.engine)
    this.history.odd = this.county.odd
    try {
      await this.county.starts()
      await this.hires()
      const works = Promise.all(this.people.map(one => one.works()))
      const broken = works.catch(error => { this.broke = error })
      this.county.open()
      let lookAt = LOOK_EVERY
      while (this.died < this.kills && this.faults.length === 0 && !this.broke) {
        await Promise.race([this.works(), broken])
        const fully = this.died + 1 >= lookAt
        if (fully) lookAt += LOOK_EVERY
        await this.strikes(fully)
      }
      this.done = true
      this.county.open()
      await broken
      if (this.broke) throw this.broke
      if (this.faults.length > 0) return this
      this.county.shut()
      await this.county.kill()
      await this.opens()
      await this.looksBack()
      await this.looks({ verified: true })
    } finally {
      this.done = true
      this.county.open()
      await this.county.remove()
    }
    return this
  }

  // Mostly short, while everything is still being opened; sometimes into the middle of the work. On a machine that is busy
  // with other things, at least long enough for somebody to have done something.
  async works() {
    const enough = this.history.heard + this.chance.below(16)
    const last = performance.now() + BUSY_MS
    await pause(20 + this.chance.next() ** 2 * 500)
    while (this.history.heard < enough && performance.now() < last) await pause(5)
  }

  async hires() {
    const { county } = this
    const signed = {}
    for (const login of ['triage', 'mediator', 'grid']) signed[login] = await new Staff(new Client(county.url), login).comesIn(password)
    const head = who => ({ Cookie: who.client.headers.Cookie, 'X-CSRF': who.client.headers['X-CSRF'] })
    const grid = (await findsHerGrid(signed.triage.client)).id
    const crew = n => ({ county, history: this.history, layer: this.layer, grid, over: () => this.done, chance: new Chance(this.seed * 131 + n) })
    this.people = []
    const comes = (count, make) => { for (let i = 0; i < count; i += 1) this.people.push(make(crew(this.people.length), `p${this.people.length}`)) }
    comes(RESIDENTS, (crew, name) => new Resident(crew, name))
    comes(COUNTER, (crew, name) => new Clerk(crew, name, head(signed.triage)))
    comes(GRID, (crew, name) => Object.assign(new Clerk(crew, name, head(signed.grid)), { spotOnly: true }))
    comes(CASES, (crew, name) => Object.assign(new CaseWork(crew, name), { desk: { headers: head(signed.triage) }, mediator: { headers: head(signed.mediator), id: signed.mediator.id } }))
  }

  async strikes(fully) {
    const { county, cluster, chance } = this
    const way = chance.among(strikes[this.engine])
    this.way = way
    if (way === 'thawed') await county.freezes(30 + chance.below(250))
    if (way === 'frozen') {
      county.child.kill('SIGSTOP')
      await pause(20 + chance.below(250))
    }
    if (['immediate', 'crash', 'backends', 'both'].includes(way)) {
      county.away = true
      this.deaths.database += 1
      const how = way === 'both' ? chance.pick(['immediate', 'kill']) : way === 'crash' ? 'kill' : way
      if (way === 'both') {
        county.shut()
        await Promise.all([cluster.dies(how), county.kill()])
      } else await cluster.dies(how)
      if (how !== 'backends') {
        await pause(chance.below(300))
        await cluster.back()
      }
      if (way !== 'both') return this.heals(fully)
    }
    county.shut()
    await county.kill()
    this.deaths.server += 1
    await county.empty()
    await this.meddles?.(this)
    await this.opens()
    await this.checks(fully)
  }

  // The server lived on: it must find its database again by itself.
  async heals(fully) {
    const { county } = this
    const began = performance.now()
    for (;;) {
      if (!county.running) {
        this.faults.push({ rule: 'heals', what: '数据库没有了，服务自己退出了' })
        return
      }
      const reply = await fetch(`${county.url.origin}/readyz`).catch(() => undefined)
      if (reply?.status === 200) break
      if (performance.now() - began > HEAL_MS) {
        this.faults.push({ rule: 'heals', what: `数据库回来 ${HEAL_MS / 1000} 秒后，服务仍没有好` })
        return
      }
      await pause(10)
    }
    this.healTimes.push(performance.now() - began)
    county.shut()
    if (!(await county.empty())) {
      this.faults.push({ rule: 'heals', what: `数据库回来 ${HEAL_MS / 1000} 秒后，还有 ${county.busy} 个请求没有回答` })
      return
    }
    county.away = false
    // To look at every row nobody may be at work, not even for somebody who hung up.
    if (fully) {
      await county.kill()
      this.deaths.server += 1
      await this.opens()
    }
    await this.checks(fully)
  }

  // Sometimes killed again before it is ready, up to three times.
  async opens() {
    const { county, chance } = this
    const usual = median(county.readyTimes)
    for (let again = 0; again < 3 && !this.done && chance.holds(0.16); again += 1) {
      this.deaths.opening += 1
      if (await county.starts({ killAfter: chance.next() * usual * 1.1 })) {
        await county.kill()
      }
    }
    await county.starts()
    county.away = false
  }

  async checks(fully) {
    await this.looksBack()
    if (fully && this.faults.length === 0) await this.looks()
    this.history.epoch += 1
    this.say(`  ${this.died} 次（${this.way}），${this.history.ops.length} 步`)
    if (this.faults.length === 0) this.county.open()
  }

  // What was confirmed since the last time, and some of what was long ago, opened as its own people open it.
  async looksBack() {
    const { history, chance } = this
    const confirmed = history.ops.filter(one => one.look && outcome(one) === 'ok')
    const recent = confirmed.filter(one => one.tries.at(-1).epoch === history.epoch).slice(-RECENT)
    const some = Array.from({ length: Math.min(5, confirmed.length) }, () => chance.pick(confirmed))
    const queue = [...new Set([...recent, ...some])]
    await Promise.all(Array.from({ length: 8 }, async () => {
      for (let op = queue.shift(); op; op = queue.shift()) {
        try {
          history.looked(op, { when: `第 ${this.died} 次断电以后`, ...(await op.by.look(op, op.by.eye)) })
        } catch (error) {
          if (!(error instanceof Lost)) throw error
          this.faults.push({ rule: 'read', what: `恢复以后打不开：${error.message}` })
        }
      }
    }))
    this.faults.push(...checkLooks(history))
  }

  tally() {
    const out = { acts: this.history.ops.length, ok: 0, refused: 0, unknown: 0, looks: this.history.looks.length }
    for (const op of this.history.ops) out[outcome(op)] += 1
    return out
  }

  async looks({ verified = false } = {}) {
    this.last = await see(this.county.place, { verified })
    this.faults.push(...check(this.history, this.last))
  }
}

export const median = list => (list.length === 0 ? 0 : [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)])
