import { http } from '@/base/api'
import type { Sheet } from '@/base/http'
import type { Id, Matter } from '@/entities/types'

export interface PaperField {
  name: string
  label: string
  kind: 'text' | 'date' | 'number' | 'money' | 'list' | 'rows'
  required: boolean
  many_lines: boolean
  max: number
  value: string
  help: string
  columns: string[]
}

export interface PaperOffer {
  paper: string
  title: string
  to_one_party: boolean
  of_talk: boolean
  word: boolean
  fields: PaperField[]
}

export interface PaperOffers {
  number: string
  title: string
  etag: string
  items: PaperOffer[]
  parties: { id: Id; name: string }[]
  talks: { id: Id; title: string; recorded: boolean }[]
  talk?: Id
}

export interface PaperOrder {
  paper: string
  party?: Id
  blank?: boolean
  talk?: Id
  fields: Record<string, string>
}

const at = (matter: Id) => `/matters/${matter}/papers`
const WAIT = 40_000

export const readPaperOffers = (matter: Id, talk: Id, signal?: AbortSignal) => http.get<PaperOffers>(talk ? `${at(matter)}?talk=${encodeURIComponent(talk)}` : at(matter), { signal })
export const previewPaper = (matter: Id, order: PaperOrder, page: number): Promise<Sheet> => http.postSheet(`${at(matter)}/preview/${page}`, { body: order, timeoutMs: WAIT })

async function act(path: string, body: unknown, etag: string, key: string): Promise<Matter> {
  const reply = await http.call<Matter>('POST', path, { body, key, ifMatch: etag })
  return { ...reply.data, etag: reply.etag ?? reply.data.etag }
}
export const issuePaper = (matter: Id, etag: string, order: PaperOrder, key: string) => act(at(matter), order, `"${etag}"`, key)
export const voidPaper = (matter: { id: Id; etag: string }, document: Id, reason: string, key: string) =>
  act(`/matters/${matter.id}/documents/${document}/void`, { reason }, matter.etag, key)
