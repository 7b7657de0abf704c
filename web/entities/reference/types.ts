// Numbers in other systems, their sheets and answers.
import type { Day, Id, ISO } from '@/entities/types'

// The matter's number in another system.
export interface ReferenceView {
  id: Id
  system: string
  system_title: string
  number: string
  direction: 'in' | 'out'
  received_on: Day
  due_on?: Day
  kind?: string
  kind_title?: string
  due_reason?: string
  state?: string
  result?: string
  reply_state: 'open' | 'replied' | 'confirmed'
  reply_title: string
  replied_at?: ISO
  // The paper this reader may issue now.
  slip_title?: string
}

export interface ReferenceInput {
  system: string
  number: string
  received_on?: Day
  due_on?: Day
  kind?: string
  state?: string
  result?: string
}

export interface OtherSystem {
  id: string
  title: string
  number: string
  imports: boolean
  replies: boolean
  slips: boolean
  kinds: { value: string; title: string }[]
}

export interface ImportRow {
  row: number
  number: string
  outcome: 'fresh' | 'attached' | 'changed' | 'known' | 'faulty'
  outcome_title: string
  title?: string
  place_name?: string
  received_on?: Day
  due_on?: Day
  matter?: Id
  matter_number?: string
  faults: { cell: string; column: string; message: string }[]
}

export interface ImportReport {
  system: string
  system_title: string
  written: boolean
  rows: number
  fresh: number
  attached: number
  changed: number
  known: number
  faulty: number
  items: ImportRow[]
  notes: string[]
}

export interface ReplyRow {
  reference: Id
  number: string
  matter: Id
  matter_number: string
  title: string
  status_title: string
  received_on: Day
  due_on?: Day
  closed_on?: Day
  ready: boolean
  overdue: boolean
  reply_state: 'open' | 'replied' | 'confirmed'
  reply_title: string
  result?: string
}

export interface ReplySheetRow {
  id: Id
  system: string
  system_title: string
  from: Day
  to: Day
  made_at: ISO
  made_by: string
  lines: number
  standing: number
  confirmed: number
}

export interface SlipRow {
  reference: Id
  number: string
  matter: Id
  matter_number: string
  title: string
  sent_on: Day
  due_on?: Day
  state?: string
  result?: string
  overdue: boolean
}

export interface SlipList {
  items: SlipRow[]
  more: boolean
  as_of: ISO
}
