// Whether an answer betrays what its reader may not know, hides what they must see, or tells a thing that is not for them from one
// that does not exist. Pure: the same answer can be judged again by a county with other rules.

export class Judge {
  constructor(county, markers, oracle) {
    Object.assign(this, { county, markers, oracle })
    this.byMatter = null
  }

  // The secrets that are at home in a matter, with the home.
  of(matter) {
    if (!this.byMatter) {
      this.byMatter = new Map()
      for (const secret of this.markers.secrets.values()) {
        for (const home of secret.homes) {
          if (!this.byMatter.has(home.matter)) this.byMatter.set(home.matter, [])
          this.byMatter.get(home.matter).push([secret.text, home])
        }
      }
    }
    return this.byMatter.get(matter.id) ?? []
  }

  forget() {
    this.byMatter = null
    this.oracle.forget()
  }

  // Every fault of one answer, as { kind, text }.
  faults(question, answer) {
    const out = []
    const say = (kind, text) => out.push({ kind, text })
    for (const text of answer.found) {
      if (question.said?.includes(text)) continue
      if (!this.allows(question, text)) say('泄露', this.names(text))
    }
    this[question.judge]?.(question, answer, say)
    return out
  }

  allows({ who, room, excerpt }, text) {
    const secret = this.markers.secrets.get(text)
    // A row of a search shows the title and the place where the word stands, not the whole text.
    if (excerpt && !secret.homes.some(home => ['id', 'paper', 'masked phone', 'ticket', 'name'].includes(home.kind) || home.title)) return false
    return this.oracle.allows(who, secret, room)
  }

  names(text) {
    const [home] = this.markers.secrets.get(text).homes
    const matter = this.county.matters.get(home.matter)
    return `${home.kind}${home.act ? ` ${home.act}` : ''}${home.audience ? `（${home.audience}）` : ''} ${text}，${matter.number} ${matter.seal}`
  }

  unlike(question, answer, say) {
    if (answer.shape !== question.unknown?.shape) say('不像不存在的', `${answer.status} ${answer.code}，不存在的是 ${question.unknown?.shape?.slice(0, 3)}：${answer.shape ?? '有内容'} / ${question.unknown?.shape}`)
  }

  // ---- the matter's own page -------------------------------------------------------------------------------------------------
  page(question, answer, say) {
    const { who, matter } = question
    if (!this.oracle.knows(who, matter)) return this.unlike(question, answer, say)
    if (answer.status !== 200) return say('错藏', `打不开 ${matter.number}：${answer.status}`)
    const found = new Set(answer.found)
    for (const [text, home] of this.of(matter)) if (!found.has(text) && this.owed(who, matter, home)) say('错藏', this.names(text))
  }

  owed(who, matter, home) {
    const { oracle } = this
    const party = home.party && oracle.party(matter, home.party)
    switch (home.kind) {
      case 'head': return true
      case 'item': return home.audience !== 'bench' && oracle.reads(who, matter, home)
      case 'name': return oracle.readsName(who, matter, party)
      case 'phone': return !home.offered && oracle.readsContact(who, matter, party)
      case 'address':
      case 'note': return oracle.readsContact(who, matter, party)
      case 'masked phone': return !home.offered && oracle.readsMasked(who, matter, party) && !oracle.readsContact(who, matter, party)
      default: return false
    }
  }

  // A part of a matter: open to whoever may read it, else like an id that is of nothing.
  part(question, answer, say) {
    const { who, matter, item } = question
    const may = item ? this.oracle.reads(who, matter, item) : this.oracle.knows(who, matter)
    if (!may) return this.unlike(question, answer, say)
    if (question.must && answer.status !== 200) say('错藏', `${question.path}：${answer.status} ${answer.code}`)
  }

  // Something of another matter, asked for here: whoever asks, it is of nothing.
  elsewhere(question, answer, say) {
    this.unlike(question, answer, say)
  }

