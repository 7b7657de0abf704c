// The rules, held against the history and what stands there. No I/O: rows in, faults out; each rule has a name, and the
// self-test a change that it must find.
//
// Confirmed: there exactly once, with the very content. Refused: not there. Unknown: whole or not there, never half.

import { answers, outcome } from './history.mjs'

const grouped = (rows, key) => {
  const out = new Map()
  for (const row of rows) {
    const at = key(row)
    const held = out.get(at)
    if (held) held.push(row)
    else out.set(at, [row])
  }
  return out
}

const twice = list => [...grouped(list, one => one)].filter(([, all]) => all.length > 1).map(([one]) => one)

class Check {
  constructor(history, seen) {
    this.history = history
    this.seen = seen
    this.faults = []
    this.matters = new Map(seen.matters.map(one => [one.id, one]))
    this.byText = grouped(seen.matters, one => one.text)
    this.events = grouped(seen.events, one => one.matter)
    this.byClient = grouped(seen.events.filter(one => one.client), one => one.client)
    this.parties = grouped(seen.parties, one => one.matter)
    this.byName = grouped(seen.parties.filter(one => one.name), one => one.name)
    this.proceedings = grouped(seen.proceedings, one => one.matter)
    this.byHash = grouped(seen.attachments, one => one.sha256)
    this.keys = grouped(seen.keys, one => one.key)
  }

  says(rule, what, op) {
    this.faults.push({ rule, what: op ? `第${op.n}步（${op.title}，${outcome(op)}）${what}` : what, ...(op ? { n: op.n } : {}) })
  }

  // ---- one act ----

  // Every trace of this act, by its kind: [{ matter, half? }].
  traces(op) {
    switch (op.kind) {
      case 'create': return (this.byText.get(op.text) ?? []).map(one => ({ matter: one.id, half: this.halfMatter(op, one) }))
      case 'move': return (this.byClient.get(op.key) ?? []).map(one => ({ matter: one.matter, half: this.halfEvent(op, one) }))
      case 'party': return (this.byName.get(op.text) ?? []).map(one => ({ matter: one.matter, half: this.halfKey(op, one.matter) }))
      default: return (this.byHash.get(op.sha256) ?? []).map(one => ({ matter: one.matter, half: this.halfFile(one) }))
    }
  }

  halfMatter(op, matter) {
    const [first] = this.events.get(matter.id) ?? []
    if (!first) return '有事项，没有办理经过'
    if (first.client !== op.client_id) return '办理经过的第一步不是这次登记'
    if (!this.parties.has(matter.id)) return '有事项，没有反映人'
    if (!this.proceedings.has(matter.id)) return '有事项，没有程序'
    if (matter.scope === 0) return '有事项，没有可见范围'
    return this.halfKey(op, matter.id)
  }

  halfEvent(op, event) {
    if (!event.body) return '有这一步，没有正文'
    if (!this.matters.has(event.matter)) return '有这一步，没有事项'
    return this.halfKey(op, event.matter)
  }

  halfKey(op, subject) {
    return (this.keys.get(op.key) ?? []).some(one => one.subject === subject) ? undefined : '内容在，请求编号没有记下'
  }

  // A file that came and was not yet attached waits to be claimed, and is swept after a day: not half.
  halfFile(row) {
    return row.event && !this.seen.events.some(one => one.id === row.event && one.matter === row.matter && one.body) ? '附件指着没有的一步' : undefined
  }

  op(op) {
    const traces = this.traces(op)
    const state = outcome(op)
    if (traces.length > 1) this.says('once', `落了 ${traces.length} 次`, op)
    if (state === 'ok' && traces.length === 0) this.says('acknowledged', '说办成了，却没有', op)
    if (state === 'refused' && traces.length > 0) this.says('refused', '说没有办，却办了', op)
    if (op.wasThere && traces.length === 0) this.says('stays', '先前查到过，现在没有了', op)
    op.wasThere ||= traces.length > 0
    for (const trace of traces) if (trace.half) this.says('whole', trace.half, op)
    for (const one of this.keys.get(op.key) ?? []) {
      if (traces.length === 0) this.says('whole', `请求编号记着 ${one.subject}，内容没有`, op)
    }
    if (new Set(answers(op).map(one => JSON.stringify(one))).size > 1) this.says('same answer', `同一编号得到不同的回答：${answers(op).map(one => JSON.stringify(one)).join(' 与 ')}`, op)
    if (state === 'ok' && op.tries.some(one => one.outcome === 'refused')) this.says('same answer', '同一编号，一次说办成了，一次说不行', op)
    if (state === 'ok' && traces.length === 1) this.content(op, traces[0].matter, answers(op)[0])
  }

