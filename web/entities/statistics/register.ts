import { http } from '@/base/api'

export interface RegisterQuery {
  from?: string
  to?: string
  place?: string
  names?: string
}

export interface RegisterRow {
  // Of an old register: no matter behind it.
  old: boolean
  matter: string
  matter_number: string
  number: string
  title: string
  place_name: string
  category_name: string
  channel_title: string
  parties: string
  office_name: string
  state_title: string
  result_title: string
  received_on: string
  opened_on: string
  concluded_on?: string
  closed_on?: string
  amount: number
}

export interface RegisterPage {
  title: string
  place: string
  place_name: string
  from: string
  to: string
  as_of: string
  items: RegisterRow[]
  total: number
  // How many of them are of old registers.
  old: number
  next?: number
}

export const readRegister = (query: RegisterQuery, offset = 0) => http.get<RegisterPage>('/statistics/register', { query: { ...query, offset } })
export const registerSheet = (query: RegisterQuery) => http.blob('/statistics/register/sheet', { query: { ...query } })
export const registerPdf = (query: RegisterQuery) => http.blob('/statistics/register/print', { query: { ...query } })
