import { wipeKept } from '@/entities/kept/store'
import { wipeTasks } from '@/entities/message/kept'
import { keepMark } from '@/entities/notice/marked'
import { phoneDb } from '@/entities/outbox/db'
import { useOutbox } from '@/entities/outbox/store'
import { forgetPapers } from '@/entities/paper/typed'
import { forgetForm } from '@/entities/spot/form'
import { forgetQuick } from '@/entities/spot/quick'
import { useDraft } from '@/entities/report/store'
import { draftName } from '@/entities/report/draft'
import { useWorker } from '@/entities/session/worker'
import type { Id } from '@/entities/types'

import { forgetAllTyped } from './typed'

// What a worker leaves behind on a phone, removed at sign-out: drafts, unsent rows, receipts, place names, the name itself.
export async function wipePhone(account: Id): Promise<void> {
  const drafts = useDraft()
  forgetAllTyped()
  forgetPapers()
  await useOutbox().discardOwned(account)
  if (drafts.draft.name === draftName(account)) await drafts.clear()
  const db = await phoneDb()
  await db.delete('drafts', draftName(account))
  await db.clear('places')
  forgetForm()
  forgetQuick()
  keepMark(undefined)
  wipeTasks()
  await wipeKept()
  useWorker().forget()
}
