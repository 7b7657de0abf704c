// Somebody who wants one thing done over a bad line, as the web app does it: the same request under the same key until there is an
// answer. Without one it is unknown what became of it; that is not the same as refused.

import http from 'node:http'
import { randomUUID } from 'node:crypto'

const WAITS = [20, 60, 150, 300, 500, 800]
const pause = ms => new Promise(resolve => { setTimeout(resolve, ms) })

export class Courier {
  // `limit`: ms that one try may take. `watch`: hears of every try that was over ({ ms, status } or { ms, lost }).
  constructor(port, { limit, tries = 7, watch = () => {}, bug } = {}) {
    Object.assign(this, { port, limit, tries, watch, bug })
    this.headers = {}
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 4 })
  }

  // { status, json, bytes, etag }, or undefined: nobody knows.
  async brings(method, path, { body, raw, headers = {}, key = randomUUID() } = {}) {
    for (let n = 0; n < this.tries; n += 1) {
      const bytes = raw ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(this.bug === 'another key each time' && n > 0 ? renamed(body) : body)))
      const all = { ...this.headers, ...headers }
      if (method !== 'GET') all['Idempotency-Key'] = this.bug === 'another key each time' ? randomUUID() : key
      if (bytes) all['Content-Type'] = raw ? 'application/octet-stream' : 'application/json'
      const began = performance.now()
      try {
        const reply = await this.send({ method, path: `/api/v1${path}`, headers: all, bytes })
        this.watch({ ms: performance.now() - began, status: reply.status, method, path, reply })
        if (reply.status !== 503) return reply
      } catch (error) {
        this.watch({ ms: performance.now() - began, lost: error.code ?? error.message, method, path })
        if (this.bug === 'silence is consent' && method !== 'GET') return { status: 200, json: {}, invented: true }
      }
      await pause(WAITS[Math.min(n, WAITS.length - 1)])
    }
    return undefined
  }

  send({ method, path, headers, bytes }) {
    return new Promise((resolve, reject) => {
      const sent = http.request({ host: '127.0.0.1', port: this.port, method, path, agent: this.agent, headers: bytes ? { ...headers, 'Content-Length': bytes.length } : headers }, answer => {
        const parts = []
        answer.on('data', part => parts.push(part))
        answer.on('error', fails)
        answer.on('aborted', () => fails(new Error('aborted')))
        answer.on('end', () => {
          clearTimeout(timer)
          if (!answer.complete) return fails(new Error('short'))
          const whole = Buffer.concat(parts)
          let json
          try {
            if (/json/.test(answer.headers['content-type'] ?? '')) json = JSON.parse(whole.toString('utf8'))
          } catch {
            return fails(new Error('unreadable'))
          }
          resolve({ status: answer.statusCode, headers: answer.headers, bytes: whole, json, etag: answer.headers.etag })
        })
      })
      const fails = error => {
        clearTimeout(timer)
        sent.destroy()
        reject(error)
      }
      const timer = setTimeout(() => fails(new Error('no answer')), this.limit)
      sent.on('error', fails)
      if (bytes) sent.write(bytes)
      sent.end()
    })
  }

  moves(port) {
    this.port = port
    this.agent.destroy()
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 4 })
  }

  close() {
    this.agent.destroy()
  }
}

const renamed = body => (body.client_id ? { ...body, client_id: randomUUID() } : body)
