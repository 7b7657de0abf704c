import { http } from '@/base/api'
import { phoneMemory } from '@/base/remember'
import type { Id, Place, StaffReport } from '@/entities/types'
import { textOfVoices, type Voice } from '@/entities/report/voice'

// 联户长一键上报: one button for each everyday kind; the place and the channel are of the post.
export interface QuickForm {
  places: Place[]
  kinds: { value: string; title: string }[]
  channel: 'group_head'
}

export const readQuickForm = (signal?: AbortSignal) => http.get<QuickForm>('/quick', { signal })

// Kinds and the own group are no secret: remembered, so that the buttons are there without a network.
const FORM = 'lianhu.quick.form'

export const rememberQuick = (account: Id, form: QuickForm) => phoneMemory.write(FORM, JSON.stringify({ account, form }))
export const forgetQuick = () => phoneMemory.drop(FORM)

export function lastQuick(account: Id): QuickForm | undefined {
  try {
    const kept = JSON.parse(phoneMemory.read(FORM) ?? 'null') as { account: Id; form: QuickForm } | null
    return kept?.account === account ? kept.form : undefined
  } catch {
    return undefined
  }
}

export interface Quick {
  kind: { value: string; title: string }
  place: Place
  words: string
  voices: Voice[]
}

// Words are not asked for: the kind and the place say what a passer-by would say.
export function quickReport(quick: Quick, form: QuickForm, reporter: string, clientId: Id): StaffReport {
  const words = quick.words.trim() || (quick.voices.length > 0 ? textOfVoices(quick.voices) : '联户长一键上报，请派人查看。')
  return {
    channel: form.channel,
    title: `${quick.kind.title}（${quick.place.name}）`,
    category: quick.kind.value,
    place: quick.place.id,
    text: words,
    ...(reporter ? { name: reporter } : {}),
    hide_identity: false,
    client_id: clientId,
  }
}
