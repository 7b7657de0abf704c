// Numbers in other systems, their sheets and answers.
import type { Day, Id, ISO, Lamp } from '@/entities/types'

// Of a court's letter: its term, the packet that goes back, and what this reader may do.
export interface CourtView {
  term_title?: string
  sentence?: string
  signed_on?: Day
  due_on?: Day
  sent_on?: Day
  sent_how?: string
  sent_by?: string
  lamp: Lamp
  state: string
  over: boolean
  may_sign: boolean
  may_extend: boolean
  may_pack: boolean
  may_send: boolean
  may_unsend: boolean
  packet?: { attachment: Id; name: string; sha256: string; made_at: ISO }
}

export interface CourtRow {
  reference: Id
  number: string
  kind_title: string
  matter: Id
  matter_number: string
  title: string
  status_title: string
  received_on: Day
  signed_on?: Day
  due_on?: Day
  sent_on?: Day
  lamp: Lamp
  term_state: string
  over: boolean
}

export interface PacketItem {
  id: Id
  title: string
  from: string
  kind: string
  media_type: string
  bytes: number
  trouble?: string
}

export interface PacketView {
  number: string
  outcome_title: string
  ended_on: Day
  kinds: { value: string; title: string }[]
  items: PacketItem[]
  gaps: { kind: string; title: string; remedy: string }[]
}

// A dispute held elsewhere that is not ours: number, state, day and place.
export interface StubView {
  id: Id
  etag: string
  system: string
  system_title: string
  number: string
  place: string
  place_name: string
  heard_on: Day
  state?: string
  outcome?: string
  outcome_title?: string
  due_on?: Day
  ended_on?: Day
  lamp: Lamp
  due_text: string
  tied: boolean
  matter?: Id
  matter_number?: string
  history: { at: ISO; by: string; text: string }[]
}

export interface StubInput {
  system: string
  number: string
  place?: string
  state?: string
  due_on?: Day
  heard_on?: Day
}

export interface StubList {
  items: StubView[]
  outcomes: { value: string; title: string }[]
  more: boolean
  as_of: ISO
}

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
  court?: CourtView
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
  lamp: Lamp
  due_text: string
}

export interface SlipList {
  items: SlipRow[]
  more: boolean
  as_of: ISO
}
