import { expect, it } from 'vitest'

import type { AccessRow } from '@/entities/types'

import { groupAccess } from './access'

const row = (at: string, who = '甲镇司法所 调解员', what = '查看附件'): AccessRow => ({ at, who, what, purpose: '办理' })

it('rows of the same reader, what and day in a line are one, with the time of the first', () => {
  const rows = [row('2026-05-20T03:00:00Z'), row('2026-05-20T02:00:00Z'), row('2026-05-20T01:00:00Z')]
  expect(groupAccess(rows)).toEqual([{ row: rows[0], times: 3 }])
})

it.each([
  ['another reader', row('2026-05-20T01:00:00Z', '综治中心 分流岗')],
  ['another act', row('2026-05-20T01:00:00Z', '甲镇司法所 调解员', '打开事项')],
  ['another purpose', { ...row('2026-05-20T01:00:00Z'), purpose: '督办' }],
  // 23:30 and 00:30 by the county's clock, one day in UTC.
  ['another day of the county', row('2026-05-20T16:30:00Z')],
])('%s stands alone', (_, other) => {
  const first = row('2026-05-20T15:30:00Z')
  expect(groupAccess([first, other, first]).map((group) => group.times)).toEqual([1, 1, 1])
})

it('loses no row', () => {
  expect(groupAccess([])).toEqual([])
})
