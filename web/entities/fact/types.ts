// Facts of a matter corrected, and two records of one fact that do not agree. The server says what may be corrected.
import type { FieldOffer, Id, ISO, Matter } from '@/entities/types'

// Whose facts: the matter's own, or a party's. A field's value is what stands there now.
export interface FactGroup {
  title: string
  fields: FieldOffer[]
}

// base: what stood there when it was written. "": nothing.
export interface FactEdit {
  fact: string
  base: string
  value: string
}

export interface FactsInput {
  edits: FactEdit[]
  client_id: Id
  device: Id
  device_seq: number
  made_at: ISO
}

export interface FactResult {
  fact: string
  label: string
  result: 'applied' | 'equal' | 'kept'
}

export interface FactsReply {
  matter: Id
  results: FactResult[]
  // Absent: who corrected it may no longer see it.
  view?: Matter
}

export interface RecordView {
  text: string
  by: string
  at: ISO
}

export interface Discrepancy {
  id: Id
  fact: string
  label: string
  current: RecordView
  offered: RecordView
  received_at: ISO
  // How a third is typed; absent: this reader may not choose.
  other?: FieldOffer
}

export interface RecordChoice {
  take: 'current' | 'offered' | 'other'
  value?: string
  note?: string
}
