// What people do while the line is bad: report with a file in pieces and a word added later; record, accept and add a party with the
// version they saw. Every text is the act's own, so that the ledger finds it again.

import { createHash, randomUUID } from 'node:crypto'


const PIECE = 64 * 1024
const OF_ONES_OWN = 4

export class Play {
  constructor({ ledger, chance, grid, name, category }) {
    Object.assign(this, { ledger, chance, grid, name, category })
    this.count = 0
  }

  text(word) {
    this.count += 1
    return `${word}${this.name}第${this.count}件`
  }

  async reports(courier) {
    const text = this.text('水沟')
    const body = { text, title: text, place: this.grid, hide_identity: false, client_id: randomUUID(), category: this.category }
    const reply = await courier.brings('POST', '/public/reports', { body })
    this.ledger.notes('report', text, reply, { id: reply?.json?.id })
    if (!reply?.json?.secret) return
    const headers = { 'X-Track-Secret': reply.json.secret }
    const matter = reply.json.id
    await this.sends(courier, headers, matter)
    for (let n = this.chance.below(OF_ONES_OWN); n > 0; n -= 1) await this.adds(courier, headers, matter)
  }

  // As the page sends a file: begin, piece after piece, and ask where to go on.
  async sends(courier, headers, matter) {
    const bytes = pdf(this.chance)
    const id = randomUUID()
    const name = `${id}.pdf`
    const at = `/track/uploads/${id}`
    let state
    let last
    for (let n = 0; n < 30; n += 1) {
      if (!state) last = await courier.brings('PUT', at, { headers, key: id, body: { name, media_type: 'application/pdf', sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length } })
      else last = await courier.brings('PUT', `${at}/pieces/${state.offset}`, { headers, key: `${id}-${state.offset}`, raw: bytes.subarray(state.offset, state.offset + PIECE) })
      if (last?.status === 409 && last.json.code === 'upload_offset') last = await courier.brings('GET', at, { headers })
      if (!last || last.status >= 300 || last.invented) break
      state = last.json
      if (state.attachment) break
    }
    // A file that stopped half-way is no file, whatever its last piece was told.
    const whole = last?.status < 300 && (state?.attachment || last.invented)
    this.ledger.notes('file', name, whole ? last : last?.status >= 400 ? last : undefined, { matter, bytes, headers })
  }

  async adds(courier, headers, matter) {
    const track = await courier.brings('GET', '/track', { headers })
    const offer = track?.json?.moves?.find(one => one.move === 'add_facts')
    if (!offer) return
    const text = this.text('又淹了')
    const reply = await courier.brings('POST', '/track/moves', { headers, body: { proceeding: offer.proceeding, move: 'add_facts', fields: { supplement_text: text } } })
    this.ledger.notes('added', text, reply, { matter })
  }

  async records(desk) {
    const text = this.text('路灯')
    const reply = await desk.brings('POST', '/matters', { body: { channel: 'counter', text, title: text, place: this.grid, hide_identity: false, client_id: randomUUID(), name: '化名甲' } })
    this.ledger.notes('record', text, reply, { id: reply?.json?.id })
    const matter = reply?.json?.id
    if (!matter) return
    for (let n = 1 + this.chance.below(OF_ONES_OWN); n > 0; n -= 1) await this.names(desk, matter)
  }

  // With the version that was seen; told that it is old, the page reads again and the person decides anew.
  async names(desk, matter) {
    const seen = await desk.brings('GET', `/matters/${matter}?purpose=${encodeURIComponent('办理')}`)
    if (!seen?.json?.etag) return
    const name = `化名${this.text('')}`
    const reply = await desk.brings('POST', `/matters/${matter}/parties`, { headers: { 'If-Match': `"${seen.json.etag}"` }, body: { role: 'other', kind: 'natural', name } })
    this.ledger.notes('party', name, reply, { matter })
  }

  // One person after another until `until()` says so.
  async goesOn(courier, desk, until) {
    while (!until()) await (this.chance.holds(0.55) ? this.reports(courier) : this.records(desk))
  }
}

// A page with so much noise in it that a lost or repeated piece is seen.
function pdf(chance) {
  // Each line of it says where it stands.
  const noise = Buffer.from(Array.from({ length: 600 + chance.below(2200) }, (_, n) => `${chance.below(1_000_000_000)} line ${n} of ${'x'.repeat(50)}\n`).join(''))
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>', `<< /Length ${noise.length} >>\nstream\n${noise.toString('latin1')}\nendstream`]
  let text = '%PDF-1.4\n'
  const starts = objects.map((object, n) => {
    const at = text.length
    text += `${n + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${starts.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

