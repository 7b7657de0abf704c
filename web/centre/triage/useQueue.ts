import { computed, onBeforeUnmount, ref, shallowRef, type Ref } from 'vue'

import { asFailure, type Failure } from '@/base/failure'
import { readWork } from '@/entities/matter/api'
import type { WorkItem, WorkPage } from '@/entities/types'
import { append, emptyQueue, finish, openQueue, refresh, select, step, takeWaiting, type Queue } from '@/entities/work/queue'

import { useLive } from '../shell/live'

type Counts = WorkPage['counts'][number]

export interface DeskQueue {
  queue: Ref<Queue<WorkItem>>
  counts: Ref<Counts | undefined>
  // What else is the desk's: to be closed, and to be followed elsewhere.
  others: Ref<Counts[]>
  failure: Ref<Failure | undefined>
  loading: Ref<boolean>
  more: Ref<boolean>
  asOf: Ref<string | undefined>
  load: () => Promise<void>
  loadMore: () => Promise<void>
  pick: (matter: string) => void
  next: (by: 1 | -1) => void
  finished: (matter: string) => void
  take: () => void
}

const PAGE = 100
const REST_MS = 600

// Remembers over a visit to a matter's page which row was looked at.
let lastSelected: string | undefined

export function useQueue(): DeskQueue {
  const queue = shallowRef<Queue<WorkItem>>(emptyQueue())
  const page = shallowRef<WorkPage>()
  const next = ref<string>()
  const failure = shallowRef<Failure>()
  const loading = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  function set(value: Queue<WorkItem>): void {
    queue.value = value
    lastSelected = value.selected
  }

  async function load(): Promise<void> {
    const mine = ++turn
    loading.value = true
    try {
      const answer = await readWork('desk', undefined, undefined, PAGE)
      if (mine !== turn) return
      const first = page.value === undefined
      page.value = answer
      if (first) next.value = answer.next
      set(first ? openQueue(answer.items, lastSelected) : refresh(queue.value, { rows: answer.items, complete: !answer.next }))
      failure.value = undefined
    } catch (error) {
      if (mine === turn) failure.value = asFailure(error)
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  async function loadMore(): Promise<void> {
    if (!next.value) return
    try {
      const answer = await readWork('desk', next.value, undefined, PAGE)
      next.value = answer.next
      set(append(queue.value, answer.items))
    } catch (error) {
      failure.value = asFailure(error)
    }
  }

  // Many changes at once (a batch comes in) are one reading.
  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), REST_MS)
  }

  useLive({ work: soon, matter: soon, reopened: soon })
  onBeforeUnmount(() => clearTimeout(timer))

  return {
    queue,
    counts: computed(() => page.value?.counts.find((each) => each.box === 'desk')),
    others: computed(() => page.value?.counts.filter((each) => each.box === 'closing' || each.box === 'track') ?? []),
    failure,
    loading,
    more: computed(() => next.value !== undefined),
    asOf: computed(() => page.value?.as_of),
    load,
    loadMore,
    pick: (matter) => set(select(queue.value, matter)),
    next: (by) => set(step(queue.value, by)),
    finished: (matter) => set(finish(queue.value, matter)),
    take: () => set(takeWaiting(queue.value)),
  }
}
