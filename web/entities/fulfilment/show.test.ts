import { expect, it } from 'vitest'

import { amountOf, quantityText, termText } from './show'
import type { Promised } from './types'

const promised = (more: Partial<Promised>): Promised => ({
  id: 'o',
  label: '第1条',
  text: '赔偿',
  deed: 'pay',
  deed_title: '付款',
  state: 'open',
  state_title: '履行中',
  quantity: 100_000,
  performed: 0,
  excused: 0,
  remaining: 100_000,
  unit: 'fen',
  days_late: 0,
  lamp: 'green',
  entries: [],
  kinds: [],
  ...more,
})

it('an amount is taken in the unit, and what is no number is nothing', () => {
  expect(amountOf('1280.5', 'fen')).toBe(128_050)
  expect(amountOf('12.8x', 'fen')).toBe(0)
  expect(amountOf('3', 'time')).toBe(3)
  expect(amountOf('1.5', 'time')).toBe(0)
})

it('what was let off counts as settled, a single deed has no amount', () => {
  expect(quantityText(promised({ performed: 40_000, excused: 10_000 }))).toBe('500.00 / 1000.00 元')
  expect(quantityText(promised({ unit: 'time', quantity: 1 }))).toBe('')
})

it('by when: a day, a condition, for good', () => {
  expect(termText(promised({ due_day: '2026-10-01' }))).toBe('2026年10月1日前')
  expect(termText(promised({ condition: '过户完成', within_days: 7 }))).toBe('过户完成之后 7 日内')
  expect(termText(promised({ deed: 'refrain', unit: 'time' }))).toBe('长期')
})
