import { describe, expect, it } from 'vitest'

import { exampleOf } from './example'
import { LOCAL } from './useCalendar'

describe('the example of a year of days off', () => {
  it('is of the year asked for, and is made up for on a Sunday', () => {
    for (const year of [2026, 2027, 2028, 2032]) {
      const text = exampleOf(year)
      expect(text).toContain(`year = ${year}`)
      expect(text).toContain(`${year}-01-01`)
      const work = /work = \[(\d{4}-\d{2}-\d{2})\]/.exec(text)?.[1] ?? ''
      expect(new Date(work).getUTCDay()).toBe(0)
    }
  })
  it('of the county names the ground of each day', () => {
    expect(exampleOf(LOCAL)).toContain('basis = ')
  })
})