  // ---- lists --------------------------------------------------------------------------------------------------------------------
  list(question, answer, say) {
    const wanted = new Set(this.county.knownMatters(this.oracle, question.who).filter(question.fits ?? (() => true)).map(one => one.id))
    const got = new Set(answer.rows)
    for (const id of wanted) if (!got.has(id)) say('错藏', `列表里没有 ${this.county.matters.get(id).number}`)
    if (got.size !== answer.rows.length) say('件数', '同一件列了两次')
    if (answer.emptyPage) say('件数', '说还有下一页，下一页却是空的')
  }

  // Only that nothing is listed which is not theirs: the leak is found by its id.
  some() {}

  search(question, answer, say) {
    const { who, text } = question
    const homes = this.markers.secrets.get(text)?.homes ?? []
    const wanted = homes.filter(home => question.finds.includes(home.kind) && (home.kind !== 'id' || text.startsWith('PD')) && this.oracle.knows(who, this.county.matters.get(home.matter))).map(home => home.matter)
    const got = (answer.rows ?? []).filter(Boolean)
    for (const id of new Set(wanted)) if (!got.includes(id)) say('错藏', `查“${text}”没有 ${this.county.matters.get(id).number}`)
    for (const id of got) if (!wanted.includes(id)) say('泄露', `查“${text}”有 ${this.county.matters.get(id)?.number}`)
  }

  // A number in another system: whether it is there is told to whoever has the number in hand, which matter it is only to whoever may know.
  ticket(question, answer, say) {
    const may = this.oracle.knows(question.who, question.matter)
    if (Boolean(answer.json?.matter) !== may) say(may ? '错藏' : '泄露', `对方编号 ${question.text}`)
  }

  figure(question, answer, say) {
    const wanted = this.county.knownMatters(this.oracle, question.who).filter(question.fits ?? (() => true)).length
    if (answer.figure !== wanted) say('件数', `${question.path} 是 ${answer.figure}，应为 ${wanted}`)
  }

  counts(question, answer, say) {
    for (const { box, counted, listed } of answer.boxes) if (counted !== listed) say('件数', `待办“${box}”写着 ${counted} 件，列出 ${listed} 件`)
  }

  // Rows of some of the asked ids; for the others the answer is the one for an id of nothing.
  batch(question, answer, say) {
    for (const matter of question.matters) {
      const row = answer.json?.rows?.find(one => one.matter === matter.id) ?? answer.json?.left_out?.find(one => one.matter === matter.id)
      if (this.oracle.knows(question.who, matter)) continue
      const strange = answer.json?.rows?.find(one => one.matter === question.strange) ?? answer.json?.left_out?.find(one => one.matter === question.strange)
      const plain = one => JSON.stringify({ ...one, matter: '' })
      if (answer.status === 200 && plain(row) !== plain(strange)) say('不像不存在的', `${plain(row)} / ${plain(strange)}`)
    }
  }

  // ---- residents ----------------------------------------------------------------------------------------------------------------
  track(question, answer, say) {
    const { who } = question
    if (answer.status !== 200) return say('错藏', `本人打不开自己的事项：${answer.status}`)
    const standing = [...who.rows].reverse().find(row => this.oracle.stands(who, this.county.matters.get(row.matter)) && this.oracle.knows(who, this.county.matters.get(row.matter)))
    const matter = this.county.matters.get(standing.matter)
    if (answer.json.number !== matter.number) say('错藏', `看到的是 ${answer.json.number}，应为 ${matter.number}`)
    const found = new Set(answer.found)
    for (const row of who.rows) {
      const of = this.county.matters.get(row.matter)
      if (row !== standing && who.rows.indexOf(row) > who.rows.indexOf(standing)) continue
      for (const [text, home] of this.of(of)) {
        if (home.kind === 'item' && home.audience === 'parties' && !found.has(text) && this.oracle.reads(who, of, home)) say('错藏', this.names(text))
        if (home.kind === 'name' && of === matter && !found.has(text) && this.oracle.readsName(who, of, this.oracle.party(of, home.party)) && !this.oracle.party(of, home.party).left) say('错藏', this.names(text))
      }
    }
  }

  // A door that is shut to this kind of asker whatever they ask for.
  shut(question, answer, say) {
    if (answer.status !== question.wanted) say('不该开的门', `${question.path}：${answer.status}，应为 ${question.wanted}`)
  }
}
