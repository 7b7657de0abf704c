// The server's answers and requests, version 1. Times are RFC 3339 with +08:00, days YYYY-MM-DD, money in fen.
// Absent means "not told": never null, never an empty string.
import type { Discrepancy, FactGroup } from './fact/types'
import type { Fulfilment, Promised } from './fulfilment/types'
import type { ReferenceInput, ReferenceView } from './reference/types'

export type ISO = string
export type Day = string
export type Id = string
export interface Page<T> {
  items: T[]
  next?: string
  as_of: ISO
  total?: number
}

export interface County {
  region: string
  name: string
  demo: boolean
  hotline: string
  sponsor: string
  filing?: string
  centre: string
  plain_http: boolean
  categories: Category[]
}

export interface Category {
  code: string
  name: string
  parent?: string
}

export interface Place {
  id: Id
  kind: 'county' | 'town' | 'village' | 'grid' | 'group' | 'household'
  name: string
  full_name: string
  children: boolean
}

export interface Hint {
  id: string
  place_name: string
  category_name: string
  month: string
  count: number
}

export interface Report {
  text: string
  title?: string
  category?: string
  place: Id
  place_detail?: string
  point?: {
    lon_e6: number
    lat_e6: number
  }
  happened_on?: Day
  name?: string
  phone?: string
  hide_identity: boolean
  no_call?: boolean
  no_paper?: boolean
  contact_note?: string
  helped_by?: string
  interpreter?: string
  pin?: string
  joins?: string
  client_id: Id
}

export interface Receipt {
  id: Id
  number: string
  secret: string
  track_path: string
  qr_svg: string
  received_at: ISO
  sentence: string
}

export interface Attachment {
  id: Id
  name: string
  media_type: string
  bytes: number
  added_at: ISO
  by: string
}

export interface Track {
  number: string
  title: string
  text: string
  category_name: string
  place_name: string
  received_at: ISO
  status: Status
  steps: Step[]
  branch?: Branch
  next_step: string
  holder: {
    office: string
    phone?: string
  }
  deadlines: Deadline[]
  timeline: TimelineItem[]
  documents: DocumentRow[]
  attachments: Attachment[]
  access: AccessRow[]
  parties: PartyView[]
  obligations: Promised[]
  // Absent: nothing was promised.
  fulfilment?: Fulfilment
  moves: MoveOffer[]
  pin_needed: boolean
  earlier: { number: string; title: string; text: string; received_at: ISO }[]
  split_off: { number: string; title: string; track_path: string }[]
  etag: string
}

export interface Status {
  phase: string
  title: string
  open: boolean
  lamp: Lamp
  close_kind?: string
  close_title?: string
}

export type Lamp = 'green' | 'yellow' | 'red' | 'none'
export interface Step {
  title: string
  state: 'done' | 'current' | 'todo' | 'skipped'
  at?: ISO
}

// The proceeding the matter was referred to and is in now.
export interface Branch {
  title: string
  steps: Step[]
}

export interface Deadline {
  id: Id
  title: string
  rule: string
  internal: boolean
  start_day: Day
  due_day?: Day
  due_at?: ISO
  lamp: Lamp
  state: 'armed' | 'paused' | 'missed' | 'met' | 'cancelled'
  // An office's own time for one step.
  step: boolean
  provisional: boolean
  sentence: string
  lines: string[]
  subject: string
}

export interface TimelineItem {
  position: number
  at: ISO
  happened_at?: ISO
  title: string
  by: string
  text?: string
  details?: {
    label: string
    value: string
  }[]
  attachments: Attachment[]
  audience_title?: string
  // Of the proceeding the matter was referred to: that one's title.
  branch?: string
  kind: string
}

export interface DocumentRow {
  id: Id
  title: string
  number?: string
  made_at: ISO
  to?: string
  // Of a blank form whether it came back; of a voided paper why.
  standing?: string
  blank: boolean
  voided: boolean
  word: boolean
  may_void: boolean
}

export interface AccessRow {
  at: ISO
  who: string
  what: string
  purpose: string
}

export interface PartyView {
  id: Id
  role_title: string
  name: string
  phone?: string
  hidden: boolean
  me?: boolean
  flags: string[]
  helped_by?: string
  interpreter?: string
  consent?: 'given' | 'refused' | 'none'
}

export interface Session {
  account: {
    id: Id
    name: string
    login: string
  }
  posts: PostView[]
  csrf: string
  demo: boolean
  must_change_password: boolean
  expires_at: ISO
  may: string[]
}

export interface PostView {
  id: Id
  office: Id
  office_name: string
  role: string
  role_title: string
  place_name: string
}

export interface WorkItem {
  matter: Id
  number: string
  title: string
  category_name: string
  place_name: string
  channel_title: string
  received_at: ISO
  status: Status
  due_at?: ISO
  due_title?: string
  due_text: string
  lamp: Lamp
  urgent: boolean
  assignment?: Id
  assignment_kind?: string
  assignment_kind_title?: string
  office_name?: string
  receiver_name?: string
  attachments: number
  // Records that do not agree.
  differing?: number
  etag: string
}

