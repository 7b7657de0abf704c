import { asFailure } from '@/base/failure'
import { phoneDb } from '@/entities/outbox/db'
import type { Place } from '@/entities/types'

import { readPlaces } from './api'

// Public place names under one parent: from the server, or, without a network, as last seen on this phone.
export async function placesUnder(parent?: string): Promise<Place[]> {
  const name = parent ?? ''
  try {
    const items = await readPlaces(parent)
    await phoneDb()
      .then((db) => db.put('places', { parent: name, items }))
      .catch(() => undefined)
    return items
  } catch (error) {
    const stored = asFailure(error).passing ? await phoneDb().then((db) => db.get('places', name), () => undefined) : undefined
    if (stored) return stored.items
    throw error
  }
}
