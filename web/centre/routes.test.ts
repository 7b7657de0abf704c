import { describe, expect, it } from 'vitest'

import { homeOf, mayOpen, PLACES } from './routes'

describe('who lands where', () => {
  it.each([
    [['desk', 'work', 'search'], '/desk/'],
    [['work'], '/desk/work'],
    [['search'], '/desk/matters'],
    [['intake'], '/desk/intake'],
    [['admin_system'], '/desk/admin/accounts'],
    [['admin_security'], '/desk/admin/security'],
    [['admin_audit'], '/desk/admin/audit'],
    [[], '/desk/notices'],
  ])('%j lands at %s', (has, home) => expect(homeOf(has)).toBe(home))

  it('the three administrators see none of the other pages', () => {
    const seen = (has: string[]) => PLACES.filter((place) => place.may.length > 0 && mayOpen(place.may, has)).map((place) => place.title)
    expect(seen(['admin_system'])).toEqual(['账号与岗位', '机构', '调委会和名册', '责任人', '类别与对照', '职责清单', '调解提示', '放假安排', '发送通道', '网格和联户', '程序发布'])
    expect(seen(['admin_security'])).toEqual(['账号安全', '网格和联户', '程序发布'])
    expect(seen(['admin_audit'])).toEqual(['审计'])
  })
})
