import { http } from '@/base/api'
import type { Matter } from '@/entities/types'

import type { NewEntry } from './types'

interface Held {
  id: string
  etag: string
}
const LONG = 120_000

async function act(matter: Held, path: string, body: unknown, key: string, timeoutMs?: number): Promise<Matter> {
  const reply = await http.call<Matter>('POST', `/matters/${matter.id}/${path}`, {
    ...(body === undefined ? {} : { body }),
    ...(timeoutMs ? { timeoutMs } : {}),
    key,
    ifMatch: matter.etag,
  })
  return { ...reply.data, etag: reply.etag ?? reply.data.etag }
}

export const recordEntry = (matter: Held, promised: string, entry: NewEntry, key: string) => act(matter, `obligations/${promised}/entries`, entry, key)
export const reverseEntry = (matter: Held, promised: string, entry: string, why: string, client: string, key: string) =>
  act(matter, `obligations/${promised}/entries/${entry}/reversal`, { why, client_id: client }, key)
export const issueReceipt = (matter: Held, promised: string, entry: string, key: string) => act(matter, `obligations/${promised}/entries/${entry}/receipt`, undefined, key)
export const packForCourt = (matter: Held, creditor: string, key: string) => act(matter, 'enforcement-packet', { creditor }, key, LONG)
