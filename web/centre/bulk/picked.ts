import { computed, shallowReactive, type ComputedRef } from 'vue'

import type { Id, WorkItem } from '@/entities/types'

export const MOST = 200

export interface Picked {
  rows: ComputedRef<WorkItem[]>
  full: ComputedRef<boolean>
  has: (matter: Id) => boolean
  toggle: (item: WorkItem) => void
  // All of these, as far as there is room; or none of them.
  all: (items: WorkItem[], on: boolean) => void
  drop: (matters: Id[]) => void
  clear: () => void
}

// The chosen matters of a list, each as it stood when it was chosen: what changed since then is told, not run over.
export function usePicked(): Picked {
  const chosen = shallowReactive(new Map<Id, WorkItem>())
  const full = computed(() => chosen.size >= MOST)
  function toggle(item: WorkItem): void {
    if (!chosen.delete(item.matter) && !full.value) chosen.set(item.matter, item)
  }
  function all(items: WorkItem[], on: boolean): void {
    for (const item of items) {
      if (!on) chosen.delete(item.matter)
      else if (chosen.size < MOST && !chosen.has(item.matter)) chosen.set(item.matter, item)
    }
  }
  return {
    rows: computed(() => [...chosen.values()]),
    full,
    has: (matter) => chosen.has(matter),
    toggle,
    all,
    drop: (matters) => matters.forEach((matter) => chosen.delete(matter)),
    clear: () => chosen.clear(),
  }
}
