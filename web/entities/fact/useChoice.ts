import { ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, type Failure } from '@/base/failure'
import type { Id, Matter } from '@/entities/types'

import { chooseRecord } from './api'
import type { RecordChoice } from './types'

export interface Choosing {
  // Of which one the last answer was, and what it said.
  asked: Ref<Id | undefined>
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  choose: (discrepancy: Id, choice: RecordChoice) => Promise<boolean>
}

export function useChoice(matter: () => Matter, saved: (matter: Matter) => void, stale: () => void): Choosing {
  const asked = ref<Id>()
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()

  async function choose(discrepancy: Id, choice: RecordChoice): Promise<boolean> {
    if (sending.value) return false
    sending.value = true
    asked.value = discrepancy
    failure.value = undefined
    try {
      saved(await chooseRecord(matter(), discrepancy, choice, attempt.key([discrepancy, choice, matter().etag])))
      attempt.done()
      return true
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.stale) stale()
      return false
    } finally {
      sending.value = false
    }
  }

  return { asked, failure, sending, choose }
}
