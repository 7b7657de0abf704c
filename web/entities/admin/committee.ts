// The justice bureau's list of committees and the roll of mediators.
import { http } from '@/base/api'
import { quoted } from '@/entities/work/etag'
import type { Day, Id } from '@/entities/types'

export interface Word {
  value: string
  title: string
}

export interface Committee {
  office: Id
  name: string
  listed: boolean
  kind: string
  kind_title: string
  founded_on?: Day
  filed_number?: string
  address?: string
  phone?: string
  members: number
  women: number
  // On the roll today.
  mediators: number
  full_time: number
  hints: string[]
}

export interface CommitteeList {
  items: Committee[]
  kinds: Word[]
  engagements: Word[]
  seats: Word[]
  may_keep: boolean
}

export interface Term {
  id: Id
  etag: string
  name: string
  engagement: string
  engagement_title: string
  seat: string
  seat_title: string
  from: Day
  to?: Day
  post?: Id
  post_title?: string
  standing: boolean
}

export interface CommitteeView {
  committee: Committee
  etag: string
  versions: { from: Day; to?: Day; kind_title: string; saved: string; filed_number?: string; address?: string; phone?: string }[]
  terms: Term[]
  posts: Word[]
  may_keep: boolean
}

export interface CommitteeInput {
  kind: string
  from: Day
  founded_on?: Day
  filed_number?: string
  address?: string
  phone?: string
  members: number
  women: number
}

export interface TermInput {
  name: string
  engagement: string
  seat: string
  from: Day
  to?: Day
  post?: Id
}

export const readCommittees = (signal?: AbortSignal) => http.get<CommitteeList>('/committees', { signal })
export const readCommittee = (office: Id, signal?: AbortSignal) => http.get<CommitteeView>(`/committees/${office}`, { signal })
export const putCommittee = (office: Id, input: CommitteeInput, etag: string, key: string) => http.put<CommitteeView>(`/committees/${office}`, input, { ifMatch: quoted(etag), key })
export const addTerm = (office: Id, input: TermInput, key: string) => http.post<CommitteeView>(`/committees/${office}/mediators`, input, { key })
export const changeTerm = (office: Id, term: Id, input: TermInput, etag: string, key: string) => http.put<CommitteeView>(`/committees/${office}/mediators/${term}`, input, { ifMatch: quoted(etag), key })
