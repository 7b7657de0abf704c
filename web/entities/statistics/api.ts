import { http } from '@/base/api'

export interface FormQuery {
  from?: string
  to?: string
  place?: string
  by?: 'unit' | 'month'
  as_of?: string
}

export interface FormColumn {
  name: string
  group: string
  title: string
  unit: string
}

export interface FormRow {
  id: string
  name: string
  // One for each column; amounts in fen.
  values: number[]
}

export interface MediationForm {
  title: string
  place: string
  place_name: string
  from: string
  to: string
  by: 'unit' | 'month'
  as_of: string
  columns: FormColumn[]
  rows: FormRow[]
  total: FormRow
  corrections?: FormRow
  corrected?: FormRow
  frozen: { month: string; frozen_by: string; frozen_at: string }[]
  checks: { text: string; holds: boolean }[]
  notes: { title: string; text: string }[]
  may_freeze?: string
}

export interface CaseRow {
  matter: string
  number: string
  title: string
  office_name: string
  result_title: string
  source_title: string
  category_name: string
  month: string
  concluded: string
  amount: number
  parties: number
  delta: number
  value: number
  recorded_at: string
}

export interface CasePage {
  title: string
  items: CaseRow[]
  total: number
  value: number
  next?: number
}

export const readMediationForm = (query: FormQuery, signal?: AbortSignal) => http.get<MediationForm>('/statistics/mediation', { query: { ...query }, signal })
export const mediationSheet = (query: FormQuery) => http.blob('/statistics/mediation/sheet', { query: { ...query } })
export const mediationPdf = (query: FormQuery) => http.blob('/statistics/mediation/print', { query: { ...query } })
export const readCases = (query: FormQuery & { row: string; column: string; offset?: number }, signal?: AbortSignal) =>
  http.get<CasePage>('/statistics/mediation/cases', { query: { ...query }, signal })
export const freezeMonth = (month: string) => http.post<void>(`/statistics/mediation/months/${month}/freeze`)
