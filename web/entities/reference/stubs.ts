import { http } from '@/base/api'
import { quoted } from '@/entities/work/etag'

import type { ImportReport, StubInput, StubList, StubView } from './types'

const LONG = 120_000
const raw = (system: string, file: Blob) => ({ query: { system }, body: file, headers: { 'Content-Type': 'application/octet-stream' }, timeoutMs: LONG })

export const readStubs = (system: string, signal?: AbortSignal) => http.get<StubList>('/stubs', { query: { system }, signal })
export const readStub = (id: string, signal?: AbortSignal) => http.get<StubView>(`/stubs/${id}`, { signal })
export const addStub = (input: StubInput, key: string) => http.post<StubView>('/stubs', input, { key })
const act = (method: 'POST' | 'PUT', stub: StubView, path: string, body: unknown, key: string) =>
  http.call<StubView>(method, `/stubs/${stub.id}${path}`, { ...(body === undefined ? {} : { body }), key, ifMatch: quoted(stub.etag) }).then((reply) => reply.data)
export const changeStub = (stub: StubView, input: StubInput, key: string) => act('PUT', stub, '', input, key)
export const endStub = (stub: StubView, outcome: string, day: string, key: string) => act('POST', stub, '/end', { outcome, ended_on: day }, key)
export const reopenStub = (stub: StubView, key: string) => act('POST', stub, '/reopen', undefined, key)
export const tieStub = (stub: StubView, matter: string, key: string) => act('POST', stub, '/tie', { matter }, key)
export const stubTemplate = (system: string) => http.blob('/stubs/template', { query: { system } })
export const checkStubs = (system: string, file: Blob) => http.call<ImportReport>('POST', '/stubs/check', raw(system, file)).then((reply) => reply.data)
export const takeStubs = (system: string, file: Blob, key: string) => http.call<ImportReport>('POST', '/stubs/import', { ...raw(system, file), key }).then((reply) => reply.data)
