import type { Day, Id, ISO } from '@/entities/types'

// How much waits by which way and why; no matter and no person is named.
export interface StuckRow {
  gateway: string
  gateway_title: string
  way_title: string
  state: string
  state_title: string
  cause?: string
  count: number
  oldest_at: ISO
  can_retry: boolean
  can_give_up: boolean
}

export interface GatewayRow {
  name: string
  title: string
  serves_title: string
  way_title: string
  last_sent_at?: ISO
  quiet?: string
}

export interface OutboxView {
  items: StuckRow[]
  gateways: GatewayRow[]
  as_of: ISO
}

// Whom to call about what. The number is masked until it is opened.
export interface CallRow {
  call: Id
  matter: Id
  number: string
  title: string
  party_title: string
  name?: string
  phone?: string
  say: string
  news: string[]
  note?: string
  since: ISO
  calls: number
  last?: string
  again_on?: Day
}

export interface CallOutcome {
  outcome: string
  title: string
  needs_note: boolean
  needs_day: boolean
}

export interface CallList {
  items: CallRow[]
  outcomes: CallOutcome[]
  // Of this page: to be called on another day.
  later: number
  next?: string
  as_of: ISO
}

export interface CallResult {
  outcome: string
  note?: string
  again_on?: Day
}

export interface LetterOffice {
  office: Id
  office_name: string
  waiting: number
}

export interface Batch {
  id: Id
  office: Id
  office_name: string
  state: 'printed' | 'posted' | 'handed'
  state_title: string
  made_at: ISO
  letters: number
  done_day?: Day
}

export interface LetterView {
  waiting: LetterOffice[]
  batches: Batch[]
  as_of: ISO
}
