import { http } from '@/base/api'
import type { Day, Id, ISO } from '@/entities/types'

export interface ConferenceRow {
  id?: Id
  matter: Id
  number: string
  title: string
  place_name: string
  status_title: string
  office_name?: string
  reason?: string
  signs: string[]
  conclusion?: string
  concluded_at?: ISO
}

export interface ConferencePage {
  office_name: string
  week: Day
  items: ConferenceRow[]
  suggested: ConferenceRow[]
  as_of: ISO
}

export interface RotaRow {
  day: Day
  office: Id
  office_name: string
  window_name?: string
  phone?: string
}

export interface RotaPage {
  centre_name: string
  week: Day
  items: RotaRow[]
  resident: string[]
  may_change: boolean
}

export interface RotaInput {
  day: Day
  office: Id
  window_name?: string
  phone?: string
  remove?: boolean
}

export interface SuperviseSheets {
  issued_by: string
  issued_on: Day
  answer_by: Day
  items: {
    office_name: string
    phone?: string
    rows: { matter: Id; number: string; title: string; text: string; place_name: string; category_name: string; received_on: Day; due_at?: ISO; due_title?: string; supervised_as?: string; reason?: string; due_text: string }[]
  }[]
  left_out: { matter: Id; number?: string; title?: string; message: string }[]
}

export const readConference = (day?: Day, signal?: AbortSignal) => http.get<ConferencePage>('/conference', { query: { day }, signal })
export const conferenceSheet = (day: Day) => http.blob('/conference/xlsx', { query: { day } })
export const addToConference = (matter: string, reason: string, day: Day, key: string) => http.post<ConferencePage>('/conference', { matter, reason, day }, { key })
export const dropFromConference = (id: Id, key: string) => http.call<ConferencePage>('DELETE', `/conference/${id}`, { key }).then((reply) => reply.data)
export const concludeItem = (id: Id, text: string, key: string) => http.post<ConferencePage>(`/conference/${id}/conclusion`, { text }, { key })

export const readRota = (day?: Day, signal?: AbortSignal) => http.get<RotaPage>('/rota', { query: { day }, signal })
export const rotaSheet = (day: Day) => http.blob('/rota/xlsx', { query: { day } })
export const putRota = (input: RotaInput, key: string) => http.call<RotaPage>('PUT', '/rota', { body: input, key }).then((reply) => reply.data)
export const repeatRota = (day: Day, key: string) => http.post<RotaPage>('/rota/repeat', { day }, { key })

export const readSupervision = (matters: Id[]) => http.post<SuperviseSheets>('/supervision', { matters }, { timeoutMs: 120_000 })

// Who else has this matter open now; said again every few seconds while the page is looked at.
export const bePresent = (matter: Id) => http.call<{ names: string[] }>('PUT', `/matters/${matter}/presence`, {}).then((reply) => reply.data.names)
export const leaveMatter = (matter: Id) => http.call<undefined>('DELETE', `/matters/${matter}/presence`, {}).then(() => undefined)
