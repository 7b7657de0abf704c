import { http } from '@/base/api'
import type { Items } from '@/entities/types'

export type Period = 'day' | 'week' | 'month'

export interface BriefQuery {
  period: Period
  day?: string
  place?: string
  category?: string
}

export interface BriefFigure {
  name: string
  title: string
  count: number
  // Parameters of the list that opens it.
  query?: string
}

export interface BriefRow {
  id?: string
  name: string
  received: number
  closed: number
  open: number
  overdue: number
  due_today: number
}

export interface BriefCluster {
  place: string
  place_name: string
  category: string
  category_name: string
  count: number
  query: string
}

export interface Brief {
  title: string
  period: Period
  sentence: string
  from: string
  to: string
  previous: string
  next?: string
  as_of: string
  place_name?: string
  category_name?: string
  figures: BriefFigure[]
  places: BriefRow[]
  categories: BriefRow[]
  clusters: BriefCluster[]
}

export interface SavedBrief {
  id: string
  name: string
  period: Period
  place?: string
  place_name?: string
  category?: string
  category_name?: string
}

export const readBrief = (query: BriefQuery, signal?: AbortSignal) => http.get<Brief>('/brief', { query: { ...query }, signal })
export const briefSheet = (query: BriefQuery) => http.blob('/brief/sheet', { query: { ...query } })
export const readSavedBriefs = async (signal?: AbortSignal) => (await http.get<Items<SavedBrief>>('/saved_briefs', { signal })).items
export const saveBrief = (id: string, brief: { name: string; period: Period; place?: string; category?: string }) => http.put<void>(`/saved_briefs/${id}`, brief)
export const forgetBrief = (id: string) => http.delete<void>(`/saved_briefs/${id}`)
