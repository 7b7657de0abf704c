import { nextTick } from 'vue'
import type { Router } from 'vue-router'

// On a new page the heading takes the focus, so that a screen reader tells where one is.
export function focusHeadings(router: Router): void {
  router.afterEach(async (to, from) => {
    if (to.path === from.path) return
    await nextTick()
    const heading = document.querySelector<HTMLElement>('[data-page-title]')
    heading?.focus({ preventScroll: true })
    document.title = String(to.meta.title ?? document.title)
  })
}
