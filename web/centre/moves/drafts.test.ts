import { beforeEach, describe, expect, it } from 'vitest'

import { effectScope, watchSyncEffect } from 'vue'

import type { MoveOffer } from '@/entities/types'

import { drafts } from './drafts'

const offer = (move: string, assignment?: string): MoveOffer => ({
  proceeding: 'p',
  move,
  title: move,
  tone: 'normal',
  blocked: [],
  ...(assignment ? { assignment } : {}),
  fields: [
    { name: 'note', label: '说明', kind: 'longtext', required: true, value: '原话' },
    { name: 'both', label: '到场', kind: 'bool', required: false },
  ],
})

beforeEach(() => drafts.wipe())

describe('half-written forms', () => {
  it('come back for the same matter, move and assignment only', () => {
    drafts.keep('m1', offer('return', 'a1'), { note: '写到一半' })
    expect(drafts.of('m1', offer('return', 'a1'))).toEqual({ note: '写到一半' })
    expect(drafts.of('m2', offer('return', 'a1'))).toBeUndefined()
    expect(drafts.of('m1', offer('return', 'a2'))).toBeUndefined()
    expect(drafts.of('m1', offer('accept', 'a1'))).toBeUndefined()
  })
  it('an untouched form is no draft', () => {
    drafts.keep('m1', offer('x'), { note: '原话', both: 'false' })
    expect(drafts.any).toBe(false)
  })
  it('taking back what was typed ends the draft', () => {
    drafts.keep('m1', offer('x'), { note: '改了' })
    expect(drafts.any).toBe(true)
    drafts.keep('m1', offer('x'), { note: '原话' })
    expect(drafts.any).toBe(false)
  })
  it('later typing does not reach into what was kept', () => {
    const typed = { note: '一' }
    drafts.keep('m1', offer('x'), typed)
    typed.note = '二'
    expect(drafts.of('m1', offer('x'))?.note).toBe('一')
  })
  it('who shows a draft hears at once that it is gone', () => {
    const shown: boolean[] = []
    const scope = effectScope()
    scope.run(() => watchSyncEffect(() => void shown.push(drafts.of('m1', offer('x')) !== undefined)))
    drafts.keep('m1', offer('x'), { note: '一' })
    drafts.drop('m1', offer('x'))
    scope.stop()
    expect(shown).toEqual([false, true, false])
  })
  it('nothing stays after a submit or the end of the session', () => {
    drafts.keep('m1', offer('x'), { note: '一' })
    drafts.drop('m1', offer('x'))
    expect(drafts.any).toBe(false)
    drafts.keep('m1', offer('x'), { note: '一' })
    drafts.wipe()
    expect(drafts.any).toBe(false)
  })
})
