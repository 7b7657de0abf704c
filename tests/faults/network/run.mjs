// A bad line between people and the server, and between the server and PostgreSQL.
//
//   node tests/faults/network/run.mjs [--rounds N] [--seed N] [--seconds N] [--db sqlite|postgres|both]
//   node tests/faults/network/run.mjs --self-test      planted bugs: the ledger must find each
//
// A round that fails prints its seed. The last line says: N passed, N failed (rounds).

import { existsSync } from 'node:fs'

import { Installation, tidyUp } from '../../journeys/support/installation.mjs'
import { binary } from '../../journeys/support/tools.mjs'
import { brokenDatabase } from './database.mjs'
import { bugs } from './bugs.mjs'
import { PROVES_NOTHING } from './ledger.mjs'
import { brokenLine } from './line.mjs'

const say = line => process.stdout.write(`${line}\n`)
const options = { rounds: 2, seed: undefined, seconds: 8, db: 'both', selfTest: false }
const words = process.argv.slice(2)
while (words.length) {
  const word = words.shift()
  if (word === '--self-test') options.selfTest = true
  else if (['--rounds', '--seed', '--seconds'].includes(word)) options[word.slice(2)] = Number(words.shift())
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

const open = []
async function county(engine) {
  const place = await Installation.county(engine)
  open.push(place)
  return place
}

async function rounds() {
  const first = options.seed ?? (Date.now() % 1_000_000)
  say(`种子从 ${first} 起`)
  const engines = options.db === 'both' ? ['sqlite', 'postgres'] : [options.db]
  const kinds = engines.flatMap(engine => [['people', engine, brokenLine], ...(engine === 'postgres' ? [['database', engine, brokenDatabase]] : [])])
  let passed = 0
  let failed = 0
  for (const [kind, engine, plays] of kinds) {
    for (let n = 0; n < options.rounds; n += 1) {
      const seed = first + n
      const place = await county(engine)
      const { ledger, sentence } = await plays(place, seed, { seconds: options.seconds })
      say(`${ledger.faults.length ? '✗' : '✓'} ${kind === 'people' ? '人与服务之间' : '服务与数据库之间'}（${engine}，种子 ${seed}）：${sentence}`)
      for (const fault of ledger.faults.slice(0, 12)) say(`    ${fault}`)
      ledger.faults.length ? (failed += 1) : (passed += 1)
      await place.remove()
    }
  }
  return { passed, failed }
}

// Each bug must be found within a few rounds, and by the ledger.
async function selfTest() {
  let passed = 0
  let failed = 0
  for (const [name, bug] of Object.entries(bugs)) {
    let found
    for (let n = 1; n <= 4 && !found; n += 1) {
      const place = await county('sqlite')
      const { ledger } = await brokenLine(place, 1000 + n, { seconds: 4, ...bug })
      const fault = ledger.faults.find(one => !one.includes(PROVES_NOTHING))
      if (fault) found = { n, fault }
      await place.remove()
    }
    say(`  ${found ? '✓' : '✗'} 种下 ${name}：${found ? `第${found.n}轮发现：${found.fault}` : '没有发现'}`)
    found ? (passed += 1) : (failed += 1)
  }
  return { passed, failed }
}

let sum = { passed: 0, failed: 1 }
const stop = signal => tidyUp().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143))
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
try {
  sum = await (options.selfTest ? selfTest() : rounds())
} catch (error) {
  say(error.stack)
} finally {
  for (const place of open) await place.remove().catch(() => {})
  await tidyUp().catch(error => say(`收拾不干净：${error.message}`))
}
say(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed ? 1 : 0
