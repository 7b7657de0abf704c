// The rule in the checker's own words, held against the rows of the database and of the phones.
//
// Every edit that was made ends applied, equal to what stood there, kept as one side of two, or refused and still on its
// phone with a reason. Nothing is overwritten that the writer did not see. Nothing happens twice. The history alone tells
// what stands there now.

const events = "SELECT e.seq, e.kind, COALESCE(e.client_id, ''), b.content FROM event e JOIN event_body b ON b.region = e.region AND b.event = e.id WHERE e.matter = '%' ORDER BY e.seq"
const open = "SELECT fact, COALESCE(offered, ''), client_id, COALESCE(asked_account, ''), COALESCE(asked_office, '') FROM discrepancy WHERE matter = '%' AND state = 'open' ORDER BY id"

const keyed = (fields, prefix) => Object.entries(fields ?? {}).filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value])
const id = (client, fact) => `${client} ${fact}`

export class Oracle {
  constructor(place) {
    this.place = place
    this.faults = []
    // By client id and fact: what somebody wrote, on which phone, and what they saw.
    this.edits = new Map()
    this.first = new Map()
    this.reports = []
  }

  wrote(phone, matter, row, told) {
    // What is held against the server is what the person saw and wrote, not what the phone's code made of it.
    for (const { fact, base, value } of told) this.edits.set(id(row.facts.client_id, fact), { phone, matter, key: row.seq, fact, base, value, client: row.facts.client_id, fates: [] })
  }

  says(what) {
    this.faults.push(what)
  }

  async looks(matter, phones, truth) {
    const now = { ...this.first.get(matter) }
    const waiting = []
    const stood = {}
    const stands = (fact, value) => {
      now[fact] = value
      ;(stood[fact] ??= new Set()).add(value)
    }
    for (const [fact, value] of Object.entries(now)) stands(fact, value)
    let last = 0
    for (const [seq, kind, client, text] of await this.place.meddle(events.replace('%', matter))) {
      if (Number(seq) !== last + 1) this.says(`经过的序号从 ${last} 跳到 ${seq}`)
      last = Number(seq)
      const { fields } = JSON.parse(text)
      if (kind === 'facts_corrected') {
        for (const [fact, value] of keyed(fields, 'fact.')) {
          const edit = this.taken(client, fact, value, 'applied')
          const was = fields[`was.${fact}`]
          if (fact === 'added_text') continue
          if (was !== (now[fact] ?? '')) this.says(`第${seq}步：${fact} 说原来是“${was}”，经过里是“${now[fact] ?? ''}”`)
          if (edit && edit.base !== (now[fact] ?? '')) this.says(`第${seq}步：${fact}“${now[fact]}”被没有看到它的人（看到的是“${edit.base}”）改成了“${value}”`)
          stands(fact, value)
          for (let at = waiting.length - 1; at >= 0; at -= 1) if (waiting[at].fact === fact && waiting[at].value === value) waiting.splice(at, 1)
        }
      } else if (kind === 'facts_differ') {
        for (const [fact, value] of keyed(fields, 'offered.')) {
          const edit = this.taken(client, fact, value, 'kept')
          if (edit && edit.base === (now[fact] ?? '')) this.says(`第${seq}步：${fact}“${value}”看到的就是当时登记的，却没有更正`)
          if (edit && value === (now[fact] ?? '')) this.says(`第${seq}步：${fact}“${value}”与当时登记的相同，却去请人核对`)
          waiting.push({ fact, value, client })
        }
      } else if (kind === 'difference_settled' || kind === 'discrepancy_settled') {
        for (const [fact, value] of keyed(fields, 'chosen.')) {
          stands(fact, value)
          for (let at = waiting.length - 1; at >= 0; at -= 1) if (waiting[at].fact === fact) waiting.splice(at, 1)
        }
      }
    }
    for (const [fact, value] of Object.entries(now)) {
      if (fact !== 'added_text' && truth[fact] !== undefined && truth[fact] !== value) this.says(`${fact}：经过里最后是“${value}”，事项里是“${truth[fact]}”`)
    }
    await this.asked(matter, waiting)
    await this.ends(matter, phones, stood)
  }

