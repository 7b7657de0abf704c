import { computed, reactive, ref, shallowRef, type ComputedRef, type Ref } from 'vue'

import { http } from '@/base/api'
import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import { useLoad, type Load } from '@/base/load'
import type { Id, ISO } from '@/entities/types'

export interface BindingPiece {
  id: Id
  line: string
  title: string
  made: string
  trouble?: string
}

export interface Binding {
  proceeding: Id
  number: string
  title: string
  mediators: string
  period: string
  filer: string
  keeps: { value: string; title: string }[]
  pieces: BindingPiece[]
  gaps: { where: string; message: string; reason?: string }[]
  stopped?: string
  bound: { id: Id; name: string; sha256: string; added_at: ISO }[]
}

export interface BindingForm {
  mediators: string
  period: string
  filer: string
  checker: string
  keep: string
  note: string
  reason: string
}

const at = (matter: Id, proceeding: Id) => `/matters/${matter}/dossiers/${proceeding}/binding`
const WAIT = 90_000

export interface Bindery {
  binding: Load<Binding>
  form: BindingForm
  // Ids of the pieces that go in.
  taken: Ref<Id[]>
  // Something is missing or stays out: the reason is printed in the file.
  asked: ComputedRef<boolean>
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  submit: () => Promise<boolean>
}

export function useBinding(matter: () => Id, proceeding: Id): Bindery {
  const binding = useLoad((signal) => http.get<Binding>(at(matter(), proceeding), { signal }))
  const form = reactive<BindingForm>({ mediators: '', period: '', filer: '', checker: '', keep: '', note: '', reason: '' })
  const taken = ref<Id[]>([])
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()
  const left = computed(() => binding.data.value?.pieces.filter((piece) => !taken.value.includes(piece.id)) ?? [])
  const asked = computed(() => left.value.length > 0 || (binding.data.value?.gaps.some((gap) => !gap.reason) ?? false))

  async function read(): Promise<void> {
    await binding.run()
    const now = binding.data.value
    if (!now) return
    for (const name of ['mediators', 'period', 'filer'] as const) form[name] ||= now[name]
    taken.value = now.pieces.filter((piece) => !piece.trouble).map((piece) => piece.id)
  }
  void read()

  async function submit(): Promise<boolean> {
    if (sending.value) return false
    failure.value = form.keep ? undefined : new Failure('refused', '还不能装订', { errors: [{ pointer: '/keep', message: '请选择保管期限' }] })
    if (failure.value) return false
    sending.value = true
    const text = (value: string) => value.trim()
    const body = {
      ...Object.fromEntries(Object.entries(form).map(([name, value]) => [name, text(value)]).filter(([, value]) => value)),
      left_out: left.value.map((piece) => piece.id),
    }
    try {
      binding.data.value = await http.post<Binding>(at(matter(), proceeding), body, { key: attempt.key(body), timeoutMs: WAIT })
      attempt.done()
      return true
    } catch (error) {
      failure.value = asFailure(error)
      return false
    } finally {
      sending.value = false
    }
  }

  return { binding: { ...binding, run: read }, form, taken, asked, failure, sending, submit }
}
