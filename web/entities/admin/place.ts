import { http } from '@/base/api'
import type { Day, Id, ISO, Items } from '@/entities/types'
import { quoted } from '@/entities/work/etag'

export interface PlaceRow {
  id: Id
  kind: string
  kind_title: string
  name: string
  full_name: string
  code: string
  valid_from: Day
  valid_to?: Day
  state: 'standing' | 'planned' | 'closing' | 'closed'
  state_title: string
  below: number
  outline_title?: string
  // A grid or a household group: the rest comes from the national list.
  edited: boolean
  etag: string
}

export interface PlaceTree {
  parent?: PlaceRow
  items: PlaceRow[]
}

export interface PlaceDetail {
  place: PlaceRow
  spans: { from: Day; to?: Day; name: string; full_name: string }[]
  holds: { kind: string; text: string; remedy: string }[]
}

// Groups of a grid to another, or to a new one of that name.
export interface PlaceMove {
  groups: Id[]
  target?: Id
  name?: string
}

export interface PlaceMoveCheck {
  source_name: string
  target_name: string
  groups: number
  households: number
  matters: number
  staying: number
  heads: number
  numbers: string[]
  notes: string[]
  second: boolean
  seen: string
}

export interface PlaceChange {
  id: Id
  kind_title: string
  source_name: string
  target_name: string
  reason: string
  state: 'waiting' | 'done' | 'declined'
  state_title: string
  submitted_by: string
  groups: string[]
  submitted_at: ISO
  decided_at?: ISO
  decided_by?: string
  answer?: string
  moved: number
  finished: boolean
  may_decide: boolean
  check?: PlaceMoveCheck
}

const of = (id: Id) => `/place-tree/${encodeURIComponent(id)}`

export const readPlaceTree = (query: { parent?: Id; closed?: boolean }, signal?: AbortSignal) => http.get<PlaceTree>('/place-tree', { query: { ...query, closed: query.closed || undefined }, signal })
export const readPlace = (id: Id, signal?: AbortSignal) => http.get<PlaceDetail>(of(id), { signal })
export const makePlace = (input: { parent: Id; name: string; from: Day }, key: string) => http.post<PlaceRow>('/place-tree', input, { key })
export const renamePlace = (id: Id, input: { name: string; from: Day }, etag: string, key: string) => http.put<PlaceRow>(of(id), input, { key, ifMatch: quoted(etag) })
export const closePlace = (id: Id, input: { from: Day; reason: string }, etag: string, key: string) => http.post<PlaceRow>(`${of(id)}/close`, input, { key, ifMatch: quoted(etag) })
export const checkMove = (id: Id, move: PlaceMove) => http.post<PlaceMoveCheck>(`${of(id)}/move-check`, { move })
export const submitMove = (id: Id, move: PlaceMove, reason: string, seen: string, key: string) => http.post<PlaceChange>(`${of(id)}/moves`, { move, reason, seen }, { key })
export const readPlaceChanges = (signal?: AbortSignal) => http.get<Items<PlaceChange>>('/place-changes', { signal }).then((list) => list.items)
export const decidePlaceChange = (id: Id, decision: { confirm: boolean; seen: string; reason?: string }, key: string) => http.post<PlaceChange>(`/place-changes/${id}/decision`, decision, { key })

// New outlines of grids: the file goes as it is, tried first.
export interface OutlineCheck {
  fresh: number
  changed: number
  same: number
  without: number
  items: { place: Id; name: string; what: string }[]
  notes: string[]
  seen: string
  written: boolean
}
const outlines = (file: Blob, query: Record<string, string> = {}) => ({ query, body: file, headers: { 'Content-Type': 'application/octet-stream' }, timeoutMs: 120_000 })
export const checkOutlines = (file: Blob) => http.call<OutlineCheck>('POST', '/place-outlines/check', outlines(file)).then((reply) => reply.data)
export const putOutlines = (file: Blob, seen: string, key: string) => http.call<OutlineCheck>('POST', '/place-outlines', { ...outlines(file, { seen }), key }).then((reply) => reply.data)
