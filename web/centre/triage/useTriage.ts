import { computed, onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { ElMessage } from 'element-plus'

import { useMatter, type MatterDesk } from '@/entities/matter/useMatter'
import type { Matter, MoveOffer } from '@/entities/types'

import { usePicked, type Picked } from '../bulk/picked'
import { primaryOf } from '../moves/changes'
import { useMoveDesk, type MoveDesk } from '../moves/useMoveDesk'
import { useLive } from '../shell/live'
import type { Act } from './keymap'
import { useKeys } from './useKeys'
import { useQueue, type DeskQueue } from './useQueue'

export interface Triage {
  list: DeskQueue
  picked: Picked
  desk: MatterDesk
  moves: MoveDesk
  matter: Ref<Matter | undefined>
  help: Ref<boolean>
}

// A row passed by quickly is not opened: opening leaves a line in the matter's access log.
const LOOK_MS = 180

export function useTriage(): Triage {
  const router = useRouter()
  const list = useQueue()
  const help = ref(false)
  const picked = usePicked()
  const selected = computed(() => list.queue.value.selected)
  const desk = useMatter(
    () => selected.value ?? '',
    () => '分流',
  )
  const matter = computed(() => (desk.matter.value?.id === selected.value ? desk.matter.value : undefined))
  let timer: ReturnType<typeof setTimeout> | undefined

  const moves = useMoveDesk(desk, (after, offer) => {
    ElMessage.success(`${after.number} 已办理：${offer.title}`)
    picked.drop([after.id])
    list.finished(after.id)
    void list.load()
  })

  function openMove(offer: MoveOffer | undefined): void {
    if (offer) moves.open(offer)
  }

  function nth(n: number): void {
    const offer = matter.value?.moves[n - 1]
    if (offer) openMove(offer)
  }

  function mark(): void {
    const row = list.queue.value.rows.find((each) => each.matter === selected.value)
    if (row) picked.toggle(row)
  }

  function doAct(act: Act): void {
    if (act.kind === 'next') list.next(1)
    if (act.kind === 'previous') list.next(-1)
    if (act.kind === 'open' && selected.value) void router.push(`/desk/matters/${selected.value}`)
    if (act.kind === 'accept') openMove(primaryOf(matter.value?.moves ?? []))
    if (act.kind === 'move') nth(act.nth)
    if (act.kind === 'fresh') list.take()
    if (act.kind === 'mark') mark()
    if (act.kind === 'help') help.value = !help.value
    if (act.kind === 'search') document.getElementById('desk-search')?.focus()
    if (act.kind === 'back') document.getElementById('queue')?.focus()
  }

  watch(selected, (id) => {
    moves.close()
    clearTimeout(timer)
    if (id) timer = setTimeout(() => void desk.reload(), LOOK_MS)
  })
  useKeys(doAct)
  // Another's change of the matter on the screen: read again, unless a form is open, which will be told by the server.
  useLive({
    matter: (change) => {
      if (change.matter === matter.value?.id && !moves.offer.value && !desk.sending.value) void desk.reload()
    },
  })
  onBeforeUnmount(() => clearTimeout(timer))
  void list.load()
  return { list, picked, desk, moves, matter, help }
}