  content(op, matter, answer) {
    const row = this.matters.get(matter)
    if (op.matter && matter !== op.matter) this.says('content', `落在了另一件事项 ${matter}`, op)
    if (op.kind === 'create' && (answer.id !== matter || answer.number !== row?.number)) this.says('content', `告知的是 ${answer.id} ${answer.number}，查到的是 ${matter} ${row?.number}`, op)
    if (op.kind === 'move' && op.text) {
      const event = this.byClient.get(op.key)[0]
      if (event.said !== op.text) this.says('content', `写的是“${short(op.text)}”，记下的是“${short(event.said)}”`, op)
    }
    if (op.kind === 'file') {
      const row = this.byHash.get(op.sha256)[0]
      if (!row.event) this.says('content', '收下的附件没有附到事项上', op)
      if (row.id !== answer.id) this.says('content', `告知的附件是 ${answer.id}，查到的是 ${row.id}`, op)
    }
  }

  // ---- the whole ----

  history_of_matters() {
    for (const [id, events] of this.events) {
      if (!this.matters.has(id)) this.says('whole', `事项 ${id} 没有了，办理经过还在`)
      events.forEach((one, at) => one.seq === at + 1 || this.says('chain', `事项 ${id} 的第 ${at + 1} 步记成第 ${one.seq} 步`))
    }
    for (const one of this.seen.matters) if (!this.events.has(one.id)) this.says('whole', `事项 ${one.number} 没有办理经过`)
    const leaves = this.seen.events.map(one => one.leaf).sort((a, b) => a - b)
    if (leaves.some((leaf, at) => leaf !== at) || leaves.length !== this.seen.nextLeaf) this.says('chain', `总账应有 ${this.seen.nextLeaf} 条，接得上的有 ${leaves.length} 条`)
    if (this.seen.verify && this.seen.verify.code !== 0) this.says('chain', `lianhu verify：${this.seen.verify.said}`)
  }

  numbers() {
    const series = new Map([['matter', this.seen.matters.map(one => one.number)]])
    for (const one of this.seen.proceedings) {
      if (one.number) (series.get(one.office) ?? series.set(one.office, []).get(one.office)).push(one.number)
    }
    for (const [name, numbers] of series) {
      for (const one of twice(numbers)) this.says('numbers', `${one} 编了两次`)
      const found = [...new Set(numbers)].map(one => Number(/(\d+)号?$/.exec(one)[1])).sort((a, b) => a - b)
      const gap = found.findIndex((one, at) => one !== at + 1)
      if (gap >= 0) this.says('numbers', `${name} 的编号从 ${gap} 跳到 ${found[gap]}`)
      const last = this.seen.counters.find(one => (name === 'matter' ? one.series === 'matter' : one.office === name))?.last ?? 0
      if (last !== found.length) this.says('numbers', `${name} 编到 ${last}，有编号的是 ${found.length} 件`)
    }
  }

  files() {
    for (const row of this.seen.attachments) {
      const state = this.seen.files.get(row.sha256) ?? 'missing'
      if (state !== 'whole') this.says('files', `附件 ${row.id} 的文件${state === 'missing' ? '不见了' : '残缺'}：${row.sha256}`)
    }
  }

  // Nothing is there that nobody asked for.
  strangers() {
    const texts = new Set(this.history.ops.filter(one => one.kind === 'create').map(one => one.text))
    for (const one of this.seen.matters) if (!texts.has(one.text)) this.says('nobody asked', `没有人登记过的事项 ${one.number}`)
  }

  looks() {
    for (const look of this.history.looks) {
      if (look.told) continue
      look.told = true
      const op = this.history.ops[look.n]
      if (!look.found) this.says('read', `${look.when}，本人打开时没有`, op)
      else if (!look.same) this.says('read', `${look.when}，本人看到的不是原来的：${look.got ?? ''}`, op)
    }
    for (const one of this.history.odd.splice(0)) this.says('answers', one)
  }

  all() {
    for (const op of this.history.ops) this.op(op)
    this.history_of_matters()
    this.numbers()
    this.files()
    this.strangers()
    this.looks()
    return this.faults
  }
}

const short = text => (text === undefined ? '（没有）' : text.length > 60 ? `${text.slice(0, 60)}……（${text.length} 字）` : text)

export const check = (history, seen) => new Check(history, seen).all()

// What a reader was shown since the last time: cheap enough for each recovery.
export function checkLooks(history) {
  const check = new Check(history, { matters: [], events: [], parties: [], proceedings: [], attachments: [], keys: [], counters: [], files: new Map(), nextLeaf: 0 })
  check.looks()
  return check.faults
}
