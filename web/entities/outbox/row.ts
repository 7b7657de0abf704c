import type { Photo } from '@/base/shrink'
import type { Id, Receipt, Report, StaffReport } from '@/entities/types'

export type RowState = 'waiting' | 'sending' | 'sent' | 'dead'

interface Common {
  // Order of writing is order of sending.
  seq?: number
  // Idempotency-Key: the same through every try, every reload.
  key: string
  // The account that wrote it; absent for a resident. One person's rows never go out under another's session.
  owner?: Id
  title: string
  state: RowState
  reason?: string
  at: number
  tries: number
}

export interface ReportRow extends Common {
  kind: 'report'
  report: Report | StaffReport
  // How many were attached; each leaves the phone as a row of its own.
  photos: number
  // Once sent.
  receipt?: Receipt
  matter?: Id
}

export interface PhotoRow extends Common {
  kind: 'photo'
  // Key of the report it belongs to: goes out only after that one was taken.
  parent: string
  photo: Photo
}

export type Row = ReportRow | PhotoRow
