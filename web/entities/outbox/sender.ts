import { asFailure, Failure } from '@/base/failure'
import type { Photo } from '@/base/shrink'
import { correctFacts } from '@/entities/fact/api'
import type { FactResult } from '@/entities/fact/types'
import { enterMatter } from '@/entities/matter/api'
import { answerMessage } from '@/entities/message/api'
import { sendReport } from '@/entities/report/api'
import { settleOnSpot } from '@/entities/spot/api'
import type { StaffReport } from '@/entities/types'
import { doorOfMatter, doorOfSecret, sendInPieces } from '@/entities/upload/api'

import type { FactsRow, Row, Sender } from './row'

// A file of a report, by the report's own door. The row's key names the upload, so that a page killed half-way goes on.
async function attach(file: Photo, key: string, parent?: Row): Promise<undefined> {
  if (parent?.kind !== 'report') return
  const door = parent.matter ? doorOfMatter(parent.matter, true) : parent.receipt ? doorOfSecret(parent.receipt.secret, true) : undefined
  if (door) await sendInPieces(door, { ...file, id: key })
}

// What was kept beside another record stays in sight of whoever wrote it, until they have seen it; of a party nothing stays.
export const stillOpen = (told: FactsRow['told'], results: FactResult[]): FactsRow['told'] =>
  told.filter((one) => results.some((result) => result.result === 'kept' && result.label === one.label && !result.fact.includes('/')))

export const sender: Sender = {
  async report({ report, owner, key }) {
    if (owner === undefined) return { receipt: await sendReport(report, key) }
    const matter = await enterMatter(report as StaffReport, key)
    return { matter: matter.id, ...(matter.receipt ? { receipt: matter.receipt } : {}) }
  },
  async spot({ spot, key }) {
    const done = await settleOnSpot(spot, key)
    return { matter: done.id, number: done.number, status: done.status.title, next_step: done.next_step, ...(done.receipt ? { receipt: done.receipt } : {}) }
  },
  async facts({ facts, matter, told, key }) {
    try {
      const { results } = await correctFacts(matter, facts, key)
      return { results, facts: { ...facts, edits: [] }, told: stillOpen(told, results) }
    } catch (error) {
      const failure = asFailure(error)
      if (failure.status !== 404) throw failure
      throw new Failure('refused', '您现在看不到这件事项了，更正没有送达；写的内容还在这里', { status: 404 })
    }
  },
  // Nothing to keep: the list of messages shows it as answered.
  async receipt({ message, receipt, key }) {
    await answerMessage(message, receipt, key)
    return undefined
  },
  photo: ({ photo, key }, parent) => attach(photo, key, parent),
  voice: ({ voice, key }, parent) => attach(voice, key, parent),
}
