import { computed, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { readMatters } from '@/entities/matter/api'
import type { WorkItem } from '@/entities/types'

import { usePaged, type Paged } from '@/entities/usePaged'

const NAMES = ['open', 'due', 'status', 'category', 'place', 'from', 'to'] as const
type Name = (typeof NAMES)[number]
type Filter = Record<Name, string>

export interface Matters {
  filter: Ref<Filter>
  change: (name: Name, value: string) => void
  clear: () => void
  list: Paged<WorkItem>
}

// The filter lives in the address: going back, reloading and sending the link keep it.
export function useMatters(): Matters {
  const route = useRoute()
  const router = useRouter()
  const filter = computed(() => Object.fromEntries(NAMES.map((name) => [name, String(route.query[name] ?? '')])) as Filter)

  const list = usePaged<WorkItem>((cursor, signal) => {
    const { open, ...rest } = filter.value
    return readMatters({ ...rest, cursor, limit: 30, ...(open === '' ? {} : { open: open === 'true' }) }, signal)
  })

  function change(name: Name, value: string): void {
    const query = Object.fromEntries(Object.entries({ ...filter.value, [name]: value }).filter(([, each]) => each !== ''))
    void router.replace({ query })
  }

  watch(filter, () => void list.load(), { immediate: true })
  return { filter, change, clear: () => void router.replace({ query: {} }), list }
}
