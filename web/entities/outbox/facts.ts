import type { Id } from '@/entities/types'

import type { FactsRow, Row } from './row'

export const factsOf = (rows: Row[], matter: Id): FactsRow[] => rows.filter((row): row is FactsRow => row.kind === 'facts' && row.matter === matter)

// What each fact will be once all that waits here was taken: the latest word of this phone. A refused row is no word.
export function waitingValues(rows: Row[], matter: Id, owner: Id): Record<string, string> {
  const waiting = factsOf(rows, matter).filter((row) => row.owner === owner && (row.state === 'waiting' || row.state === 'sending'))
  return Object.fromEntries(waiting.flatMap((row) => row.facts.edits.map(({ fact, value }) => [fact, value])))
}
