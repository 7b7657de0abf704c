// Each bomb at each door that reads such files.

import { randomUUID } from 'node:crypto'

import { pictures, sheets } from './bombs.mjs'
import { ask } from './county.mjs'
import { judge } from './judge.mjs'
import { rssOf } from './slow.mjs'

const doors = [
  ['triage', '/imports/check?system=hotline'], ['triage', '/stubs/check?system=court'], ['triage', '/slips/check?system=hotline'],
  ['mediator', '/old-registers/check?office=town_mediation.520422001'], ['sysadmin', `/code-maps/check?from=${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}`], ['sysadmin', '/place-outlines/check'],
]
// Fonts and sheets are read once and kept; what a bomb may cost on top of that.
const MEMORY = 160 << 20
const SOON_MS = 4_000

export async function throwsBombs({ server, readers }) {
  const faults = []
  let passed = 0
  let longest = [0, '']
  const throws = async (reader, path, name, bytes, type) => {
    const reply = await ask(server.url, { method: 'POST', path: `/api/v1${path}`, headers: { ...reader.headers, 'Idempotency-Key': randomUUID(), 'Content-Type': type, 'X-File-Name': 'a.jpg' }, bytes, limit: 30_000 })
    const what = `${path}，${name}`
    const found = reply.lost && bytes.length > (10 << 20) ? [] : judge({ operation: { id: path } }, name, reply)
    if (reply.ms > SOON_MS) found.push(`用了 ${Math.round(reply.ms)} 毫秒`)
    if (reply.ms > longest[0]) longest = [reply.ms, what]
    found.length ? faults.push(...found.map(one => `${what}：${one}`)) : (passed += 1)
    return reply
  }
  const before = rssOf(server.child.pid)
  let most = before
  for (const [name, bytes] of Object.entries(sheets())) {
    for (const [login, path] of doors) {
      await throws(readers[login], path, name, bytes, 'application/octet-stream')
      most = Math.max(most, rssOf(server.child.pid))
    }
  }
  for (const [name, [bytes, type]] of Object.entries(pictures())) {
    const reply = await throws(readers.party, '/track/attachments', name, bytes, type)
    if (reply.status < 300) faults.push(`收下了“${name}”`)
    most = Math.max(most, rssOf(server.child.pid))
  }
  if (most - before > MEMORY) faults.push(`最多用了 ${((most - before) >> 20)} MiB`)
  return { passed, faults, sentence: `${passed} 次，内存最多多 ${(most - before) >> 20} MiB，最久 ${Math.round(longest[0])} 毫秒（${longest[1]}）` }
}
