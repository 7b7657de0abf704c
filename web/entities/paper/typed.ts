import type { Id } from '@/entities/types'

import type { PaperOffer } from './api'

// Half-written papers, in memory only: they outlive a change of page inside the app, never the session.
const kept = new Map<string, Record<string, string>>()
const keyOf = (matter: Id, paper: string) => `${matter}/${paper}`

export function typedOf(matter: Id, offer: PaperOffer): Record<string, string> {
  const was = kept.get(keyOf(matter, offer.paper))
  return Object.fromEntries(offer.fields.map((field) => [field.name, was?.[field.name] ?? field.value]))
}
export function keepTyped(matter: Id, offer: PaperOffer, typed: Record<string, string>): void {
  const changed = Object.fromEntries(offer.fields.filter((field) => typed[field.name] !== field.value).map((field) => [field.name, typed[field.name] ?? '']))
  if (Object.keys(changed).length > 0) kept.set(keyOf(matter, offer.paper), changed)
  else kept.delete(keyOf(matter, offer.paper))
}
export const dropTyped = (matter: Id, paper: string): boolean => kept.delete(keyOf(matter, paper))
export const forgetPapers = (): void => kept.clear()
export const anyPapers = (): boolean => kept.size > 0

// A field the matter fills otherwise than when the form was opened.
export interface Changed {
  name: string
  label: string
  now: string
}
export const changedSince = (was: PaperOffer, now: PaperOffer): Changed[] =>
  now.fields
    .filter((field) => was.fields.find((one) => one.name === field.name)?.value !== field.value)
    .map((field) => ({ name: field.name, label: field.label, now: field.value }))

// What somebody wrote into a paper themselves.
export interface Written {
  title: string
  texts: { label: string; text: string }[]
}
export const writtenIn = (offer: PaperOffer, typed: Record<string, string>): Written => ({
  title: offer.title,
  texts: offer.fields.filter((field) => typed[field.name] && typed[field.name] !== field.value).map((field) => ({ label: field.label, text: typed[field.name] ?? '' })),
})
