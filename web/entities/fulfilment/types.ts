import type { Attachment, Day, Id, ISO, Lamp } from '@/entities/types'

export interface Choice {
  value: string
  title: string
}

// A line of a promise's account; amounts in the promise's unit, fen for money.
export interface Entry {
  id: Id
  kind: string
  title: string
  amount: number
  day?: Day
  way_title?: string
  giver?: string
  taker?: string
  note?: string
  by: string
  entered_at: ISO
  evidence?: Attachment
  // Why it was wrong; absent: it stands.
  reversed?: string
  may_reverse: boolean
  may_receipt: boolean
}

export interface Promised {
  id: Id
  label: string
  text: string
  deed: string
  deed_title: string
  state: string
  state_title: string
  debtor?: string
  creditor?: string
  debtor_party?: Id
  creditor_party?: Id
  quantity: number
  performed: number
  excused: number
  remaining: number
  unit: string
  due_day?: Day
  settled_on?: Day
  days_late: number
  condition?: string
  method?: string
  within_days?: number
  lamp: Lamp
  entries: Entry[]
  // What this reader may enter on it now.
  kinds: Choice[]
  limitation?: { until: Day; over: boolean; sentence: string }
}

export interface Remedy {
  kind: string
  title: string
  text: string
  basis: string
  open: boolean
  until?: Day
}

export interface Fulfilment {
  promised_fen: number
  performed_fen: number
  excused_fen: number
  settled: number
  overdue: number
  all: number
  // How often its handling began anew.
  reopened: number
  remedies: Remedy[]
  ways: Choice[]
  // For whom the packet for enforcement may be made now.
  packs: Choice[]
}

export interface NewEntry {
  kind: string
  amount: number
  day: Day
  way?: string
  giver?: Id
  taker?: Id
  note?: string
  evidence: Id[]
  client_id: Id
}
