import '@/base/theme.css'
import '@/base/form.css'
import '@/base/print.css'
import './pocket.css'
import '@/base/large-text'
import '@/base/print'

import { createPinia } from 'pinia'
import { createApp } from 'vue'

import { secure } from '@/base/online'
import { tidyKept } from '@/entities/kept/store'
import { useOutbox } from '@/entities/outbox/store'
import { useWorker } from '@/entities/session/worker'

import App from './App.vue'
import { focusHeadings } from './focus'
import { guardStaffPages } from './guard'
import { router } from './router'
import { reloadStalePages } from './stale-page'

const app = createApp(App)
app.use(createPinia())
guardStaffPages(router)
focusHeadings(router)
reloadStalePages(router)
app.use(router)
app.mount('#app')

void useOutbox().start()
void tidyKept(useWorker().worker?.id)
if (import.meta.env.PROD && secure && 'serviceWorker' in navigator) {
  void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
}
