// The four fields of what was settled on the spot, and the report they become. Empty stays away.
import { phoneMemory } from '@/base/remember'
import type { Place } from '@/entities/types'

import type { SpotForm, SpotReport } from './types'

export interface SpotFields {
  category: string
  place: string
  text: string
  result: string
  place_detail: string
  channel: string
  received_at: string
  name: string
  phone: string
}

export const emptySpot = (): SpotFields => ({ category: '', place: '', text: '', result: '', place_detail: '', channel: '', received_at: '', name: '', phone: '' })

export function spotReportOf(fields: SpotFields, clientId: string): SpotReport {
  const { place_detail, channel, name, phone } = fields
  const told = Object.fromEntries(Object.entries({ place_detail, channel, name, phone }).flatMap(([key, text]) => (text.trim() === '' ? [] : [[key, text.trim()]])))
  return {
    category: fields.category,
    place: fields.place,
    text: fields.text.trim(),
    result: fields.result.trim(),
    client_id: clientId,
    ...told,
    ...(fields.received_at ? { received_at: `${fields.received_at}:00+08:00` } : {}),
  }
}

// A kept report in the form again. Its time was written as the clock on the wall shows it.
export const fieldsOfReport = (report: SpotReport): SpotFields => ({
  ...emptySpot(),
  category: report.category,
  place: report.place,
  text: report.text,
  result: report.result,
  place_detail: report.place_detail ?? '',
  channel: report.channel ?? '',
  name: report.name ?? '',
  phone: report.phone ?? '',
  received_at: report.received_at?.slice(0, 16) ?? '',
})

// The pointers are the request's own; the labels are the procedure's.
const POINTERS = { category: '/category', location: '/place', content: '/text', result: '/result' } as const
export type SpotName = keyof typeof POINTERS

export function missingInSpot(fields: SpotFields, form: SpotForm | undefined): { pointer: string; message: string }[] {
  const given: Record<SpotName, string> = { category: fields.category, location: fields.place, content: fields.text, result: fields.result }
  return (Object.keys(POINTERS) as SpotName[]).flatMap((name) => {
    const offer = form?.fields.find((each) => each.name === name)
    const label = labelOf(form, name)
    const length = Array.from(given[name].trim()).length
    if (length === 0) return [{ pointer: POINTERS[name], message: `请填写“${label}”` }]
    if (name !== 'content' && name !== 'result') return []
    if (length < 2) return [{ pointer: POINTERS[name], message: `“${label}”至少 2 个字` }]
    if (offer?.max !== undefined && length > offer.max) return [{ pointer: POINTERS[name], message: `“${label}”最多 ${offer.max} 字，现在 ${length} 字` }]
    return []
  })
}

const LABELS: Record<SpotName, string> = { category: '类别', location: '地点', content: '内容', result: '结果' }
export const labelOf = (form: SpotForm | undefined, name: SpotName): string => form?.fields.find((each) => each.name === name)?.label ?? LABELS[name]

// The form itself is the procedure's, with the worker's own places: nothing secret, and needed where there is no signal.
const FORM = 'lianhu.spot.form'

export const rememberForm = (account: string, form: SpotForm) => phoneMemory.write(FORM, JSON.stringify({ account, form }))
export const forgetForm = () => phoneMemory.drop(FORM)

export function lastForm(account: string): SpotForm | undefined {
  try {
    const kept = JSON.parse(phoneMemory.read(FORM) ?? 'null') as { account: string; form: SpotForm } | null
    return kept?.account === account ? kept.form : undefined
  } catch {
    return undefined
  }
}

// A place is no secret: the last one used on this machine is offered again, if it is not far from the worker's own.
const PLACE = 'lianhu.spot.place'

export function rememberPlace(account: string, place: Place): void {
  phoneMemory.write(PLACE, JSON.stringify({ account, place }))
}

export function lastPlace(account: string): Place | undefined {
  try {
    const kept = JSON.parse(phoneMemory.read(PLACE) ?? 'null') as { account: string; place: Place } | null
    return kept?.account === account ? kept.place : undefined
  } catch {
    return undefined
  }
}

export const firstPlace = (form: SpotForm, account: string): Place | undefined => lastPlace(account) ?? form.places[0]
