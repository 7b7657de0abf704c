// The clauses of an agreement as a form edits them, and the JSON text in which they travel: who, to whom, what,
// how much (fen when paid), how, by when.
import type { FieldError } from '@/base/failure'
import { fenOf, yuanOf } from '@/base/money'

export interface ClauseRow {
  debtor: string
  creditor: string
  deed: string
  text: string
  amount: string
  due: string
  method: string
}

export const DEEDS: { value: string; title: string }[] = [
  { value: 'pay', title: '付款' },
  { value: 'do', title: '做一件事' },
  { value: 'refrain', title: '不做某事' },
  { value: 'return', title: '返还' },
  { value: 'apologise', title: '赔礼道歉' },
]

export const emptyClause = (): ClauseRow => ({ debtor: '', creditor: '', deed: 'pay', text: '', amount: '', due: '', method: '' })

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
  return { debtor: word('debtor'), creditor: word('creditor'), deed: word('deed'), text: word('text'), amount, due: word('due'), method: word('method') }
}

export function writeClauses(rows: ClauseRow[]): string {
  if (rows.length === 0) return ''
  return JSON.stringify(
    rows.map(({ amount, ...row }) => {
      const fen = row.deed === 'pay' ? fenOf(amount) : undefined
      const told = Object.fromEntries(Object.entries(row).filter(([, text]) => text !== ''))
      if (fen !== undefined) return { ...told, quantity: Number(fen), unit: 'fen' }
      return amount === '' ? told : { ...told, typed: amount }
    }),
  )
}

// What an error says of clause `index`: "/fields/clauses/1/amount" belongs to the second one, and to its amount.
export const clauseErrors = (errors: FieldError[], index: number): FieldError[] => errors.filter(({ pointer }) => new RegExp(`/${index}(/[^/]+)?$`).test(pointer))
export const partError = (errors: FieldError[], index: number, part: string): boolean => errors.some(({ pointer }) => pointer.endsWith(`/${index}/${part}`))

export interface ClauseFault {
  index: number
  part: 'debtor' | 'amount' | 'text' | 'due'
}

// What a clause still lacks, part by part, in the order of the form.
export const clauseFaults = (value: string): ClauseFault[] =>
  readClauses(value).flatMap((row, index) => {
    const lacks: [ClauseFault['part'], boolean][] = [
      ['debtor', row.debtor === ''],
      ['amount', row.deed === 'pay' && !(Number(fenOf(row.amount) ?? 0) > 0)],
      ['text', row.text.trim() === ''],
      ['due', row.due === ''],
    ]
    return lacks.flatMap(([part, lacking]) => (lacking ? [{ index, part }] : []))
  })
