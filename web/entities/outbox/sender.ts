import { blobOf } from '@/base/shrink'
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
}
