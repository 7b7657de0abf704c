import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, type Failure } from '@/base/failure'
import type { Track, TrackMove } from '@/entities/types'

import { readTrack, sendTrackMove } from './api'

const POLL_MS = 60_000

export interface TrackDesk {
  track: Ref<Track | undefined>
  failure: Ref<Failure | undefined>
  loading: Ref<boolean>
  sending: Ref<boolean>
  refusal: Ref<Failure | undefined>
  reload: () => Promise<void>
  move: (request: TrackMove) => Promise<boolean>
}

// A party's view of the matter: read at once, then every minute while the page is looked at.
export function useTrack(secret: () => string): TrackDesk {
  const track = shallowRef<Track>()
  const failure = shallowRef<Failure>()
  const refusal = shallowRef<Failure>()
  const loading = ref(false)
  const sending = ref(false)
  const attempt = new Attempt()
  let etag: string | undefined
  let timer: ReturnType<typeof setInterval> | undefined

  function take(value: Track | undefined, tag: string | undefined): void {
    if (value) track.value = value
    etag = tag ?? value?.etag ?? etag
  }

  async function reload(): Promise<void> {
    if (loading.value) return
    loading.value = true
    try {
      const reply = await readTrack(secret(), track.value ? etag : undefined)
      take(reply.data, reply.etag)
      failure.value = undefined
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      loading.value = false
    }
  }

  async function move(request: TrackMove): Promise<boolean> {
    if (!track.value || sending.value) return false
    sending.value = true
    refusal.value = undefined
    try {
      const reply = await sendTrackMove(secret(), request, attempt.key(request))
      take(reply.data, reply.etag)
      attempt.done()
      return true
    } catch (error) {
      refusal.value = asFailure(error)
      // An answer came: pressing again is a new request. Without one it is the same.
      if (refusal.value.kind === 'refused') attempt.done()
      if (refusal.value.stale) await reload()
      return false
    } finally {
      sending.value = false
    }
  }

  const look = () => {
    if (document.visibilityState === 'visible' && !sending.value) void reload()
  }
  onMounted(() => {
    void reload()
    timer = setInterval(look, POLL_MS)
    document.addEventListener('visibilitychange', look)
  })
  onBeforeUnmount(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  })
  return { track, failure, loading, sending, refusal, reload, move }
}
