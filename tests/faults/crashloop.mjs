// Killed at random moments, again and again: nobody's confirmed act may be lost, halved or doubled.
//
//   node tests/faults/crashloop.mjs [--kills N] [--seed N] [--db sqlite|postgres|both] [--told]
//   node tests/faults/crashloop.mjs --self-test      planted bugs: the checker must find each
//
// Without --kills: 200 on SQLite, 40 on PostgreSQL. A county lives through at most 200 of them, then the next begins, with the
// next seed. The last line says: N passed, N failed (deaths survived).

import { existsSync } from 'node:fs'

import { tidyUp } from '../journeys/support/installation.mjs'
import { binary } from '../journeys/support/tools.mjs'
import { Cluster } from './county.mjs'
import { selfTest } from './planted.mjs'
import { Season, median } from './season.mjs'

const say = line => process.stdout.write(`${line}\n`)
const usual = { sqlite: 200, postgres: 40 }
const SEASON = 200
const options = { kills: undefined, seed: Date.now() % 1_000_000, db: 'both', told: false, selfTest: false }
const words = process.argv.slice(2)
while (words.length) {
  const word = words.shift()
  if (word === '--self-test') options.selfTest = true
  else if (word === '--told') options.told = true
  else if (['--kills', '--seed'].includes(word)) options[word.slice(2)] = Number(words.shift())
  else if (word === '--db') options.db = words.shift()
  else {
    process.stderr.write(`不认识的选项：${word}\n`)
    process.exit(2)
  }
}
if (!existsSync(binary)) {
  process.stderr.write(`没有找到程序：${binary}\n`)
  process.exit(2)
}

let cluster
const seconds = ms => `${(ms / 1000).toFixed(2)} 秒`

async function loop(engine) {
  const sum = { passed: 0, failed: 0, acts: 0, ok: 0, refused: 0, unknown: 0, looks: 0, server: 0, opening: 0, database: 0 }
  const ready = []
  const heal = []
  const began = Date.now()
  const wanted = options.kills ?? usual[engine]
  for (let seed = options.seed; sum.passed < wanted; seed += 1) {
    const kills = Math.min(SEASON, wanted - sum.passed)
    say(`${engine}：种子 ${seed}`)
    const season = await new Season({ engine, seed, kills, cluster, say: options.told ? say : undefined }).runs()
    ready.push(...season.county.readyTimes)
    heal.push(...season.healTimes)
    sum.passed += season.died
    for (const name of Object.keys(season.deaths)) sum[name] += season.deaths[name]
    for (const name of ['acts', 'ok', 'refused', 'unknown', 'looks']) sum[name] += season.tally()[name]
    if (season.faults.length === 0) continue
    sum.passed -= 1
    sum.failed += 1
    say(`✗ 种子 ${seed}（${engine}），第 ${season.died} 次`)
    for (const fault of season.faults.slice(0, 12)) say(`    [${fault.rule}] ${fault.what}`)
    if (season.county.errors) say(season.county.errors.split('\n').slice(0, 8).join('\n'))
    break
  }
  const took = (Date.now() - began) / 1000
  say(`${engine}：断 ${sum.server + sum.opening + sum.database} 次（服务 ${sum.server}，开启途中 ${sum.opening}，数据库 ${sum.database}），` +
    `办 ${sum.acts} 步（确认 ${sum.ok}，拒绝 ${sum.refused}，不知道 ${sum.unknown}），打开核对 ${sum.looks} 次，${took.toFixed(0)} 秒`)
  say(`${engine}：重新就绪：中位 ${seconds(median(ready))}，最长 ${seconds(Math.max(...ready))}${heal.length ? `；数据库回来以后自己恢复：中位 ${seconds(median(heal))}，最长 ${seconds(Math.max(...heal))}` : ''}`)
  return sum
}

let sum = { passed: 0, failed: 1 }
let tidied
const tidies = () => (tidied ??= (async () => {
  await tidyUp().catch(error => say(`收拾不干净：${error.message}`))
  await cluster?.remove().catch(error => say(`收拾不干净：${error.message}`))
})())
const stop = signal => tidies().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143))
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
try {
  if (options.selfTest) sum = await selfTest(say)
  else {
    sum = { passed: 0, failed: 0 }
    for (const engine of options.db === 'both' ? ['sqlite', 'postgres'] : [options.db]) {
      if (engine === 'postgres') cluster = await Cluster.start()
      const done = await loop(engine)
      sum = { passed: sum.passed + done.passed, failed: sum.failed + done.failed }
    }
  }
} catch (error) {
  sum.failed += 1
  say(error.stack)
} finally {
  await tidies()
}
say(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed ? 1 : 0
