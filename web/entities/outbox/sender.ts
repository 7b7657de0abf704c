import { asFailure, Failure } from '@/base/failure'
import { blobOf } from '@/base/shrink'
import { correctFacts } from '@/entities/fact/api'
import { addAttachment, enterMatter } from '@/entities/matter/api'
import { sendReport } from '@/entities/report/api'
import { addTrackAttachment } from '@/entities/track/api'
import type { StaffReport } from '@/entities/types'

import type { Sender } from './row'

export const sender: Sender = {
  async report({ report, owner, key }) {
    if (owner === undefined) return { receipt: await sendReport(report, key) }
    const matter = await enterMatter(report as StaffReport, key)
    return { matter: matter.id, ...(matter.receipt ? { receipt: matter.receipt } : {}) }
  },
  async photo({ photo, key }, parent) {
    if (parent?.kind !== 'report') return undefined
    if (parent.matter) await addAttachment(parent.matter, blobOf(photo), photo.name, key, true)
    else if (parent.receipt) await addTrackAttachment(parent.receipt.secret, blobOf(photo), photo.name, key, true)
    return undefined
  },
  async facts({ facts, matter, key }) {
    try {
      const { results } = await correctFacts(matter, facts, key)
      return { results, facts: { ...facts, edits: [] }, told: [] }
    } catch (error) {
      const failure = asFailure(error)
      if (failure.status !== 404) throw failure
      throw new Failure('refused', '您现在看不到这件事项了，更正没有送达；写的内容还在这里', { status: 404 })
    }
  },
}
