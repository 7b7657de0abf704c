import { shallowReactive } from 'vue'

import type { MoveOffer } from '@/entities/types'

// Half-written forms, in memory only: they outlive a change of page inside the app, never the session.
export type Typed = Record<string, string>

// Buttons name what is kept, so they must hear of it when it goes.
const kept = shallowReactive(new Map<string, Typed>())

const keyOf = (matter: string, offer: MoveOffer) => [matter, offer.proceeding, offer.assignment ?? '', offer.move].join('/')

function sameAsOffered(offer: MoveOffer, typed: Typed): boolean {
  return offer.fields.every((field) => {
    const now = typed[field.name] ?? ''
    return now === '' || now === (field.value ?? '') || (field.kind === 'bool' && now === 'false')
  })
}

export const drafts = {
  keep(matter: string, offer: MoveOffer, typed: Typed): void {
    if (sameAsOffered(offer, typed)) kept.delete(keyOf(matter, offer))
    else kept.set(keyOf(matter, offer), { ...typed })
  },
  of(matter: string, offer: MoveOffer): Typed | undefined {
    return kept.get(keyOf(matter, offer))
  },
  drop(matter: string, offer: MoveOffer): void {
    kept.delete(keyOf(matter, offer))
  },
  wipe(): void {
    kept.clear()
  },
  get any(): boolean {
    return kept.size > 0
  },
}
