import { dayOf } from '@/base/when'
import type { AccessRow } from '@/entities/types'

export interface AccessGroup {
  // The first of them as the list stands.
  row: AccessRow
  times: number
}

// One reader who opens page after page leaves a row for each: rows in a line that tell the same of one day become one.
export function groupAccess(rows: AccessRow[]): AccessGroup[] {
  const groups: AccessGroup[] = []
  for (const row of rows) {
    const last = groups[groups.length - 1]
    if (last && same(last.row, row)) last.times += 1
    else groups.push({ row, times: 1 })
  }
  return groups
}

const same = (one: AccessRow, other: AccessRow) =>
  one.who === other.who && one.what === other.what && one.purpose === other.purpose && dayOf(one.at) === dayOf(other.at)
