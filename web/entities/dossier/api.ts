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
}

export interface DossierFinding {
  key: string
  weight: 'bar' | 'mend' | 'look'
  weight_title: string
  where: string
  message: string
  remedy: string
  basis?: string
  reason?: string
  reason_by?: string
  reason_at?: ISO
}

export interface Dossier {
  proceeding: Id
  title: string
  office_name: string
  lines: DossierLine[]
  findings: DossierFinding[]
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
}

const at = (matter: Id) => `/matters/${matter}/dossiers`
export const readDossiers = (matter: Id, signal?: AbortSignal) => http.get<{ items: Dossier[] }>(at(matter), { signal }).then((list) => list.items)
export const fileIntoDossier = (matter: Id, filing: DossierFiling, key: string) =>
  http.post<{ items: Dossier[] }>(`${at(matter)}/papers`, filing, { key }).then((list) => list.items)
export const explainFinding = (matter: Id, reason: { proceeding: Id; finding: string; reason: string }, key: string) =>
  http.post<{ items: Dossier[] }>(`${at(matter)}/reasons`, reason, { key }).then((list) => list.items)
