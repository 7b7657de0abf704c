// A round with the bad line between the server and PostgreSQL: people speak to the server directly, and its lines to the database are
// reset, cut, slow, silent, or gone for a while. Every request is answered within the limit; the server comes back by itself.

import { Chance } from '../../phones/chance.mjs'
import { categories, password } from '../../journeys/support/county.mjs'
import { findsHerGrid } from '../../journeys/support/openings.mjs'
import { Staff } from '../../journeys/support/people.mjs'
import { Server } from '../../journeys/support/server.mjs'
import { FaultProxy } from '../proxy/proxy.mjs'
import { Courier } from './courier.mjs'
import { Ledger, PROVES_NOTHING } from './ledger.mjs'
import { Play } from './play.mjs'

const PEOPLE = 4
export const LIMIT_MS = 40_000
const BACK_MS = 20_000
const pause = ms => new Promise(resolve => { setTimeout(resolve, ms) })

// Without these a round could pass with the line never broken.
const events = {
  async reset(proxy) {
    proxy.strikes('resets')
  },
  async cut(proxy) {
    proxy.strikes('ends')
  },
  async gone(proxy, chance) {
    await proxy.shuts()
    await pause(200 + chance.below(1500))
    await proxy.reopens()
  },
  async slow(proxy) {
    proxy.weights = { slow: 3, fine: 1 }
    proxy.strikes('resets')
  },
  async fragile(proxy) {
    proxy.weights = { cut_answer: 2, reset_request: 2, reset_answer: 1, fine: 1 }
    proxy.strikes('resets')
  },
  async fine(proxy) {
    proxy.weights = { fine: 1 }
  },
}

// The address of the same database, through the proxy.
function through(place, port) {
  const name = /\/([^/?]+)\?host=/.exec(place.database)[1]
  return { ...place, where: () => ['--data', place.data, '--database', `postgresql://lianhu@127.0.0.1:${port}/${name}?sslmode=disable`] }
}

export async function brokenDatabase(place, seed, { seconds }) {
  const chance = new Chance(seed)
  const socket = `${/host=([^&]+)/.exec(place.database)[1]}/.s.PGSQL.5432`
  const proxy = await new FaultProxy({ to: { path: socket }, chance: new Chance(seed + 1), reach: 30_000, latency: [2, 30] }).opens()
  const server = await Server.start(through(place, proxy.port), { more: ['--per-minute', '0'] })
  place.servers.push(server)
  const ledger = new Ledger(place)
  const desk = await new Staff(server.client(), 'triage').comesIn(password)
  const grid = await findsHerGrid(desk.client)
  const seen = { tries: 0, unavailable: 0, longest: 0 }
  const watch = ({ ms, lost, status, method, path, reply }) => {
    seen.tries += 1
    seen.longest = Math.max(seen.longest, ms)
    if (lost) ledger.says(`${method} ${path} 没有得到回答（${lost}，${Math.round(ms)} 毫秒）`)
    if (status === 503) seen.unavailable += 1
    if (status >= 500 && status !== 503) ledger.says(`${method} ${path} 得到 ${status}：${reply.json?.detail}`)
    if (status === 503 && !reply.headers['retry-after']) ledger.says(`${method} ${path} 的 503 没有说多久以后再试`)
    if (status >= 400 && !/[\u4e00-\u9fff]/.test(reply.json?.detail ?? '')) ledger.says(`${method} ${path} 的 ${status} 没有用中文说明`)
  }
  const port = Number(new URL(server.url).port)
  const courier = () => new Courier(port, { limit: LIMIT_MS, tries: 12, watch })
  const clerk = () => {
    const made = courier()
    Object.assign(made.headers, { Cookie: desk.client.headers.Cookie, 'X-CSRF': desk.client.headers['X-CSRF'] })
    return made
  }
  let over = false
  const people = Array.from({ length: PEOPLE }, (_, n) => {
    const play = new Play({ ledger, chance: new Chance(seed * 100 + n), grid: grid.id, name: `乙${n}`, category: categories.drain })
    return play.goesOn(courier(), clerk(), () => over)
  })
  const last = Date.now() + seconds * 1000
  let struck = 0
  while (Date.now() < last) {
    await pause(200 + chance.below(700))
    await events[chance.among({ reset: 4, cut: 3, gone: 3, slow: 2, fragile: 4, fine: 3 })](proxy, chance)
    struck += 1
  }
  // Once in each round the lines stand, and nothing comes: a database whose machine is frozen.
  proxy.strikes('falls_silent')
  await pause(500)
  proxy.heals()
  over = true
  const began = Date.now()
  const first = clerk()
  let back
  while (!back && Date.now() - began < BACK_MS) back = (await first.brings('GET', '/matters?limit=5'))?.status === 200
  if (!back) ledger.says(`线路恢复 ${BACK_MS / 1000} 秒后仍没有恢复服务`)
  const recovered = Date.now() - began
  await Promise.all(people)
  if (!server.running) ledger.says(`服务停了：${server.err.slice(-500)}`)
  await ledger.looks(async (file, headers) => (await desk.client.request('GET', `/track/attachments/${file}`, { headers })).bytes)
  if (ledger.counts('done') < 10) ledger.says(`只办成 ${ledger.counts('done')} 件，${PROVES_NOTHING}`)
  await server.stop()
  await proxy.closes()
  return { ledger, sentence: `${struck} 次打击，${seen.tries} 次请求中 ${seen.unavailable} 次请稍后再试，最久 ${(seen.longest / 1000).toFixed(1)} 秒，恢复 ${(recovered / 1000).toFixed(1)} 秒；${ledger.counts('done')} 件有回答，${ledger.counts('unknown')} 件不知道，${ledger.counts('refused')} 件被拒绝` }
}
