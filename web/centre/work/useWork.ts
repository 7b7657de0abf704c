import { computed, onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { readWork, type Box } from '@/entities/matter/api'
import { landing } from '@/entities/matter/landing'
import type { BoxCount, WorkItem } from '@/entities/types'

import { useLive } from '../shell/live'
import { usePaged, type Paged } from '@/entities/usePaged'

const NOTES: Record<Box, string> = {
  watch: '管辖范围内已经超期、今天到期和三个工作日内到期的事项，按期限先后排列；依法独立办理的机构承办的不在此列。',
  desk: '',
  closing: '已经核查或者有了结果，等分流岗结案的事项，和结案后等归档的事项，按期限先后排列。',
  track: '已转到其他系统、等对方结果的事项，由分流岗跟踪，按跟踪期限先后排列。',
  verify: '承办机构已经报送、等核查回访的事项，按期限先后排列。',
  mine: '指定由我接收、正在办理的事项，按期限先后排列。',
  team: '本机构正在承办的全部事项，按期限先后排列。',
  copied: '供知悉，不需要办理。',
  differing: '同一项内容有两处记录不一样、请您（或者您的分流岗）核对的事项，等得最久的在前。',
}

const FIRST = 50
const REST_MS = 800

export interface Work {
  // The lists this person's posts have, as the server counts them; the triage queue has a page of its own.
  boxes: Ref<BoxCount[]>
  box: Ref<Box>
  note: Ref<string>
  // The server has answered and this person has no list.
  none: Ref<boolean>
  choose: (box: Box) => void
  list: Paged<WorkItem>
}

export function useWork(): Work {
  const route = useRoute()
  const router = useRouter()
  const counts = ref<BoxCount[]>()
  const boxes = computed(() => counts.value?.filter((each) => each.box !== 'desk') ?? [])
  const asked = computed(() => route.query.box as Box | undefined)
  const box = computed<Box>(() => (asked.value && asked.value in NOTES ? asked.value : 'mine'))

  const list = usePaged<WorkItem>(async (cursor, signal) => {
    const page = await readWork(box.value, cursor, signal)
    counts.value = page.counts
    return page
  })

  // Who asked for no list, or for one they do not have, is led to one, once: a list that empties under them stays.
  let landed = false
  watch(asked, () => (landed = false))
  watch(boxes, (now) => {
    const first = landing(now)
    if (!first || landed || now.some((each) => each.box === asked.value)) return
    landed = true
    if (first.box !== box.value || asked.value) void router.replace({ query: { box: first.box } })
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
  return {
    boxes,
    box,
    note: computed(() => NOTES[box.value]),
    none: computed(() => counts.value !== undefined && boxes.value.length === 0),
    choose: (next) => void router.replace({ query: { box: next } }),
    list,
  }
}
