import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, nextTick } from 'vue'

import { Failure } from '@/base/failure'

import type { PaperOffers } from './api'
import { forgetPapers } from './typed'
import { usePaper, type Making } from './usePaper'

const { readPaperOffers, issuePaper } = vi.hoisted(() => ({ readPaperOffers: vi.fn(), issuePaper: vi.fn() }))
vi.mock('./api', () => ({ readPaperOffers, issuePaper, previewPaper: vi.fn() }))

const field = (name: string, label: string, value: string) => ({ name, label, kind: 'text', required: true, many_lines: true, max: 4000, value, help: '', columns: [] })
const offers = (etag: string, facts: string, papers = ['agreement']) =>
  ({ number: 'PD1', title: '水沟', etag, parties: [], talks: [], items: papers.map((paper) => ({ paper, title: '协议书', to_one_party: false, word: false, of_talk: false, fields: [field('facts', '事实', facts), field('dispute', '争议', '')] })) }) as PaperOffers
const stale = () => new Failure('refused', '没有办成', { status: 412, code: 'stale_version', detail: '内容已被他人更新' })

async function opened(): Promise<Making> {
  let made: Making | undefined
  createApp({
    setup: () => {
      made = usePaper(
        () => 'm',
        () => 'agreement',
      )
      return () => null
    },
  }).mount(document.createElement('div'))
  if (!made) throw new Error('not set up')
  await made.offers.run()
  await nextTick()
  await nextTick()
  return made
}

beforeEach(() => {
  readPaperOffers.mockReset()
  issuePaper.mockReset()
})
afterEach(forgetPapers)

it('a stale refusal keeps what was typed, says what changed, and the next try goes through', async () => {
  readPaperOffers.mockResolvedValueOnce(offers('v1', '水沟堵了')).mockResolvedValueOnce(offers('v2', '水沟又堵了')).mockResolvedValue(offers('v3', '水沟又堵了'))
  issuePaper.mockRejectedValueOnce(stale()).mockResolvedValueOnce({ documents: [] })
  const making = await opened()
  making.set('dispute', '谁来清')
  await nextTick()
  expect(await making.issue(false)).toBeUndefined()
  await nextTick()
  expect(making.values).toEqual({ facts: '水沟又堵了', dispute: '谁来清' })
  expect(making.changed.value).toEqual([{ name: 'facts', label: '事实', now: '水沟又堵了' }])
  expect(making.failure.value?.stale).toBe(true)

  expect(await making.issue(false)).toBeTruthy()
  expect(issuePaper.mock.calls.map((call) => [call[1], call[2].fields])).toEqual([
    ['v1', { dispute: '谁来清' }],
    ['v2', { dispute: '谁来清' }],
  ])
  expect(making.changed.value).toEqual([])
})

it('a field both have written keeps the own text beside the new one of the matter', async () => {
  readPaperOffers.mockResolvedValueOnce(offers('v1', '水沟堵了')).mockResolvedValue(offers('v2', '水沟又堵了'))
  issuePaper.mockRejectedValueOnce(stale())
  const making = await opened()
  making.set('facts', '沟口朝东')
  await making.issue(false)
  await nextTick()
  expect(making.values.facts).toBe('沟口朝东')
  expect(making.changed.value[0]?.now).toBe('水沟又堵了')
})

it('what was written for a paper that is not made any more stays to be read', async () => {
  readPaperOffers.mockResolvedValueOnce(offers('v1', '水沟堵了')).mockResolvedValue(offers('v2', '水沟堵了', []))
  issuePaper.mockRejectedValueOnce(stale())
  const making = await opened()
  making.set('dispute', '谁来清')
  await making.issue(false)
  await nextTick()
  expect(making.offer.value).toBeUndefined()
  expect(making.gone.value).toEqual({ title: '协议书', texts: [{ label: '争议', text: '谁来清' }] })
})
