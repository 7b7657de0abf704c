import { describe, expect, it } from 'vitest'

import type { Notice } from '@/entities/types'

import { grouped, noticeMatter, noticeOffice } from './useNotices'

const notice = (more: Partial<Notice> = {}): Notice => ({ id: 'n', matter: 'm', number: 'PD2026-000001', text: '“交办”（甲镇综治中心 分流员）', kind: 'progress', kind_title: '其他进展', made_at: '2026-09-01T09:00:00+08:00', ...more })

describe('what a notice says of its matter', () => {
  it('names number, title and place', () => {
    expect(noticeMatter(notice({ title: '沟堵了', place_name: '甲村' }))).toBe('PD2026-000001 · 沟堵了 · 甲村')
  })
  it('has the number alone where the title is kept back', () => expect(noticeMatter(notice())).toBe('PD2026-000001'))
  it('says to which office it is and who has read it', () => {
    expect(noticeOffice(notice())).toBe('')
    expect(noticeOffice(notice({ office_name: '水务局' }))).toBe('发给水务局')
    expect(noticeOffice(notice({ office_name: '水务局', read_by: '化名甲' }))).toBe('发给水务局，化名甲已读')
  })
})

describe('notices by matter', () => {
  it('keeps the order of the newest and counts the unread', () => {
    const groups = grouped([notice({ id: '3', matter: 'b' }), notice({ id: '2', matter: 'a', read_at: '2026-09-01T10:00:00+08:00' }), notice({ id: '1', matter: 'b' })])
    expect(groups.map((group) => [group.matter, group.first.id, group.rest.map((each) => each.id), group.unread])).toEqual([
      ['b', '3', ['1'], 2],
      ['a', '2', [], 0],
    ])
  })
})
