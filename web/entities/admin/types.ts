import type { Id, ISO, PostView } from '@/entities/types'

export interface AccountRow {
  id: Id
  login: string
  name: string
  phone?: string
  state: 'active' | 'disabled'
  posts: PostView[]
  sessions?: number
  etag?: string
  // Until when the one-time password opens; absent once the person has an own one.
  one_time_until?: ISO
  // Wrong passwords keep it from being tried until then; told to the security administrator only.
  paused_until?: ISO
}

export interface PostInput {
  office: Id
  role: string
}

export interface AccountInput {
  login: string
  name: string
  phone?: string
  posts: PostInput[]
}

// Shown once, to be handed over; the first login asks for an own password.
export interface OneTime {
  one_time_password: string
  valid_until: ISO
}

export interface AuditRow {
  at: ISO
  who: string
  kind_title: string
  subject: string
  detail: string
}

export interface AccessLogRow {
  at: ISO
  who: string
  what: string
  purpose: string
  number?: string
}

// The roles a post can have, in the words of the trade (docs/words.md).
export const ROLES: { value: string; title: string }[] = [
  { value: 'triage', title: '分流员' },
  { value: 'handler', title: '经办人' },
  { value: 'mediator', title: '人民调解员' },
  { value: 'grid_worker', title: '网格员' },
  { value: 'group_head', title: '联户长' },
  { value: 'leader', title: '分管领导' },
  { value: 'verifier', title: '核查回访员' },
  { value: 'supervisor', title: '督办员' },
  { value: 'system_admin', title: '系统管理员' },
  { value: 'security_admin', title: '安全管理员' },
  { value: 'audit_admin', title: '审计管理员' },
]
