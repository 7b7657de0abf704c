import { http } from '@/base/api'
import type { Id, ISO } from '@/entities/types'

export interface ProcedureVersion {
  name: string
  title: string
  version: number
  sha256: string
  origin_title: string
  latest: boolean
  released_at?: ISO
  released_by?: string
  open: number
}

export interface ProcedureDraft {
  id: Id
  name: string
  title: string
  version: number
  sha256: string
  state: 'waiting' | 'released' | 'declined'
  state_title: string
  submitted_by: string
  submitted_at: ISO
  decided_at?: ISO
  decided_by?: string
  reason?: string
  may_release: boolean
}

export interface ProcedureCheck {
  fit: boolean
  name: string
  title: string
  version: number
  sha256: string
  matrix: string
  faults: { line: number; message: string }[]
  impacts: { version: number; count: number; state: string; state_title: string; differences: string[]; numbers: string[] }[]
  open: number
  differing: number
  notes: string[]
}

export const readProcedureVersions = (signal?: AbortSignal) => http.get<{ items: ProcedureVersion[]; drafts: ProcedureDraft[] }>('/procedure-versions', { signal })
export const readProcedureText = (id: string) => http.get<{ text: string }>(`/procedure-versions/${encodeURIComponent(id)}`).then((reply) => reply.text)
export const readDraftText = (id: Id) => http.get<{ text: string }>(`/procedure-drafts/${encodeURIComponent(id)}`).then((reply) => reply.text)
export const checkProcedure = (text: string) => http.post<ProcedureCheck>('/procedure-versions/check', { text })
export const submitProcedure = (text: string, key: string) => http.post<ProcedureDraft>('/procedure-drafts', { text }, { key })
export const decideProcedure = (id: Id, decision: { release: boolean; sha256: string; reason?: string }, key: string) =>
  http.post<ProcedureDraft>(`/procedure-drafts/${encodeURIComponent(id)}/decision`, decision, { key })
