import { computed, onBeforeUnmount, ref, shallowRef, type Ref } from 'vue'

import { asFailure, type Failure } from '@/base/failure'
import type { Page } from '@/entities/types'

export interface Paged<T> {
  items: Ref<T[] | undefined>
  failure: Ref<Failure | undefined>
  loading: Ref<boolean>
  more: Ref<boolean>
  total: Ref<number | undefined>
  asOf: Ref<string | undefined>
  load: () => Promise<void>
  loadMore: () => Promise<void>
}

// A list read page by page with the server's cursor. A new first page outdates whatever is still under way.
export function usePaged<T>(read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>): Paged<T> {
  const items = shallowRef<T[]>()
  const last = shallowRef<Page<T>>()
  const failure = shallowRef<Failure>()
  const loading = ref(false)
  let aborter = new AbortController()

  async function turn(cursor: string | undefined): Promise<void> {
    aborter.abort()
    const mine = (aborter = new AbortController())
    loading.value = true
    try {
      const page = await read(cursor, mine.signal)
      if (mine.signal.aborted) return
      items.value = cursor ? [...(items.value ?? []), ...page.items] : page.items
      last.value = page
      failure.value = undefined
    } catch (error) {
      if (!mine.signal.aborted) failure.value = asFailure(error)
    } finally {
      if (!mine.signal.aborted) loading.value = false
    }
  }

  onBeforeUnmount(() => aborter.abort())
  return {
    items,
    failure,
    loading,
    more: computed(() => last.value?.next !== undefined),
    total: computed(() => last.value?.total),
    asOf: computed(() => last.value?.as_of),
    load: () => turn(undefined),
    loadMore: () => turn(last.value?.next),
  }
}
