import { http } from '@/base/api'
import type { Id, ISO, Notice } from '@/entities/types'

export const FIRST_NOTICES = 100

export type NoticeKind = 'assignment' | 'overdue' | 'supervision' | 'progress'

export interface NoticeCount {
  kind: NoticeKind
  title: string
  unread: number
}

export interface NoticeList {
  items: Notice[]
  next?: ISO
  // By kind, whatever is asked for; with the first page only.
  unread: NoticeCount[]
  unread_more: boolean
}

export interface NoticesRead {
  count: number
  at?: ISO
}

export interface NoticeAsked {
  kind?: string
  unread?: boolean
}

// Newest first; `before` is what the page before said comes next.
export const readNotices = (asked: NoticeAsked = {}, signal?: AbortSignal, before?: ISO) =>
  http.get<NoticeList>('/notices', { query: { ...asked, before, limit: FIRST_NOTICES }, signal })

export const markAllRead = (order: { kind?: string; matter?: Id } = {}) => http.post<NoticesRead>('/notices/read', order)
export const takeBackRead = (at: ISO) => http.post<NoticesRead>('/notices/unread', { at })
export const markRead = (id: string, key?: string) => http.post<void>(`/notices/${id}/read`, undefined, { key })
