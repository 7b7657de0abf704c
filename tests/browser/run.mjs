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

// A page waits more than it works: two rows of stories at once, each with a county, a server and a browser of its own. The rows are
// fixed, so that who shares a county with whom is the same in every run. What one story says stands together.
const SECOND_ROW = '13-n'
const rows = [options.only.filter(name => name < SECOND_ROW), options.only.filter(name => name >= SECOND_ROW)].filter(row => row.length)

const places = []
const browsers = []
async function tidy() {
  for (const browser of browsers) await browser.close().catch(() => {})
  for (const place of places) await place.remove().catch(error => say(`收拾不干净：${error.message}`))
  await tidyUp().catch(error => say(`收拾不干净：${error.message}`))
}
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]]) process.on(signal, () => tidy().finally(() => process.exit(code)))

async function county(make) {
  const place = await make()
  places.push(place)
  const browser = await launch()
  browsers.push(browser)
  return { place, browser }
}

async function plays(row) {
  const { place, browser } = await county(() => Installation.county('sqlite'))
  let lines = []
  const stage = new Stage({ browser, server: await place.serve(), say: rows.length === 1 ? say : line => lines.push(line) })
  for (const name of row) {
    const began = Date.now()
    await stage.plays(name, await import(new URL(`${name}.mjs`, folder).href))
    if (lines.length) say(`${lines.join('\n')}\n    ${((Date.now() - began) / 1000).toFixed(0)} 秒`)
    lines = []
  }
  return stage
}

let passed = 0
let failed = 0
try {
  if (options.pictures) {
    const { take } = await import('./pictures.mjs')
    const { place, browser } = await county(() => Installation.bare('sqlite'))
    await take(browser, place, say)
    passed = 1
  } else {
    await rm(pictures, { recursive: true, force: true })
    for (const stage of await Promise.all(rows.map(plays))) {
      passed += stage.passed
      failed += stage.failed
    }
  }
} catch (error) {
  say(error.stack)
  failed += 1
} finally {
  await tidy()
}
say(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
