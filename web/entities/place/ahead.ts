import { readSpotForm } from '@/entities/spot/api'
import { rememberForm } from '@/entities/spot/form'

import { placesUnder } from './remembered'

// What a worker needs to name a place where there is no signal: the own grid, and the towns with what is below the county.
// Read while there still is one; what fails now is asked for when it is needed.
export async function placesAhead(account: string): Promise<void> {
  const own = readSpotForm().then((form) => void rememberForm(account, form))
  const towns = placesUnder().then(async (top) => {
    const only = top[0]
    if (top.length === 1 && only?.kind === 'county') await placesUnder(only.id)
  })
  await Promise.allSettled([own, towns])
}