  taken(client, fact, value, fate) {
    const edit = this.edits.get(id(client, fact))
    if (!edit) {
      this.says(`经过里有一项没有人写过的更正：${fact}“${value}”（${client}）`)
      return undefined
    }
    edit.fates.push(fate)
    if (edit.fates.length > 1) this.says(`${edit.phone.name} 的 ${fact}“${value}”落了 ${edit.fates.length} 次：${edit.fates.join('、')}`)
    if (edit.value !== value) this.says(`${edit.phone.name} 写的 ${fact}“${edit.value}”变成了“${value}”`)
    return edit
  }

  // Both sides are still there, and exactly one is asked.
  async asked(matter, waiting) {
    const rows = await this.place.meddle(open.replace('%', matter))
    const seen = rows.map(([fact, value, client]) => `${fact}“${value}”${client}`).sort()
    const wanted = waiting.map(one => `${one.fact}“${one.value}”${one.client}`).sort()
    if (JSON.stringify(seen) !== JSON.stringify(wanted)) this.says(`等人核对的应为 ${wanted.join('、') || '没有'}，实为 ${seen.join('、') || '没有'}`)
    for (const [fact, value, , account, office] of rows) {
      if ((account === '') === (office === '')) this.says(`${fact}“${value}”请了 ${account === '' ? '零' : '不止一'} 个人核对`)
    }
  }

  // Each edit's end, on the phone that wrote it.
  async ends(matter, phones, stood) {
    for (const phone of phones) {
      const rows = await phone.rows()
      for (const edit of this.edits.values()) {
        if (edit.phone !== phone || edit.matter !== matter) continue
        const what = `${phone.name} 的 ${edit.fact}“${edit.value}”（看到的是“${edit.base}”）`
        const row = rows.find(one => one.seq === edit.key)
        if (!row) {
          this.says(`${what}从手机上不见了，没有说明`)
        } else if (row.state === 'dead') {
          const kept = row.facts.edits.find(one => one.fact === edit.fact)
          if (!row.reason || kept?.value !== edit.value) this.says(`${what}没有传成，手机上看不到原因或内容`)
        } else if (row.state !== 'sent') {
          this.says(`${what}一直没有送达（${row.state}，${row.tries} 次：${row.reason ?? ""}）`)
        } else {
          const told = row.results?.find(one => one.fact === edit.fact)?.result
          const fate = edit.fates[0] ?? (stood[edit.fact]?.has(edit.value) ? 'equal' : 'lost')
          if (fate === 'lost') this.says(`${what}说已送达，事项里没有，也没有保留`)
          else if (told !== fate) this.says(`${what}的结果是 ${fate}，手机说 ${told}`)
        }
      }
    }
  }

  // A report and its photos: once, and together.
  async counts() {
    for (const { phone, text, photos } of this.reports) {
      const [[matters, attached] = []] = await this.place.meddle(
        `SELECT COUNT(DISTINCT m.id), COUNT(a.id) FROM matter m LEFT JOIN attachment a ON a.region = m.region AND a.matter = m.id AND a.event IS NOT NULL WHERE m.summary = '${text}'`)
      if (matters !== '1') this.says(`${phone.name} 上报的“${text}”有 ${matters} 件`)
      if (attached !== String(photos)) this.says(`${phone.name} 上报的“${text}”附了 ${photos} 张照片，收到 ${attached} 张`)
    }
    for (const phone of new Set(this.reports.map(one => one.phone))) {
      for (const row of await phone.rows()) if (row.kind !== 'facts' && row.state !== 'sent') this.says(`${phone.name} 的“${row.title}”停在 ${row.state}：${row.reason ?? ''}`)
    }
  }
}
