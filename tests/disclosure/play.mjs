// A run: questions by chance, asked over open connections, several at once, and judged.

import { randomUUID } from 'node:crypto'

import { shapeOf, takenApart } from './answer.mjs'
import { doors } from './doors.mjs'
import { Judge } from './judge.mjs'

const perDoor = 250  // answers of one door that are kept to be judged again

export class Play {
  // leak: what a leaking server would have answered instead (bugs.mjs).
  constructor(world, { leak, known = [] } = {}) {
    this.known = new Set(known)  // faults that were there without the leak
    this.world = world
    this.leak = leak
    this.judge = new Judge(world.county, world.markers, world.oracle)
    this.shapes = new Map()
    this.asked = new Map()   // door → how often
    this.kept = new Map()    // door → [question, answer]
    this.found = new Map()   // what is wrong, once each → { count, text }
    this.judged = 0
    this.requests = 0
    this.weights = Object.fromEntries(Object.entries(doors).map(([name, door]) => [name, door.weight]))
    this.refresh()
  }

  // After an act: nothing that was thought before still holds.
  refresh() {
    const { world } = this
    world.all = [...world.county.matters.values()]
    world.ticketed = world.all.filter(one => one.tickets)
    world.words = [...world.markers.secrets.values()].filter(one => one.homes.some(home => !['id', 'paper', 'phone', 'masked phone', 'ticket'].includes(home.kind))).map(one => one.text)
    this.judge.forget()
    this.shapes.clear()
    this.kept.clear()
  }

  client(who) {
    const client = (who.staff ?? who.resident)?.client ?? (this.stranger ??= this.world.server.client())
    client.sits = () => {}  // one address a person is enough: the brake of addresses is off
    return client
  }

  async request(who, method, path, { body, headers } = {}) {
    this.requests += 1
    const reply = await this.client(who).request(method, path, { body, headers })
    return this.leak ? this.leak(reply, { who, method, path, world: this.world }) ?? reply : reply
  }

  // The answer about an id that is of nothing, once for each door, asker and way of asking.
  async unknown(question) {
    const { who, method, nothing, body, headers, door } = question
    const key = `${door} ${who.name} ${JSON.stringify(body?.move ?? '')}`
    if (!this.shapes.has(key)) {
      const id = randomUUID()
      this.shapes.set(key, this.request(who, method, nothing(id), { body, headers }).then(reply => ({ status: reply.status, shape: shapeOf(reply, [id]) })))
    }
    return this.shapes.get(key)
  }

  async answers(question) {
    const { who, method, path, body, headers } = question
    const reply = await this.request(who, method, path, { body, headers })
    const answer = await takenApart(reply, this.world.markers, question.asked)
    if (question.nothing && (answer.status >= 400)) question.unknown = await this.unknown(question)
    if (question.pages) await this.allPages(question, answer)
    if (question.boxes) await this.allBoxes(question, answer)
    if (typeof question.figure === 'function') answer.figure = question.figure(answer.json)
    if (question.saysWords) question.said = answer.found.length ? [body.text.slice(0, 4)] : []
    return answer
  }

  async allPages(question, answer) {
    answer.rows ??= []
    for (let next = answer.json?.next; next;) {
      const reply = await this.request(question.who, 'GET', `${question.path}&cursor=${encodeURIComponent(next)}`)
      const more = await takenApart(reply, this.world.markers)
      answer.emptyPage ||= more.rows?.length === 0
      answer.rows.push(...(more.rows ?? []))
      answer.found.push(...more.found)
      next = more.json?.next
    }
  }

  // The box that was asked for, counted to its end: as many as the count beside its name says.
  async allBoxes(question, answer) {
    const box = /box=(\w+)/.exec(question.path)[1]
    const counted = answer.json?.counts?.find(one => one.box === box)?.open
    await this.allPages(question, answer)
    answer.boxes = counted === undefined || box === 'watch' ? [] : [{ box, counted, listed: answer.rows.length }]
  }

  async asks(name, who) {
    const door = doors[name]
    const question = { door: name, who, ...door.ask(this.world, who) }
    const answer = await this.answers(question)
    this.asked.set(name, (this.asked.get(name) ?? 0) + 1)
    this.judged += 1 + answer.found.length
    const faults = this.judge.faults(question, answer)
    for (const fault of faults) this.notes(question, fault)
    if (!this.kept.has(name)) this.kept.set(name, [])
    const kept = this.kept.get(name)
    delete answer.json?.timeline
    if (kept.length < perDoor && faults.length === 0) kept.push([question, answer])
    return question
  }

  notes({ door, who, path }, { kind, text }) {
    const key = `${kind} ${door} ${text.replace(/[\u3400-\u34ff]+|PD\d+-\d+|\d{6,}|[0-9a-f-]{36}/g, '*')}`.slice(0, 160)
    if (this.known.has(key)) return
    const held = this.found.get(key)
    if (held) held.count += 1
    else this.found.set(key, { count: 1, kind, text: `${kind}：${door}，${who.name}${who.posts ? `（${who.posts.map(post => `${post.office} ${post.role}`)}）` : ''} ${path.slice(0, 90)}：${text}` })
  }

  // So many questions, or so many seconds, whatever comes first.
  async plays(questions, { seconds = Infinity, lanes = 8 } = {}) {
    const { chance, county } = this.world
    const until = Date.now() + seconds * 1000
    let left = questions
    const lane = async () => {
      while (left > 0 && Date.now() < until) {
        left -= 1
        const name = chance.among(this.weights)
        const fitting = county.people.filter(doors[name].fits)
        if (!fitting.length) continue
        const who = chance.pick(fitting)
        await this.asks(name, who).catch(error => {
          // A busy machine may take longer than the server waits for a page: no answer betrays nothing.
          if (!/render_timeout/.test(error.message)) this.notes({ door: name, who, path: '' }, { kind: '出错', text: error.stack })
        })
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    return questions - left
  }

  get faults() {
    return [...this.found.values()]
  }
}
