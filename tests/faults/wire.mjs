// One person's way to the server that stands now, wherever it was opened last. Answers are dropped on purpose.

import http from 'node:http'

import { Client } from '../journeys/support/client.mjs'

export class Lost extends Error {}

export class Wire {
  // `layer`: what stands between this person and the server; an honest one only passes on.
  // `waits`: at the county's door while it is shut; the checker does not.
  constructor(county, layer, headers = {}, { waits = true } = {}) {
    Object.assign(this, { county, layer, headers, waits })
    this.client = new Client('http://127.0.0.1:1')
  }

  parcel(method, path, { body, raw, type, headers = {} } = {}) {
    const bytes = raw ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)))
    return { method, path: `/api/v1${path}`, body: bytes, headers: { ...this.headers, ...(bytes ? { 'Content-Type': type ?? 'application/json' } : {}), ...headers } }
  }

  get(path, headers) {
    return this.layer(this, this.parcel('GET', path, { headers }))
  }

  send(parcel, op) {
    return this.layer(this, parcel, op)
  }

  async inside(act) {
    if (this.waits) await this.county.atDoor()
    this.county.busy += 1
    try {
      return await act(this.county.url)
    } finally {
      this.county.busy -= 1
    }
  }

  // To the server itself. No answer is an error: whatever it was, the sender knows nothing.
  server(parcel) {
    return this.inside(async url => {
      this.client.url = url
      const reply = await this.client.send(parcel).catch(error => { throw new Lost(error.message) })
      // A database that is away is said so; anything else of this kind is a fault of the server.
      if (reply.status >= 500 && !(reply.status === 503 && this.county.away)) this.county.odd.push(`${parcel.method} ${parcel.path.split('?')[0]} 得到 ${reply.status}：${reply.json?.detail ?? ''}`)
      return reply
    })
  }

  // The whole request is written; a moment later the line goes, answer or not.
  unheard({ method, path, headers, body }, after) {
    return this.inside(({ hostname, port }) => new Promise((_, reject) => {
      const sent = http.request({ host: hostname, port, method, path, localAddress: this.client.address, agent: false,
        headers: { ...headers, ...(body ? { 'Content-Length': body.length } : {}) } }, answer => answer.resume().on('error', () => {}))
      const goes = () => {
        sent.destroy()
        reject(new Lost('答复没有听到'))
      }
      sent.on('error', goes)
      sent.end(body, () => setTimeout(goes, after))
    }))
  }
}

export const honest = (wire, parcel) => wire.server(parcel)
