import { http } from '@/base/api'
import type { Day, Id, ISO } from '@/entities/types'

export interface DossierPaper {
  kind: 'document' | 'attachment'
  id: Id
  name: string
  media_type: string
  added_at: ISO
}

export interface DossierLine {
  code: string
  title: string
  state: 'held' | 'told' | 'lacking' | 'later' | 'unneeded'
  state_title: string
  mend?: string
  papers: DossierPaper[]
  // Papers that can be made for it now, and blank forms of it that have not come back.
  makes: { id: string; title: string }[]
  forms: { id: Id; title: string }[]
  // Where each talk has a record of its own; next_talk: the one that is most likely meant.
  talks: { id: Id; title: string; state: 'held' | 'told' | 'lacking'; state_title: string }[]
  next_talk?: Id
}

export interface DossierFinding {
  key: string
  weight: 'bar' | 'mend' | 'look'
  weight_title: string
  where: string
  message: string
  remedy: string
  // Code of the line it speaks of.
  line?: string
  basis?: string
  reason?: string
  reason_by?: string
  reason_at?: ISO
  talk?: Id
}

// One of the points an inspection looks at; it speaks of the file.
export interface DossierPoint {
  code: string
  title: string
  mend: string
  met: boolean
  asks: { says: string; met: boolean }[]
}

export interface Dossier {
  proceeding: Id
  title: string
  office_name: string
  number?: string
  lines: DossierLine[]
  findings: DossierFinding[]
  aspects: DossierPoint[]
  open: number
  barred: boolean
  may_file: boolean
  as_of: ISO
}

export interface DossierFiling {
  proceeding: Id
  item: string
  attachments: Id[]
  paper_on?: Day
  note?: string
  form?: Id
  talk?: Id
}

const at = (matter: Id) => `/matters/${matter}/dossiers`
export const readDossiers = (matter: Id, signal?: AbortSignal) => http.get<{ items: Dossier[] }>(at(matter), { signal }).then((list) => list.items)
export const fileIntoDossier = (matter: Id, filing: DossierFiling, key: string) =>
  http.post<{ items: Dossier[] }>(`${at(matter)}/papers`, filing, { key }).then((list) => list.items)
export const explainFinding = (matter: Id, reason: { proceeding: Id; finding: string; reason: string }, key: string) =>
  http.post<{ items: Dossier[] }>(`${at(matter)}/reasons`, reason, { key }).then((list) => list.items)
