// One phone: its browser's database outlives it, its page does not. A page is a fresh copy of the phone's own code.

import { fromWeb } from './bundle.mjs'

const idb = await fromWeb('fake-indexeddb')
const shared = ['IDBDatabase', 'IDBObjectStore', 'IDBIndex', 'IDBCursor', 'IDBTransaction', 'IDBRequest', 'IDBKeyRange', 'IDBCursorWithValue', 'IDBOpenDBRequest', 'IDBVersionChangeEvent']
const never = () => new Promise(() => {})
const LONG = 5_000

export class Phone {
  // `skew`: its clock runs ahead or behind by so many ms.
  constructor({ name, code, staff, network, skew = 0 }) {
    Object.assign(this, { name, code, staff, network, skew })
    this.indexedDB = new idb.IDBFactory()
    this.device = crypto.randomUUID()
    this.seq = 0
    // in, out, or expired: still signed in for the page, no longer for the server.
    this.session = 'in'
    this.boots()
  }

  get owner() {
    return this.staff.id
  }

  now() {
    return Date.now() + this.skew
  }

  boots() {
    const page = { alive: true, long: new Map() }
    const phone = this
    const globals = {
      fetch: (path, init) => phone.fetches(page, path, init),
      navigator: { onLine: true },
      indexedDB: this.indexedDB,
      ...Object.fromEntries(shared.map(name => [name, idb[name]])),
      // A short pause is over at once; a long one ends only when the network stays silent.
      setTimeout: (act, ms) => {
        const timer = {}
        if (ms < LONG) timer.soon = setImmediate(act)
        else page.long.set(timer, act)
        return timer
      },
      clearTimeout: timer => (timer.soon ? clearImmediate(timer.soon) : page.long.delete(timer)),
    }
    page.code = new Function(...Object.keys(globals), `${this.code}\nreturn Phone`)(...Object.values(globals))
    page.code.lendCsrf(this.staff.client.headers['X-CSRF'])
    page.opened = page.code.openPhoneDb('phone').then(db => {
      page.db = db
      page.box = new page.code.Outbox({
        db,
        sender: page.code.sender,
        owner: () => (phone.session === 'out' ? undefined : phone.owner),
        now: () => phone.now(),
        onChange: () => undefined,
      })
    })
    this.page = page
    return page.opened
  }

  // The page is gone in the middle of whatever it did: nothing it still wanted to write is written.
  kill() {
    this.page.alive = false
    this.page.db?.close()
    return this.boots()
  }

  dies() {
    this.dying = this.kill()
    return never()
  }

  waitsInVain() {
    const page = this.page
    setImmediate(() => {
      for (const act of page.long.values()) act()
      page.long.clear()
    })
    return never()
  }

  async fetches(page, path, init) {
    if (!page.alive) return never()
    const headers = Object.fromEntries(Object.entries(init.headers))
    if (this.session === 'in') headers.Cookie = this.staff.client.headers.Cookie
    const body = init.body === undefined ? undefined : init.body instanceof Blob ? Buffer.from(await init.body.arrayBuffer()) : Buffer.from(init.body)
    const aborted = new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))))
    aborted.catch(() => {})
    const reply = await Promise.race([this.network.carry(this, { method: init.method, path, headers, body }), aborted])
    return page.alive ? reply : never()
  }

  // Runs the outbox once; returns also when the page died under it.
  async sends() {
    await this.page.opened
    const page = this.page
    const gone = new Promise(resolve => {
      const look = setInterval(() => page !== this.page && resolve(clearInterval(look)), 1)
      this.looking = look
    })
    try {
      await Promise.race([page.box.flush(), gone])
    } catch (error) {
      if (page === this.page) throw error
    } finally {
      clearInterval(this.looking)
    }
    await this.dying
    await this.page.opened
  }

  async rows() {
    await this.page.opened
    return this.page.box.rows()
  }
}
