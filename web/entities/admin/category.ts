import { http } from '@/base/api'
import type { Items } from '@/entities/types'
import { quoted } from '@/entities/work/etag'

export interface CodeTarget {
  code: string
  name: string
  categories: number
}

export interface CodeList {
  system: string
  title: string
  sure: string
  basis?: string
  own: boolean
  targets: CodeTarget[]
  missing: number
  doubled: number
  unknown: number
}

export interface CodeMapRow {
  category: string
  name: string
  codes: string[]
  state: 'mapped' | 'missing' | 'doubled' | 'unknown' | 'apart'
  state_title: string
  later: string[]
  gaps: string[]
  etag: string
}

export interface CategoryRow {
  code: string
  name: string
  parent?: string
  mediable: boolean
  sealed: boolean
  public_facility: boolean
  standing: boolean
  valid_from?: string
  valid_to?: string
  state_title: string
  etag: string
}

export interface CodeSheetReport {
  written: boolean
  rows: number
  changed: number
  faulty: number
  items: { row: number; category: string; what: string; faults: string[] }[]
}

export const readCodeLists = (signal?: AbortSignal) => http.get<Items<CodeList>>('/code-lists', { signal }).then((page) => page.items)
export const saveTargets = (input: { system: string; text: string; basis: string; from: string }, key: string) => http.put<Items<CodeList>>('/code-lists', input, { key })
export const readCodeMap = (query: { system: string; day?: string; faults?: boolean }, signal?: AbortSignal) =>
  http.get<{ items: CodeMapRow[]; day: string }>('/code-maps', { query: { ...query, faults: query.faults || undefined }, signal })
export const saveCode = (input: { system: string; category: string; code?: string; from: string }, etag: string, key: string) =>
  http.put<CodeMapRow>('/code-maps', input, { key, ifMatch: quoted(etag) })

export const readCategoryRows = (signal?: AbortSignal) => http.get<Items<CategoryRow>>('/category-list', { signal }).then((page) => page.items)
export const makeCategory = (input: { parent: string; word: string; name: string; mediable: boolean; public_facility: boolean; from: string }, key: string) =>
  http.post<CategoryRow>('/category-list', input, { key })
export const changeCategory = (code: string, input: { name: string; ends?: string }, etag: string, key: string) =>
  http.put<CategoryRow>(`/category-list/${encodeURIComponent(code)}`, input, { key, ifMatch: quoted(etag) })

const BYTES = { 'Content-Type': 'application/octet-stream' }
export const codeSheet = () => http.blob('/code-maps/sheet')
export const checkCodeSheet = (file: Blob, from: string) => http.post<CodeSheetReport>('/code-maps/check', file, { query: { from }, headers: BYTES })
export const takeCodeSheet = (file: Blob, from: string, key: string) => http.post<CodeSheetReport>('/code-maps', file, { query: { from }, headers: BYTES, key })
export const answerCodeSheet = (file: Blob, from: string) => http.postForBlob('/code-maps/sheet', { query: { from }, headers: BYTES, body: file })
