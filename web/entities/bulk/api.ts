import { http } from '@/base/api'
import type { Id, Items } from '@/entities/types'

import type { BulkMove, BulkOrder, BulkResult, DocketSheet } from './types'

// Each row is an act of its own on the server: a long list takes its time.
const LONG_MS = 120_000

export const readBulkMoves = (signal?: AbortSignal) => http.get<Items<BulkMove>>('/bulk', { signal }).then((page) => page.items)

export const actInBulk = (order: BulkOrder, key: string) => http.post<BulkResult>('/bulk', order, { key, timeoutMs: LONG_MS })

export const readDockets = (matters: Id[]) => http.post<DocketSheet>('/dockets', { matters }, { timeoutMs: LONG_MS })
