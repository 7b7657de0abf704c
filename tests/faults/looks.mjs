// What stands there: the rows of one moment, the files' bytes, and what `lianhu verify` says. Read past the program, by
// another reader of the database, so that no cache and no view can hide anything.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { psqlProgram, must } from '../journeys/support/tools.mjs'

const queries = {
  matters: 'm.id, m.number, m.summary, (SELECT COUNT(*) FROM matter_scope s WHERE s.region = m.region AND s.matter = m.id) FROM matter m',
  events: 'e.id, e.matter, e.seq, e.leaf_index, e.kind, e.client_id, b.content FROM event e LEFT JOIN event_body b ON b.region = e.region AND b.event = e.id ORDER BY e.matter, e.seq',
  parties: 'matter, name FROM party',
  proceedings: 'matter, number, COALESCE(lead_office, desk_office) FROM proceeding',
  attachments: 'id, matter, event, sha256 FROM attachment',
  keys: 'client_key, subject FROM idempotency',
  counters: 'office, series, last FROM counter',
  heads: 'next_leaf FROM log_head',
}

const python = `
import json, sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute("BEGIN")
print(json.dumps({name: c.execute("SELECT " + text).fetchall() for name, text in json.loads(sys.argv[2]).items()}, ensure_ascii=False))
`

async function rows(place) {
  if (place.engine === 'sqlite') return JSON.parse((await must('python3', ['-c', python, path.join(place.data, 'lianhu.db'), JSON.stringify(queries)])).out)
  const names = Object.keys(queries)
  const selects = names.map(name => {
    const [, columns, rest] = /^(.*?) (FROM (?!matter_scope).*)$/s.exec(queries[name])
    return `SELECT json_build_array('${name}', ${columns}) ${rest};`
  })
  const script = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n${selects.join('\n')}\nCOMMIT;`
  const { out } = await must(psqlProgram(), [place.database, '--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1', '--file=-'], { input: script })
  const found = Object.fromEntries(names.map(name => [name, []]))
  for (const line of out.split('\n')) {
    if (line === '') continue
    const [name, ...row] = JSON.parse(line)
    found[name].push(row)
  }
  return found
}

function fileState(place, sha256) {
  const file = path.join(place.data, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  if (!existsSync(file)) return 'missing'
  return createHash('sha256').update(readFileSync(file)).digest('hex') === sha256 ? 'whole' : 'torn'
}

// Nobody writes meanwhile. `verified`: with the program's own word on it.
export async function see(place, { verified = false } = {}) {
  const found = await rows(place)
  const attachments = found.attachments.map(([id, matter, event, sha256]) => ({ id, matter, event, sha256 }))
  const done = verified ? await place.tool('verify') : undefined
  return {
    matters: found.matters.map(([id, number, text, scope]) => ({ id, number, text, scope })),
    events: found.events.map(([id, matter, seq, leaf, kind, client, content]) => ({ id, matter, seq, leaf, kind, client, body: content !== null, said: content === null ? undefined : JSON.parse(content).fields?.supplement_text })),
    parties: found.parties.map(([matter, name]) => ({ matter, name })),
    proceedings: found.proceedings.map(([matter, number, office]) => ({ matter, number, office })),
    attachments,
    keys: found.keys.map(([key, subject]) => ({ key, subject })),
    counters: found.counters.map(([office, series, last]) => ({ office, series, last })),
    nextLeaf: found.heads[0]?.[0] ?? 0,
    files: new Map(attachments.map(one => [one.sha256, fileState(place, one.sha256)])),
    ...(done ? { verify: { code: done.code, said: (done.err || done.out).trim().slice(0, 400) } } : {}),
  }
}
