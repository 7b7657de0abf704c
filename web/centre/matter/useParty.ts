import { reactive, ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import { addParty } from '@/entities/matter/api'
import type { Matter, PartyInput } from '@/entities/types'

export interface PartyForm {
  form: { role: PartyInput['role']; kind: PartyInput['kind']; name: string; phone: string; address: string }
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  submit: () => Promise<void>
}

export function useParty(matter: () => Matter, saved: (matter: Matter) => void, stale: () => void): PartyForm {
  const form: PartyForm['form'] = reactive({ role: 'respondent', kind: 'natural', name: '', phone: '', address: '' })
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()

  // What is not known is left out: the server takes absence, never an empty string.
  function told(): PartyInput {
    const phone = form.phone.trim()
    const address = form.address.trim()
    return { role: form.role, kind: form.kind, name: form.name.trim(), ...(phone ? { phone } : {}), ...(address ? { address } : {}) }
  }

  async function submit(): Promise<void> {
    const party = told()
    failure.value = party.name ? undefined : new Failure('refused', '还不能登记', { errors: [{ pointer: '/name', message: '请填写姓名或名称' }] })
    if (failure.value || sending.value) return
    sending.value = true
    try {
      saved(await addParty(matter(), party, attempt.key([party, matter().etag])))
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.stale) stale()
    } finally {
      sending.value = false
    }
  }

  return { form, failure, sending, submit }
}
