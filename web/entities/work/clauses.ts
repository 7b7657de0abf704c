// The clauses of an agreement as a form edits them, and the JSON text in which they travel: who, to whom, what,
// how much (fen when paid), how, by when: one day, a day for each part, so many days after a condition, or (not to do) for good.
import type { FieldError } from '@/base/failure'
import { fenOf, yuanOf } from '@/base/money'

export type ClauseTerm = 'day' | 'parts' | 'condition' | 'lasting'

export interface ClausePart {
  amount: string
  due: string
}

export interface ClauseRow {
  debtor: string
  creditor: string
  deed: string
  text: string
  amount: string
  due: string
  method: string
  term: ClauseTerm
  parts: ClausePart[]
  condition: string
  within: string
}

export const DEEDS: { value: string; title: string }[] = [
  { value: 'pay', title: '付款' },
  { value: 'do', title: '做一件事' },
  { value: 'refrain', title: '不做某事' },
  { value: 'return', title: '返还' },
  { value: 'apologise', title: '赔礼道歉' },
]

// Which terms a deed may have.
export const termsOf = (deed: string): { value: ClauseTerm; title: string }[] => [
  { value: 'day', title: deed === 'refrain' ? '到某一天为止' : '一次，在某一天之前' },
  ...(deed === 'pay' ? [{ value: 'parts' as const, title: '分期' }] : []),
  { value: 'condition', title: '条件成就之后' },
  ...(deed === 'refrain' ? [{ value: 'lasting' as const, title: '长期' }] : []),
]
// What does not suit the deed any more is the plain one.
export const termOf = (row: ClauseRow): ClauseTerm => (termsOf(row.deed).some((term) => term.value === row.term) ? row.term : 'day')

export const emptyPart = (): ClausePart => ({ amount: '', due: '' })
export const emptyClause = (): ClauseRow => ({
  debtor: '',
  creditor: '',
  deed: 'pay',
  text: '',
  amount: '',
  due: '',
  method: '',
  term: 'day',
  parts: [],
  condition: '',
  within: '',
})

export function readClauses(value: string): ClauseRow[] {
  try {
    const rows: unknown = JSON.parse(value)
    return Array.isArray(rows) ? rows.map((row) => rowOf(row as Record<string, unknown>)) : []
  } catch {
    return []
  }
}

function rowOf(row: Record<string, unknown>): ClauseRow {
  const word = (name: string) => (typeof row[name] === 'string' ? (row[name] as string) : '')
  // What is not yet an amount of money stays as it was typed.
  const amount = typeof row.quantity === 'number' && word('deed') === 'pay' ? yuanOf(row.quantity) : word('typed')
  const parts = Array.isArray(row.parts) ? row.parts.map((part) => partOf(part as Record<string, unknown>)) : []
  const term = word('term') !== '' ? (word('term') as ClauseTerm) : parts.length > 0 ? 'parts' : word('condition') !== '' ? 'condition' : 'day'
  const within = typeof row.within_days === 'number' ? String(row.within_days) : word('within_typed')
  const told = { debtor: word('debtor'), creditor: word('creditor'), deed: word('deed'), text: word('text'), due: word('due'), method: word('method') }
  return { ...told, amount, term, parts, condition: word('condition'), within }
}

function partOf(part: Record<string, unknown>): ClausePart {
  const amount = typeof part.quantity === 'number' ? yuanOf(part.quantity) : typeof part.typed === 'string' ? part.typed : ''
  return { amount, due: typeof part.due === 'string' ? part.due : '' }
}

function sentPart({ amount, due }: ClausePart): Record<string, unknown> {
  const fen = fenOf(amount)
  return { ...(fen !== undefined ? { quantity: Number(fen) } : amount === '' ? {} : { typed: amount }), ...(due === '' ? {} : { due }) }
}

const whole = (text: string): number | undefined => (/^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : undefined)

function sentTerm(row: ClauseRow): Record<string, unknown> {
  const term = termOf(row)
  if (term === 'parts') return { term, parts: row.parts.map(sentPart) }
  if (term === 'lasting') return { term }
  if (term === 'day') return row.due === '' ? {} : { due: row.due }
  const days = whole(row.within)
  const within = days !== undefined ? { within_days: days } : row.within === '' ? {} : { within_typed: row.within }
  return { term, ...(row.condition === '' ? {} : { condition: row.condition }), ...within }
}

export function writeClauses(rows: ClauseRow[]): string {
  if (rows.length === 0) return ''
  return JSON.stringify(
    rows.map((row) => {
      const { debtor, creditor, deed, text, method, amount } = row
      const fen = deed === 'pay' ? fenOf(amount) : undefined
      const told = Object.fromEntries(Object.entries({ debtor, creditor, deed, text, method }).filter(([, word]) => word !== ''))
      const money = fen !== undefined ? { quantity: Number(fen), unit: 'fen' } : amount === '' ? {} : { typed: amount }
      return { ...told, ...money, ...sentTerm(row) }
    }),
  )
}

// What the parts come to, in fen; what is no amount counts nothing.
export const partsSum = (row: ClauseRow): number => row.parts.reduce((sum, part) => sum + Number(fenOf(part.amount) ?? 0), 0)

// Splits the whole into so many parts of one amount, what is left over in the last; the days stay.
export function splitEvenly(row: ClauseRow, count: number): ClausePart[] {
  const total = Number(fenOf(row.amount) ?? 0)
  const each = Math.floor(total / count)
  return Array.from({ length: count }, (_, n) => ({
    amount: total === 0 ? '' : yuanOf(n + 1 === count ? total - each * (count - 1) : each),
    due: row.parts[n]?.due ?? '',
  }))
}

// What an error says of clause `index`: "/fields/clauses/1/amount" belongs to the second one, and to its amount.
export const clauseErrors = (errors: FieldError[], index: number): FieldError[] => errors.filter(({ pointer }) => new RegExp(`/${index}(/[^/]+)?$`).test(pointer))
export const partError = (errors: FieldError[], index: number, part: string): boolean => errors.some(({ pointer }) => pointer.endsWith(`/${index}/${part}`))

export interface ClauseFault {
  index: number
  part: 'debtor' | 'amount' | 'text' | 'due' | 'parts' | 'sum' | 'condition'
}

// What a clause still lacks, part by part, in the order of the form.
export const clauseFaults = (value: string): ClauseFault[] =>
  readClauses(value).flatMap((row, index) => {
    const term = termOf(row)
    const total = Number(fenOf(row.amount) ?? 0)
    const parts = row.parts.every((part) => Number(fenOf(part.amount) ?? 0) > 0 && part.due !== '') && row.parts.length >= 2
    const lacks: [ClauseFault['part'], boolean][] = [
      ['debtor', row.debtor === ''],
      ['amount', row.deed === 'pay' && !(total > 0)],
      ['text', row.text.trim() === ''],
      ['due', term === 'day' && row.due === ''],
      ['parts', term === 'parts' && !parts],
      ['sum', term === 'parts' && parts && total > 0 && partsSum(row) !== total],
      ['condition', term === 'condition' && (row.condition.trim() === '' || !(Number(whole(row.within) ?? 0) > 0))],
    ]
    return lacks.flatMap(([part, lacking]) => (lacking ? [{ index, part }] : []))
  })
