import { http } from '@/base/api'
import type { Day, Id, ISO, Items, Matter, Status } from '@/entities/types'

// A matter that looks like the same thing, and why.
export interface Twin {
  matter: Id
  number: string
  title: string
  place_name: string
  status: Status
  received_at: ISO
  office_name?: string
  reasons: string[]
  told: boolean
}

export interface TwinAsk {
  place: Id
  text: string
  place_detail?: string
  category?: string
  title?: string
  happened_on?: Day
}

export interface SplitOrder {
  text: string
  reason: string
  title?: string
  category?: string
  place?: Id
  place_detail?: string
  received_at?: ISO
  parties: Id[]
  client_id: string
}

export const readTwins = (matter: Id, signal?: AbortSignal) => http.get<Items<Twin>>(`/matters/${matter}/twins`, { signal }).then((page) => page.items)

export const findTwins = (ask: TwinAsk, signal?: AbortSignal) => http.post<Items<Twin>>('/twins', ask, { signal }).then((page) => page.items)

export const keepApart = (matter: Id, other: Id, key: string) => http.post<undefined>(`/matters/${matter}/apart`, { other }, { key })

// The new matter.
export async function splitMatter(matter: { id: Id; etag: string }, order: SplitOrder, key: string): Promise<Matter> {
  const reply = await http.call<Matter>('POST', `/matters/${matter.id}/split`, { body: order, key, ifMatch: matter.etag })
  return { ...reply.data, etag: reply.etag ?? reply.data.etag }
}
