import { http } from '@/base/api'
import type { Matter } from '@/entities/types'

import type { ImportReport, SlipList } from './types'

const LONG = 120_000
const raw = (system: string, file: Blob) => ({ query: { system }, body: file, headers: { 'Content-Type': 'application/octet-stream' }, timeoutMs: LONG })

export const readSlips = (system: string, signal?: AbortSignal) => http.get<SlipList>('/slips', { query: { system }, signal })
export const slipSheet = (system: string) => http.blob('/slips/xlsx', { query: { system } })
export const checkSlips = (system: string, file: Blob) => http.call<ImportReport>('POST', '/slips/check', raw(system, file)).then((reply) => reply.data)
export const takeSlips = (system: string, file: Blob, key: string) => http.call<ImportReport>('POST', '/slips', { ...raw(system, file), key }).then((reply) => reply.data)

export async function issueSlip(matter: { id: string; etag: string }, reference: string, key: string): Promise<Matter> {
  const reply = await http.call<Matter>('POST', `/matters/${matter.id}/references/${reference}/slip`, { key, ifMatch: matter.etag })
  return { ...reply.data, etag: reply.etag ?? reply.data.etag }
}
