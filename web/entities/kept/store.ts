import { readMatter } from '@/entities/matter/api'
import type { Id, WorkPage } from '@/entities/types'

import { Kept, openKeptDb, type KeptList, type KeptMatter } from './kept'

// Stands in the access log the parties can read; the server leaves telephone numbers and the like out of what it gives for it.
export const PREFETCH = '预取'

// A private window keeps nothing: then there is nothing without a network, and nothing breaks.
let opened: Promise<Kept | undefined> | undefined
const kept = () => (opened ??= openKeptDb().then((db) => new Kept(db, () => Date.now())).catch(() => undefined))

let running = false

// One by one and in the list's order, so that on a bad line the most urgent comes first. The list is kept before all.
export async function takeAlong(account: Id, box: string, page: WorkPage): Promise<void> {
  const store = await kept()
  if (!store) return
  const wanted = await store.takeList(account, box, page)
  if (running) return
  running = true
  try {
    for (const item of wanted) await store.takeMatter(account, item.etag, await readMatter(item.matter, PREFETCH))
  } catch {
    // The line is gone or the matter is: what is here stays, the rest comes with the next list.
  } finally {
    running = false
  }
}

export const keptList = async (account: Id, box?: string): Promise<KeptList | undefined> => (await kept())?.list(account, box)
export const keptMatter = async (account: Id, id: Id): Promise<KeptMatter | undefined> => (await kept())?.matter(account, id)
export const tidyKept = async (account: Id | undefined): Promise<void> => (await kept())?.tidy(account)
export const wipeKept = async (): Promise<void> => (await kept())?.wipe()
