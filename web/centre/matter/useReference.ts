import { reactive, ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import { today } from '@/base/when'
import { addReference, changeReference } from '@/entities/reference/api'
import type { ReferenceInput, ReferenceView } from '@/entities/reference/types'
import type { Matter } from '@/entities/types'

interface Typed {
  system: string
  number: string
  received_on: string
  due_on: string
  kind: string
  state: string
  result: string
}

export interface ReferenceForm {
  form: Typed
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  submit: () => Promise<void>
}

export function useReference(matter: () => Matter, known: ReferenceView | undefined, saved: (matter: Matter) => void, stale: () => void): ReferenceForm {
  const form: Typed = reactive({
    system: known?.system ?? matter().reference_systems[0]?.value ?? '',
    number: known?.number ?? '',
    received_on: known?.received_on ?? today(Date.now()),
    // A day the server counted is counted anew; only the other side's own is typed.
    due_on: known?.due_reason ? '' : (known?.due_on ?? ''),
    kind: known?.kind ?? '',
    state: known?.state ?? '',
    result: known?.result ?? '',
  })
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()

  function told(): ReferenceInput {
    const { system, number, ...more } = form
    const rest = Object.fromEntries(Object.entries(more).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])))
    return { system, number: number.trim(), ...rest }
  }

  async function submit(): Promise<void> {
    const input = told()
    const errors = [
      ...(input.number ? [] : [{ pointer: '/number', message: '请填写对方编号' }]),
      ...(input.received_on ? [] : [{ pointer: '/received_on', message: '请填写收到日期，期限从这一天算' }]),
    ]
    failure.value = errors.length ? new Failure('refused', '还不能登记', { errors }) : undefined
    if (failure.value || sending.value) return
    sending.value = true
    try {
      const key = attempt.key([input, known?.id, matter().etag])
      saved(await (known ? changeReference(matter(), known.id, input, key) : addReference(matter(), input, key)))
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.stale) stale()
    } finally {
      sending.value = false
    }
  }

  return { form, failure, sending, submit }
}
