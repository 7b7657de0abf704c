import { expect, it } from 'vitest'

import { categoryGroups } from './categoryGroups'

it('puts every kind under its top kind once', () => {
  const groups = categoryGroups([
    { code: 'a', name: '甲' },
    { code: 'b', name: '乙' },
    { code: 'a.1', name: '甲一', parent: 'a' },
    { code: 'a.1.x', name: '甲一细', parent: 'a.1' },
    { code: 'c.1', name: '丙一', parent: 'missing' },
  ])
  expect(groups.map((group) => [group.title, group.categories.map((category) => category.code)])).toEqual([
    ['甲', ['a', 'a.1', 'a.1.x']],
    ['乙', ['b']],
    ['丙一', ['c.1']],
  ])
})
