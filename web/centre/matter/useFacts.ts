import { ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { deviceId, nextOnDevice } from '@/base/device'
import { asFailure, Failure } from '@/base/failure'
import { uuid } from '@/base/uuid'
import { correctFacts } from '@/entities/fact/api'
import type { FactEdit, FactGroup, FactsReply } from '@/entities/fact/types'
import type { Matter, MoveOffer, MoveRequest } from '@/entities/types'
import { basesOf, editsOf, factOffer, pointerInForm } from '@/parts/fact-edits'

export interface FactsForm {
  offer: MoveOffer
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  submit: (request: MoveRequest) => Promise<void>
}

// One group's form as it stood when it was opened: what stood in each field then goes along as the base.
export function useFacts(matter: Matter, group: FactGroup, saved: (reply: FactsReply) => void): FactsForm {
  const offer = factOffer(group, `更正${group.title}`)
  const bases = basesOf(offer)
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()
  const clients = new Map<string, { client_id: string; device_seq: number; made_at: string }>()

  // One intention keeps its client id and its hour through every try, so that the body stays the same under one key.
  function madeUnder(key: string) {
    const known = clients.get(key)
    if (known) return known
    const fresh = { client_id: uuid(), device_seq: nextOnDevice(), made_at: new Date().toISOString() }
    clients.set(key, fresh)
    return fresh
  }

  function inForm(error: unknown, edits: FactEdit[]): Failure {
    const found = asFailure(error)
    if (found.errors.length === 0) return found
    const errors = found.errors.map(({ pointer, message }) => ({ pointer: pointerInForm(pointer, edits), message }))
    return new Failure('refused', found.title, { status: found.status, code: found.code, errors })
  }

  async function submit(request: MoveRequest): Promise<void> {
    const edits = editsOf(offer, bases, request.fields)
    failure.value = edits.length === 0 ? new Failure('refused', '没有改动，不用提交') : undefined
    if (failure.value || sending.value) return
    sending.value = true
    try {
      const key = attempt.key(edits)
      saved(await correctFacts(matter.id, { edits, device: deviceId(), ...madeUnder(key) }, key))
      attempt.done()
    } catch (error) {
      failure.value = inForm(error, edits)
    } finally {
      sending.value = false
    }
  }

  return { offer, failure, sending, submit }
}
