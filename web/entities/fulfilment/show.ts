import { fenOf, yuanOf } from '@/base/money'
import { showDay } from '@/base/when'

import type { Entry, Promised } from './types'

export const countsAmount = (kind: string): boolean => kind === 'performed' || kind === 'excused'

export function quantityText(promised: Promised): string {
  if (promised.unit === 'fen') return `${yuanOf(promised.performed + promised.excused)} / ${yuanOf(promised.quantity)} 元`
  if (promised.quantity > 1) return `${promised.performed + promised.excused} / ${promised.quantity}`
  return ''
}

export function amountText(promised: Promised, entry: Entry): string {
  if (entry.amount === 0) return ''
  return promised.unit === 'fen' ? `${yuanOf(entry.amount)} 元` : promised.quantity > 1 ? String(entry.amount) : ''
}

export function termText(promised: Promised): string {
  const day = promised.due_day ? `${showDay(promised.due_day)}前` : ''
  if (promised.condition) return `${promised.condition}之后 ${promised.within_days ?? 0} 日内${day ? `（${day}）` : ''}`
  if (promised.deed === 'refrain') return day ? `到${showDay(promised.due_day ?? '')}为止` : '长期'
  return day
}

// The amount as typed, in the promise's unit; 0: none of it is a number.
export function amountOf(text: string, unit: string): number {
  const wire = unit === 'fen' ? fenOf(text) : /^\d+$/.test(text.trim()) ? text.trim() : undefined
  return Number(wire ?? 0)
}
