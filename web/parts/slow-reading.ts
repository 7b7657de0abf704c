import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

export const SLOW_MS = 2_000
export const FIRST_AGAIN_MS = 5_000
export const LONGEST_AGAIN_MS = 60_000

// A first reading that takes long, and one that failed and may succeed by itself. True: it takes long.
// `again` is called with growing pauses while `failed` holds and somebody looks; each new reading is the page's own.
export function useSlowReading(reading: () => boolean, failed: () => boolean = () => false, again: () => void = () => undefined): Ref<boolean> {
  const slow = ref(false)
  let slowTimer: ReturnType<typeof setTimeout> | undefined
  let againTimer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_AGAIN_MS

  watch(
    reading,
    (now) => {
      clearTimeout(slowTimer)
      slow.value = false
      if (now) slowTimer = setTimeout(() => (slow.value = true), SLOW_MS)
    },
    { immediate: true },
  )

  function wait(): void {
    againTimer = setTimeout(() => {
      pause = Math.min(pause * 2, LONGEST_AGAIN_MS)
      if (document.visibilityState === 'visible') again()
      wait()
    }, pause)
  }
  watch(
    failed,
    (now) => {
      clearTimeout(againTimer)
      pause = FIRST_AGAIN_MS
      if (now) wait()
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    clearTimeout(slowTimer)
    clearTimeout(againTimer)
  })
  return slow
}
