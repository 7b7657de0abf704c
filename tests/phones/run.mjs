// Phones in a bad network: the phone's own code against the real server; no edit may be lost.
//
//   node tests/phones/run.mjs [--runs N] [--steps N] [--seed N] [--db sqlite|postgres|both] [--told]
//   node tests/phones/run.mjs --self-test      planted bugs: the checker must find each
//
// A run that fails prints its seed; --seed N --runs 1 --told plays it again, step by step. The last line says: N passed,
// N failed (runs).

import { existsSync } from 'node:fs'

import { password } from '../journeys/support/county.mjs'
import { Installation, tidyUp } from '../journeys/support/installation.mjs'
import { findsHerGrid } from '../journeys/support/openings.mjs'
import { Resident, Staff } from '../journeys/support/people.mjs'
import { binary } from '../journeys/support/tools.mjs'
import { bundle } from './bundle.mjs'
import { faults } from './faults.mjs'
import { Play } from './play.mjs'

const say = line => process.stdout.write(`${line}\n`)
const options = { runs: 6, steps: 60, seed: undefined, db: 'both', told: false, selfTest: false }
const words = process.argv.slice(2)
while (words.length) {
  const word = words.shift()
  if (word === '--self-test') options.selfTest = true
  else if (word === '--told') options.told = true
  else if (['--runs', '--steps', '--seed'].includes(word)) options[word.slice(2)] = Number(words.shift())
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

const places = []

async function county(engine) {
  const place = await Installation.county(engine)
  places.push(place)
  const server = await place.serve()
  const staff = {}
  for (const login of ['grid', 'water', 'triage']) staff[login] = await new Staff(server.client(), login).comesIn(password)
  const resident = new Resident(server.client())
  const { categories } = await staff.triage.reads('/public/county')
  const sealing = categories.find(one => one.code === 'dispute.family.violence')?.code ?? categories.find(one => one.name.includes('家庭暴力')).code
  return { place, server, staff, resident, client: server.client(), grid: await findsHerGrid(staff.grid.client), sealing }
}

async function tells(engine, code, seeds) {
  const there = await county(engine)
  let passed = 0
  let failed = 0
  const sum = { edits: 0, reports: 0, applied: 0, kept: 0, other: 0 }
  const began = Date.now()
  for (const seed of seeds) {
    const done = await new Play(there, seed, code, { steps: options.steps, say: options.told ? say : undefined }).runs()
    for (const name of Object.keys(sum)) sum[name] += done[name] ?? done.ends[name] ?? 0
    if (done.faults.length === 0) passed += 1
    else {
      failed += 1
      say(`✗ 种子 ${seed}（${engine}）`)
      for (const fault of done.faults.slice(0, 12)) say(`    ${fault}`)
    }
  }
  say(`${engine}：${seeds.length} 轮，更正 ${sum.edits} 项（已更正 ${sum.applied}，两处保留 ${sum.kept}，相同或没有传成 ${sum.other}），上报 ${sum.reports} 件，${((Date.now() - began) / 1000).toFixed(1)} 秒`)
  return { passed, failed }
}

// Each bug must be found within a few runs, and by the oracle.
async function selfTest(code) {
  let passed = 0
  let failed = 0
  const there = await county('sqlite')
  for (const [name, plant] of Object.entries(faults)) {
    let found
    for (let seed = 1; seed <= 12 && !found; seed += 1) {
      const done = await new Play(there, 1000 + seed, plant(code), { steps: 60 }).runs()
      if (done.faults.length > 0) found = { seed, fault: done.faults[0] }
    }
    say(`  ${found ? '✓' : '✗'} 种下 ${name}：${found ? `第${found.seed}轮发现：${found.fault}` : '没有发现'}`)
    found ? (passed += 1) : (failed += 1)
  }
  return { passed, failed }
}

let sum = { passed: 0, failed: 1 }
const stop = signal => tidyUp().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143))
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
try {
  const code = await bundle()
  if (options.selfTest) sum = await selfTest(code)
  else {
    // New seeds each time; a seed of one's own begins the row of them.
    const first = options.seed ?? (Date.now() % 1_000_000)
    const seeds = Array.from({ length: options.runs }, (_, n) => first + n)
    say(`种子从 ${first} 起`)
    sum = { passed: 0, failed: 0 }
    for (const engine of options.db === 'both' ? ['sqlite', 'postgres'] : [options.db]) {
      const done = await tells(engine, code, seeds)
      sum = { passed: sum.passed + done.passed, failed: sum.failed + done.failed }
    }
  }
} catch (error) {
  say(error.stack)
} finally {
  for (const place of places) await place.remove().catch(error => say(`收场：${error.message}`))
  await tidyUp().catch(error => say(`收拾不干净：${error.message}`))
}
say(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed ? 1 : 0
