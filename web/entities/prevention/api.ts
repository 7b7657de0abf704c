import { http } from '@/base/api'
import type { Day, Id, ISO } from '@/entities/types'

// A reminder to an office, before it happens again: its reason, and the list behind it.
export interface Reminder {
  id: Id
  kind: string
  kind_title: string
  title: string
  reason: string
  office_name: string
  from: Day
  until: Day
  matters: number
  made_at: ISO
  state: string
  state_title: string
  answer?: string
  answered_by?: string
  answered_at?: ISO
  may_answer: boolean
}

export interface ReminderMatter {
  matter: Id
  number: string
  title: string
  place_name: string
  status_title: string
  day: Day
  text?: string
}

export interface ReminderPage {
  reminder: Reminder
  matters: ReminderMatter[]
  more: boolean
}

export const readReminders = (answered: boolean, signal?: AbortSignal) => http.get<{ items: Reminder[]; as_of: ISO }>('/prevention', { query: { answered }, signal })

export const readReminder = (id: Id, signal?: AbortSignal) => http.get<ReminderPage>(`/prevention/${id}`, { signal })

export const answerReminder = (id: Id, arranged: boolean, text: string, key: string) => http.post<Reminder>(`/prevention/${id}/answer`, { arranged, text }, { key })
