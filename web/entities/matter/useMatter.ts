import { ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, type Failure } from '@/base/failure'
import { useLoad } from '@/base/load'
import type { Matter, MoveRequest } from '@/entities/types'

import { readMatter, sendMove } from './api'

export interface MatterDesk {
  matter: Ref<Matter | undefined>
  failure: Ref<Failure | undefined>
  loading: Ref<boolean>
  sending: Ref<boolean>
  // Why the last move was refused. A 412 has already reloaded the matter: show what changed, keep the typed text.
  refusal: Ref<Failure | undefined>
  reload: () => Promise<void>
  move: (request: MoveRequest) => Promise<boolean>
  forgetRefusal: () => void
}

export function useMatter(id: () => string, purpose: () => string): MatterDesk {
  const { data, failure, loading, run } = useLoad((signal) => readMatter(id(), purpose(), signal))
  const sending = ref(false)
  const refusal = shallowRef<Failure>()
  const attempt = new Attempt()

  async function move(request: MoveRequest): Promise<boolean> {
    const current = data.value
    if (!current || sending.value) return false
    sending.value = true
    refusal.value = undefined
    try {
      // The version is part of the intention: after a reload the same words are a new request.
      data.value = await sendMove(current, request, attempt.key([request, current.etag]))
      attempt.done()
      return true
    } catch (error) {
      refusal.value = asFailure(error)
      if (refusal.value.stale) await run()
      return false
    } finally {
      sending.value = false
    }
  }

  return { matter: data, failure, loading, sending, refusal, reload: run, move, forgetRefusal: () => (refusal.value = undefined) }
}
