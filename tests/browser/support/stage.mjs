// What a browser story has at hand: one county and its server, screens, people who go on from story to story.

import { mkdir } from 'node:fs/promises'
import path from 'node:path'

import { expect, Unmet } from '../../journeys/support/check.mjs'
import { Staff } from '../../journeys/support/people.mjs'
import { root } from '../../journeys/support/tools.mjs'
import { desktop, phone } from './chromium.mjs'
import { Watch } from './watch.mjs'

class Stopped extends Error {}

export const pictures = path.join(root, 'test-results/browser')
const WAIT = 30_000

export class Stage {
  constructor({ browser, server, say }) {
    this.browser = browser
    this.server = server
    this.url = server.url
    this.say = say
    this.watch = new Watch(this.url)
    this.contexts = []
    this.passed = 0
    this.failed = 0
    // What one story leaves to the next: the receipt, the matter.
    this.left = {}
  }

  async screen(size, more = {}) {
    const context = await this.browser.newContext({ ...size, ...more, baseURL: this.url })
    context.setDefaultTimeout(WAIT)
    const screen = { offline: false, cuts: 0 }
    await this.watch.over(context, () => screen.offline, () => screen.cuts > 0)
    this.contexts.push(context)
    screen.page = await context.newPage()
    screen.cut = async gone => {
      screen.offline = true
      screen.cuts += 1
      await context.setOffline(gone)
      screen.offline = gone
    }
    return screen
  }

  phone(more) {
    return this.screen(phone, more)
  }

  desktop(more) {
    return this.screen(desktop, more)
  }

  // Somebody acting past the screen, by the same requests a page sends.
  async staff(login) {
    return new Staff(this.server.client(), login).comesIn()
  }

  needs(name) {
    if (!this.left[name]) throw new Unmet('前面的故事讲完了', name, undefined)
    return this.left[name]
  }

  async step(title, act) {
    try {
      const value = await act()
      this.passed += 1
      this.say(`    ✓ ${title}`)
      return value
    } catch (error) {
      if (error instanceof Stopped) throw error
      this.failed += 1
      const shots = await this.photographs(`${this.story}-${this.failed}`)
      this.say(`    ✗ ${title}\n      ${error instanceof Unmet ? error.message : error.stack}\n      ${shots.join(' ')}`)
      throw new Stopped()
    }
  }

  async photographs(name) {
    await mkdir(pictures, { recursive: true })
    const made = []
    for (const page of this.contexts.flatMap(context => context.pages())) {
      const file = path.join(pictures, `${name}-${made.length + 1}.png`)
      await page.screenshot({ path: file }).then(() => made.push(path.relative(root, file)), () => {})
    }
    return made
  }

  async plays(name, story) {
    this.story = name
    this.say(`${name}：${story.title}`)
    try {
      await story.default(this)
    } catch (error) {
      if (!(error instanceof Stopped)) await this.step('故事讲完了', () => { throw error }).catch(() => {})
    }
    await this.step('控制台没有错误，没有违反内容安全策略，没有向别处请求', () => expect.equal('差错', this.watch.take(), [])).catch(() => {})
    for (const context of this.contexts.splice(0)) await context.close()
  }
}
