// Acceptance stories against the real binary.
//
//   node tests/journeys/run.mjs [--db sqlite|postgres|both] [--only NAME[,NAME]] [--brief]
//   node tests/journeys/run.mjs --self-test      planted faults: the stories must notice each
//
// The last line says: N passed, N failed (steps of stories).

import { existsSync, readdirSync } from 'node:fs'

import { Unmet } from './support/check.mjs'
import { faults } from './support/faults.mjs'
import { tidyUp } from './support/installation.mjs'
import { Scene } from './support/scene.mjs'
import { binary } from './support/tools.mjs'

const here = new URL('./', import.meta.url)
const names = readdirSync(here).filter(name => existsSync(new URL(`${name}/story.mjs`, here))).sort()

function usage(message) {
  process.stderr.write(`${message}\n用法：node tests/journeys/run.mjs [--db sqlite|postgres|both] [--only 故事名] [--brief] [--self-test]\n故事：${names.join(' ')}\n`)
  process.exit(2)
}

const options = { db: 'both', only: names, brief: false, selfTest: false }
const words = process.argv.slice(2)
while (words.length) {
  const word = words.shift()
  if (word === '--db') options.db = words.shift()
  else if (word === '--only') options.only = (words.shift() ?? '').split(',')
  else if (word === '--brief') options.brief = true
  else if (word === '--self-test') options.selfTest = true
  else usage(`不认识的选项：${word}`)
}
if (!['sqlite', 'postgres', 'both'].includes(options.db)) usage('--db 请写 sqlite、postgres 或 both')
for (const name of options.only) if (!names.includes(name)) usage(`没有这个故事：${name}`)
if (!existsSync(binary)) usage(`没有找到程序：${binary}`)

const say = line => process.stdout.write(`${line}\n`)
const load = name => import(new URL(`${name}/story.mjs`, here).href)
const engines = options.db === 'both' ? ['sqlite', 'postgres'] : [options.db]

// A story waits more than it works: two are told at once, each with a county, a server and a database of its own. What one has to
// say stands together; alone, it is said as it happens.
const AT_ONCE = 2

async function tell() {
  const turns = []
  for (const name of options.only) {
    const story = await load(name)
    for (const engine of story.engines ?? engines) turns.push({ name, story, engine })
  }
  let passed = 0
  let failed = 0
  async function teller() {
    for (let turn = turns.shift(); turn; turn = turns.shift()) {
      const { name, story, engine } = turn
      const lines = []
      const told = alone ? say : line => lines.push(line)
      told(`${name}（${engine}）：${story.title}`)
      const began = Date.now()
      const scene = await new Scene(engine, { say: options.brief ? line => line.includes('✗') && told(line) : told }).plays(story)
      passed += scene.passed
      failed += scene.failures.length
      told(`  ${scene.failures.length ? '没有通过' : '通过'}，${scene.passed} 步，${((Date.now() - began) / 1000).toFixed(1)} 秒`)
      if (!alone) say(lines.join('\n'))
    }
  }
  const alone = turns.length === 1
  await Promise.all(Array.from({ length: AT_ONCE }, teller))
  return { passed, failed }
}

// Each planted fault must stop the story by an unmet expectation, not by a stumble of the harness.
async function selfTest() {
  let passed = 0
  let failed = 0
  for (const [name, fault] of Object.entries(faults)) {
    const scene = await new Scene('sqlite', { fault }).plays(await load(fault.story))
    const noticed = scene.failures.some(one => one.error instanceof Unmet)
    const stumbled = scene.failures.find(one => !(one.error instanceof Unmet))
    const held = noticed && !stumbled
    say(`  ${held ? '✓' : '✗'} 种下 ${name}：${fault.story} ${held ? `在“${scene.failures[0].title}”处发现` : stumbled ? `跌倒在“${stumbled.title}”：${stumbled.error.stack}` : '没有发现'}`)
    held ? (passed += 1) : (failed += 1)
  }
  return { passed, failed }
}

let sum = { passed: 0, failed: 1 }
const stop = signal => tidyUp().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143))
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
try {
  sum = await (options.selfTest ? selfTest() : tell())
} catch (error) {
  say(error.stack)
} finally {
  await tidyUp().catch(error => say(`收拾不干净：${error.message}`))
}
say(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed ? 1 : 0
