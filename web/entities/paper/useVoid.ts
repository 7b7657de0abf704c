import { ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import type { Id, Matter } from '@/entities/types'

import { voidPaper } from './api'

export interface Voiding {
  reason: Ref<string>
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  submit: () => Promise<void>
}

export function useVoid(matter: () => Matter, paper: Id, saved: (matter: Matter) => void, stale: () => void): Voiding {
  const reason = ref('')
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()

  async function submit(): Promise<void> {
    if (sending.value) return
    const why = reason.value.trim()
    failure.value = Array.from(why).length < 2 ? new Failure('refused', '还不能作废', { errors: [{ pointer: '/reason', message: '请写明作废的原因，例如：写坏了、日期有误' }] }) : undefined
    if (failure.value) return
    sending.value = true
    try {
      saved(await voidPaper(matter(), paper, why, attempt.key([paper, why, matter().etag])))
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.stale) stale()
    } finally {
      sending.value = false
    }
  }

  return { reason, failure, sending, submit }
}
