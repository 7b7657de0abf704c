import { computed, onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { readWork, type Box } from '@/entities/matter/api'
import type { WorkItem, WorkPage } from '@/entities/types'

import { useLive } from '../shell/live'
import { usePaged, type Paged } from './usePaged'

interface BoxWords {
  box: Box
  title: string
  note: string
}

const BOXES: BoxWords[] = [
  { box: 'mine', title: '我接收的', note: '指定由我接收、正在办理的事项，按期限先后排列。' },
  { box: 'team', title: '本机构的', note: '本机构正在承办的全部事项，按期限先后排列。' },
  { box: 'copied', title: '抄告本机构的', note: '供知悉，不需要办理。' },
  { box: 'watch', title: '临期和超期', note: '管辖范围内临近到期或已经超期的事项。' },
]

const FIRST = 50
const REST_MS = 800

export interface Work {
  boxes: BoxWords[]
  box: Ref<Box>
  choose: (box: Box) => void
  counts: Ref<Record<string, WorkPage['counts'][number] | undefined>>
  list: Paged<WorkItem>
}

export function useWork(): Work {
  const route = useRoute()
  const router = useRouter()
  const box = computed<Box>(() => BOXES.find((each) => each.box === route.query.box)?.box ?? 'mine')
  const latest = ref<WorkPage['counts']>([])
  const counts = computed(() => Object.fromEntries(latest.value.map((count) => [count.box, count])))

  const list = usePaged<WorkItem>(async (cursor, signal) => {
    const page = await readWork(box.value, cursor, signal)
    latest.value = page.counts
    return page
  })

  watch(
    box,
    () => {
      list.items.value = undefined
      void list.load()
    },
    { immediate: true },
  )
  // A list read further than its first page stays as it is: it would jump under the reader.
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    clearTimeout(timer)
    if ((list.items.value?.length ?? 0) <= FIRST) timer = setTimeout(() => void list.load(), REST_MS)
  }
  useLive({ work: soon, matter: soon, reopened: soon })
  onBeforeUnmount(() => clearTimeout(timer))
  return { boxes: BOXES, box, choose: (next) => void router.replace({ query: { box: next } }), counts, list }
}
