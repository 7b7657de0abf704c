import { onBeforeUnmount } from 'vue'

export interface LiveHandlers {
  matter?: (change: { matter: string; version: number }) => void
  work?: () => void
  notice?: () => void
  // After a gap nothing tells what was missed: read again.
  reopened?: () => void
}

type Source = Pick<EventSource, 'addEventListener' | 'close' | 'readyState'>
type Make = (url: string) => Source

const CLOSED = 2
const AGAIN_MS = 30_000

// The browser reconnects by itself after a broken line, but gives up after a refusal (a restarting server): then
// this tries again every half minute.
export function openStream(handlers: LiveHandlers, make: Make = (url) => new EventSource(url)): () => void {
  let source: Source
  let timer: ReturnType<typeof setTimeout> | undefined
  let opened = false

  function connect(): void {
    source = make('/api/v1/stream')
    source.addEventListener('open', () => {
      if (opened) handlers.reopened?.()
      opened = true
    })
    source.addEventListener('matter', (event) => {
      handlers.matter?.(JSON.parse((event as MessageEvent<string>).data) as { matter: string; version: number })
    })
    source.addEventListener('work', () => handlers.work?.())
    source.addEventListener('notice', () => handlers.notice?.())
    source.addEventListener('error', () => {
      if (source.readyState === CLOSED) timer = setTimeout(connect, AGAIN_MS)
    })
  }

  connect()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}

export function useStream(handlers: LiveHandlers): void {
  if (typeof EventSource === 'undefined') return
  onBeforeUnmount(openStream(handlers))
}
