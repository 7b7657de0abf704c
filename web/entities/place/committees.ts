// What the law has made public of people's mediation committees.
import { http } from '@/base/api'
import type { Day, Id } from '@/entities/types'

export interface PublicCommittee {
  office: Id
  name: string
  address?: string
  phone?: string
  // Of one committee; empty in the list.
  mediators: { name: string; from: Day; to?: Day }[]
}

export const readPublicCommittees = (signal?: AbortSignal) => http.get<{ items: PublicCommittee[] }>('/public/committees', { signal })
export const readPublicCommittee = (office: Id, signal?: AbortSignal) => http.get<PublicCommittee>(`/public/committees/${office}`, { signal })
