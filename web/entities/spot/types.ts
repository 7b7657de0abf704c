import type { Day, FieldOffer, Id, ISO, Place } from '@/entities/types'

// Settled on the spot: the form as the procedure has it, and what is sent.
export interface SpotForm {
  title: string
  fields: FieldOffer[]
  places: Place[]
  channels: {
    value: string
    title: string
  }[]
  channel: string
}

export interface SpotReport {
  category: string
  place: Id
  text: string
  result: string
  place_detail?: string
  channel?: string
  happened_on?: Day
  received_at?: ISO
  name?: string
  phone?: string
  no_call?: boolean
  client_id: Id
}
