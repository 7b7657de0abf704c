import { http } from '@/base/api'
import type { Id, Matter } from '@/entities/types'

import type { FactsInput, FactsReply, RecordChoice } from './types'

export const correctFacts = (matter: Id, facts: FactsInput, key: string) => http.post<FactsReply>(`/matters/${matter}/facts`, facts, { key })

export async function chooseRecord(matter: { id: Id; etag: string }, discrepancy: Id, choice: RecordChoice, key: string): Promise<Matter> {
  const reply = await http.call<Matter>('POST', `/matters/${matter.id}/discrepancies/${discrepancy}/choice`, { body: choice, key, ifMatch: matter.etag })
  return { ...reply.data, etag: reply.etag ?? reply.data.etag }
}
