import { asFailure } from '@/base/failure'
import type { Photo } from '@/base/shrink'
import { uuid } from '@/base/uuid'
import type { Id, Receipt, Report, StaffReport } from '@/entities/types'

import type { PhoneDb } from './db'
import type { PhotoRow, ReportRow, Row } from './row'

export interface Sender {
  report(report: Report | StaffReport, staff: boolean, key: string): Promise<{ receipt?: Receipt; matter?: Id }>
  photo(photo: Photo, parent: ReportRow, key: string): Promise<void>
}

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

  async add(report: Report | StaffReport, photos: Photo[], owner?: Id): Promise<string> {
    const key = uuid()
    const common = { state: 'waiting' as const, at: this.with.now(), tries: 0, ...(owner ? { owner } : {}) }
    const tx = this.with.db.transaction('outbox', 'readwrite')
    await tx.store.add({ ...common, kind: 'report', key, title: report.title ?? report.text.slice(0, 30), report, photos: photos.length })
    for (const photo of photos) await tx.store.add({ ...common, kind: 'photo', key: uuid(), title: photo.name, parent: key, photo })
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
    const row = await this.with.db.getFromIndex('outbox', 'key', key)
    if (row?.state !== 'dead') return
    // The refusal is stored under the old key; nothing was made with it.
    const fresh = uuid()
    await this.save({ ...row, key: fresh, state: 'waiting' })
    if (row.kind !== 'report') return
    for (const photo of await this.photosOf(key)) await this.save({ ...photo, parent: fresh })
  }

  async discard(key: string): Promise<void> {
    const row = await this.with.db.getFromIndex('outbox', 'key', key)
    if (!row) return
    const doomed = row.kind === 'report' ? [row, ...(await this.photosOf(key))] : [row]
    for (const each of doomed) await this.with.db.delete('outbox', each.seq as number)
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
      const open = rows.some((other) => other.kind === 'photo' && other.parent === row.key)
      if (row.state === 'sent' && row.at < time && !open) await this.discard(row.key)
    }
  }

  private async photosOf(key: string): Promise<PhotoRow[]> {
    return (await this.rows()).filter((row): row is PhotoRow => row.kind === 'photo' && row.parent === key)
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
    const sent = new Set(rows.filter((row) => row.kind === 'report' && row.state === 'sent').map((row) => row.key))
    return rows.find((row) => {
      const mine = row.owner === undefined || row.owner === this.with.owner()
      // "sending" in the store means a page that was closed meanwhile: its key makes another try harmless.
      const open = row.state === 'waiting' || row.state === 'sending'
      return mine && open && (row.kind === 'report' || sent.has(row.parent))
    })
  }

  private async send(row: Row): Promise<boolean> {
    const { reason: _, ...rest } = row
    const current = { ...rest, state: 'sending', tries: row.tries + 1 } as Row
    await this.save(current)
    try {
      if (current.kind === 'report') await this.sendReport(current)
      else await this.sendPhoto(current)
      return true
    } catch (error) {
      const failure = asFailure(error)
      const later = failure.passing || failure.unauthenticated
      await this.save({ ...current, state: later ? 'waiting' : 'dead', reason: failure.errors[0]?.message ?? failure.message })
      return !later
    }
  }

  private async sendReport(row: ReportRow): Promise<void> {
    const reply = await this.with.sender.report(row.report, row.owner !== undefined, row.key)
    await this.save({ ...row, ...reply, state: 'sent' })
  }

  private async sendPhoto(row: PhotoRow): Promise<void> {
    const parent = await this.with.db.getFromIndex('outbox', 'key', row.parent)
    if (parent?.kind !== 'report') return this.discard(row.key)
    await this.with.sender.photo(row.photo, parent, row.key)
    await this.discard(row.key)
  }
}
