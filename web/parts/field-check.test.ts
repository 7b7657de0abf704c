import { describe, expect, it } from 'vitest'

import type { FieldOffer } from '@/entities/types'

import { checkField, fromWire, toWire } from './field-check'

const field = (offer: Partial<FieldOffer>): FieldOffer => ({ name: 'x', label: '说明', kind: 'text', required: false, ...offer })

describe('checkField', () => {
  it('asks for what is required and lets the rest be empty', () => {
    expect(checkField(field({ required: true }), '  ')).toBe('请填写“说明”')
    expect(checkField(field({}), '')).toBeUndefined()
  })
  it('counts characters, not code units', () => {
    expect(checkField(field({ min: 2, max: 2 }), '𬭎㛃')).toBeUndefined()
    expect(checkField(field({ min: 2 }), '𬭎')).toContain('至少写 2 个字')
    expect(checkField(field({ kind: 'longtext', max: 1 }), '𬭎㛃')).toContain('最多写 1 个字')
  })
  it('keeps numbers whole and inside their bounds', () => {
    const people = field({ kind: 'number', min: 1, max: 9 })
    expect(['0', '10', '1.5', '一'].map((value) => checkField(people, value))).not.toContain(undefined)
    expect(checkField(people, '9')).toBeUndefined()
  })
  it('refuses money with three decimals', () => {
    expect(checkField(field({ kind: 'money' }), '1.005')).toBeTruthy()
    expect(checkField(field({ kind: 'money' }), '1.05')).toBeUndefined()
  })
})

describe('wire values', () => {
  it('money travels in fen, time with the county offset', () => {
    expect(toWire(field({ kind: 'money' }), '1280.5')).toBe('128050')
    expect(toWire(field({ kind: 'time' }), '2026-11-23T10:00')).toBe('2026-11-23T10:00:00+08:00')
  })
  it('proposals come back as an input shows them', () => {
    expect(fromWire(field({ kind: 'money', value: '128050' }))).toBe('1280.50')
    expect(fromWire(field({ kind: 'money', value: '5' }))).toBe('0.05')
    expect(fromWire(field({ kind: 'time', value: '2026-11-23T10:00:00+08:00' }))).toBe('2026-11-23T10:00')
    expect(fromWire(field({ kind: 'bool' }))).toBe('false')
  })
})
