import { beforeEach, expect, it, vi } from 'vitest'
import { createApp } from 'vue'

import { Failure } from '@/base/failure'
import type { DocumentRow } from '@/entities/types'

import { useTrackPapers, type TrackPapers } from './useTrackPapers'

const { trackPage } = vi.hoisted(() => ({ trackPage: vi.fn() }))
vi.mock('@/entities/track/api', () => ({ trackPage, trackPdf: vi.fn() }))

const paper = (id: string): DocumentRow => ({ id, title: '受理通知书', made_at: '2026-05-20T01:00:00Z', blank: false, voided: false, word: false, may_void: false })
const refuse = (status: number, code: string, detail: string) => new Failure('refused', '没有办成', { status, code, detail })

function papers(pinNeeded = true): TrackPapers {
  let made: TrackPapers | undefined
  createApp({
    setup: () => {
      made = useTrackPapers(
        () => 'secret',
        () => [paper('d1'), paper('d2')],
        () => pinNeeded,
      )
      return () => null
    },
  }).mount(document.createElement('div'))
  if (!made) throw new Error('not set up')
  return made
}

beforeEach(() => {
  trackPage.mockReset()
  URL.createObjectURL = (blob) => `blob:${(blob as Blob).size}`
  URL.revokeObjectURL = () => undefined
})

it('a wrong PIN opens nothing and says so', async () => {
  trackPage.mockRejectedValue(refuse(403, 'pin_wrong', '查询密码不对，请重新输入'))
  const one = papers()
  await one.unlock('0000')
  expect([one.locked.value, one.wrong.value, one.failure.value]).toEqual([true, '查询密码不对，请重新输入', undefined])
})

it('a right PIN is the one the server took', async () => {
  trackPage.mockResolvedValue({ picture: new Blob(['x']), pages: 1 })
  const one = papers()
  await one.unlock('8888')
  expect(one.locked.value).toBe(false)
  await one.toggle(paper('d2'))
  expect(trackPage.mock.calls).toEqual([
    ['secret', 'd1', 1, '8888'],
    ['secret', 'd2', 1, '8888'],
  ])
})

it('no answer is no wrong PIN', async () => {
  trackPage.mockRejectedValue(new Failure('offline', '连不上网络，请检查后再试'))
  const one = papers()
  await one.unlock('8888')
  expect([one.locked.value, one.wrong.value, one.failure.value?.kind]).toEqual([true, '', 'offline'])
})

it('a paper that cannot be drawn does not lock the others', async () => {
  trackPage.mockRejectedValue(refuse(409, 'paper_missing', '模板版本不在程序里'))
  const one = papers()
  await one.unlock('8888')
  expect(one.locked.value).toBe(false)
})

it('reads as many pages as the paper has, and no more', async () => {
  trackPage.mockImplementation(async (_secret: string, _id: string, page: number) => ({ picture: new Blob(['x'.repeat(page)]), pages: 3 }))
  const one = papers(false)
  await one.toggle(paper('d1'))
  expect(one.sheets(paper('d1'))).toEqual(['blob:1', 'blob:2', 'blob:3'])
  expect(trackPage).toHaveBeenCalledTimes(3)
})
