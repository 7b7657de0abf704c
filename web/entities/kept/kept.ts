import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

import type { Id, ISO, Matter, WorkItem, WorkPage } from '@/entities/types'

// Today's work, taken along to where there is no signal: to read, never to act on (docs/decisions/0017).
// One account's at a time; older than two days it is gone.
export const KEEP_MS = 48 * 3_600_000
export const MOST_MATTERS = 30

export interface KeptList {
  account: Id
  box: string
  as_of: ISO
  kept_at: number
  page: WorkPage
}

export interface KeptMatter {
  id: Id
  account: Id
  // Of the list's row: while it stands the matter is not fetched, and not logged, again.
  etag: string
  kept_at: number
  matter: Matter
}

interface Schema extends DBSchema {
  lists: { key: string; value: KeptList }
  matters: { key: string; value: KeptMatter }
}

export type KeptDb = IDBPDatabase<Schema>

export const openKeptDb = (name = 'lianhu-kept'): Promise<KeptDb> =>
  openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('lists', { keyPath: 'box' })
      db.createObjectStore('matters', { keyPath: 'id' })
    },
  })

export class Kept {
  private readonly db: KeptDb
  private readonly now: () => number

  constructor(db: KeptDb, now: () => number) {
    this.db = db
    this.now = now
  }

  // What the phone may still show to this account. Everything else leaves it here and now.
  async tidy(account: Id | undefined): Promise<void> {
    const fresh = (row: { account: Id; kept_at: number }) => row.account === account && this.now() - row.kept_at < KEEP_MS && row.kept_at <= this.now()
    for (const list of await this.db.getAll('lists')) if (!fresh(list)) await this.db.delete('lists', list.box)
    for (const matter of await this.db.getAll('matters')) if (!fresh(matter)) await this.db.delete('matters', matter.id)
  }

  async wipe(): Promise<void> {
    await this.db.clear('lists')
    await this.db.clear('matters')
  }

  async list(account: Id, box?: string): Promise<KeptList | undefined> {
    await this.tidy(account)
    const lists = await this.db.getAll('lists')
    return lists.find((list) => list.box === box) ?? (box === undefined ? lists[0] : undefined)
  }

  async matter(account: Id, id: Id): Promise<KeptMatter | undefined> {
    await this.tidy(account)
    return this.db.get('matters', id)
  }

  // The list as it was read. Matters that are on no list any more go; those that are new or changed are answered, to be fetched.
  async takeList(account: Id, box: string, page: WorkPage): Promise<WorkItem[]> {
    await this.tidy(account)
    await this.db.put('lists', { account, box, as_of: page.as_of, kept_at: this.now(), page })
    const lists = await this.db.getAll('lists')
    const named = new Set(lists.flatMap((list) => list.page.items.map((item) => item.matter)))
    const held = new Map<string, string>()
    for (const matter of await this.db.getAll('matters')) {
      if (named.has(matter.id)) held.set(matter.id, matter.etag)
      else await this.db.delete('matters', matter.id)
    }
    const seen = new Set<string>()
    return page.items.slice(0, MOST_MATTERS).filter((item) => {
      if (seen.has(item.matter) || held.get(item.matter) === item.etag) return false
      seen.add(item.matter)
      return true
    })
  }

  async takeMatter(account: Id, etag: string, matter: Matter): Promise<void> {
    await this.db.put('matters', { id: matter.id, account, etag, kept_at: this.now(), matter })
  }
}
