import type { Day, Id, ISO } from '@/entities/types'

// The weekly draw among what was settled on the spot.
export interface DrawView {
  id: Id
  town_name: string
  week: Day
  cutoff_at: ISO
  drawn_at: ISO
  population: number
  sample: number
  seed: string
  rule: string
}

export interface LotView {
  number: string
  hash: string
  drawn: boolean
  outcome: string
  outcome_title: string
  matter?: Id
}

export interface DrawPage {
  draw: DrawView
  lots: LotView[]
}
