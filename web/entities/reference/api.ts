import { http } from '@/base/api'
import type { Items, Matter, WorkItem } from '@/entities/types'

import type { ImportReport, OtherSystem, ReferenceInput } from './types'

const READ_LONG = 120_000

export const readSystems = () => http.get<Items<OtherSystem>>('/other-systems').then((list) => list.items)

export interface ReferenceAnswer {
  known: boolean
  matter?: WorkItem
}

export const findReference = (system: string, number: string, signal?: AbortSignal) => http.get<ReferenceAnswer>('/references', { query: { system, number }, signal })

async function send(method: 'POST' | 'PUT', matter: { id: string; etag: string }, path: string, input: ReferenceInput, key: string): Promise<Matter> {
  const reply = await http.call<Matter>(method, `/matters/${matter.id}/references${path}`, { body: input, key, ifMatch: matter.etag })
  return { ...reply.data, etag: reply.etag ?? reply.data.etag }
}
export const addReference = (matter: { id: string; etag: string }, input: ReferenceInput, key: string) => send('POST', matter, '', input, key)
export const changeReference = (matter: { id: string; etag: string }, id: string, input: ReferenceInput, key: string) => send('PUT', matter, `/${id}`, input, key)

// The file goes as it is; nothing of it is kept until it is taken in.
const raw = (system: string, file: Blob) => ({ query: { system }, body: file, headers: { 'Content-Type': 'application/octet-stream' }, timeoutMs: READ_LONG })
export const checkImport = (system: string, file: Blob) => http.call<ImportReport>('POST', '/imports/check', raw(system, file)).then((reply) => reply.data)
export const takeImport = (system: string, file: Blob, key: string) =>
  http.call<ImportReport>('POST', '/imports', { ...raw(system, file), key }).then((reply) => reply.data)
export const importSheet = (system: string, file: Blob) => http.postForBlob('/imports/sheet', raw(system, file))
export const importTemplate = (system: string) => http.blob('/imports/template', { query: { system } })
