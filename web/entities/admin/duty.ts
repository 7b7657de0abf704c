import { http } from '@/base/api'
import type { Id, ISO, Page } from '@/entities/types'

export interface DutyRow {
  id: Id
  office: Id
  office_name: string
  category: string
  category_name: string
  text: string
  basis: string
  valid_from: string
  valid_to?: string
  state_title: string
  standing: boolean
}

export interface DutyInput {
  office: Id
  category: string
  text: string
  basis: string
  from: string
}

export interface Precedent {
  id: Id
  category_name: string
  place_name: string
  office_name: string
  duty_text: string
  competent_name: string
  reason: string
  upheld: boolean
  ruled_at: ISO
  withdrawn?: string
}

const of = (id: Id) => `/duty-list/${encodeURIComponent(id)}`

export const readDutyList = (query: { q?: string; category?: string; office?: Id; ended?: boolean; cursor?: string }, signal?: AbortSignal) =>
  http.get<Page<DutyRow>>('/duty-list', { query: { ...query, ended: query.ended || undefined }, signal })
export const addDuty = (input: DutyInput, key: string) => http.post<DutyRow>('/duty-list', input, { key })
export const changeDuty = (id: Id, input: DutyInput, key: string) => http.put<DutyRow>(of(id), input, { key })
export const endDuty = (id: Id, input: { from: string; reason: string }, key: string) => http.post<DutyRow>(`${of(id)}/end`, input, { key })

export const readPrecedents = (query: { category?: string; place?: Id; withdrawn?: boolean; cursor?: string }, signal?: AbortSignal) =>
  http.get<Page<Precedent> & { may_withdraw: boolean }>('/precedents', { query: { ...query, withdrawn: query.withdrawn || undefined }, signal })
export const withdrawPrecedent = (id: Id, reason: string, key: string) => http.post<void>(`/precedents/${encodeURIComponent(id)}/withdraw`, { reason }, { key })
