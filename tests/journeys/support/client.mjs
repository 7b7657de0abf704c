// One person's browser: sends requests, keeps the cookie, and holds every answer to what all answers owe.
//
// Each client has a loopback address of its own, as each person has: the server's brakes count by address.

import http from 'node:http'
import { randomUUID } from 'node:crypto'

import { Unmet } from './check.mjs'

let lastAddress = 1
const nextAddress = () => {
  lastAddress += 1
  return `127.0.${1 + Math.floor(lastAddress / 250)}.${1 + (lastAddress % 250)}`
}

export class Client {
  // `fault`: what a planted fault does to a request before it leaves (see faults.mjs). `told`: hears every text sent.
  constructor(url, { fault, told } = {}) {
    this.url = new URL(url)
    this.fault = fault
    this.told = told
    this.headers = {}
    this.sits()
  }

  // A place of one's own; a busy clerk changes it before the brake for one address takes hold.
  sits() {
    this.agent?.destroy()
    this.address = nextAddress()
    this.agent = new http.Agent({ keepAlive: true, localAddress: this.address })
    this.sent = 0
  }

  // Speaks from this address from now on.
  at(address) {
    this.agent.destroy()
    this.address = address
    this.agent = new http.Agent({ keepAlive: true, localAddress: address })
    return this
  }

  async request(method, path, { body, headers = {}, type, raw } = {}) {
    if (this.sent >= 150) this.sits()
    this.sent += 1
    const all = { ...this.headers, ...headers }
    let bytes
    if (raw !== undefined) bytes = Buffer.from(raw)
    else if (body !== undefined) bytes = Buffer.from(JSON.stringify(body))
    if (bytes !== undefined && type !== null) all['Content-Type'] ??= type ?? 'application/json'
    if (method !== 'GET' && !('Idempotency-Key' in all)) all['Idempotency-Key'] = randomUUID()
    for (const name of Object.keys(all)) if (all[name] === undefined || all[name] === null) delete all[name]
    const parcel = { method, path: `/api/v1${path}`, headers: all, body: bytes }
    this.told?.(parcel)
    const parcels = this.fault?.send?.(parcel) ?? [parcel]
    let reply
    for (const one of parcels) reply = await this.send(one)
    this.fault?.reply?.(reply)
    this.owes(reply, `${method} ${path.split('?')[0]}`)
    return reply
  }

  send({ method, path, headers, body }) {
    return new Promise((resolve, reject) => {
      const sent = http.request(
        { host: this.url.hostname, port: this.url.port, method, path, agent: this.agent, timeout: 60_000,
          headers: { ...headers, ...(body === undefined ? {} : { 'Content-Length': body.length }) } },
        answer => {
          const parts = []
          answer.on('data', part => parts.push(part))
          answer.on('error', reject)
          answer.on('end', () => {
            const bytes = Buffer.concat(parts)
            const text = bytes.toString('utf8')
            let json
            if (/json/.test(answer.headers['content-type'] ?? '')) json = JSON.parse(text)
            resolve({ status: answer.statusCode, headers: answer.headers, bytes, text, json, etag: answer.headers.etag })
          })
        })
      sent.on('timeout', () => sent.destroy(new Error(`服务器一分钟没有回答：${method} ${path}`)))
      sent.on('error', reject)
      if (body !== undefined) sent.write(body)
      sent.end()
    })
  }

  // Says it has `length` bytes, sends the first of them and waits: whoever refuses by size need not read them all.
  async announce(method, path, length, { body, headers = {}, type }) {
    const all = { ...this.headers, ...headers, 'Content-Type': type, 'Content-Length': length, 'Idempotency-Key': randomUUID() }
    return this.owes(await new Promise((resolve, reject) => {
      const sent = http.request({ host: this.url.hostname, port: this.url.port, method, path: `/api/v1${path}`, localAddress: this.address, agent: false, headers: all }, answer => {
        const parts = []
        answer.on('data', part => parts.push(part))
        answer.on('end', () => {
          sent.destroy()
          const text = Buffer.concat(parts).toString('utf8')
          resolve({ status: answer.statusCode, headers: answer.headers, text, json: JSON.parse(text) })
        })
      })
      sent.on('error', reject)
      sent.write(body)
    }), `${method} ${path}`)
  }

  // Writes the whole request and tears the connection before an answer can be read.
  sendAndHangUp(method, path, { body, headers = {} }) {
    const bytes = Buffer.from(JSON.stringify(body))
    return new Promise(resolve => {
      const sent = http.request({ host: this.url.hostname, port: this.url.port, method, path: `/api/v1${path}`, localAddress: this.address, agent: false,
        headers: { ...this.headers, ...headers, 'Content-Type': 'application/json', 'Content-Length': bytes.length } })
      sent.on('error', resolve)
      sent.end(bytes, () => {
        sent.destroy()
        resolve()
      })
    })
  }

  // Reads an event stream until `enough(events)` or the stream ends.
  stream(path, headers = {}) {
    const events = []
    const waiting = []
    const look = () => waiting.forEach(one => one())
    return new Promise((resolve, reject) => {
      const sent = http.request({ host: this.url.hostname, port: this.url.port, path: `/api/v1${path}`, localAddress: this.address, agent: false, headers: { ...this.headers, ...headers } }, answer => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', part => {
          text += part
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            const lines = text.slice(0, end).split('\n')
            text = text.slice(end + 2)
            const event = {}
            for (const line of lines) {
              const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? []
              if (name) event[name] = event[name] === undefined ? value : `${event[name]}\n${value}`
            }
            if (event.event || event.data) events.push(event)
          }
          look()
        })
        answer.on('error', () => {})
        const ended = new Promise(done => answer.on('close', done))
        resolve({
          ended,
          status: answer.statusCode,
          headers: answer.headers,
          events,
          until: (fits, limit = 15_000) => new Promise((found, gaveUp) => {
            const timer = setTimeout(() => gaveUp(new Unmet('实时变化没有到来', '一条符合的变化', events)), limit)
            const check = () => {
              const hit = events.find(fits)
              if (!hit) return
              clearTimeout(timer)
              waiting.splice(waiting.indexOf(check), 1)
              found(hit)
            }
            waiting.push(check)
            check()
          }),
          close: () => sent.destroy(),
        })
      })
      sent.on('error', reject)
      sent.end()
    })
  }

  // What every answer of the API owes, whatever was asked.
  owes(reply, where) {
    const type = reply.headers['content-type'] ?? ''
    if (reply.status >= 500) throw new Unmet(`服务器没有故障（${where}）`, '小于 500', `${reply.status} ${reply.text.slice(0, 200)}`)
    if (reply.status >= 400) {
      if (!type.startsWith('application/problem+json')) throw new Unmet(`拒绝时回答统一的格式（${where}）`, 'application/problem+json', type)
      const { status, code, detail } = reply.json
      if (status !== reply.status || !code || !/[\u4e00-\u9fff]/.test(detail ?? '')) throw new Unmet(`拒绝时用中文说明原因（${where}）`, '状态、代码和中文说明', reply.json)
    }
    if (!/no-store/.test(reply.headers['cache-control'] ?? '')) throw new Unmet(`回答不留在浏览器的缓存里（${where}）`, 'no-store', reply.headers['cache-control'])
    if (reply.headers['x-content-type-options'] !== 'nosniff') throw new Unmet(`回答声明不猜测内容类型（${where}）`, 'nosniff', reply.headers['x-content-type-options'])
    return reply
  }

  close() {
    this.agent.destroy()
  }
}
