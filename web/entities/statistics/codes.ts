import { http } from '@/base/api'

export interface CodeFormQuery {
  list?: string
  from?: string
  to?: string
  place?: string
}

export interface CodeFormPart {
  category: string
  name: string
  received: number
  closed: number
  open: number
  received_query: string
  closed_query: string
  open_query: string
}

export interface CodeFormRow {
  code: string
  name: string
  received: number
  closed: number
  open: number
  parts: CodeFormPart[]
}

export interface CodeForm {
  title: string
  list: string
  sure: string
  place: string
  place_name: string
  from: string
  to: string
  as_of: string
  lists: { list: string; title: string }[]
  rows: CodeFormRow[]
  total: CodeFormRow
}

export const readCodeForm = (query: CodeFormQuery) => http.get<CodeForm>('/statistics/codes', { query: { ...query } })
export const codeSheet = (query: CodeFormQuery) => http.blob('/statistics/codes/sheet', { query: { ...query } })
export const codePdf = (query: CodeFormQuery) => http.blob('/statistics/codes/print', { query: { ...query } })
