// Planted bugs of the self-test: of a phone that forgets its key, of one that takes silence for consent, and of a gateway on the way
// that sends a request again under a key of its own making.

import net from 'node:net'
import { randomUUID } from 'node:crypto'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

function sendsTwice(piece, line) {
  const text = piece.toString('latin1')
  if (!/^POST \/api\/v1\/(public\/reports|matters) /.test(text)) return piece
  const again = text.replace(new RegExp(`(idempotency-key: )${uuid}`, 'i'), `$1${randomUUID()}`).replace(new RegExp(`("client_id":")${uuid}`), `$1${randomUUID()}`)
  const extra = net.connect(line.proxy.to, () => extra.write(Buffer.from(again, 'latin1')))
  extra.on('error', () => {})
  setTimeout(() => extra.destroy(), 2000).unref()
  return piece
}

export const bugs = {
  'retry-without-key': { bug: 'another key each time' },
  'silence-is-consent': { bug: 'silence is consent' },
  'gateway-sends-twice': { pass: sendsTwice },
}
