// A round with the bad line between people and the server: several of them at once, then the line heals and the ledger looks.

import { Chance } from '../../phones/chance.mjs'
import { password } from '../../journeys/support/county.mjs'
import { categories } from '../../journeys/support/county.mjs'
import { findsHerGrid } from '../../journeys/support/openings.mjs'
import { Staff } from '../../journeys/support/people.mjs'
import { FaultProxy } from '../proxy/proxy.mjs'
import { Courier } from './courier.mjs'
import { Ledger, PROVES_NOTHING } from './ledger.mjs'
import { Play } from './play.mjs'

const PEOPLE = 5
// One try of a page on a bad line. The web app's own is longer; a silent line is met sooner here.
const TRY_MS = 3_000
const weights = { fine: 8, slow: 12, narrow: 8, cut_request: 10, reset_request: 8, cut_answer: 10, reset_answer: 8, unheard: 8, silent: 3, refused: 6 }

export async function brokenLine(place, seed, { seconds, bug, pass }) {
  const server = await place.serve({ more: ['--per-minute', '0'] })
  const port = Number(new URL(server.url).port)
  const chance = new Chance(seed)
  const ledger = new Ledger(place)
  const desk = await new Staff(server.client(), 'triage').comesIn(password)
  const grid = await findsHerGrid(desk.client)
  const proxy = await new FaultProxy({ to: { host: '127.0.0.1', port }, chance: new Chance(seed + 1), weights, reach: 60_000, pass }).opens()
  let tries = 0
  let lost = 0
  const watch = ({ lost: fault, status, method, path, reply }) => {
    tries += 1
    if (fault) lost += 1
    if (status >= 500) ledger.says(`${method} ${path} 得到 ${status}`)
    if (status >= 400 && !/[\u4e00-\u9fff]/.test(reply.json?.detail ?? '')) ledger.says(`${method} ${path} 的 ${status} 没有用中文说明`)
  }
  const last = Date.now() + seconds * 1000
  const couriers = []
  await Promise.all(Array.from({ length: PEOPLE }, async (_, n) => {
    const person = new Courier(proxy.port, { limit: TRY_MS, watch, bug })
    const clerk = new Courier(proxy.port, { limit: TRY_MS, watch, bug })
    Object.assign(clerk.headers, { Cookie: desk.client.headers.Cookie, 'X-CSRF': desk.client.headers['X-CSRF'] })
    couriers.push(person, clerk)
    const play = new Play({ ledger, chance: new Chance(seed * 100 + n), grid: grid.id, name: `甲${n}`, category: categories.drain })
    await play.goesOn(person, clerk, () => Date.now() > last)
  }))
  proxy.heals()
  for (const courier of couriers) courier.close()
  await proxy.closes()
  if (!server.running) ledger.says('服务停了')
  await ledger.looks(async (file, headers) => (await desk.client.request('GET', `/track/attachments/${file}`, { headers })).bytes)
  if (ledger.counts('done') < 10) ledger.says(`只办成 ${ledger.counts('done')} 件，${PROVES_NOTHING}`)
  const fates = Object.entries(proxy.told).filter(([fate]) => fate !== 'fine').reduce((sum, [, n]) => sum + n, 0)
  return { ledger, sentence: `${tries} 次尝试中 ${lost} 次没有回答，${fates} 条坏线；${ledger.counts('done')} 件有回答，${ledger.counts('unknown')} 件不知道，${ledger.counts('refused')} 件被拒绝` }
}
