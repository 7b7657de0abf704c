// One round: a server, the walk and what came of it, raw bytes, bombs, slow people; then the log is read.

import { readFileSync } from 'node:fs'

import { password } from '../../journeys/support/county.mjs'
import { root } from '../../journeys/support/tools.mjs'
import { Chance } from '../../phones/chance.mjs'
import { closeAgent, contexts, people, words } from './county.mjs'
import { Forms } from './forms.mjs'
import { readLog } from './log.mjs'
import { rawShapes } from './raw.mjs'
import { slowPeople } from './slow.mjs'
import { Stored } from './stored.mjs'
import { throwsBombs } from './throws.mjs'
import { Marks } from './values.mjs'
import { Walk } from './walk.mjs'

const document = JSON.parse(readFileSync(`${root}/docs/api/openapi.json`, 'utf8'))
const known = new Set(['unknown', 'web', ...Object.values(document.paths).flatMap(methods => Object.values(methods).map(one => one.operationId))])

// `front`: what stands between the walk and the server (planted bugs only).
// `log`: a line that somebody wrote into the server's log (planted bugs only).
export async function round(place, { seed, share, part, only, front, log = '', long = false, told = false, say }) {
  const server = await place.serve({ more: ['--per-minute', '0'] })
  const chance = new Chance(seed)
  const marks = new Marks()
  const faults = []
  let passed = 0
  const { readers, grid, receipt } = await people(server, only ? ['triage'] : undefined)
  await contexts(readers)
  const between = front ? await front(server.url) : undefined
  const url = between?.url ?? server.url
  const port = Number(new URL(server.url).port)
  const takes = (title, found, sentence = '') => {
    say(`${found.length ? '✗' : '✓'} ${title}${sentence ? `：${sentence}` : ''}`)
    for (const fault of found.slice(0, told ? 400 : 15)) say(`    ${fault}`)
    faults.push(...found)
  }
  if (part.includes('walk')) {
    const others = []
    const forms = new Forms(document, words(grid))
    const walk = new Walk({ url, document, forms, readers, marks, chance, share, only, others })
    await walk.goes()
    passed += walk.sum.requests
    takes('走遍接口', walk.faults, `${walk.sum.operations} 项操作（${walk.sum.whole} 项的普通请求办得成），${walk.sum.requests} 次请求，收下 ${walk.sum.taken}，拒绝 ${walk.sum.refused}，最久 ${Math.round(walk.sum.longest)} 毫秒`)
    if (told) say(`    ${JSON.stringify(walk.statuses)}\n    没有办成的普通请求：${others.join('，')}\n    慢的：${walk.slow.slice(0, 20).join('；')}`)
    if (!only && walk.sum.whole < 100) faults.push(`只有 ${walk.sum.whole} 项操作的普通请求办得成，走得太浅`)
    // What was made on the walk is looked at too, by everybody who may; a small walk by the desk alone.
    const lookers = only ? { triage: readers.triage } : readers
    for (const reader of Object.values(lookers)) if (reader.staff) reader.matters = []
    await contexts(lookers)
    const stored = new Stored({ url, document, readers: lookers, marks, words: words(grid), paths: only ? ['/api/v1/matters', '/api/v1/calls/xlsx', '/api/v1/conference/xlsx'] : undefined })
    for (const { matter } of walk.some(walk.made, Math.min(1, 60 / Math.max(1, walk.made.length)))) await stored.reads(readers.triage, `/api/v1/matters/${matter}?purpose=${encodeURIComponent('办理')}`)
    await stored.everything({ matters: long ? 12 : 3 })
    const seen = Object.entries(stored.seen).map(([form, set]) => `${form} ${set.size}`).join('，')
    takes('收下的原样出来', stored.faults, `写下 ${marks.sent.size} 句，读到：${seen}`)
    passed += stored.seen.json.size + stored.seen.xlsx.size
    if (stored.seen.json.size < 5) faults.push('收下的话几乎一句也没有读到，什么也没有证明')
  }
  if (part.includes('raw')) {
    const done = await rawShapes(port)
    passed += done.passed
    takes('原始请求', done.faults, `${done.passed} 种`)
  }
  if (part.includes('bombs')) {
    const done = await throwsBombs({ server, readers })
    passed += done.passed
    takes('压缩炸弹和冒充的文件', done.faults, done.sentence)
  }
  if (part.includes('slow')) {
    const done = await slowPeople(server, { each: long ? 3000 : 300 })
    passed += 1
    takes('慢线', done.faults, done.sentence)
  }
  if (!server.running) faults.push(`服务停了：${server.err.slice(-600)}`)
  closeAgent()
  await between?.closes()
  await server.stop()
  const secrets = [password, receipt.secret, ...Object.values(readers).flatMap(reader => [reader.headers.Cookie?.split('=')[1], reader.headers['X-CSRF']])]
  const read = readLog(server.err + log, { known, secrets })
  passed += 1
  takes('日志', read.faults, `${read.records} 条`)
  return { passed, faults }
}

