import { http } from '@/base/api'
import type { Page } from '@/entities/types'
import { quoted } from '@/entities/work/etag'

import type { AccessLogRow, AccountInput, AccountRow, AuditRow, OneTime } from './types'

const of = (id: string) => `/accounts/${encodeURIComponent(id)}`

export const readAccountPage = (q: string, cursor?: string, signal?: AbortSignal) =>
  http.get<Page<AccountRow>>('/accounts', { query: { q: q || undefined, cursor, limit: 100 }, signal })
export const openAccount = (input: AccountInput, key: string) => http.post<AccountRow>('/accounts', input, { key })
export const changeAccount = (id: string, input: AccountInput, etag: string | undefined, key: string) => http.put<void>(of(id), input, { key, ifMatch: etag ? quoted(etag) : undefined })

export const resetPassword = (id: string) => http.post<OneTime>(`${of(id)}/reset`, {})
export const disableAccount = (id: string) => http.post<void>(`${of(id)}/disable`, {})
export const enableAccount = (id: string) => http.post<void>(`${of(id)}/enable`, {})
export const unlockAccount = (id: string) => http.post<void>(`${of(id)}/unlock`, {})
export const endSessions = (id: string) => http.delete<void>(`${of(id)}/sessions`)

export interface AuditQuery {
  from?: string
  to?: string
  kind?: string
  cursor?: string
}

export const readAudit = (query: AuditQuery, signal?: AbortSignal) => http.get<Page<AuditRow>>('/audit', { query: { ...query }, signal })

export const readAccessLog = (number: string, cursor?: string, signal?: AbortSignal) =>
  http.get<Page<AccessLogRow>>('/access-log', { query: { matter_number: number, cursor }, signal })
