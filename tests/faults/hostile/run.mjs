// Hostile input: every operation of the API and every field of it, raw bytes on the line, bombs at the doors of files, slow people.
//
//   node tests/faults/hostile/run.mjs [--share N] [--seed N] [--db sqlite|postgres] [--only operation,…] [--part walk,raw,slow,bombs] [--long] [--told]
//   node tests/faults/hostile/run.mjs --self-test      planted bugs: each must be found
//
// --share: which part of the values each field is given (1: all; the short form 0.08). The last line says: N passed, N failed
// (requests and shapes that held; faults).

import { existsSync } from 'node:fs'

import { Installation, tidyUp } from '../../journeys/support/installation.mjs'
import { binary } from '../../journeys/support/tools.mjs'
import { filled } from './county.mjs'
import { plants } from './plants.mjs'
import { round } from './round.mjs'

const say = line => process.stdout.write(`${line}\n`)
const options = { share: 0.08, seed: undefined, db: 'sqlite', only: undefined, part: ['walk', 'raw', 'bombs', 'slow'], long: false, told: false, selfTest: false }
const given = process.argv.slice(2)
while (given.length) {
  const word = given.shift()
  if (word === '--self-test') options.selfTest = true
  else if (word === '--long') Object.assign(options, { long: true, share: 1 })
  else if (word === '--told') options.told = true
  else if (['--share', '--seed'].includes(word)) options[word.slice(2)] = Number(given.shift())
  else if (word === '--db') options.db = given.shift()
  else if (word === '--only' || word === '--part') options[word.slice(2)] = given.shift().split(',')
  else {
    process.stderr.write(`不认识的选项：${word}\n`)
    process.exit(2)
  }
}
if (!existsSync(binary)) {
  process.stderr.write(`没有找到程序：${binary}\n`)
  process.exit(2)
}
let place

async function selfTest() {
  let passed = 0
  let failed = 0
  for (const [name, plant] of Object.entries(plants)) {
    const { faults } = await round(place, { seed: 5, share: 0.05, part: ['walk'], say: () => {}, ...plant.round })
    const found = faults.find(fault => plant.found.test(fault))
    say(`  ${found ? '✓' : '✗'} 种下 ${name}：${found ?? '没有发现'}`)
    found ? (passed += 1) : (failed += 1)
  }
  return { passed, failed }
}

let sum = { passed: 0, failed: 1 }
const stop = signal => tidyUp().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143))
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
try {
  // Only the walk needs a county with matters in it.
  place = await (options.part.includes('walk') ? filled(Installation, options.db) : Installation.county(options.db))
  if (options.selfTest) sum = await selfTest()
  else {
    const seed = options.seed ?? (Date.now() % 1_000_000)
    say(`种子 ${seed}`)
    const { passed, faults } = await round(place, { ...options, seed, say })
    const verify = await place.tool('verify')
    if (verify.code !== 0) faults.push(`verify：${verify.out}${verify.err}`)
    sum = { passed, failed: faults.length }
  }
} catch (error) {
  say(error.stack)
} finally {
  await place?.remove().catch(error => say(`收场：${error.message}`))
  await tidyUp().catch(error => say(`收拾不干净：${error.message}`))
}
say(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed ? 1 : 0
