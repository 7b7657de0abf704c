// Who may learn what: an oracle of the rules, said a second time by another hand, against every door of the real server.
//
//   node tests/disclosure/run.mjs [--questions N] [--seconds N] [--matters N] [--seed N] [--db sqlite|postgres|both] [--told]
//   node tests/disclosure/run.mjs --self-test      leaking servers and rules taken away: each must be noticed
//
// A run that fails prints its seed. The last line says: N passed, M failed (questions; with --self-test: planted bugs).

import { existsSync } from 'node:fs'

import { tidyUp } from '../journeys/support/installation.mjs'
import { binary } from '../journeys/support/tools.mjs'
import { bugs } from './bugs.mjs'
import { Play } from './play.mjs'
import { Oracle, ruleNames } from './rules.mjs'
import { Judge } from './judge.mjs'
import { World } from './world.mjs'

const say = line => process.stdout.write(`${line}\n`)
const options = { questions: 100_000, seconds: 180, matters: 120, rounds: 4, seed: undefined, db: 'sqlite', told: false, selfTest: false }
const words = process.argv.slice(2)
while (words.length) {
  const word = words.shift()
  if (word === '--self-test') options.selfTest = true
  else if (word === '--told') options.told = true
  else if (['--questions', '--seconds', '--matters', '--rounds', '--seed'].includes(word)) options[word.slice(2)] = Number(words.shift())
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

const worlds = []
const open = async (engine, seed) => {
  const world = await World.open(engine, seed, { matters: options.matters, say: options.told ? say : undefined, held: one => worlds.push(one) })
  say(`${engine}：${world.county.matters.size} 件事项，${world.county.people.length} 个人，${world.markers.secrets.size} 处标记`)
  return world
}

// Between the rounds rights change, and the next question already meets the new ones.
async function tells(engine, seed) {
  const world = await open(engine, seed)
  const play = new Play(world)
  const began = Date.now()
  let asked = 0
  for (let round = 1; round <= options.rounds; round += 1) {
    asked += await play.plays(Math.ceil(options.questions / options.rounds), { seconds: options.seconds / options.rounds })
    if (round === options.rounds) break
    await world.changes()
    play.refresh()
  }
  const seconds = (Date.now() - began) / 1000
  for (const fault of play.faults) say(`  ✗ ${fault.text}${fault.count > 1 ? `（共 ${fault.count} 次）` : ''}`)
  const wrong = play.faults.reduce((sum, one) => sum + one.count, 0)
  say(`${engine}：${asked} 个问题（${play.requests} 次请求，${play.judged} 项判断），${[...play.asked.keys()].length} 扇门，${seconds.toFixed(0)} 秒，每秒 ${Math.round(asked / seconds)} 个${asked < options.questions ? `；${options.seconds} 秒里问不完 ${options.questions} 个` : ''}`)
  return { passed: Math.max(0, asked - wrong), failed: wrong }
}

async function selfTest(seed) {
  const world = await open('sqlite', seed)
  const sum = { passed: 0, failed: 0 }
  const tells = (found, name, how) => {
    say(`  ${found ? '✓' : '✗'} ${name}：${found ? how : '没有发现'}`)
    found ? (sum.passed += 1) : (sum.failed += 1)
  }
  const play = new Play(world)
  await play.plays(options.questions, { seconds: options.seconds })
  for (const fault of play.faults) say(`  ✗ ${fault.text}`)
  sum.failed += play.faults.length
  // ---- a server that leaks: each by what it says in place of a true answer ----
  for (const [name, plant] of Object.entries(bugs)) {
    const leaking = new Play(world, { leak: plant(), known: play.found.keys() })
    for (let n = 0; n < 40 && leaking.faults.length === 0; n += 1) await leaking.plays(100)
    tells(leaking.faults.length > 0, `种下 ${name}`, leaking.faults[0]?.text)
  }
  // ---- a rule less: the same answers, judged by who does not know it ----
  let noticed = 0
  for (const [rule, meaning] of Object.entries(ruleNames)) {
    const judge = new Judge(world.county, world.markers, new Oracle(world.county, [rule]))
    let first
    for (const kept of play.kept.values()) for (const [question, answer] of kept) first ??= judge.faults(question, answer)[0] && { question, fault: judge.faults(question, answer)[0] }
    if (first) noticed += 1
    tells(Boolean(first), `去掉规则 ${rule}（${meaning}）`, first && `${first.question.door}：${first.fault.kind} ${first.fault.text}`)
  }
  say(`去掉的规则：${Object.keys(ruleNames).length} 条里发现 ${noticed} 条`)
  return sum
}

let sum = { passed: 0, failed: 1 }
const stop = signal => tidyUp().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143))
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
const seed = options.seed ?? Date.now() % 1_000_000
try {
  say(`种子 ${seed}`)
  if (options.selfTest) sum = await selfTest(seed)
  else {
    sum = { passed: 0, failed: 0 }
    for (const engine of options.db === 'both' ? ['sqlite', 'postgres'] : [options.db]) {
      const done = await tells(engine, seed)
      sum = { passed: sum.passed + done.passed, failed: sum.failed + done.failed }
    }
  }
} catch (error) {
  sum = { ...sum, failed: Math.max(1, sum.failed) }
  say(error.stack)
} finally {
  for (const world of worlds) await world.close().catch(error => say(`收场：${error.message}`))
  await tidyUp().catch(error => say(`收拾不干净：${error.message}`))
}
say(`${sum.passed} passed, ${sum.failed} failed`)
process.exit(sum.failed ? 1 : 0)
