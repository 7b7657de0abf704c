import { describe, expect, it } from 'vitest'

import type { FieldOffer } from '@/entities/types'

import { checkField, faultsOf, fromWire, toWire } from './field-check'

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

it('says how money is written', () => {
  expect(checkField(field({ kind: 'money' }), '壹千')).toBe('请用数字填写金额，例如 1000.50')
})

describe('a time', () => {
  const session = field({ label: '调解时间', kind: 'time' })
  it.each(['2026-11-23', '2026-11-23T00:00'])('%s is a day without a time', (value) => expect(checkField(session, value)).toContain('几点几分'))
  it.each(['2026-11-23T09:30', '2026-11-23T00:30', ''])('%s is let through', (value) => expect(checkField(session, value)).toBeUndefined())
})

describe('clauses', () => {
  const clauses = field({ name: 'clauses', label: '协议条款', kind: 'clauses', required: true })
  const whole = { debtor: 'p1', deed: 'pay', text: '还款', quantity: 100050, unit: 'fen', due: '2026-12-01' }
  it('are told part by part', () => {
    const broken = { ...whole, quantity: undefined, typed: '壹千', due: undefined }
    expect(faultsOf(clauses, JSON.stringify([whole, broken]))).toEqual([
      { pointer: '/fields/clauses/1/amount', message: '第 2 条：请用数字填写金额，例如 1000.50' },
      { pointer: '/fields/clauses/1/due', message: '第 2 条：请选择何时之前履行' },
    ])
  })
  it('need an amount only where money is paid', () => {
    expect(faultsOf(clauses, JSON.stringify([whole, { ...whole, deed: 'do', quantity: undefined }]))).toEqual([])
  })
  it('none at all is an error of the whole field', () => {
    expect(faultsOf(clauses, '').map((fault) => fault.pointer)).toEqual(['/fields/clauses'])
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
