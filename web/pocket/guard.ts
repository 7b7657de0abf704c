import { watch } from 'vue'
import type { Router } from 'vue-router'

import { tidyKept } from '@/entities/kept/store'
import { useSession } from '@/entities/session/store'
import { useWorker } from '@/entities/session/worker'

// Staff pages need a session. Without a network a worker this phone knows may still write reports.
export function guardStaffPages(router: Router): void {
  router.beforeEach(async (to) => {
    if (!to.meta.staff) return true
    const store = useSession()
    const worker = useWorker()
    if (!store.known) await store.resume().catch(() => undefined)
    if (store.session?.must_change_password) return { path: '/m/login', query: { next: to.fullPath } }
    if (store.session) {
      // Another account's work does not stay on a phone that this one signed in to.
      if (worker.worker?.id !== store.session.account.id) await tidyKept(store.session.account.id)
      worker.take(store.session)
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
