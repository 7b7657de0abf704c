import { describe, expect, it } from 'vitest'

import { reportWords } from '../../words/report'
import { told, type Told } from './told'

describe('the questions about the person', () => {
  it('speak to the person, or of the person to a worker', () => {
    expect(told('report.who')).toBe('您是谁？')
    expect(told('report.who', true)).toBe('反映人是谁？')
  })
  it('never call somebody else "I" or "you"', () => {
    const asked = Object.keys(reportWords).flatMap((key) => (key.endsWith('.staff') && key !== 'report.title.staff' ? [key.slice(0, -6) as Told] : []))
    expect(asked).toHaveLength(9)
    for (const words of asked) expect(told(words, true), words).not.toMatch(/我|您/)
  })
})
