import { computed, ref, shallowRef, watch, type Ref } from 'vue'

import type { MatterDesk } from '@/entities/matter/useMatter'
import type { Matter, MoveOffer, MoveRequest } from '@/entities/types'

import { renewed, sameMove, whatChanged } from './changes'
import { drafts, type Typed } from './drafts'

export interface MoveDesk {
  offer: Ref<MoveOffer | undefined>
  // The offered move is there no more: what was typed stays on the screen, to be copied.
  withdrawn: Ref<boolean>
  changes: Ref<string[]>
  typed: Ref<Typed | undefined>
  open: (offer: MoveOffer) => void
  close: () => void
  type: (values: Typed) => void
  submit: (request: MoveRequest) => Promise<void>
}

// One open form on one matter: keeps drafts, survives a reload by another's change, tells what that change was.
export function useMoveDesk(desk: MatterDesk, done: (matter: Matter, offer: MoveOffer) => void): MoveDesk {
  const opened = shallowRef<MoveOffer>()
  const changes = ref<string[]>([])
  const typed = shallowRef<Typed>()
  const current = computed(() => (desk.matter.value && opened.value ? renewed(desk.matter.value, opened.value) : undefined))
  const offer = computed(() => current.value ?? opened.value)
  const withdrawn = computed(() => opened.value !== undefined && current.value === undefined)

  function open(next: MoveOffer): void {
    if (opened.value && sameMove(opened.value, next)) return
    desk.forgetRefusal()
    changes.value = []
    typed.value = desk.matter.value ? drafts.of(desk.matter.value.id, next) : undefined
    opened.value = next
  }

  function close(): void {
    opened.value = undefined
    changes.value = []
    desk.forgetRefusal()
  }

  function type(values: Typed): void {
    if (desk.matter.value && opened.value) drafts.keep(desk.matter.value.id, opened.value, values)
  }

  async function submit(request: MoveRequest): Promise<void> {
    const before = desk.matter.value
    const sent = opened.value
    if (!before || !sent) return
    const went = await desk.move(request)
    const after = desk.matter.value
    if (went && after) {
      drafts.drop(before.id, sent)
      close()
      done(after, sent)
    } else if (desk.refusal.value?.stale && after) {
      changes.value = whatChanged(before, after)
    }
  }

  watch(
    () => desk.matter.value?.id,
    (id, old) => id !== old && close(),
  )
  return { offer, withdrawn, changes, typed, open, close, type, submit }
}
