import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import { useLoad, type Load } from '@/base/load'
import { makePacket, readPacket } from '@/entities/reference/court'
import type { PacketItem, PacketView } from '@/entities/reference/types'
import type { Matter } from '@/entities/types'

export interface Choice {
  item: PacketItem
  taken: boolean
  kind: string
}

export interface PacketForm {
  packet: Load<PacketView>
  choices: Ref<Choice[]>
  gaps: ComputedRef<PacketView['gaps']>
  chosen: ComputedRef<Choice[]>
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  read: () => Promise<void>
  move: (choice: Choice, by: number) => void
  submit: () => Promise<void>
}

export function usePacket(matter: () => Matter, reference: string, saved: (matter: Matter) => void, stale: () => void): PacketForm {
  const packet = useLoad((signal) => readPacket(matter().id, reference, signal))
  const choices = ref<Choice[]>([])
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()
  const chosen = computed(() => choices.value.filter((one) => one.taken))
  const gaps = computed(() => (packet.data.value?.gaps ?? []).filter((gap) => !chosen.value.some((one) => one.kind === gap.kind)))

  // What was chosen stays chosen when the list is read again after an upload; the new ones come last, chosen.
  async function read(): Promise<void> {
    const first = choices.value.length === 0 && packet.data.value === undefined
    await packet.run()
    const known = new Map(choices.value.map((one) => [one.item.id, one]))
    const items = packet.data.value?.items ?? []
    const kept = choices.value.filter((one) => items.some((item) => item.id === one.item.id))
    const fresh = items.filter((item) => !known.has(item.id)).map((item) => ({ item, taken: !first && !item.trouble, kind: item.kind }))
    choices.value = [...kept, ...fresh]
  }

  function move(choice: Choice, by: number): void {
    const at = choices.value.indexOf(choice)
    const to = at + by
    if (at < 0 || to < 0 || to >= choices.value.length) return
    choices.value.splice(to, 0, ...choices.value.splice(at, 1))
  }

  async function submit(): Promise<void> {
    const nameless = chosen.value.find((one) => !one.kind)
    failure.value = nameless ? new Failure('refused', '还不能整理', { errors: [{ pointer: `/kind/${nameless.item.id}`, message: `请选择“${nameless.item.title}”是哪一种材料` }] }) : undefined
    if (failure.value || sending.value) return
    sending.value = true
    try {
      const enclosures = chosen.value.map((one) => ({ id: one.item.id, kind: one.kind }))
      saved(await makePacket(matter(), reference, enclosures, attempt.key([enclosures, matter().etag])))
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.stale) stale()
    } finally {
      sending.value = false
    }
  }

  return { packet, choices, gaps, chosen, failure, sending, read, move, submit }
}
