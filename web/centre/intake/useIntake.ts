import { computed, nextTick, reactive, ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import { uuid } from '@/base/uuid'
import { enterMatter } from '@/entities/matter/api'
import type { Matter, Receipt } from '@/entities/types'
import { quoted } from '@/entities/work/etag'

import { useUnsavedWarning } from '../shell/unsaved'
import { emptyIntake, isStarted, missingOf, reportOf, type IntakeForm } from './intakeForm'

export type Entered = Matter & { receipt?: Receipt }

export interface Intake {
  form: IntakeForm
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  entered: Ref<Entered | undefined>
  submit: () => Promise<void>
  again: () => Promise<void>
}

export function useIntake(): Intake {
  const form = reactive(emptyIntake())
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const entered = shallowRef<Entered>()
  const attempt = new Attempt()
  let clientId = uuid()

  const started = computed(() => entered.value === undefined && isStarted(form))
  useUnsavedWarning(() => started.value)

  async function submit(): Promise<void> {
    if (sending.value) return
    const errors = missingOf(form)
    failure.value = errors.length > 0 ? new Failure('refused', '还不能登记', { errors }) : undefined
    if (failure.value) return
    sending.value = true
    const report = reportOf(form, clientId)
    try {
      const matter = await enterMatter(report, attempt.key(report))
      entered.value = { ...matter, etag: quoted(matter.etag) }
      attempt.done()
      clientId = uuid()
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      sending.value = false
    }
  }

  async function again(): Promise<void> {
    Object.assign(form, emptyIntake(form.channel === 'api' ? 'counter' : form.channel))
    entered.value = undefined
    await nextTick()
    document.getElementById('intake-text')?.focus()
  }

  return { form, failure, sending, entered, submit, again }
}
