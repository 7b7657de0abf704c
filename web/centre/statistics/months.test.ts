import { describe, expect, it } from 'vitest'

import { monthName, monthsBack, spans } from './months'

describe('months', () => {
  it('go back over the new year', () => {
    expect(monthsBack('2026-02-14', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11'])
    expect(monthName('2026-03')).toBe('2026年3月')
  })

  it('make the spans that are reported', () => {
    const of = (day: string, title: string) => spans(day).find((each) => each.title === title)?.span
    expect(of('2026-01-31', '上月')).toEqual({ from: '2025-12', to: '2025-12' })
    expect(of('2026-05-01', '本季')).toEqual({ from: '2026-04', to: '2026-05' })
    expect(of('2026-12-31', '今年')).toEqual({ from: '2026-01', to: '2026-12' })
    expect(of('2026-12-31', '去年')).toEqual({ from: '2025-01', to: '2025-12' })
  })
})