export interface WorkPage extends Page<WorkItem> {
  counts: BoxCount[]
}

export interface BoxCount {
  box: 'watch' | 'desk' | 'closing' | 'track' | 'verify' | 'mine' | 'team' | 'copied' | 'differing'
  title: string
  open: number
  overdue: number
  due_today: number
}

export interface PartyInput {
  role: 'reporter' | 'applicant' | 'respondent' | 'other'
  kind: 'natural' | 'legal' | 'other'
  name?: string
  phone?: string
  address?: string
  id_number?: string
  hidden?: boolean
}

export interface Matter {
  id: Id
  number: string
  title: string
  text: string
  category: string
  category_name: string
  place: Id
  place_name: string
  place_detail?: string
  channel_title: string
  received_at: ISO
  entered_at: ISO
  happened_on?: Day
  late_entry: boolean
  entered_by: string
  status: Status
  steps: Step[]
  branch?: Branch
  urgent: boolean
  seal: 'open' | 'sealed' | 'confidential'
  people?: number
  amount_fen?: number
  parties: PartyView[]
  proceedings: ProceedingView[]
  assignments: AssignmentView[]
  deadlines: Deadline[]
  timeline: TimelineItem[]
  documents: DocumentRow[]
  attachments: Attachment[]
  links: {
    matter: Id
    number: string
    kind_title: string
    kind: string
  }[]
  references: ReferenceView[]
  // Of which this reader may enter a number; empty: of none.
  reference_systems: { value: string; title: string }[]
  obligations: Promised[]
  // Absent: nothing was promised.
  fulfilment?: Fulfilment
  moves: MoveOffer[]
  may_split: boolean
  may_make_papers: boolean
  // What this reader may correct; empty: nothing.
  facts: FactGroup[]
  discrepancies: Discrepancy[]
  next_step: string
  etag: string
  receipt?: Receipt
  rulings: RulingView[]
}

export interface ProceedingView {
  id: Id
  procedure: string
  title: string
  state: string
  state_title: string
  round: number
  number?: string
  lead_office?: string
  outcome_title?: string
  steps: Step[]
}

export interface AssignmentView {
  id: Id
  kind: string
  kind_title: string
  office: Id
  office_name: string
  receiver_name?: string
  state: string
  state_title: string
  given_at: ISO
  due_at?: ISO
  lamp: Lamp
  return_reason?: string
  return_duty_text?: string
  independent: boolean
  phone?: string
}

export interface RulingView {
  id: Id
  office_name: string
  competent_name: string
  reason: string
  at: ISO
  upheld: boolean
}

export interface MoveOffer {
  proceeding: Id
  assignment?: Id
  move: string
  title: string
  tone: 'primary' | 'normal' | 'danger'
  confirm?: string
  blocked: string[]
  fields: FieldOffer[]
}

export interface FieldOffer {
  name: string
  label: string
  kind: 'text' | 'longtext' | 'choice' | 'date' | 'time' | 'number' | 'money' | 'bool' | 'office' | 'offices' | 'account' | 'party' | 'category' | 'place' | 'duty' | 'files' | 'clauses' | 'procedure' | 'assignment' | 'matter'
  required: boolean
  min?: number
  max?: number
  help?: string
  choices?: {
    value: string
    title: string
  }[]
  value?: string
  // Only offices of this kind fit.
  office_kind?: string
  // Asked only where that other field of the form has one of these; `required` holds for then.
  when?: { field: string; values: string[] }
}

export interface OfficeView {
  id: Id
  name: string
  kind: string
  kind_title: string
  independent: boolean
  logs_in: boolean
  suggested: boolean
  reason?: string
  place_name: string
  phone?: string
}

export interface Items<T> {
  items: T[]
}

export interface TrackMove {
  move: string
  proceeding: Id
  fields: Record<string, string>
  attachments?: Id[]
}

export interface MoveRequest extends TrackMove {
  assignment?: Id
}

export interface Account {
  id: Id
  name: string
  role_title: string
}

export interface Duty {
  id: Id
  office_name: string
  text: string
  basis: string
}

export interface Notice {
  id: Id
  matter: Id
  number: string
  text: string
  kind: 'assignment' | 'overdue' | 'supervision' | 'progress'
  kind_title: string
  title?: string
  place_name?: string
  office_name?: string
  made_at: ISO
  read_at?: ISO
  read_by?: string
}

export type StaffChannel = 'counter' | 'call' | 'letter' | 'grid_worker' | 'group_head' | 'api'

export interface StaffReport extends Report {
  channel: StaffChannel
  received_at?: ISO
  parties?: PartyInput[]
  seal?: 'open' | 'sealed'
  urgent?: boolean
  reference?: ReferenceInput
}

export interface Verification {
  genuine: boolean
  number: string
  title?: string
  office?: string
  made_on?: Day
  // Made here, and counts no more.
  voided_on?: Day
}
