import { reactive, ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import { fenOf } from '@/base/money'
import { uuid } from '@/base/uuid'
import type { Matter } from '@/entities/types'
import { recordPerformance, type Obligation, type PerformanceKind } from '@/entities/work/obligation'

export interface PerformanceForm {
  form: { kind: PerformanceKind; amount: string; day: string; note: string }
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  submit: () => Promise<void>
}

export function amountOf(text: string, unit: string): number {
  const wire = unit === 'fen' ? fenOf(text) : /^\d+$/.test(text.trim()) ? text.trim() : undefined
  return Number(wire ?? 0)
}

export function usePerformance(matter: () => Matter, obligation: Obligation, saved: (matter: Matter) => void, stale: () => void): PerformanceForm {
  const form = reactive({ kind: 'performed' as PerformanceKind, amount: obligation.unit === 'fen' ? '' : '1', day: '', note: '' })
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()
  const clientId = uuid()

  function missing(): Failure | undefined {
    const errors = [
      ...(amountOf(form.amount, obligation.unit) <= 0 ? [{ pointer: '/amount', message: obligation.unit === 'fen' ? '请用数字填写金额，例如 1000.50' : '请用整数填写数量，例如 1' }] : []),
      ...(form.day === '' ? [{ pointer: '/day', message: '请选择履行日期' }] : []),
    ]
    return errors.length > 0 ? new Failure('refused', '还不能登记', { errors }) : undefined
  }

  async function submit(): Promise<void> {
    failure.value = missing()
    if (failure.value || sending.value) return
    sending.value = true
    const note = form.note.trim()
    const entry = { kind: form.kind, amount: amountOf(form.amount, obligation.unit), day: form.day, client_id: clientId, ...(note ? { note } : {}) }
    try {
      saved(await recordPerformance(matter(), obligation.id, entry, attempt.key([entry, matter().etag])))
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.stale) stale()
    } finally {
      sending.value = false
    }
  }

  return { form, failure, sending, submit }
}
