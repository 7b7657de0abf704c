// What was wanted and what was answered, and the rule held against the rows of the database: what was answered is there once, with the
// content that was sent; what was refused left nothing; what nobody knows is there once and whole, or not at all.

export const PROVES_NOTHING = '这一轮什么也没有证明'
const one = n => n === 1
const atMostOne = n => n === 0 || n === 1

export class Ledger {
  constructor(place) {
    this.place = place
    this.acts = []
    this.faults = []
  }

  // fate: 'done' (answered 2xx), 'unknown', 'refused'.
  notes(kind, text, reply, more = {}) {
    const fate = !reply ? 'unknown' : reply.status < 300 ? 'done' : 'refused'
    this.acts.push({ kind, text, fate, status: reply?.status, code: reply?.json?.code, ...more })
    return fate
  }

  says(what) {
    this.faults.push(what)
  }

  counts(fate) {
    return this.acts.filter(act => !fate || act.fate === fate).length
  }

  async looks(reader) {
    const matters = new Map()
    for (const [id, summary] of await this.rows('SELECT id, summary FROM matter')) matters.set(summary, [...(matters.get(summary) ?? []), id])
    const told = new Set()
    const events = new Map()
    for (const [matter, kind, text] of await this.rows("SELECT e.matter, e.kind, b.content FROM event e JOIN event_body b ON b.region = e.region AND b.event = e.id")) {
      events.set(matter, [...(events.get(matter) ?? []), { kind, text }])
    }
    const proceedings = new Set((await this.rows('SELECT matter FROM proceeding')).map(([matter]) => matter))
    const files = await this.rows('SELECT matter, name, bytes, id FROM attachment')
    const parties = await this.rows("SELECT matter, COALESCE(name, '') FROM party")
    for (const act of this.acts) {
      const what = `${act.kind}“${act.text}”`
      const fits = act.fate === 'done' ? one : act.fate === 'refused' ? n => n === 0 : atMostOne
      const home = act.matter ?? matters.get(act.matterText)?.[0]
      let n
      if (act.kind === 'report' || act.kind === 'record') {
        const ids = matters.get(act.text) ?? []
        told.add(act.text)
        n = ids.length
        for (const id of ids) {
          if (!proceedings.has(id)) this.says(`${what}只有一半：没有程序`)
          if (!events.get(id)?.length) this.says(`${what}只有一半：没有经过`)
          if (act.id && act.id !== id) this.says(`${what}回执上的编号是 ${act.id}，库里是 ${id}`)
        }
      } else if (act.kind === 'file') {
        const rows = files.filter(([matter, name]) => matter === home && name === act.text)
        n = rows.length
        for (const [matter, , bytes, id] of rows) {
          if (Number(bytes) !== act.bytes.length) this.says(`${what}有 ${bytes} 字节，应为 ${act.bytes.length}`)
          const served = await reader(id, act.headers)
          if (!served.equals(act.bytes)) this.says(`${what}的内容变了`)
        }
      } else if (act.kind === 'party') {
        n = parties.filter(([matter, name]) => matter === home && name === act.text).length
      } else {
        n = (events.get(home) ?? []).filter(event => event.text.includes(JSON.stringify(act.text).slice(1, -1))).length
      }
      if (!fits(n)) this.says(`${what}：回答是 ${act.fate}${act.status ? `（${act.status} ${act.code ?? ''}）` : ''}，库里有 ${n} 份`)
    }
    for (const text of matters.keys()) if (!told.has(text)) this.says(`库里有一件没有人报过的事：“${text}”`)
    const verify = await this.place.tool('verify')
    if (verify.code !== 0) this.says(`verify 说历史不完整：${verify.out}${verify.err}`)
  }

  rows(sql) {
    return this.place.meddle(sql)
  }
}
