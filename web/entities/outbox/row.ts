import type { FieldError } from '@/base/failure'
import type { Photo } from '@/base/shrink'
import type { FactResult, FactsInput } from '@/entities/fact/types'
import type { ReceiptInput } from '@/entities/message/types'
import type { Voice } from '@/entities/report/voice'
import type { SpotReport } from '@/entities/spot/types'
import type { Id, Receipt, Report, StaffReport } from '@/entities/types'

export type RowState = 'waiting' | 'sending' | 'sent' | 'dead'

interface Common {
  // Order of writing is order of sending.
  seq?: number
  // Idempotency-Key: the same through every try, every reload.
  key: string
  // The account that wrote it; absent for a resident. One person's rows never go out under another's session.
  owner?: Id
  // Key of the row that must have been taken before this one goes out.
  parent?: string
  title: string
  state: RowState
  reason?: string
  // Of a refused row: which fields, for the form it goes back to.
  errors?: FieldError[]
  at: number
  tries: number
}

export interface ReportRow extends Common {
  kind: 'report'
  report: Report | StaffReport
  // How many were attached; each leaves the phone as a row of its own.
  photos: number
  voices?: number
  // Once sent.
  receipt?: Receipt
  matter?: Id
}

export interface PhotoRow extends Common {
  kind: 'photo'
  // The report it belongs to.
  parent: string
  photo: Photo
}

// Facts of a matter corrected. Each edit holds what stood there when it was written, not when it is sent.
export interface FactsRow extends Common {
  kind: 'facts'
  owner: Id
  matter: Id
  facts: FactsInput
  // For the eye, while it waits; once sent, only what was kept beside another record of the matter.
  told: { label: string; text: string }[]
  // Once sent; the other values have left the phone.
  results?: FactResult[]
}

// Settled on the spot where there was no signal.
export interface SpotRow extends Common {
  kind: 'spot'
  spot: SpotReport
  // Once sent.
  receipt?: Receipt
  matter?: Id
  number?: string
  status?: string
  next_step?: string
}

export interface VoiceRow extends Common {
  kind: 'voice'
  parent: string
  voice: Voice
}

// A 联户长's receipt for a message: read, or relayed to so many households.
export interface MessageRow extends Common {
  kind: 'receipt'
  owner: Id
  message: Id
  receipt: ReceiptInput
  place_name: string
}

// Every kind of row there is. How one goes out stands in sender.ts.
export interface Kinds {
  report: ReportRow
  photo: PhotoRow
  facts: FactsRow
  voice: VoiceRow
  spot: SpotRow
  receipt: MessageRow
}

export type Row = Kinds[keyof Kinds]

// How each kind goes out. What it answers with is kept with the row, which then stays as sent;
// nothing: the row has done its work and leaves the phone. `parent` is the row it waited for.
export type Sender = { [K in keyof Kinds]: (row: Kinds[K], parent?: Row) => Promise<Partial<Kinds[K]> | undefined> }
