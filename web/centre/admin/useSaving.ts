import { ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, type Failure } from '@/base/failure'

export interface Saving {
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  // One press, one key: pressed again with the same content it is the same command. True when it was done.
  save: (body: unknown, send: (key: string) => Promise<unknown>) => Promise<boolean>
}

export function useSaving(): Saving {
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()

  async function save(body: unknown, send: (key: string) => Promise<unknown>): Promise<boolean> {
    if (sending.value) return false
    sending.value = true
    failure.value = undefined
    try {
      await send(attempt.key(body))
      attempt.done()
      return true
    } catch (error) {
      failure.value = asFailure(error)
      return false
    } finally {
      sending.value = false
    }
  }
  return { failure, sending, save }
}
