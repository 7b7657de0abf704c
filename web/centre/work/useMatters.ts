import { computed, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { showDay } from '@/base/when'
import { readMatters } from '@/entities/matter/api'
import type { WorkItem } from '@/entities/types'

import { usePaged, type Paged } from '@/entities/usePaged'

const NAMES = ['open', 'due', 'status', 'category', 'place', 'from', 'to', 'closed_from', 'closed_to', 'close_kind', 'by_me'] as const
type Name = (typeof NAMES)[number]
type Filter = Record<Name, string>

export interface Matters {
  filter: Ref<Filter>
  change: (name: Name, value: string) => void
  // Asked for by a figure of a brief: the closing, its days and kind.
  closing: Ref<string>
  dropClosing: () => void
  clear: () => void
  list: Paged<WorkItem>
}

// The filter lives in the address: going back, reloading and sending the link keep it.
export function useMatters(): Matters {
  const route = useRoute()
  const router = useRouter()
  const filter = computed(() => Object.fromEntries(NAMES.map((name) => [name, String(route.query[name] ?? '')])) as Filter)

  const list = usePaged<WorkItem>((cursor, signal) => {
    const { open, by_me, ...rest } = filter.value
    return readMatters({ ...rest, cursor, limit: 30, ...(open === '' ? {} : { open: open === 'true' }), ...(by_me ? { entered_by_me: true } : {}) }, signal)
  })

  const CLOSE_KINDS: Record<string, string> = { substantive: '实质性办结', staged: '阶段性办结', procedural: '程序性办结', terminated: '终止', withdrawn: '撤回' }
  const closing = computed(() => {
    const { closed_from, closed_to, close_kind } = filter.value
    const days = closed_from && closed_to ? `${showDay(closed_from)}至${showDay(closed_to)}办结` : closed_from ? `${showDay(closed_from)}起办结` : closed_to ? `${showDay(closed_to)}以前办结` : ''
    return [days, close_kind ? (CLOSE_KINDS[close_kind] ?? close_kind) : ''].filter(Boolean).join('，')
  })
  const dropClosing = () =>
    void router.replace({ query: Object.fromEntries(Object.entries(filter.value).filter(([name, each]) => each !== '' && !name.startsWith('clos'))) })

  function change(name: Name, value: string): void {
    const query = Object.fromEntries(Object.entries({ ...filter.value, [name]: value }).filter(([, each]) => each !== ''))
    void router.replace({ query })
  }

  watch(filter, () => void list.load(), { immediate: true })
  return { filter, change, closing, dropClosing, clear: () => void router.replace({ query: {} }), list }
}
