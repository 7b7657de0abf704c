import { http } from '@/base/api'
import type { AccessRow, Id, ISO, Items, Matter, MoveRequest, Page, PartyInput, Receipt, StaffReport, WorkItem, WorkPage } from '@/entities/types'

// The lists the server keeps; which of them a person has is told by the counts of a page of work.
export type Box = 'watch' | 'desk' | 'closing' | 'track' | 'verify' | 'mine' | 'team' | 'copied' | 'differing'

export interface MatterQuery {
  open?: boolean
  category?: string
  place?: string
  status?: string
  from?: string
  to?: string
  closed_from?: string
  closed_to?: string
  close_kind?: string
  due?: string
  entered_by_me?: boolean
  cursor?: string
  limit?: number
}

export const readWork = (box: Box, cursor?: string, signal?: AbortSignal, limit = 50) =>
  http.get<WorkPage>('/work', { query: { box, cursor, limit }, signal })

export const readMatters = (query: MatterQuery, signal?: AbortSignal) =>
  http.get<Page<WorkItem>>('/matters', { query: { ...query }, signal })

export const searchMatters = (query: { q: string; place?: string; category?: string; cursor?: string; entered_by_me?: boolean }, signal?: AbortSignal) =>
  http.get<Page<WorkItem & { snippet: string }>>('/search', { query, signal })

export interface JoinedReport {
  number: string
  text: string
  channel_title: string
  place_name: string
  received_at: ISO
  place_detail?: string
  reporter?: string
  // Why no reporter is named.
  reporter_note?: string
  matter?: Id
}
export const readJoinedReports = (matter: Id, signal?: AbortSignal) => http.get<{ items: JoinedReport[] }>(`/matters/${matter}/joined-reports`, { signal })

// Opening a matter leaves a row in its access log, so the purpose is asked for.
export async function readMatter(id: string, purpose: string, signal?: AbortSignal): Promise<Matter> {
  const reply = await http.call<Matter>('GET', `/matters/${id}`, { query: { purpose }, signal })
  return { ...reply.data, etag: reply.etag ?? reply.data.etag }
}

export const enterMatter = (report: StaffReport, key: string) =>
  http.post<Matter & { receipt?: Receipt }>('/matters', report, { key })

export async function sendMove(matter: { id: string; etag: string }, move: MoveRequest, key: string): Promise<Matter> {
  const reply = await http.call<Matter>('POST', `/matters/${matter.id}/moves`, { body: move, key, ifMatch: matter.etag })
  return { ...reply.data, etag: reply.etag ?? reply.data.etag }
}

export async function addParty(matter: { id: string; etag: string }, party: PartyInput, key: string): Promise<Matter> {
  const reply = await http.call<Matter>('POST', `/matters/${matter.id}/parties`, { body: party, key, ifMatch: matter.etag })
  return { ...reply.data, etag: reply.etag ?? reply.data.etag }
}

// What was heard in a recording.
export async function writeDownRecording(matter: { id: string; etag: string }, recording: string, text: string, key: string): Promise<Matter> {
  const reply = await http.call<Matter>('POST', `/matters/${matter.id}/attachments/${recording}/words`, { body: { text }, key, ifMatch: matter.etag })
  return { ...reply.data, etag: reply.etag ?? reply.data.etag }
}

export const attachmentBlob = (matter: string, id: string) => http.blob(`/matters/${matter}/attachments/${id}`)
export const documentPdf = (matter: string, id: string) => http.blob(`/matters/${matter}/documents/${id}/pdf`)
export const documentPage = (matter: string, id: string, page: number) => http.sheet(`/matters/${matter}/documents/${id}/pages/${page}`)

export const readAccess = (matter: string, signal?: AbortSignal) =>
  http.get<Items<AccessRow>>(`/matters/${matter}/access`, { signal }).then((page) => page.items)
