// Stories in a real Chromium against the real binary, at phone and desktop size.
//
//   node tests/browser/run.mjs [--only NAME[,NAME]]
//   node tests/browser/run.mjs --pictures      the pictures of the README, into docs/pictures/
//
// J1's stories stand on each other: they run in order, in one county. Pictures of failures: test-results/browser/.
// The last line says: N passed, N failed (steps of stories).

import './support/own-binary.mjs'
import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'

const { launch } = await import('./support/chromium.mjs')
const { Installation, tidyUp } = await import('../journeys/support/installation.mjs')
const { pictures, Stage } = await import('./support/stage.mjs')

const folder = new URL('./stories/', import.meta.url)
const names = readdirSync(folder).map(file => file.replace(/\.mjs$/, '')).sort()
const say = line => process.stdout.write(`${line}\n`)

function usage(message) {
  process.stderr.write(`${message}\n用法：node tests/browser/run.mjs [--only 故事名] [--pictures]\n故事：${names.join(' ')}\n`)
  process.exit(2)
}

const options = { only: names, pictures: false }
const words = process.argv.slice(2)
while (words.length) {
  const word = words.shift()
  if (word === '--only') options.only = (words.shift() ?? '').split(',')
  else if (word === '--pictures') options.pictures = true
  else usage(`不认识的选项：${word}`)
}
for (const name of options.only) if (!names.includes(name)) usage(`没有这个故事：${name}`)

let place
let browser
async function tidy() {
  await browser?.close().catch(() => {})
  await place?.remove().catch(error => say(`收拾不干净：${error.message}`))
  await tidyUp().catch(error => say(`收拾不干净：${error.message}`))
}
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]]) process.on(signal, () => tidy().finally(() => process.exit(code)))

let passed = 0
let failed = 0
try {
  if (options.pictures) {
    const { take } = await import('./pictures.mjs')
    browser = await launch()
    place = await Installation.bare('sqlite')
    await take(browser, place, say)
    passed = 1
  } else {
    await rm(pictures, { recursive: true, force: true })
    place = await Installation.county('sqlite')
    browser = await launch()
    const stage = new Stage({ browser, server: await place.serve(), say })
    for (const name of options.only) await stage.plays(name, await import(new URL(`${name}.mjs`, folder).href))
    passed = stage.passed
    failed = stage.failed
  }
} catch (error) {
  say(error.stack)
  failed += 1
} finally {
  await tidy()
}
say(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
