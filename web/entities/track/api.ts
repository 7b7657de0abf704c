import { http } from '@/base/api'
import type { Reply } from '@/base/http'
import type { Track, TrackMove } from '@/entities/types'

const proof = (secret: string, pin?: string) => ({ 'X-Track-Secret': secret, ...(pin ? { 'X-Track-Pin': pin } : {}) })

export const readTrack = (secret: string, etag?: string, signal?: AbortSignal): Promise<Reply<Track | undefined>> =>
  http.call<Track | undefined>('GET', '/track', { headers: proof(secret), ifNoneMatch: etag, signal })

// No If-Match: the tag of a party's view changes whenever somebody looks at the file, which is no reason to refuse them.
export const sendTrackMove = (secret: string, move: TrackMove, key: string) =>
  http.call<Track>('POST', '/track/moves', { headers: proof(secret), body: move, key })

export const trackAttachment = (secret: string, id: string) => http.blob(`/track/attachments/${id}`, { headers: proof(secret) })

export const trackPdf = (secret: string, id: string, pin?: string) => http.blob(`/track/documents/${id}/pdf`, { headers: proof(secret, pin) })

export const trackPage = (secret: string, id: string, page: number, pin?: string) =>
  http.sheet(`/track/documents/${id}/pages/${page}`, { headers: proof(secret, pin) })
