import { watch } from 'vue'
import type { Router } from 'vue-router'

import { tidyKept } from '@/entities/kept/store'
import { useSession } from '@/entities/session/store'
import { useWorker } from '@/entities/session/worker'
import type { Session } from '@/entities/types'

// How long a worker this phone knows waits for a server that does not answer, before the page opens with what is here.
const PATIENCE_MS = 1_000

// Staff pages need a session. Without a network a worker this phone knows may still write reports.
// Another account's work does not stay on a phone that this one signed in to.
async function takeWorker(session: Session): Promise<void> {
  const worker = useWorker()
  if (worker.worker?.id !== session.account.id) await tidyKept(session.account.id)
  worker.take(session)
}

// The answer came after the page had opened.
function takeLate(router: Router): void {
  const store = useSession()
  const here = router.currentRoute.value
  if (store.session && !store.session.must_change_password) void takeWorker(store.session)
  else if (store.known && here.meta.staff) void router.replace({ path: '/m/login', query: { next: here.fullPath } })
}

export function guardStaffPages(router: Router): void {
  router.beforeEach(async (to) => {
    if (!to.meta.staff) return true
    const store = useSession()
    const worker = useWorker()
    if (!store.known) {
      const asked = store.resume().catch(() => undefined)
      if (worker.worker) {
        await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
        void asked.then(() => takeLate(router))
      } else {
        await asked
      }
    }
    if (store.session?.must_change_password) return { path: '/m/login', query: { next: to.fullPath } }
    if (store.session) {
      await takeWorker(store.session)
      return true
    }
    if (!store.known && worker.worker) return true
    return { path: '/m/login', query: { next: to.fullPath } }
  })

  // The session ended under an open page: sign in again, then come back to it.
  watch(
    () => useSession().session,
    (session, before) => {
      const here = router.currentRoute.value
      if (!session && before && here.meta.staff) void router.replace({ path: '/m/login', query: { next: here.fullPath } })
    },
  )
}
