import { reactive, ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import { yuanOf } from '@/base/money'
import { uuid } from '@/base/uuid'
import type { Matter } from '@/entities/types'

import { recordEntry, reverseEntry } from './api'
import { amountOf, countsAmount } from './show'
import type { Entry, NewEntry, Promised } from './types'

export interface EntryForm {
  form: { kind: string; amount: string; day: string; way: string; giver: string; taker: string; note: string; evidence: string }
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  fill: () => void
  submit: () => Promise<void>
}

const left = (promised: Promised) => (promised.unit === 'fen' ? yuanOf(promised.remaining) : String(promised.remaining))

export function useEntry(matter: () => Matter, promised: Promised, saved: (matter: Matter) => void, stale: () => void): EntryForm {
  const form = reactive({
    kind: promised.kinds[0]?.value ?? 'performed',
    amount: promised.unit === 'fen' ? '' : left(promised),
    day: '',
    way: '',
    giver: promised.debtor_party ?? '',
    taker: promised.creditor_party ?? '',
    note: '',
    evidence: '',
  })
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()
  const clientId = uuid()

  function missing(): Failure | undefined {
    const counts = countsAmount(form.kind)
    const errors = [
      ...(counts && amountOf(form.amount, promised.unit) <= 0 ? [{ pointer: '/amount', message: promised.unit === 'fen' ? '请用数字填写金额，例如 1000.50' : '请用整数填写数量，例如 1' }] : []),
      ...(form.day === '' ? [{ pointer: '/day', message: '请选择日期' }] : []),
      ...(form.kind === 'performed' && promised.unit === 'fen' && form.way === '' ? [{ pointer: '/way', message: '请选择怎样付的' }] : []),
      ...(form.kind === 'condition_met' && form.note.trim() === '' ? [{ pointer: '/note', message: '请写明条件怎样成就、有什么凭据' }] : []),
    ]
    return errors.length > 0 ? new Failure('refused', '还不能登记', { errors }) : undefined
  }

  async function submit(): Promise<void> {
    failure.value = missing()
    if (failure.value || sending.value) return
    sending.value = true
    const note = form.note.trim()
    const done = form.kind === 'performed' && promised.deed !== 'refrain'
    const entry: NewEntry = {
      kind: form.kind,
      amount: countsAmount(form.kind) ? amountOf(form.amount, promised.unit) : 0,
      day: form.day,
      evidence: form.evidence.split(',').filter(Boolean),
      client_id: clientId,
      ...(done && form.way ? { way: form.way } : {}),
      ...(done && form.giver ? { giver: form.giver } : {}),
      ...(done && form.taker ? { taker: form.taker } : {}),
      ...(note ? { note } : {}),
    }
    try {
      saved(await recordEntry(matter(), promised.id, entry, attempt.key([entry, matter().etag])))
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.stale) stale()
    } finally {
      sending.value = false
    }
  }

  return { form, failure, sending, fill: () => (form.amount = left(promised)), submit }
}

export interface ReversalForm {
  form: { why: string }
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  submit: () => Promise<void>
}

export function useReversal(matter: () => Matter, promised: Promised, entry: Entry, saved: (matter: Matter) => void, stale: () => void): ReversalForm {
  const form = reactive({ why: '' })
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()
  const clientId = uuid()

  async function submit(): Promise<void> {
    const why = form.why.trim()
    failure.value = Array.from(why).length < 2 ? new Failure('refused', '还不能撤销', { errors: [{ pointer: '/why', message: '请写明哪里登记错了' }] }) : undefined
    if (failure.value || sending.value) return
    sending.value = true
    try {
      saved(await reverseEntry(matter(), promised.id, entry.id, why, clientId, attempt.key([why, matter().etag])))
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.stale) stale()
    } finally {
      sending.value = false
    }
  }

  return { form, failure, sending, submit }
}
