import { computed, ref, shallowRef, watch, type Ref } from 'vue'

import { asFailure, type Failure } from '@/base/failure'
import { useLoad } from '@/base/load'
import type { WorkItem, WorkPage } from '@/entities/types'

import { readWork, type Box } from './api'

export interface WorkList {
  page: Ref<WorkPage | undefined>
  items: Ref<WorkItem[]>
  failure: Ref<Failure | undefined>
  loading: Ref<boolean>
  hasMore: Ref<boolean>
  reload: () => Promise<void>
  more: () => Promise<void>
}

// One box of work, in the server's order (by due time), growing page by page.
export function useWork(box: () => Box): WorkList {
  const { data, failure, loading, run } = useLoad((signal) => readWork(box(), undefined, signal))
  const later = shallowRef<WorkItem[]>([])
  const next = ref<string>()

  async function reload(): Promise<void> {
    await run()
    if (failure.value) return
    later.value = []
    next.value = data.value?.next
  }

  async function more(): Promise<void> {
    if (!next.value) return
    const mine = box()
    try {
      const page = await readWork(mine, next.value)
      if (mine !== box()) return
      later.value = [...later.value, ...page.items]
      next.value = page.next
    } catch (error) {
      failure.value = asFailure(error)
    }
  }

  watch(
    box,
    () => {
      data.value = undefined
      void reload()
    },
    { immediate: true },
  )
  const items = computed(() => [...(data.value?.items ?? []), ...later.value])
  return { page: data, items, failure, loading, hasMore: computed(() => next.value !== undefined), reload, more }
}
