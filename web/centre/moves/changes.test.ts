import { describe, expect, it } from 'vitest'

import type { Matter, MoveOffer, TimelineItem } from '@/entities/types'

import { primaryOf, renewed, whatChanged } from './changes'

const entry = (position: number, title: string): TimelineItem => ({ position, at: '', title, by: '某机构', attachments: [], kind: 'x' })
const offer = (move: string, tone: MoveOffer['tone'] = 'normal', assignment?: string): MoveOffer => ({
  proceeding: 'p', move, title: move, tone, blocked: [], fields: [], ...(assignment ? { assignment } : {}),
})
const matter = (more: Partial<Matter> = {}): Matter =>
  ({
    title: '沟', category: 'a', category_name: '甲', place: 'p', place_name: '村', status: { title: '待分流' },
    timeline: [entry(1, '登记')], attachments: [], moves: [], ...more,
  }) as unknown as Matter

describe('what changed', () => {
  it('tells new entries and a new state', () => {
    const after = matter({ timeline: [entry(1, '登记'), entry(2, '补充材料')], status: { title: '调处中' } as Matter['status'] })
    expect(whatChanged(matter(), after)).toEqual(['某机构：补充材料', '状态由“待分流”变为“调处中”'])
  })
  it('tells a new title, kind, place and files', () => {
    const after = matter({ title: '水', category: 'b', category_name: '乙', place: 'q', place_name: '镇', attachments: [{}, {}] as Matter['attachments'] })
    expect(whatChanged(matter(), after)).toEqual(['标题改为“水”', '类别改为“乙”', '地点改为“镇”', '新增 2 个附件'])
  })
  it('never says nothing', () => expect(whatChanged(matter(), matter())).toHaveLength(1))
})

describe('offers', () => {
  it('finds the same move again, of the same assignment', () => {
    const after = matter({ moves: [offer('return', 'normal', 'a1'), offer('return', 'normal', 'a2')] })
    expect(renewed(after, offer('return', 'danger', 'a2'))?.assignment).toBe('a2')
    expect(renewed(after, offer('accept'))).toBeUndefined()
  })
  it('A takes the primary move, without one the first', () => {
    expect(primaryOf([offer('x'), offer('y', 'primary')])?.move).toBe('y')
    expect(primaryOf([offer('x'), offer('y')])?.move).toBe('x')
    expect(primaryOf([{ ...offer('x', 'primary'), blocked: ['缺一项'] }, offer('y', 'primary')])?.move).toBe('y')
    expect(primaryOf([])).toBeUndefined()
  })
})
