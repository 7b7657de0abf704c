import { http } from '@/base/api'
import type { Notice, Page } from '@/entities/types'

export const FIRST_NOTICES = 100

// Newest first; `before` is the time of the last one known.
export const readNotices = (signal?: AbortSignal, before?: string) => http.get<Page<Notice>>('/notices', { query: { before, limit: FIRST_NOTICES }, signal })

export const markAllRead = () => http.post<{ count: number }>('/notices/read')
export const markRead = (id: string, key?: string) => http.post<void>(`/notices/${id}/read`, undefined, { key })
