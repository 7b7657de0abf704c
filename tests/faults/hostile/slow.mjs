// Slow people on purpose: heads and bodies that trickle, answers nobody reads. Everybody else is served meanwhile, the memory stays
// small, and the slow ones are sent away.

import { readFileSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'

const pause = ms => new Promise(resolve => { setTimeout(resolve, ms) })
// Nothing of a process that is gone.
export const rssOf = pid => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024

const kinds = {
  head: { opening: 'GET /api/v1/public/county HTTP/1.1\r\nHost: x\r\nX-A', drop: 'a' },
  body: { opening: 'POST /api/v1/public/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: 12345678-bbbb\r\nContent-Length: 200\r\n\r\n', drop: '{' },
  silent: { opening: '', drop: '' },
}

// Lines of this kind, each with a drop every two seconds; `closed` counts those the server has ended.
function crowd(port, kind, count, from) {
  const sockets = []
  const state = { closed: 0, refused: 0, sockets }
  const { opening, drop } = kinds[kind]
  for (let n = 0; n < count; n += 1) {
    const socket = net.connect({ port, host: '127.0.0.1', localAddress: from })
    let open = false
    socket.on('connect', () => {
      open = true
      if (opening) socket.write(opening)
    })
    socket.on('error', () => {})
    socket.on('close', () => (open ? (state.closed += 1) : (state.refused += 1)))
    sockets.push(socket)
  }
  const timer = drop ? setInterval(() => sockets.forEach(one => one.writable && one.write(drop)), 2000) : undefined
  state.leaves = () => {
    clearInterval(timer)
    sockets.forEach(one => one.destroy())
  }
  return state
}

// Somebody new each time, as people come.
function asks(port, limit = 10_000) {
  const began = performance.now()
  return new Promise(resolve => {
    const sent = http.request({ port, host: '127.0.0.1', path: '/api/v1/public/county', agent: false, localAddress: '127.0.0.77' }, answer => {
      answer.resume()
      answer.on('end', () => resolve({ ms: performance.now() - began, status: answer.statusCode }))
      answer.on('error', () => resolve({ ms: limit, status: 0 }))
    })
    sent.setTimeout(limit, () => sent.destroy())
    sent.on('error', () => resolve({ ms: performance.now() - began, status: 0 }))
    sent.end()
  })
}

async function people(port, count) {
  const times = []
  let refused = 0
  for (let n = 0; n < count; n += 1) {
    const { ms, status } = await asks(port)
    times.push(ms)
    if (status !== 200) refused += 1
    await pause(5)
  }
  times.sort((a, b) => a - b)
  return { p50: times[Math.floor(count / 2)], p99: times[Math.floor(count * 0.99)], refused }
}

// `each`: how many lines of each kind.
export async function slowPeople(server, { each, asked = 150, watch_closing = true }) {
  const port = Number(new URL(server.url).port)
  const faults = []
  const calm = await people(port, asked)
  const memory = rssOf(server.child.pid)
  const crowds = Object.keys(kinds).map((kind, n) => crowd(port, kind, each, `127.0.0.${101 + n}`))
  await pause(1500)
  const busy = await people(port, asked)
  const grown = rssOf(server.child.pid) - memory
  if (busy.refused) faults.push(`${each * 3} 条慢线占着的时候，${asked} 个人里有 ${busy.refused} 个没有得到回答`)
  if (busy.p99 > Math.max(250, calm.p99 * 4)) faults.push(`慢线占着的时候最慢的百分之一要 ${busy.p99.toFixed(0)} 毫秒（平时 ${calm.p99.toFixed(0)}）`)
  if (grown > Math.max(24 << 20, each * 3 * 24 * 1024)) faults.push(`${each * 3} 条慢线用了 ${(grown / (1 << 20)).toFixed(0)} MiB 内存`)
  if (watch_closing) {
    const last = Date.now() + 12_000
    while (crowds[0].closed < each && Date.now() < last) await pause(200)
    if (crowds[0].closed + crowds[0].refused < each) faults.push(`请求头写了十几秒还没有写完的 ${each - crowds[0].closed} 条线没有被请走`)
  }
  for (const one of crowds) one.leaves()
  await pause(300)
  const after = await people(port, 20)
  if (after.refused) faults.push('慢线走了以后仍有人得不到回答')
  return { faults, sentence: `${each * 3} 条慢线：平时 p50 ${calm.p50.toFixed(1)}、p99 ${calm.p99.toFixed(1)} 毫秒，占着时 p50 ${busy.p50.toFixed(1)}、p99 ${busy.p99.toFixed(1)} 毫秒，内存多 ${(grown / (1 << 20)).toFixed(1)} MiB` }
}
