// 人民调解组织队伍经费保障情况统计表: organisations and staff counted, means and places entered.
import { http } from '@/base/api'
import type { Day, Id, ISO } from '@/entities/types'

import type { FormColumn } from './api'

export interface TeamQuery {
  year?: string
  place?: string
}

export interface TeamColumn extends FormColumn {
  entered: boolean
}

export interface TeamRow {
  id: string
  name: string
  // One for each column; money in fen.
  values: number[]
  entered: { name: string; by: string; at: ISO }[]
  may_enter: boolean
}

export interface TeamForm {
  title: string
  place: string
  place_name: string
  year: number
  day: Day
  as_of: ISO
  columns: TeamColumn[]
  rows: TeamRow[]
  total: TeamRow
  missing: number
}

export interface TeamList {
  title: string
  items: { committee: Id; committee_name: string; text: string }[]
}

export const readTeamForm = (query: TeamQuery) => http.get<TeamForm>('/statistics/teams', { query: { ...query } })
export const readTeamList = (query: TeamQuery & { row: string; column: string; as_of: ISO }, signal?: AbortSignal) => http.get<TeamList>('/statistics/teams/list', { query: { ...query }, signal })
export const teamSheet = (query: TeamQuery & { as_of: ISO }) => http.blob('/statistics/teams/sheet', { query: { ...query } })
export const teamPdf = (query: TeamQuery & { as_of: ISO }) => http.blob('/statistics/teams/print', { query: { ...query } })
export const enterFigure = (figure: { place: string; year: number; name: string; value: number }, key: string) => http.post<void>('/statistics/teams/figures', figure, { key })
