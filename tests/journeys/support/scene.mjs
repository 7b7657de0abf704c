// What a story has at hand: its county, its server, its people, and its steps.

import { expect, Unmet } from './check.mjs'
import { Installation } from './installation.mjs'
import { Resident, Staff } from './people.mjs'

class Stopped extends Error {}

export class Scene {
  constructor(engine, { fault, told, say = () => {} } = {}) {
    this.engine = engine
    this.other = engine === 'sqlite' ? 'postgres' : 'sqlite'
    this.options = { fault, told }
    this.say = say
    this.places = []
    this.passed = 0
    this.failures = []
  }

  // A step the following ones stand on: the story stops where it fails.
  async step(title, act) {
    const done = await this.also(title, act)
    if (!done.held) throw new Stopped()
    return done.value
  }

  // One of several expectations that stand alone.
  async also(title, act) {
    try {
      const value = await act()
      this.passed += 1
      this.say(`    ✓ ${title}`)
      return { held: true, value }
    } catch (error) {
      if (error instanceof Stopped) throw error
      this.failures.push({ title, error })
      this.say(`    ✗ ${title}\n      ${error instanceof Unmet ? error.message : error.stack}`)
      return { held: false }
    }
  }

  // What the server's own clock does a moment later: asked again until it holds, at most ten seconds.
  async eventually(act) {
    const last = Date.now() + 10_000
    for (;;) {
      try {
        return await act()
      } catch (error) {
        if (!(error instanceof Unmet) || Date.now() > last) throw error
      }
    }
  }

  async county(engine = this.engine) {
    const place = await Installation.county(engine)
    this.places.push(place)
    return place
  }

  async bare(engine) {
    const place = await Installation.bare(engine)
    this.places.push(place)
    return place
  }

  async opens() {
    this.place = await this.county()
    this.server = await this.place.serve(this.options)
    return this.server
  }

  resident(words, server = this.server) {
    return new Resident(server.client(), words)
  }

  async staff(login, server = this.server) {
    return new Staff(server.client(), login).comesIn()
  }

  // Somebody of the invented staff whom the demo gives no password: the security administrator lets them in.
  async lets(admin, account, secret = 'Xin-Mi-Ma-2026-x') {
    const reset = await admin.client.request('POST', `/accounts/${account.id}/reset`, { body: { reason: '首次登录' } })
    expect.equal('得到一次性密码', { status: reset.status, detail: reset.json?.detail }, { status: 200 })
    const person = await new Staff(this.server.client(), account.login).comesIn(reset.json.one_time_password)
    const changed = await person.client.request('POST', '/session/password', { body: { old: reset.json.one_time_password, new: secret } })
    expect.equal('首次登录修改密码', { status: changed.status, detail: changed.json?.detail, errors: changed.json?.errors }, { status: 200 })
    person.takes(changed)
    return person
  }

  async accounts(admin) {
    const items = []
    let next
    do {
      const page = await admin.reads(`/accounts?limit=100${next ? `&cursor=${encodeURIComponent(next)}` : ''}`)
      items.push(...page.items)
      next = page.next
    } while (next)
    return items
  }

  async plays(story) {
    try {
      await story.default(this)
    } catch (error) {
      if (!(error instanceof Stopped)) {
        this.failures.push({ title: '故事没有讲完', error })
        this.say(`    ✗ 故事没有讲完\n      ${error instanceof Unmet ? error.message : error.stack}`)
      }
    } finally {
      for (const place of this.places) {
        await place.remove().catch(error => {
          this.failures.push({ title: '收场', error })
          this.say(`    ✗ 收场\n      ${error.message}`)
        })
      }
    }
    return this
  }
}
