import { asFailure } from '@/base/failure'
import type { Photo } from '@/base/shrink'
import { uuid } from '@/base/uuid'
import type { Voice } from '@/entities/report/voice'
import type { SpotReport } from '@/entities/spot/types'
import type { Id, Report, StaffReport } from '@/entities/types'

import type { PhoneDb } from './db'
import type { FactsRow, MessageRow, Row, Sender } from './row'

export interface OutboxSettings {
  db: PhoneDb
  sender: Sender
  // The account signed in now, if any.
  owner: () => Id | undefined
  now: () => number
  onChange: () => void
}

// Everything written goes through here: first kept on the phone, then sent in order, each under one key.
// A row leaves only when the server took it and the person saw the receipt, or by the person's own hand.
export class Outbox {
  private readonly with: OutboxSettings
  private running: Promise<void> | undefined

  constructor(settings: OutboxSettings) {
    this.with = settings
  }

  rows(): Promise<Row[]> {
    return this.with.db.getAll('outbox')
  }

  async add(report: Report | StaffReport, photos: Photo[], owner?: Id, voices: Voice[] = []): Promise<string> {
    const key = uuid()
    const common = { state: 'waiting' as const, at: this.with.now(), tries: 0, ...(owner ? { owner } : {}) }
    const tx = this.with.db.transaction('outbox', 'readwrite')
    await tx.store.add({ ...common, kind: 'report', key, title: report.title ?? report.text.slice(0, 30), report, photos: photos.length, voices: voices.length })
    for (const photo of photos) await tx.store.add({ ...common, kind: 'photo', key: uuid(), title: photo.name, parent: key, photo })
    for (const voice of voices) await tx.store.add({ ...common, kind: 'voice', key: uuid(), title: voice.name, parent: key, voice })
    await tx.done
    this.with.onChange()
    return key
  }

  async addFacts(facts: Pick<FactsRow, 'matter' | 'title' | 'told'> & Pick<FactsRow['facts'], 'edits' | 'device' | 'device_seq'>, owner: Id): Promise<string> {
    const { edits, device, device_seq, ...shown } = facts
    const key = uuid()
    const at = this.with.now()
    const input = { edits, client_id: uuid(), device, device_seq, made_at: new Date(at).toISOString() }
    await this.with.db.add('outbox', { ...shown, kind: 'facts', key, owner, state: 'waiting', at, tries: 0, facts: input })
    this.with.onChange()
    return key
  }

  async addSpot(spot: SpotReport, owner: Id): Promise<string> {
    const key = uuid()
    await this.with.db.add('outbox', { kind: 'spot', key, owner, title: spot.text.slice(0, 30), spot, state: 'waiting', at: this.with.now(), tries: 0 })
    this.with.onChange()
    return key
  }

  // The same answer twice is one, and a later answer for the same household group takes the place of one that still waits.
  async addReceipt(answer: Pick<MessageRow, 'message' | 'title' | 'receipt' | 'place_name'>, owner: Id): Promise<string> {
    const key = uuid()
    const tx = this.with.db.transaction('outbox', 'readwrite')
    for (const row of await tx.store.getAll()) {
      if (row.kind !== 'receipt' || row.owner !== owner || row.message !== answer.message || row.receipt.place !== answer.receipt.place) continue
      if (row.state === 'waiting' || row.state === 'dead') await tx.store.delete(row.seq as number)
    }
    await tx.store.add({ ...answer, kind: 'receipt', key, owner, state: 'waiting', at: this.with.now(), tries: 0 })
    await tx.done
    this.with.onChange()
    return key
  }

  // One run at a time; a second call joins the first.
  flush(): Promise<void> {
    this.running ??= this.run().finally(() => (this.running = undefined))
    return this.running
  }

  async retry(key: string): Promise<void> {
    const tx = this.with.db.transaction('outbox', 'readwrite')
    const rows = await tx.store.getAll()
    const row = rows.find((each) => each.key === key)
    if (row?.state === 'dead') {
      // The refusal is stored under the old key; nothing was made with it.
      const fresh = uuid()
      await tx.store.put({ ...row, key: fresh, state: 'waiting' })
      for (const child of rows) if (child.parent === key) await tx.store.put({ ...child, parent: fresh })
    }
    await tx.done
    this.with.onChange()
  }

  // With the rows that wait for it.
  async discard(key: string): Promise<void> {
    for (const row of await this.rows()) if (row.key === key || row.parent === key) await this.with.db.delete('outbox', row.seq as number)
    this.with.onChange()
  }

  async discardOwned(owner: Id): Promise<void> {
    for (const row of await this.rows()) if (row.owner === owner) await this.with.db.delete('outbox', row.seq as number)
    this.with.onChange()
  }

  // Receipts hold the secret of a matter: none stays on the phone longer than it must.
  async forgetSentBefore(time: number): Promise<void> {
    const rows = await this.rows()
    for (const row of rows) {
      const awaited = rows.some((other) => other.parent === row.key)
      if (row.state === 'sent' && row.at < time && !awaited) await this.discard(row.key)
    }
  }

  private async save(row: Row): Promise<void> {
    await this.with.db.put('outbox', row)
    this.with.onChange()
  }

  private async run(): Promise<void> {
    for (;;) {
      const row = await this.nextRow()
      if (!row || !(await this.send(row))) return
    }
  }

  private async nextRow(): Promise<Row | undefined> {
    const rows = await this.rows()
    const sent = new Set(rows.filter((row) => row.state === 'sent').map((row) => row.key))
    return rows.find((row) => {
      const mine = row.owner === undefined || row.owner === this.with.owner()
      // "sending" in the store means a page that was closed meanwhile: its key makes another try harmless.
      const open = row.state === 'waiting' || row.state === 'sending'
      return mine && open && (row.parent === undefined || sent.has(row.parent))
    })
  }

  private async send(row: Row): Promise<boolean> {
    const { reason: _, errors: __, ...rest } = row
    const current = { ...rest, state: 'sending', tries: row.tries + 1 } as Row
    await this.save(current)
    try {
      const parent = current.parent === undefined ? undefined : await this.with.db.getFromIndex('outbox', 'key', current.parent)
      // The table's entry of a kind takes rows of that kind; the compiler cannot see it through the union.
      const send = this.with.sender[current.kind] as (row: Row, parent?: Row) => Promise<Partial<Row> | undefined>
      const answer = await send(current, parent)
      if (answer) await this.save({ ...current, ...answer, state: 'sent' } as Row)
      else await this.discard(current.key)
      return true
    } catch (error) {
      const failure = asFailure(error)
      const later = failure.passing || failure.unauthenticated
      await this.save({ ...current, state: later ? 'waiting' : 'dead', reason: failure.errors[0]?.message ?? failure.message, ...(later ? {} : { errors: [...failure.errors] }) })
      return !later
    }
  }
}
