import { beforeEach, expect, it, vi } from 'vitest'
import { createApp, h, nextTick, ref, shallowRef, type App } from 'vue'

import type { MatterDesk } from '@/entities/matter/useMatter'
import type { Matter, MoveOffer } from '@/entities/types'

import { drafts } from './drafts'
import MoveButtons from './MoveButtons.vue'
import { useMoveDesk, type MoveDesk } from './useMoveDesk'

const record: MoveOffer = {
  proceeding: 'p1',
  move: 'record',
  title: '调解记录',
  tone: 'normal',
  blocked: [],
  fields: [{ name: 'note', label: '说明', kind: 'longtext', required: true }],
}
// The same move is offered again after it was made, as a session's record is.
const version = (etag: string) => ({ id: 'm1', etag, moves: [{ ...record }], assignments: [], timeline: [] }) as unknown as Matter

let app: App | undefined
let page: HTMLElement

function open(accepted: boolean): MoveDesk {
  const matter = shallowRef<Matter | undefined>(version('1'))
  const desk: MatterDesk = {
    matter,
    failure: shallowRef(),
    loading: ref(false),
    sending: ref(false),
    refusal: shallowRef(),
    reload: async () => undefined,
    forgetRefusal: () => undefined,
    move: async () => {
      if (accepted) matter.value = version('2')
      // The page is drawn anew before the sender hears of it.
      await nextTick()
      return accepted
    },
  }
  let moves: MoveDesk | undefined
  page = document.createElement('div')
  app = createApp({
    setup: () => {
      moves = useMoveDesk(desk, vi.fn())
      return () => h(MoveButtons, { matter: matter.value as Matter })
    },
  })
  app.mount(page)
  if (!moves) throw new Error('not set up')
  moves.open(record)
  moves.type({ note: '双方到场' })
  return moves
}

beforeEach(() => {
  app?.unmount()
  drafts.wipe()
})

const send = { move: 'record', proceeding: 'p1', fields: { note: '双方到场' } }

it('a sent form leaves no draft on its button', async () => {
  const moves = open(true)
  await nextTick()
  expect(page.textContent).toContain('（有草稿）')
  await moves.submit(send)
  await nextTick()
  expect(page.textContent).not.toContain('（有草稿）')
  expect(moves.offer.value).toBeUndefined()
})

it('a refused form stays a draft', async () => {
  const moves = open(false)
  await moves.submit(send)
  await nextTick()
  expect(page.textContent).toContain('（有草稿）')
})
