import { reactive, ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import type { Day, Id } from '@/entities/types'

import { explainFinding, fileIntoDossier, type Dossier, type DossierFinding, type DossierLine } from './api'

export interface Filing {
  // `uploaded`: ids of files just sent, with commas, as the file fields give them.
  // `blank`: which of the line's blank forms this is, filled in.
  form: { uploaded: string; existing: Id[]; paper_on: Day; note: string; blank: Id; talk: Id }
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  submit: () => Promise<void>
}

export function useFiling(matter: () => Id, dossier: Dossier, line: DossierLine, saved: (items: Dossier[]) => void): Filing {
  const form = reactive({ uploaded: '', existing: [] as Id[], paper_on: '' as Day, note: '', blank: '' as Id, talk: line.next_talk ?? '' })
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()

  async function submit(): Promise<void> {
    if (sending.value) return
    const attachments = [...form.existing, ...form.uploaded.split(',').filter(Boolean)]
    failure.value = attachments.length === 0 ? new Failure('refused', '还不能收入', { errors: [{ pointer: '/attachments', message: '请选择或者拍下要收入的材料' }] }) : undefined
    if (failure.value) return
    sending.value = true
    const note = form.note.trim()
    const filing = { proceeding: dossier.proceeding, item: line.code, attachments, ...(form.paper_on ? { paper_on: form.paper_on } : {}), ...(note ? { note } : {}), ...(form.blank ? { form: form.blank } : {}), ...(form.talk ? { talk: form.talk } : {}) }
    try {
      saved(await fileIntoDossier(matter(), filing, attempt.key(filing)))
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      sending.value = false
    }
  }

  return { form, failure, sending, submit }
}

export interface Explaining {
  form: { reason: string }
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  submit: () => Promise<void>
}

export function useExplaining(matter: () => Id, dossier: Dossier, finding: DossierFinding, saved: (items: Dossier[]) => void): Explaining {
  const form = reactive({ reason: '' })
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()

  async function submit(): Promise<void> {
    if (sending.value) return
    const reason = form.reason.trim()
    failure.value = Array.from(reason).length < 2 ? new Failure('refused', '还不能保存', { errors: [{ pointer: '/reason', message: '请写明为什么不补正' }] }) : undefined
    if (failure.value) return
    sending.value = true
    const body = { proceeding: dossier.proceeding, finding: finding.key, reason }
    try {
      saved(await explainFinding(matter(), body, attempt.key(body)))
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      sending.value = false
    }
  }

  return { form, failure, sending, submit }
}
