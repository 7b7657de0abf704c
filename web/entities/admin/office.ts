import { http } from '@/base/api'
import type { Id, Items } from '@/entities/types'
import { quoted } from '@/entities/work/etag'

export interface OfficeRow {
  id: Id
  name: string
  short_name: string
  kind: string
  kind_title: string
  parent?: Id
  place: Id
  place_name: string
  presence: string
  presence_title: string
  independent: boolean
  logs_in: boolean
  phone?: string
  valid_from: string
  valid_to?: string
  state: 'standing' | 'planned' | 'closing' | 'closed'
  state_title: string
  below: boolean
  etag: string
}

export interface OfficeVersion {
  from: string
  name: string
  short_name: string
  place_name: string
  presence_title: string
  saved: string
  logs_in: boolean
  planned: boolean
  phone?: string
}

// What must be handed over before the office can be closed.
export interface OfficeHold {
  kind: string
  text: string
  remedy: string
}

export interface OfficeDetail {
  office: OfficeRow
  versions: OfficeVersion[]
  holds: OfficeHold[]
  holds_total: number
}

export interface OfficeInput {
  name: string
  short_name: string
  place: Id
  presence: string
  logs_in: boolean
  phone?: string
  from: string
}

export interface NamedWord {
  value: string
  title: string
}

export interface PlaceResponsible {
  place: Id
  place_name: string
  duty: string
  duty_title: string
  now: Responsible[]
  later: Responsible[]
  state: 'held' | 'gap' | 'overlap' | 'none'
  state_title: string
  below: boolean
  held_below: number
  gaps_below: number
  overlaps_below: number
  etag: string
}

export interface Responsible {
  office_name: string
  name?: string
  from: string
  to?: string
  standing: boolean
}

export interface ResponsibleList {
  items: PlaceResponsible[]
  held: number
  gaps: number
  overlaps: number
  day: string
}

const of = (id: Id) => `/office-tree/${encodeURIComponent(id)}`

export const readOfficeWords = (signal?: AbortSignal) => http.get<{ kinds: NamedWord[]; presences: NamedWord[] }>('/office-words', { signal })
export const readOfficeTree = (query: { parent?: Id; q?: string; closed?: boolean }, signal?: AbortSignal) =>
  http.get<{ items: OfficeRow[]; total: number }>('/office-tree', { query: { ...query, closed: query.closed || undefined }, signal })
export const readOffice = (id: Id, signal?: AbortSignal) => http.get<OfficeDetail>(of(id), { signal })
export const makeOffice = (input: { kind: string; parent?: Id; independent: boolean; office: OfficeInput }, key: string) =>
  http.post<OfficeRow>('/office-tree', input, { key })
export const changeOffice = (id: Id, input: OfficeInput, etag: string, key: string) => http.put<OfficeRow>(of(id), input, { key, ifMatch: quoted(etag) })
export const closeOffice = (id: Id, end: { from: string; reason: string }, etag: string, key: string) =>
  http.post<OfficeRow>(`${of(id)}/close`, end, { key, ifMatch: quoted(etag) })

export const readDutyWords = (signal?: AbortSignal) => http.get<Items<NamedWord>>('/responsibility-duties', { signal }).then((page) => page.items)
export const readResponsibilities = (query: { duty: string; place?: Id; day?: string }, signal?: AbortSignal) =>
  http.get<ResponsibleList>('/responsibilities', { query, signal })
export const readCandidates = (duty: string, place: Id, signal?: AbortSignal) =>
  http.get<Items<NamedWord>>('/responsibilities/candidates', { query: { duty, place }, signal }).then((page) => page.items)
export const setResponsible = (input: { place: Id; duty: string; holder?: string; from: string }, etag: string, key: string) =>
  http.put<PlaceResponsible>('/responsibilities', input, { key, ifMatch: quoted(etag) })
