import type { Id } from '@/entities/types'

import type { FactsRow, Row } from './row'

// How many things the person wrote still wait, and how many were refused: a report with its files is one.
export function openItems(rows: Row[]): { waiting: number; dead: number } {
  const dead = new Set(rows.filter((row) => row.state === 'dead').map((row) => row.key))
  const waiting = new Set(rows.filter((row) => row.state === 'waiting' || row.state === 'sending').map((row) => row.parent ?? row.key))
  return { waiting: [...waiting].filter((key) => !dead.has(key)).length, dead: dead.size }
}

export const factsOf = (rows: Row[], matter: Id): FactsRow[] => rows.filter((row): row is FactsRow => row.kind === 'facts' && row.matter === matter)

// What each fact will be once all that waits here was taken: the latest word of this phone. A refused row is no word.
export function waitingValues(rows: Row[], matter: Id, owner: Id): Record<string, string> {
  const waiting = factsOf(rows, matter).filter((row) => row.owner === owner && (row.state === 'waiting' || row.state === 'sending'))
  return Object.fromEntries(waiting.flatMap((row) => row.facts.edits.map(({ fact, value }) => [fact, value])))
}
