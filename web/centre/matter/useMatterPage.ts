import { onMounted, ref, type Ref } from 'vue'
import { ElMessage } from 'element-plus'

import { useMatter, type MatterDesk } from '@/entities/matter/useMatter'

import { useMoveDesk, type MoveDesk } from '../moves/useMoveDesk'
import { useLive } from '../shell/live'

export interface MatterPage {
  desk: MatterDesk
  moves: MoveDesk
  access: Ref<boolean>
  print: () => void
}

export function useMatterPage(id: () => string): MatterPage {
  const desk = useMatter(id, () => '办理')
  const access = ref(false)
  const moves = useMoveDesk(desk, (_after, offer) => ElMessage.success(`已办理：${offer.title}`))

  // While a form is open the page holds still: the server's 412 tells of a change when the form is sent.
  function changed(matter: string): void {
    if (matter === id() && !moves.offer.value && !desk.sending.value) void desk.reload()
  }

  useLive({ matter: (change) => changed(change.matter), reopened: () => changed(id()) })
  onMounted(() => void desk.reload())
  return { desk, moves, access, print: () => window.print() }
}
