import { onBeforeUnmount, ref, shallowRef, type Ref } from 'vue'

import { asFailure, type Failure } from './failure'

export interface Load<T> {
  data: Ref<T | undefined>
  failure: Ref<Failure | undefined>
  loading: Ref<boolean>
  run: () => Promise<void>
}

// One reading of a page: what came, what went wrong, whether it is under way. A later run outdates an earlier one,
// and data stays on the screen while it is read again or when the network is gone.
export function useLoad<T>(read: (signal: AbortSignal) => Promise<T>): Load<T> {
  const data = shallowRef<T>()
  const failure = shallowRef<Failure>()
  const loading = ref(false)
  let aborter = new AbortController()

  async function run(): Promise<void> {
    aborter.abort()
    const mine = (aborter = new AbortController())
    loading.value = true
    try {
      const value = await read(mine.signal)
      if (mine.signal.aborted) return
      data.value = value
      failure.value = undefined
    } catch (error) {
      if (!mine.signal.aborted) failure.value = asFailure(error)
    } finally {
      if (!mine.signal.aborted) loading.value = false
    }
  }

  onBeforeUnmount(() => aborter.abort())
  return { data, failure, loading, run }
}
