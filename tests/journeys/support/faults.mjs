// Planted faults: each breaks one promise on the way to the server. A story that still passes has no teeth.

import { randomUUID } from 'node:crypto'

export const faults = {
  'drop-if-match': parcel => {
    const headers = { ...parcel.headers }
    delete headers['If-Match']
    return [{ ...parcel, headers }]
  },
  // As a careless phone would: the same report again under another key and another client number.
  'double-post': parcel => {
    if (parcel.method !== 'POST' || !parcel.path.endsWith('/public/reports')) return [parcel]
    const body = { ...JSON.parse(parcel.body), client_id: randomUUID() }
    return [parcel, { ...parcel, headers: { ...parcel.headers, 'Idempotency-Key': randomUUID() }, body: Buffer.from(JSON.stringify(body)) }]
  },
}
