import { describe, expect, it } from 'vitest'

import { groupsOf, shown } from './figures'

const column = (name: string, group = '') => ({ name, group, title: name, unit: name === 'amount' ? '万元' : '件' })

describe('figures of a form', () => {
  it('are whole, and money is in 万元', () => {
    expect(shown(column('total'), 0)).toBe('0')
    expect(shown(column('amount'), 125_000)).toBe('0.13')
    expect(shown(column('amount'), 123_456_789)).toBe('123.46')
    expect(shown(column('amount'), -120_000)).toBe('-0.12')
  })

  it('stand under their groups', () => {
    expect(groupsOf([column('a'), column('b'), column('c', '来源'), column('d', '来源'), column('e', '分类')])).toEqual([
      { title: '', columns: 1 },
      { title: '', columns: 1 },
      { title: '来源', columns: 2 },
      { title: '分类', columns: 1 },
    ])
  })
})
