import { http } from '@/base/api'
import type { Items, Page } from '@/entities/types'

import type { ReplyRow, ReplySheetRow } from './types'

export interface ReplyPeriod {
  system: string
  from: string
  to: string
}

const LONG = 120_000

export const readReplies = (query: ReplyPeriod, cursor?: string, signal?: AbortSignal) => http.get<Page<ReplyRow>>('/replies', { query: { ...query, cursor }, signal })
export const readReplySheets = (signal?: AbortSignal) => http.get<Items<ReplySheetRow>>('/reply-sheets', { signal }).then((list) => list.items)
export const makeReplySheet = (period: ReplyPeriod, key: string) => http.post<ReplySheetRow>('/reply-sheets', period, { key, timeoutMs: LONG })
export const replySheetFile = (id: string) => http.blob(`/reply-sheets/${id}/xlsx`)
export const takeBackReply = (id: string, key: string) => http.post<ReplySheetRow>(`/reply-sheets/${id}/take-back`, {}, { key, timeoutMs: LONG })
export const confirmReply = (id: string, key: string) => http.post<ReplySheetRow>(`/reply-sheets/${id}/confirm`, {}, { key, timeoutMs: LONG })
