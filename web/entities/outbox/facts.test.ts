import { describe, expect, it } from 'vitest'

import type { FactResult } from '@/entities/fact/types'

import { openItems } from './facts'
import type { Row } from './row'
import { stillOpen } from './sender'

const row = (key: string, state: Row['state'], more: Partial<Row> = {}) => ({ key, state, kind: 'report', title: key, at: 0, tries: 0, ...more }) as Row

describe('what the phone still holds', () => {
  it('counts a report with its photos as one', () => {
    expect(openItems([row('r', 'waiting'), row('p1', 'waiting', { kind: 'photo', parent: 'r' }), row('p2', 'waiting', { kind: 'photo', parent: 'r' })])).toEqual({ waiting: 1, dead: 0 })
  })
  it('counts it still while a photo of a sent one is on its way', () => {
    expect(openItems([row('r', 'sent'), row('p', 'sending', { kind: 'photo', parent: 'r' }), row('s', 'waiting', { kind: 'spot' })])).toEqual({ waiting: 2, dead: 0 })
  })
  it('counts a refused report once, its photos not beside it', () => {
    expect(openItems([row('r', 'dead'), row('p', 'waiting', { kind: 'photo', parent: 'r' })])).toEqual({ waiting: 0, dead: 1 })
  })
  it('has nothing when all was sent', () => expect(openItems([row('r', 'sent')])).toEqual({ waiting: 0, dead: 0 }))
})

describe('the own words after a correction was sent', () => {
  const told = [
    { label: '标题', text: '二组涵洞' },
    { label: '涉及人数', text: '3' },
    { label: '反映人 联系电话', text: '19900000001' },
  ]
  const results: FactResult[] = [
    { fact: 'title', label: '标题', result: 'kept' },
    { fact: 'people', label: '涉及人数', result: 'applied' },
    { fact: 'parties/p1/phone', label: '反映人 联系电话', result: 'kept' },
  ]
  it('stay where two records differ, never those of a person', () => expect(stillOpen(told, results)).toEqual([told[0]]))
})
