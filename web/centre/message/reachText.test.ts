import { expect, it } from 'vitest'

import { reachText } from './reachText'

const reach = (groups: number, headless: number) => ({ place: 'p', place_name: '甲村', groups, headless, as_of: '2026-09-01T09:00:00+08:00' })

it('says before sending whom it reaches and who is missing', () => {
  expect(reachText(reach(86, 84), true)).toBe('会传达到 86 个联户，其中 84 个还没有联户长，没有人能收到，也等不到回执；这些联户请另外安排人告知。')
  expect(reachText(reach(86, 84), false)).not.toContain('回执')
  expect(reachText(reach(3, 3), true)).toContain('都还没有联户长')
  expect(reachText(reach(3, 0), true)).toBe('会传达到 3 个联户，都有联户长。')
  expect(reachText(reach(0, 0), true)).toContain('还没有联户')
})
