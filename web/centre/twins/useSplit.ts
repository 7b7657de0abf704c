import { computed, reactive, ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import { uuid } from '@/base/uuid'
import { splitMatter, type SplitOrder } from '@/entities/matter/twins'
import type { Id, Matter } from '@/entities/types'

export interface SplitForm {
  form: { text: string; reason: string; title: string; category: string; place: string; later: boolean; parties: Id[] }
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  fresh: Ref<Matter | undefined>
  started: Ref<boolean>
  submit: () => Promise<void>
}

export function useSplit(matter: () => Matter, stale: () => void): SplitForm {
  // Who goes along is chosen where several could: the wrong one would be told of what is not theirs.
  const parties = matter().parties
  const only = parties.length === 1 ? parties[0] : undefined
  const form: SplitForm['form'] = reactive({ text: '', reason: '', title: '', category: matter().category, place: matter().place, later: false, parties: only ? [only.id] : [] })
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const fresh = shallowRef<Matter>()
  const attempt = new Attempt()
  const client_id = uuid()
  const started = computed(() => fresh.value === undefined && (form.text.trim() !== '' || form.reason.trim() !== ''))

  function order(): SplitOrder {
    const title = form.title.trim()
    return {
      text: form.text.trim(),
      reason: form.reason.trim(),
      parties: [...form.parties],
      client_id,
      ...(title ? { title } : {}),
      ...(form.category ? { category: form.category } : {}),
      ...(form.place && form.place !== matter().place ? { place: form.place } : {}),
      ...(form.later ? { received_at: new Date().toISOString() } : {}),
    }
  }

  function missing(): { pointer: string; message: string }[] {
    return [
      form.text.trim() ? undefined : { pointer: '/text', message: '请写明拆出来单独办理的问题' },
      form.parties.length ? undefined : { pointer: '/parties', message: '请选择随同的当事人' },
      form.reason.trim() ? undefined : { pointer: '/reason', message: '请写明为什么要拆开' },
    ].filter((each) => each !== undefined)
  }

  async function submit(): Promise<void> {
    if (sending.value) return
    const errors = missing()
    failure.value = errors.length ? new Failure('refused', '还不能拆分', { errors }) : undefined
    if (failure.value) return
    sending.value = true
    const told = order()
    try {
      fresh.value = await splitMatter(matter(), told, attempt.key([told.text, told.reason, told.parties, matter().etag]))
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.stale) stale()
    } finally {
      sending.value = false
    }
  }

  return { form, failure, sending, fresh, started, submit }
}
