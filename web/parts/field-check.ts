import type { FieldError } from '@/base/failure'
import { t } from '@/base/messages'
import { fenOf } from '@/base/money'
import type { FieldOffer } from '@/entities/types'
import { clauseFaults } from '@/entities/work/clauses'

// Says what the offer itself says (required, shortest, longest), so that a mistake shows before it is sent.
// Whether the move is lawful is the server's word alone.
export function checkField(field: FieldOffer, value: string): string | undefined {
  const text = value.trim()
  if (text === '') return field.required ? t('field.required', { label: field.label }) : undefined
  if (field.kind === 'text' || field.kind === 'longtext') return checkLength(field, text)
  if (field.kind === 'number') return checkNumber(field, text)
  if (field.kind === 'money' && fenOf(text) === undefined) return t('field.money')
  // A day chosen without a time stands as its first minute: nobody meets then.
  if (field.kind === 'time' && !/T(?!00:00)\d{2}:\d{2}/.test(text)) return t('field.time', { label: field.label })
  return undefined
}

export const pointerOf = (field: FieldOffer) => `/fields/${field.name}`

// Every fault of one field, those of an agreement's clauses at their very part: "/fields/clauses/1/amount".
export function faultsOf(field: FieldOffer, value: string): FieldError[] {
  const message = checkField(field, value)
  if (message) return [{ pointer: pointerOf(field), message }]
  if (field.kind !== 'clauses') return []
  return clauseFaults(value).map(({ index, part }) => ({
    pointer: `${pointerOf(field)}/${index}/${part}`,
    message: t('clause.wrong', { n: index + 1, what: part === 'amount' ? t('field.money') : t(`clause.wrong.${part}`) }),
  }))
}

function checkLength(field: FieldOffer, text: string): string | undefined {
  const length = Array.from(text).length
  if (field.min !== undefined && length < field.min) return t('field.short', { label: field.label, min: field.min })
  if (field.max !== undefined && length > field.max) return t('field.long', { label: field.label, max: field.max })
  return undefined
}

function checkNumber(field: FieldOffer, text: string): string | undefined {
  const n = Number(text)
  const min = field.min ?? 0
  const max = field.max ?? Number.MAX_SAFE_INTEGER
  if (Number.isInteger(n) && n >= min && n <= max) return undefined
  return t('field.between', { label: field.label, min, max })
}

// What an input shows → what the server takes.
export function toWire(field: FieldOffer, value: string): string {
  const text = value.trim()
  if (text === '') return ''
  if (field.kind === 'money') return fenOf(text) ?? text
  if (field.kind === 'time') return text.length === 16 ? `${text}:00+08:00` : text
  return text
}

// Server's proposal → what an input shows.
export function fromWire(field: FieldOffer): string {
  const value = field.value ?? ''
  if (field.kind === 'time') return value.slice(0, 16)
  if (field.kind === 'bool') return value === '' ? 'false' : value
  if (field.kind === 'money' && /^\d+$/.test(value)) return `${value.slice(0, -2) || '0'}.${value.slice(-2).padStart(2, '0')}`
  return value
}
