import type { FieldOffer, Id, ISO, MoveOffer } from '@/entities/types'

// Many matters at once: one result for each.
export interface BulkMove {
  move: string
  title: string
  tone: MoveOffer['tone']
  fields: FieldOffer[]
}

export interface BulkOrder {
  move: string
  fields: Record<string, string>
  rows: {
    matter: Id
    etag: string
  }[]
}

export interface BulkRowResult {
  matter: Id
  number?: string
  title?: string
  outcome: 'done' | 'refused' | 'changed'
  message: string
}

export interface BulkResult {
  rows: BulkRowResult[]
  done: number
  refused: number
  changed: number
}

export interface Docket {
  number: string
  title: string
  text: string
  category_name: string
  place_name: string
  channel_title: string
  status_title: string
  next_step: string
  received_at: ISO
  entered_at: ISO
  late_entry: boolean
  urgent: boolean
  parties: string[]
  duties: {
    kind_title: string
    office_name: string
    receiver_name?: string
  }[]
  due_at?: ISO
  due_title?: string
  due_sentence?: string
}

export interface DocketSheet {
  dockets: Docket[]
  rows: BulkRowResult[]
  as_of: ISO
}
