// What the counter types, and the report it becomes. Empty stays away; the hour of receipt is sent only when
// it differs from now (a letter of yesterday entered today), for the clocks run from it.
import type { ReferenceInput } from '@/entities/reference/types'
import type { PartyInput, StaffChannel, StaffReport } from '@/entities/types'

export interface OtherParty {
  role: PartyInput['role']
  kind: PartyInput['kind']
  name: string
  phone: string
  address: string
  hidden: boolean
}

export interface IntakeForm {
  channel: StaffChannel
  text: string
  place: string
  name: string
  phone: string
  title: string
  category: string
  place_detail: string
  happened_on: string
  received_at: string
  hide_identity: boolean
  no_call: boolean
  no_paper: boolean
  contact_note: string
  helped_by: string
  interpreter: string
  sealed: boolean
  urgent: boolean
  parties: OtherParty[]
  // The number it already has in another system, when it came from one.
  reference_system: string
  reference_number: string
  reference_received: string
  reference_due: string
  reference_kind: string  // a court's letter: 委派 or 委托
}

export const CHANNELS: { value: StaffChannel; title: string }[] = [
  { value: 'counter', title: '来访' },
  { value: 'call', title: '来电' },
  { value: 'letter', title: '来信' },
  { value: 'api', title: '其他系统' },
]

// Where it came from follows the other system that is chosen, as in an imported sheet; what the counter chose before
// comes back when it is not from there after all.
export function channelFor(system: string, now: StaffChannel, before: StaffChannel): StaffChannel {
  if (system) return 'api'
  return now === 'api' ? before : now
}

export const emptyIntake = (channel: StaffChannel = 'counter'): IntakeForm => ({
  channel,
  text: '',
  place: '',
  name: '',
  phone: '',
  title: '',
  category: '',
  place_detail: '',
  happened_on: '',
  received_at: '',
  hide_identity: false,
  no_call: false,
  no_paper: false,
  contact_note: '',
  helped_by: '',
  interpreter: '',
  sealed: false,
  urgent: false,
  parties: [],
  reference_system: '',
  reference_number: '',
  reference_received: '',
  reference_due: '',
  reference_kind: '',
})

export const emptyParty = (): OtherParty => ({ role: 'respondent', kind: 'natural', name: '', phone: '', address: '', hidden: false })

function told<T extends Record<string, string>>(texts: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])),
  ) as Partial<T>
}

function partyOf(party: OtherParty): PartyInput {
  const { role, kind, hidden, name, phone, address } = party
  return { role, kind, ...told({ name, phone, address }), ...(hidden ? { hidden } : {}) }
}

function referenceOf(form: IntakeForm): { reference?: ReferenceInput } {
  const number = form.reference_number.trim()
  if (form.reference_system === '' || number === '') return {}
  const { reference_received: received_on, reference_due: due_on, reference_kind: kind } = form
  return { reference: { system: form.reference_system, number, ...told({ received_on, due_on, kind }) } }
}

export function reportOf(form: IntakeForm, clientId: string): StaffReport {
  const { title, category, place_detail, happened_on, name, phone, contact_note, helped_by, interpreter } = form
  const parties = form.parties.filter((party) => party.name.trim() !== '').map(partyOf)
  return {
    channel: form.channel,
    text: form.text.trim(),
    place: form.place,
    hide_identity: form.hide_identity,
    client_id: clientId,
    ...told({ title, category, place_detail, happened_on, name, phone, contact_note, helped_by, interpreter }),
    ...(form.received_at ? { received_at: `${form.received_at}:00+08:00` } : {}),
    ...(form.no_call ? { no_call: true } : {}),
    ...(form.no_paper ? { no_paper: true } : {}),
    ...(form.sealed ? { seal: 'sealed' as const } : {}),
    ...(form.urgent ? { urgent: true } : {}),
    ...(parties.length > 0 ? { parties } : {}),
    ...referenceOf(form),
  }
}

export function missingOf(form: IntakeForm): { pointer: string; message: string }[] {
  const length = Array.from(form.text.trim()).length
  return [
    ...(length < 2 ? [{ pointer: '/text', message: '请填写反映的内容，至少 2 个字' }] : []),
    ...(length > 5000 ? [{ pointer: '/text', message: `反映的内容最多 5000 字，现在 ${length} 字` }] : []),
    ...(form.reference_number.trim() !== '' && form.reference_system === '' ? [{ pointer: '/reference/system', message: '填了对方编号，请选择是哪个系统的' }] : []),
    ...(form.reference_system !== '' && form.reference_number.trim() === '' ? [{ pointer: '/reference/number', message: '选了其他系统，请填写对方编号' }] : []),
    ...(form.reference_system !== '' && form.reference_received === '' ? [{ pointer: '/reference/received_on', message: '请填写收到对方来件的日期，期限从这一天算' }] : []),
    ...(form.place === '' ? [{ pointer: '/place', message: '请选择地点，至少到村（社区）' }] : []),
  ]
}

export const isStarted = (form: IntakeForm): boolean =>
  JSON.stringify({ ...form, channel: '' }) !== JSON.stringify({ ...emptyIntake(), channel: '' })
