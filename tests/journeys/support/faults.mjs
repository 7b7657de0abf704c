// Planted faults: each breaks one promise between the story and the server. A story that still passes has no teeth.
//
// send: what becomes of a request on its way. reply: what becomes of an answer. log: what the server is made to say.

import { randomUUID } from 'node:crypto'

import { plus } from './calendar.mjs'
import { she } from './openings.mjs'

const everywhere = (value, does) => {
  if (!value || typeof value !== 'object') return
  does(value)
  for (const one of Object.values(value)) everywhere(one, does)
}

export const faults = {
  'drop-if-match': {
    story: 'j3-wrong-office',
    send: parcel => {
      const headers = { ...parcel.headers }
      delete headers['If-Match']
      return [{ ...parcel, headers }]
    },
  },
  // As a careless phone would: the same report again under another key and another client number.
  'double-post': {
    story: 'idempotency',
    send: parcel => {
      if (parcel.method !== 'POST' || !parcel.path.endsWith('/public/reports')) return [parcel]
      const body = { ...JSON.parse(parcel.body), client_id: randomUUID() }
      return [parcel, { ...parcel, headers: { ...parcel.headers, 'Idempotency-Key': randomUUID() }, body: Buffer.from(JSON.stringify(body)) }]
    },
  },
  'shift-one-day': {
    story: 'j4-clocks',
    reply: reply => everywhere(reply.json, one => {
      if (typeof one.due_day === 'string') one.due_day = plus(one.due_day, 1)
    }),
  },
  'keep-camera-data': {
    story: 'j1-doorstep',
    reply: reply => {
      if (reply.headers['content-type'] === 'image/jpeg') reply.bytes = Buffer.concat([reply.bytes, Buffer.from('LianhuTestPhone')])
    },
  },
  'tell-the-log': { story: 'logs', log: `{"operation":"report_matter","note":"${she.phone}"}\n` },
  'forget-a-number': {
    story: 'restart',
    reply: reply => {
      if (Array.isArray(reply.json?.items)) reply.json.items = reply.json.items.filter(one => !one.number?.endsWith('07'))
    },
  },
  'say-forbidden': {
    story: 'rights',
    reply: reply => {
      if (reply.status === 404 && reply.json) Object.assign(reply.json, { detail: `${reply.json.detail}${reply.headers['x-request-id']}` })
    },
  },
}
