import { http } from '@/base/api'
import type { Matter } from '@/entities/types'

import type { CourtRow, PacketView } from './types'

interface Held {
  id: string
  etag: string
}
const LONG = 120_000

export interface CourtList {
  items: CourtRow[]
  more: boolean
}

async function act(matter: Held, reference: string, path: string, body: unknown, key: string): Promise<Matter> {
  const more = body === undefined ? {} : { body }
  const reply = await http.call<Matter>('POST', `/matters/${matter.id}/references/${reference}/${path}`, { ...more, key, ifMatch: matter.etag, timeoutMs: LONG })
  return { ...reply.data, etag: reply.etag ?? reply.data.etag }
}

export const readCourtLetters = (signal?: AbortSignal) => http.get<CourtList>('/court-letters', { signal })
export const signLetter = (matter: Held, reference: string, day: string, key: string) => act(matter, reference, 'receipt', { signed_on: day }, key)
export const readPacket = (matter: string, reference: string, signal?: AbortSignal) => http.get<PacketView>(`/matters/${matter}/references/${reference}/packet`, { signal })
export const makePacket = (matter: Held, reference: string, enclosures: { id: string; kind: string }[], key: string) => act(matter, reference, 'packet', { enclosures }, key)
export const extendTerm = (matter: Held, reference: string, more: { days: number; agreed_on: string; how: string }, key: string) => act(matter, reference, 'extension', more, key)
export const sendPacket = (matter: Held, reference: string, sent: { sent_on: string; how: string }, key: string) => act(matter, reference, 'sent', sent, key)
export const unsendPacket = (matter: Held, reference: string, key: string) => act(matter, reference, 'unsent', undefined, key)
