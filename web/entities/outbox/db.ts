import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

import type { Draft } from '@/entities/report/draft'
import type { Place } from '@/entities/types'

import type { Row } from './row'

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft }
  outbox: { key: number; value: Row; indexes: { key: string } }
  // Public names of towns, villages and groups by parent: needed to write a report without a network.
  places: { key: string; value: { parent: string; items: Place[] } }
}

export type PhoneDb = IDBPDatabase<Schema>

export function openPhoneDb(name = 'lianhu-phone'): Promise<PhoneDb> {
  return openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('drafts', { keyPath: 'name' })
      db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true }).createIndex('key', 'key', { unique: true })
      db.createObjectStore('places', { keyPath: 'parent' })
    },
  })
}

let opened: Promise<PhoneDb> | undefined

export function phoneDb(): Promise<PhoneDb> {
  return (opened ??= openPhoneDb())
}
