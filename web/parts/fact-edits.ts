import { yuanOf } from '@/base/money'
import type { FactEdit, FactGroup } from '@/entities/fact/types'
import type { FieldOffer, MoveOffer } from '@/entities/types'

import { toWire } from './field-check'

export type Values = Record<string, string>

// The form of one group of facts. What waits on this phone stands where it will stand once it was sent: who goes on
// writing has seen it.
export function factOffer(group: FactGroup, title: string, waiting: Values = {}): MoveOffer {
  const fields = group.fields.map((field) => ({ ...field, value: waiting[field.name] ?? field.value ?? '' }))
  return { proceeding: '', move: group.title, title, tone: 'normal', blocked: [], fields }
}

// What stood in each field when the form was opened.
export const basesOf = (offer: MoveOffer): Values => Object.fromEntries(offer.fields.map((field) => [field.name, field.value ?? '']))

// `sent` as the form gives it: what is empty is left out.
export function editsOf(offer: MoveOffer, bases: Values, sent: Values): FactEdit[] {
  return offer.fields.flatMap(({ name }) => {
    const base = bases[name] ?? ''
    const value = sent[name] ?? ''
    return value === base ? [] : [{ fact: name, base, value }]
  })
}

export interface HalfWritten {
  values: Values
  bases: Values
}

// Of a form that was left, only what was changed is kept, with what stood there then: the rest is read anew.
export function halfWritten(offer: MoveOffer, bases: Values, typed: Values): HalfWritten {
  const changed = offer.fields.filter((field) => toWire(field, typed[field.name] ?? '') !== (bases[field.name] ?? ''))
  const pick = (from: Values): Values => Object.fromEntries(changed.map(({ name }) => [name, from[name] ?? '']))
  return { values: pick(typed), bases: pick(bases) }
}

// The server points at "/edits/1/value", the form knows the field.
export const pointerInForm = (pointer: string, edits: FactEdit[]): string => {
  const index = /^\/edits\/(\d+)\//.exec(pointer)?.[1]
  const edit = index === undefined ? undefined : edits[Number(index)]
  return edit ? `/fields/${edit.fact}` : pointer
}

export function shownValue(field: FieldOffer | undefined, value: string, words: { yes: string; no: string; none: string }): string {
  if (value === '') return words.none
  if (field?.kind === 'bool') return value === 'true' ? words.yes : words.no
  if (field?.kind === 'money') return yuanOf(value)
  return field?.choices?.find((choice) => choice.value === value)?.title ?? value
}
