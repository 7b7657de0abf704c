import { describe, expect, it } from 'vitest'

import { exampleOf } from './example'
import { LOCAL } from './useCalendar'

describe('the example of a year of days off', () => {
  it('is of the year asked for, and is made up for on a Sunday', () => {
    for (const year of [2026, 2027, 2028, 2032]) {
      const text = exampleOf(year)
      expect(text).toContain(`${year}年部分节假日`)
      for (const name of ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节']) expect(text).toContain(`、${name}：`)
      const work = Number(/1月(\d+)日（周日）上班/.exec(text)?.[1])
      expect(new Date(Date.UTC(year, 0, work)).getUTCDay()).toBe(0)
    }
  })
  it('of the county names the ground of each day', () => {
    expect(exampleOf(LOCAL)).toContain('basis = ')
  })
})
