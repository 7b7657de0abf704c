import { describe, expect, it } from 'vitest'

import { clauseFaults, emptyClause, readClauses, splitEvenly, termOf, writeClauses } from './clauses'

const pay = { ...emptyClause(), debtor: 'b', creditor: 'a', text: '赔偿菜苗', amount: '1280.5', due: '2026-12-01', method: '转账' }

describe('clauses of an agreement', () => {
  it('travel with money in fen', () => {
    expect(JSON.parse(writeClauses([pay]))).toEqual([
      { debtor: 'b', creditor: 'a', deed: 'pay', text: '赔偿菜苗', quantity: 128050, unit: 'fen', due: '2026-12-01', method: '转账' },
    ])
  })
  it('another deed carries no amount', () => {
    const [sent] = JSON.parse(writeClauses([{ ...pay, deed: 'do', amount: '' }])) as Record<string, unknown>[]
    expect(sent).not.toHaveProperty('quantity')
    expect(sent).not.toHaveProperty('unit')
  })
  it('come back as they went', () => {
    expect(readClauses(writeClauses([{ ...pay, amount: '1280.50' }, emptyClause()]))).toEqual([{ ...pay, amount: '1280.50' }, emptyClause()])
  })
  it('a half-typed amount is kept for the person, never sent as money', () => {
    const text = writeClauses([{ ...pay, amount: '12,8x' }])
    expect(text).not.toContain('quantity')
    expect(readClauses(text)[0]?.amount).toBe('12,8x')
  })
  it('no rows are an empty field, and strange text is no rows', () => {
    expect(writeClauses([])).toBe('')
    expect(readClauses('')).toEqual([])
    expect(readClauses('{"a":1}')).toEqual([])
  })
  it('parts travel each with its amount and day, and come back', () => {
    const row = { ...pay, amount: '1000.00', due: '', term: 'parts' as const, parts: [{ amount: '400.00', due: '2026-10-01' }, { amount: '600.00', due: '2026-11-01' }] }
    const text = writeClauses([row])
    expect(JSON.parse(text)[0]).toMatchObject({ quantity: 100000, parts: [{ quantity: 40000, due: '2026-10-01' }, { quantity: 60000, due: '2026-11-01' }] })
    expect(readClauses(text)).toEqual([row])
    expect(clauseFaults(text)).toEqual([])
    const wrong = writeClauses([{ ...row, parts: [row.parts[0]!, { amount: '599.99', due: '2026-11-01' }] }])
    expect(clauseFaults(wrong)).toEqual([{ index: 0, part: 'sum' }])
    expect(clauseFaults(writeClauses([{ ...row, parts: [row.parts[0]!] }]))).toEqual([{ index: 0, part: 'parts' }])
  })
  it('an even split loses no fen', () => {
    const parts = splitEvenly({ ...pay, amount: '1000.00' }, 3)
    expect(parts.map((part) => part.amount)).toEqual(['333.33', '333.33', '333.34'])
  })
  it('a condition travels with its days, and lasting with none', () => {
    const row = { ...pay, due: '', term: 'condition' as const, condition: '过户完成', within: '7' }
    expect(JSON.parse(writeClauses([row]))[0]).toMatchObject({ condition: '过户完成', within_days: 7 })
    expect(readClauses(writeClauses([row]))).toEqual([{ ...row, amount: '1280.50' }])
    expect(clauseFaults(writeClauses([{ ...row, within: 'x' }]))).toEqual([{ index: 0, part: 'condition' }])
    expect(clauseFaults(writeClauses([{ ...emptyClause(), debtor: 'b', deed: 'refrain', text: '不再堵塞', term: 'lasting' }]))).toEqual([])
  })
  it('what does not suit another deed falls back to one day', () => {
    expect(termOf({ ...pay, deed: 'do', term: 'parts' })).toBe('day')
  })
})
