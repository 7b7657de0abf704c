import { http } from '@/base/api'
import type { Items } from '@/entities/types'

// `matrix`: who may do what in which state, one line a permission, columns divided by tabs, headings first.
export interface ProcedureRow {
  name: string
  version: number
  title: string
  basis?: string
  matrix?: string
}

export const readProcedures = (signal?: AbortSignal) => http.get<Items<ProcedureRow>>('/procedures', { signal }).then((page) => page.items)
