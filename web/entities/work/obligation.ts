import { http } from '@/base/api'
import { yuanOf } from '@/base/money'
import type { Day, Id, Matter } from '@/entities/types'

export interface Obligation {
  id: Id
  text: string
  deed: string
  state: string
  debtor?: string
  creditor?: string
  quantity: number
  performed: number
  unit: string
  due_day?: Day
}

// Sent with a matter once an agreement stands.
export const obligationsOf = (matter: Matter): Obligation[] => (matter as Matter & { obligations?: Obligation[] }).obligations ?? []

const STATES: Record<string, string> = { open: '履行中', kept: '已履行', late: '逾期', excused: '已免除', reversed: '已撤销' }

export const stateTitle = (obligation: Obligation): string => STATES[obligation.state] ?? obligation.state

export function amountText(obligation: Obligation): string {
  if (obligation.unit === 'fen') return `${yuanOf(obligation.performed)} / ${yuanOf(obligation.quantity)} 元`
  return obligation.performed >= obligation.quantity ? '已完成' : '未完成'
}

export type PerformanceKind = 'performed' | 'excused' | 'reversed'

// Amount in the obligation's unit: fen for money.
export interface Performance {
  kind: PerformanceKind
  amount: number
  day: Day
  note?: string
  client_id: Id
}

export async function recordPerformance(matter: Matter, obligation: string, entry: Performance, key: string): Promise<Matter> {
  const reply = await http.call<Matter>('POST', `/matters/${matter.id}/obligations/${obligation}/entries`, { body: entry, key, ifMatch: matter.etag })
  return { ...reply.data, etag: reply.etag ?? reply.data.etag }
}

export const isOpen = (obligation: Obligation): boolean => obligation.state === 'open' || obligation.state === 'late'
