import type { Router } from 'vue-router'

import { tabMemory } from '@/base/remember'

const KEY = 'lianhu.reloaded'
const ONCE_IN_MS = 60_000

// After an update an open page asks for parts that are gone: load the page anew, once. Drafts are kept.
export function reloadStalePages(router: Router): void {
  router.onError((error: unknown, to) => {
    const missing = error instanceof Error && /module|import|preload/i.test(error.message)
    const last = Number(tabMemory.read(KEY) ?? 0)
    if (!missing || navigator.onLine === false || Date.now() - last < ONCE_IN_MS) return
    tabMemory.write(KEY, String(Date.now()))
    location.assign(to.fullPath)
  })
}
