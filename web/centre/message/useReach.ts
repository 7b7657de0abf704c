import { shallowRef, watch, type Ref } from 'vue'

import { asFailure, type Failure } from '@/base/failure'
import { readReach } from '@/entities/message/api'
import type { MessageReach } from '@/entities/message/types'

export interface Reach {
  reach: Ref<MessageReach | undefined>
  failure: Ref<Failure | undefined>
}

// How far a message to the place would come, asked anew whenever another place is chosen.
export function useReach(place: () => string): Reach {
  const reach = shallowRef<MessageReach>()
  const failure = shallowRef<Failure>()
  let aborter = new AbortController()

  watch(
    place,
    async (id) => {
      aborter.abort()
      const mine = (aborter = new AbortController())
      reach.value = undefined
      failure.value = undefined
      if (!id) return
      try {
        const found = await readReach(id, mine.signal)
        if (!mine.signal.aborted) reach.value = found
      } catch (error) {
        if (!mine.signal.aborted) failure.value = asFailure(error)
      }
    },
    { immediate: true },
  )
  return { reach, failure }
}
