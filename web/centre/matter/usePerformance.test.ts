import { expect, it } from 'vitest'

import { amountOf } from './usePerformance'

it.each([
  ['1280.5', 'fen', 128050],
  ['0', 'fen', 0],
  ['abc', 'fen', 0],
  ['4500', 'fish', 4500],
  ['1.5', 'time', 0],
])('%s in %s is %i', (text, unit, amount) => expect(amountOf(text, unit)).toBe(amount))
