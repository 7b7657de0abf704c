// Registers from before this system: found again, taken in from a sheet, taken back.
import { http } from '@/base/api'
import type { ImportReport } from '@/entities/reference/types'
import type { Day, Id, ISO } from '@/entities/types'

export interface OldCase {
  id: Id
  number: string
  office_name: string
  place_name: string
  parties: string
  kind_title: string
  summary: string
  result_title: string
  received_on: Day
  concluded_on?: Day
  amount: number
  shelf?: string
}

export interface OldCasePage {
  items: OldCase[]
  total: number
  next?: number
  place_name?: string
  kinds: { value: string; title: string }[]
  as_of: ISO
}

// As the address has it; q there is the whole desk's search.
export interface OldCaseQuery {
  words?: string
  kind?: string
  place?: string
  from?: Day
  to?: Day
  names?: string
}

export interface OldImport {
  id: Id
  office_name: string
  by: string
  file_name: string
  imported_at: ISO
  cases: number
  undone_at?: ISO
  may_undo: boolean
  undo_until: Day
}

export interface OldImportList {
  items: OldImport[]
  // For which this reader may take a register in.
  offices: { value: Id; title: string }[]
}

const READ_LONG = 120_000
const raw = (office: string, file: File) => ({ query: { office, file_name: file.name.slice(0, 120) }, body: file, headers: { 'Content-Type': 'application/octet-stream' }, timeoutMs: READ_LONG })

export const readOldCases = ({ words, ...query }: OldCaseQuery, offset = 0) => http.get<OldCasePage>('/old-cases', { query: { ...query, q: words, offset } })
export const readOldImports = () => http.get<OldImportList>('/old-registers')
export const checkOldRegister = (office: string, file: File) => http.call<ImportReport>('POST', '/old-registers/check', raw(office, file)).then((reply) => reply.data)
export const takeOldRegister = (office: string, file: File, key: string) => http.call<ImportReport>('POST', '/old-registers', { ...raw(office, file), key }).then((reply) => reply.data)
export const oldRegisterSheet = (office: string, file: File) => http.postForBlob('/old-registers/sheet', raw(office, file))
export const oldRegisterTemplate = () => http.blob('/old-registers/template')
export const undoOldRegister = (id: Id, key: string) => http.call<void>('POST', `/old-registers/${id}/undo`, { key })
