import type { Day, Id, ISO, Page } from '@/entities/types'

// A message down the tree; what came back is counted by places, never by people.
export interface MessageView {
  id: Id
  office_name: string
  place: Id
  place_name: string
  title: string
  text: string
  receipts: boolean
  open_to_all: boolean
  until_day: Day
  made_at: ISO
  state: 'open' | 'recalled' | 'corrected'
  state_title: string
  reason?: string
  corrects?: Id
  groups: number
  read: number
  relayed: number
  households: number
  headless: number
  can_recall: boolean
}

// Whom a message to a place would reach today.
export interface MessageReach {
  place: Id
  place_name: string
  groups: number
  headless: number
  as_of: ISO
}

export interface NewMessage {
  place: Id
  title: string
  text: string
  until_day: Day
  receipts: boolean
  open_to_all: boolean
  corrects?: Id
}

export interface MessagePlace {
  place: Id
  name: string
  kind: string
  groups: number
  read: number
  relayed: number
  households: number
  headless: number
  state_title?: string
}

export interface MessagePage {
  message: MessageView
  place: Id
  place_name: string
  above?: Id
  places: MessagePlace[]
  as_of: ISO
}

// What a 联户长 has to relay to one household group.
export interface Task {
  message: Id
  place: Id
  place_name: string
  office_name: string
  title: string
  text: string
  state: 'open' | 'read' | 'relayed'
  state_title: string
  receipts: boolean
  ended: boolean
  until_day: Day
  made_at: ISO
  reason?: string
  how_title?: string
  households?: number
}

export interface TaskList {
  items: Task[]
  open: number
  as_of: ISO
}

export interface ReceiptInput {
  place: Id
  state: 'read' | 'relayed'
  how?: string
  households?: number
}

export interface PublicMessage {
  id: Id
  office_name: string
  place_name: string
  title: string
  text: string
  until_day: Day
  made_at: ISO
}

export interface PublicMessages extends Page<PublicMessage> {
  // Absent: no such place today.
  place_name?: string
}
