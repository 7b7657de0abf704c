import { http } from '@/base/api'
import type { Items, Matter } from '@/entities/types'
import { quoted } from '@/entities/work/etag'

export interface Aid {
  code: string
  method: string
  title: string
  text: string
}

export interface AidWord {
  code: string
  name: string
}

export interface AidRow extends Aid {
  procedure: string
  states: AidWord[]
  categories: AidWord[]
  shown: boolean
  own: boolean
  changed: boolean
  changed_on?: string
  etag: string
}

export interface AidInput {
  method: string
  title: string
  text: string
  states: string[]
  categories: string[]
  shown: boolean
}

const of = (code: string) => `/aid-list/${encodeURIComponent(code)}`

export const readAids = (query: { procedure: string; state: string; category?: string }, signal?: AbortSignal) =>
  http.get<Items<Aid>>('/aids', { query, signal }).then((list) => list.items)
export const readAidList = (signal?: AbortSignal) => http.get<{ items: AidRow[]; states: AidWord[] }>('/aid-list', { signal })
export const addAid = (input: AidInput, key: string) => http.post<AidRow>('/aid-list', input, { key })
export const changeAid = (code: string, input: AidInput, etag: string, key: string) => http.put<AidRow>(of(code), input, { key, ifMatch: quoted(etag) })
export const restoreAid = (code: string, etag: string, key: string) => http.post<AidRow>(`${of(code)}/restore`, undefined, { key, ifMatch: quoted(etag) })

// The step at which this reader may act on the matter and aids are asked for: none for somebody who only looks.
export function aidStep(matter: Matter): { procedure: string; state: string; category?: string } | undefined {
  if (!matter.moves.length) return undefined
  const step = matter.proceedings.at(-1)
  return step ? { procedure: step.procedure, state: step.state, category: matter.category } : undefined
}
