// What is so in the county, as the oracle knows it: from the texts and from what was done, never from what the server shows.

// ---- offices: the kind, what stands above, and the place they serve (demo/offices.toml, in words) -----------------------
const county = '520422'
const departments = ['water', 'housing', 'land', 'agriculture', 'labour', 'civil']
const townOf = code => code.slice(0, 9)

const kinds = [
  [/^county$/, () => ({ kind: 'county', under: null, place: county })],
  [/^centre$/, () => ({ kind: 'county_centre', under: 'county', place: county })],
  [/^politics$/, () => ({ kind: 'party', under: 'county', place: county })],
  [/^justice$/, () => ({ kind: 'department', under: 'county', place: county })],
  [/^women$/, () => ({ kind: 'mass_organisation', under: 'county', place: county })],
  [/^mediation\.county$/, () => ({ kind: 'mediation_committee', under: 'justice', place: county })],
  [new RegExp(`^(${departments.join('|')})$`), () => ({ kind: 'department', under: 'county', place: county })],
  [/^town\.(\d{9})$/, code => ({ kind: 'town_government', under: 'county', place: code })],
  [/^town_centre\.(\d{9})$/, code => ({ kind: 'town_centre', under: `town.${code}`, place: code })],
  [/^town_mediation\.(\d{9})$/, code => ({ kind: 'mediation_committee', under: `town.${code}`, place: code })],
  [/^justice_station\.(\d{9})$/, code => ({ kind: 'justice_station', under: 'justice', place: code })],
  [/^village\.(\d{12})$/, code => ({ kind: 'village', under: `town.${townOf(code)}`, place: code })],
  [/^grid_station\.(\d{12})$/, code => ({ kind: 'grid_station', under: `town_centre.${townOf(code)}`, place: code })],
  [/^village_mediation\.(\d{12})$/, code => ({ kind: 'mediation_committee', under: `village.${code}`, place: code })],
]

export function office(id) {
  for (const [shape, make] of kinds) {
    const fits = shape.exec(id)
    if (fits) return { id, ...make(fits[1]) }
  }
  throw new Error(`不认识的机构：${id}`)
}

// The office itself and all above it.
export function chain(id) {
  const out = []
  for (let at = id; at; at = office(at).under) out.push(at)
  return out
}

// ---- acts: to whom their words are told, and what of them is sensitive ----------------------------------------------------
// Told to: parties (everybody in the matter), staff (whoever of the staff may know it), handling (who handles it, and the desk),
// mediator (the mediators of the committee that leads), desk.
// Source: charter 4 (the person sees where it is and what follows), 人民调解法第15、23条, decision 0030, docs/words.md 可见范围.
export const told = {
  report: 'parties',
  accept: 'parties',
  assign: 'parties',
  reassign: 'parties',
  sign: 'parties',
  add_facts: 'parties',
  urge: 'parties',
  tell_progress: 'parties',
  report_back: 'parties',
  handle: 'handling',
  co_report: 'handling',
  return: 'handling',
  rule_uphold: 'handling',
  instruct: 'handling',
  yellow: 'handling',
  extend_ask: 'handling',
  report_up: 'staff',
  refer_to_mediation: 'parties',
  inform: 'parties',
  session: 'mediator',
  investigate: 'mediator',
  caucus: 'mediator',
  warn: 'handling',
  ask_recusal: 'parties',
  fail: 'parties',
  merge: 'parties',
}

// Kinds of matter that are sealed by themselves (settled 13: minors, domestic violence).
export const sealedKinds = ['dispute.family.violence']

// ---- the county that a run has made ------------------------------------------------------------------------------------------
export class County {
  constructor() {
    this.matters = new Map()  // id → what is so of it
    this.people = []          // who asks: staff, residents, strangers
    this.now = 0              // one more with every act
    this.scanned = 0          // codes read from a printed page, which takes a while
  }

  // place: its path from the county down, as a list of ids.
  matter({ id, number, place, seal = 'open', desk, intake = null, account = null }) {
    const one = {
      id, number, place, seal, desks: [desk], intake, account,
      parts: [],      // { office, kind: lead | co | copied, mediation, sentAway }
      bars: [],       // { office } or { account }
      parties: [],    // { id, hidden, brought, joined, left, letsKnow }
      secrets: [],    // what stands in it
      files: [],      // { id, audience, at }
      papers: [],     // { id, party, at }
      into: null,     // the matter it was merged into
    }
    this.matters.set(id, one)
    return one
  }

  tick() {
    return (this.now += 1)
  }

  knownMatters(oracle, who) {
    return [...this.matters.values()].filter(one => oracle.knows(who, one))
  }
}
