import type { Photo } from '@/base/shrink'
import type { Place, Report } from '@/entities/types'

import { textOfVoices, type Voice } from './voice'

// A report being written. Kept on the phone so that nothing typed is lost; the PIN is never kept.
export interface Draft {
  name: string
  client_id: string
  text: string
  category: string
  happened_on: string
  // From the town down to the place chosen.
  trail: Place[]
  place_detail: string
  point?: { lon_e6: number; lat_e6: number }
  person: string
  phone: string
  hide_identity: boolean
  no_call: boolean
  no_paper: boolean
  contact_note: string
  helped_by: string
  interpreter: string
  joins?: string
  urgent: boolean
  photos: Photo[]
  voices: Voice[]
}

export function emptyDraft(name: string, client_id: string): Draft {
  return {
    name,
    client_id,
    text: '',
    category: '',
    happened_on: '',
    trail: [],
    place_detail: '',
    person: '',
    phone: '',
    hide_identity: false,
    no_call: false,
    no_paper: false,
    contact_note: '',
    helped_by: '',
    interpreter: '',
    urgent: false,
    photos: [],
    voices: [],
  }
}

// A worker's draft never mixes with a resident's on the same phone.
export const draftName = (owner?: string) => (owner ? `staff:${owner}` : 'resident')

export const isEmpty = (draft: Draft) => draft.text.trim() === '' && draft.photos.length === 0 && draft.voices.length === 0 && draft.trail.length === 0

export const placeOf = (draft: Draft): Place | undefined => draft.trail[draft.trail.length - 1]

// What was not told is left out: the server takes absence, never an empty string.
export function toReport(draft: Draft, pin: string): Report {
  const told = Object.fromEntries(
    Object.entries({
      category: draft.category,
      happened_on: draft.happened_on,
      place_detail: draft.place_detail.trim(),
      name: draft.person.trim(),
      phone: draft.phone.trim(),
      contact_note: draft.contact_note.trim(),
      helped_by: draft.helped_by.trim(),
      interpreter: draft.interpreter.trim(),
      joins: draft.joins ?? '',
      pin: pin.trim(),
    }).filter(([, value]) => value !== ''),
  )
  return {
    text: draft.text.trim() || (draft.voices.length > 0 ? textOfVoices(draft.voices) : ''),
    place: placeOf(draft)?.id ?? '',
    hide_identity: draft.hide_identity,
    client_id: draft.client_id,
    ...(draft.no_call ? { no_call: true } : {}),
    ...(draft.no_paper ? { no_paper: true } : {}),
    ...(draft.point ? { point: draft.point } : {}),
    ...told,
  }
}
