import { describe, expect, it } from 'vitest'

import { emptyClause, readClauses, writeClauses } from './clauses'

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
})
