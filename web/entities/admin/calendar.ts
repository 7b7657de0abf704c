import { http } from '@/base/api'
import type { ISO } from '@/entities/types'
import { quoted } from '@/entities/work/etag'

export interface CalendarYear {
  year: number
  notice: string
  origin: 'builtin' | 'saved'
  origin_title: string
  saved_at?: ISO
  saved_by?: string
  days_off: number
  make_up_days: number
}

export interface NamedDay {
  name: string
  day: string
}

export interface CalendarView {
  years: CalendarYear[]
  known_through: number
  provisional_note: string
  provisional: number
  local_days: NamedDay[]
  half_days: NamedDay[]
  unfinished: boolean
}

export interface CalendarTexts {
  year: number
  text: string
  etag: string
  saved: boolean
  former: { text: string; title: string }[]
}

// Without a text the county's own table is taken back. Year 0: the days off of this place.
export interface CalendarInput {
  year: number
  text?: string
}

export interface CalendarMove {
  number?: string
  clock: string
  sentence: string
  from?: string
  to?: string
  days: string[]
}

export interface CalendarCheck {
  year: number
  title: string
  notice: string
  days_off: number
  make_up_days: number
  moved: number
  settled: number
  notes: string[]
  items: CalendarMove[]
  etag: string
}

export interface CalendarSaved {
  year: number
  moved: number
  finished: boolean
}

// Every open deadline is looked at, in a county of ten thousand too.
const LONG = 300_000

export const readCalendar = (signal?: AbortSignal) => http.get<CalendarView>('/calendar', { signal })
export const readCalendarTexts = (year: number, signal?: AbortSignal) => http.get<CalendarTexts>('/calendar/texts', { query: { year }, signal })
export const checkCalendar = (input: CalendarInput) => http.post<CalendarCheck>('/calendar/check', input, { timeoutMs: LONG })
export const saveCalendar = (input: CalendarInput, etag: string, key: string) =>
  http.post<CalendarSaved>('/calendar', input, { key, ifMatch: quoted(etag), timeoutMs: LONG })
