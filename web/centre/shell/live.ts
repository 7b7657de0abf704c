import { inject, onBeforeUnmount, provide, watch, type InjectionKey, type Ref } from 'vue'

import { openStream, type LiveHandlers } from '@/entities/live/stream'

// One event stream for the whole desk (a browser opens only six connections to one server), shared by
// whatever page is on the screen. It follows the session: closed when that ends, opened anew after it.
type Hub = Set<LiveHandlers>

const HUB: InjectionKey<Hub> = Symbol('live')

export function provideLive(signedIn: Ref<boolean>): Hub {
  const hub: Hub = new Set()
  const tell = (say: (handlers: LiveHandlers) => void) => hub.forEach(say)
  let close: (() => void) | undefined
  let before = false

  function stop(): void {
    close?.()
    close = undefined
  }

  function start(): void {
    if (close || typeof EventSource === 'undefined') return
    close = openStream({
      matter: (change) => tell((handlers) => handlers.matter?.(change)),
      work: () => tell((handlers) => handlers.work?.()),
      notice: () => tell((handlers) => handlers.notice?.()),
      reopened: () => tell((handlers) => handlers.reopened?.()),
    })
    if (before) tell((handlers) => handlers.reopened?.())
    before = true
  }

  watch(signedIn, (on) => (on ? start() : stop()), { immediate: true })
  onBeforeUnmount(stop)
  provide(HUB, hub)
  return hub
}

export function useLive(handlers: LiveHandlers): void {
  const hub = inject(HUB)
  if (!hub) return
  hub.add(handlers)
  onBeforeUnmount(() => hub.delete(handlers))
}
