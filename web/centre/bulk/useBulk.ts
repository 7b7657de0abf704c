import { computed, onMounted, ref, shallowRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, type Failure } from '@/base/failure'
import { useLoad } from '@/base/load'
import { actInBulk, readBulkMoves } from '@/entities/bulk/api'
import type { BulkMove, BulkOrder, BulkResult } from '@/entities/bulk/types'
import type { MoveOffer, MoveRequest, WorkItem } from '@/entities/types'

import { useWho } from '../shell/who'
import type { Picked } from './picked'

export interface Bulk {
  moves: Ref<BulkMove[]>
  offer: Ref<MoveOffer | undefined>
  rows: Ref<WorkItem[]>
  result: Ref<BulkResult | undefined>
  sending: Ref<boolean>
  failure: Ref<Failure | undefined>
  open: (move: BulkMove) => void
  close: () => void
  submit: (request: MoveRequest) => Promise<void>
}

// One batch: the same rows and the same words keep their key, so a lost answer is asked for again and nothing is done twice.
export function useBulk(picked: Picked, done: () => void): Bulk {
  const who = useWho()
  const { data, run } = useLoad((signal) => (who.value?.may.includes('desk') ? readBulkMoves(signal) : Promise.resolve([])))
  const opened = shallowRef<BulkMove>()
  const rows = shallowRef<WorkItem[]>([])
  const result = shallowRef<BulkResult>()
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()

  const offer = computed<MoveOffer | undefined>(
    () =>
      opened.value && {
        proceeding: '',
        move: opened.value.move,
        title: `${opened.value.title}（${rows.value.length} 件）`,
        tone: opened.value.tone,
        confirm: `将对所选 ${rows.value.length} 件事项逐件办理“${opened.value.title}”，每件各有结果，一件不成不影响其他。`,
        blocked: [],
        fields: opened.value.fields,
      },
  )

  function open(move: BulkMove): void {
    rows.value = picked.rows.value
    result.value = undefined
    failure.value = undefined
    opened.value = move
  }

  function close(): void {
    opened.value = undefined
    result.value = undefined
  }

  async function submit(request: MoveRequest): Promise<void> {
    if (sending.value) return
    sending.value = true
    failure.value = undefined
    const order: BulkOrder = { move: request.move, fields: request.fields, rows: rows.value.map(({ matter, etag }) => ({ matter, etag })) }
    try {
      result.value = await actInBulk(order, attempt.key(order))
      attempt.done()
      picked.drop(result.value.rows.filter((row) => row.outcome === 'done').map((row) => row.matter))
      done()
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      sending.value = false
    }
  }

  onMounted(run)
  return { moves: computed(() => data.value ?? []), offer, rows, result, sending, failure, open, close, submit }
}
