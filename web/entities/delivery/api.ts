import { http } from '@/base/api'
import type { Day, Id } from '@/entities/types'

import type { Batch, CallList, CallResult, LetterView, OutboxView, StuckRow } from './types'

const LONG = 120_000
const group = (row: StuckRow, reason: string) => ({ gateway: row.gateway, state: row.state, ...(row.cause ? { cause: row.cause } : {}), reason })

export const readOutbox = (signal?: AbortSignal) => http.get<OutboxView>('/outbox', { signal })
export const retryGroup = (row: StuckRow, reason: string, key: string) => http.post<{ count: number }>('/outbox/retry', group(row, reason), { key })
export const giveUpGroup = (row: StuckRow, reason: string, key: string) => http.post<{ count: number }>('/outbox/give-up', group(row, reason), { key })

export const readCalls = (all: boolean, cursor?: string, signal?: AbortSignal) => http.get<CallList>('/calls', { query: { all, cursor }, signal })
export const openNumber = (call: Id) => http.post<{ phone: string }>(`/calls/${call}/number`)
export const recordCall = (call: Id, result: CallResult, key: string) => http.post<void>(`/calls/${call}/result`, result, { key })
export const callSheet = () => http.blob('/calls/xlsx')

export const readLetters = (signal?: AbortSignal) => http.get<LetterView>('/letters', { signal })
export const printLetters = (office: Id, key: string) => http.post<Batch>('/letters/batches', { office }, { key })
export const lettersFile = (batch: Id) => http.blob(`/letters/batches/${batch}/pdf`, { timeoutMs: LONG })
export const finishLetters = (batch: Id, how: string, day: Day, key: string) => http.post<Batch>(`/letters/batches/${batch}/done`, { how, day }, { key })
