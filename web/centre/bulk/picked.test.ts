import { describe, expect, it } from 'vitest'

import type { WorkItem } from '@/entities/types'

import { MOST, usePicked } from './picked'

const item = (n: number) => ({ matter: `m${n}`, etag: `v${n}` }) as WorkItem

describe('the chosen rows of a list', () => {
  it('holds a matter once, however many rows it has', () => {
    const picked = usePicked()
    picked.all([item(1), item(1), item(2)], true)
    expect(picked.rows.value.map((row) => row.matter)).toEqual(['m1', 'm2'])
    picked.toggle(item(1))
    expect(picked.has('m1')).toBe(false)
  })
  it('keeps the version that was seen when it was chosen', () => {
    const picked = usePicked()
    picked.toggle(item(1))
    picked.all([{ ...item(1), etag: 'v9' } as WorkItem], true)
    expect(picked.rows.value[0]?.etag).toBe('v1')
  })
  it('takes no more than two hundred', () => {
    const picked = usePicked()
    picked.all(
      Array.from({ length: 250 }, (_, n) => item(n)),
      true,
    )
    expect(picked.rows.value).toHaveLength(MOST)
    expect(picked.full.value).toBe(true)
    picked.toggle(item(249))
    expect(picked.rows.value).toHaveLength(MOST)
    picked.drop(['m0', 'm1'])
    expect(picked.rows.value).toHaveLength(MOST - 2)
  })
})
