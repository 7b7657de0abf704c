import { http } from '@/base/api'
import { uuid } from '@/base/uuid'
import type { DossierFinding } from '@/entities/dossier/api'
import type { Day, Id, ISO, Lamp, Page } from '@/entities/types'

export interface MediationRow {
  matter: Id
  number: string
  title: string
  category_name: string
  place_name: string
  proceeding: Id
  file_number?: string
  state: string
  state_title: string
  round: number
  office_name: string
  receiver_name?: string
  mine: boolean
  due_at?: ISO
  due_title?: string
  due_text: string
  lamp: Lamp
  next_step: string
  awaits?: string
  // What its file lacks: how many, and the first of them.
  missing: number
  barred: boolean
  first: { weight: 'bar' | 'mend' | 'look'; where: string; message: string; remedy: string }[]
}

export interface TalkRow {
  kind: 'ask' | 'answer' | 'say'
  at?: string
  who?: string
  to?: string
  text?: string
}
export interface TalkPaper {
  on?: Day
  at?: string
  place?: string
  kind?: string
  present?: string
  opening?: string
  rows: TalkRow[]
}
export interface DraftPaper {
  facts?: string
  dispute?: string
  sides: { party: Id; text?: string }[]
  // The clauses as the form of clauses holds them (entities/work/clauses).
  clauses?: string
  agreed_on?: Day
  last_due?: Day
}

// A working paper as it was saved last; `fields` is what it fills in the move that makes a record of it.
export interface Saved<Paper> {
  version: number
  saved_at: ISO
  saved_by: string
  paper: Paper
  fields: Record<string, string>
}
export interface SavedDraft extends Saved<DraftPaper> {
  findings: DossierFinding[]
}

export interface Caucus {
  party_name: string
  text: string
  by: string
  on?: Day
  place?: string
  round: number
  entered_at: ISO
}
export interface Signature {
  party: Id
  name: string
  on?: Day
  way_title?: string
  place?: string
  capacity_title?: string
  guardian?: string
  reader?: string
  scribe?: string
  witness?: string
}
export interface Signing {
  parties: Signature[]
  agreed_on?: Day
  mediator_on?: Day
  sealed_on?: Day
  effective_on?: Day
  awaits?: string
}

export interface Bench {
  matter: Id
  number: string
  title: string
  category: string
  category_name: string
  proceeding: Id
  state: string
  state_title: string
  phase: string
  next_step: string
  office_name: string
  me: string
  file_number?: string
  round: number
  may_write: boolean
  parties: { id: Id; name: string; role_title: string }[]
  talk?: Saved<TalkPaper>
  draft?: SavedDraft
  caucuses: Caucus[]
  signing?: Signing
}

export interface LibraryClause {
  code: string
  title: string
  deed: string
  text: string
  blanks: string[]
  method?: string
  unit?: string
  condition?: string
  basis?: string
  note?: string
  within_days?: number
  parts: boolean
  // Of this kind of dispute.
  fits: boolean
}

const tag = (version: number) => `"v${version}"`
export const readMediations = (mine: boolean, cursor: string | undefined, signal?: AbortSignal) => http.get<Page<MediationRow>>('/mediations', { query: { mine, cursor }, signal })
export const readBench = (matter: Id, signal?: AbortSignal) => http.get<Bench>(`/matters/${matter}/mediation`, { signal })
export const saveTalk = (matter: Id, paper: TalkPaper, version: number) => http.put<Saved<TalkPaper>>(`/matters/${matter}/mediation/talk`, paper, { ifMatch: tag(version), key: uuid() })
export const saveDraft = (matter: Id, paper: DraftPaper, version: number) => http.put<SavedDraft>(`/matters/${matter}/mediation/draft`, paper, { ifMatch: tag(version), key: uuid() })
export const readClauses = (category: string, signal?: AbortSignal) => http.get<{ items: LibraryClause[] }>('/clauses', { query: { category }, signal }).then((list) => list.items)
