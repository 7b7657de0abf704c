import { beforeEach, expect, it } from 'vitest'

import { BACK_MS, keepMark, keptMark } from './marked'

const mark = { count: 500, at: '2026-09-01T09:00:00+08:00' }
beforeEach(() => sessionStorage.clear())

it('is offered again for ten minutes, from whatever page', () => {
  keepMark(mark, 1_000)
  expect(keptMark(1_000)).toEqual(mark)
  expect(keptMark(1_000 + BACK_MS - 1)).toEqual(mark)
  expect(keptMark(1_000 + BACK_MS)).toBeUndefined()
  expect(keptMark(1_000), 'too late once is too late').toBeUndefined()
})

it('is gone when taken back, when the clock went back, and when it cannot be read', () => {
  keepMark(mark, 1_000)
  keepMark(undefined)
  expect(keptMark(1_000)).toBeUndefined()
  keepMark(mark, 1_000)
  expect(keptMark(999)).toBeUndefined()
  sessionStorage.setItem('lianhu.notices.marked', '{')
  expect(keptMark(1_000)).toBeUndefined()
})
