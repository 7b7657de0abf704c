import { http } from '@/base/api'
import type { Notice, Page } from '@/entities/types'

export const readNotices = (signal?: AbortSignal) => http.get<Page<Notice>>('/notices', { signal })

export const markRead = (id: string, key?: string) => http.post<void>(`/notices/${id}/read`, {}, { key })
