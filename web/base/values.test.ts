import { describe, expect, it } from 'vitest'

import { fenOf, yuanOf } from './money'
import { fit } from './shrink'
import { dotted, textOf } from './text'
import { uuid } from './uuid'
import { dayOf, showDay, showIfTime, showMoment, showTime, today } from './when'

describe('money', () => {
  it.each([
    ['0', '0'],
    ['0.05', '5'],
    ['1280.5', '128050'],
    ['1,280.50', '128050'],
    ['90071992547.99', '9007199254799'],
  ])('%s yuan is %s fen', (yuan, fen) => expect(fenOf(yuan)).toBe(fen))
  it.each(['', '1.234', '-1', '1e3', '一百'])('refuses %s', (yuan) => expect(fenOf(yuan)).toBeUndefined())
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [128050, '1280.50'],
  ])('%s fen is shown as %s', (fen, yuan) => expect(yuanOf(fen)).toBe(yuan))
})

it('an unknown part leaves no dot', () => {
  expect([dotted('司法所', '甲镇'), dotted('县直单位', ''), dotted(undefined, '')]).toEqual(['司法所 · 甲镇', '县直单位', ''])
})

describe('time', () => {
  it('an instant belongs to the county\'s day', () => {
    expect([dayOf('2026-05-20T15:59:00Z'), dayOf('2026-05-20T16:00:00Z')]).toEqual(['2026-05-20', '2026-05-21'])
  })
  it('shows the county clock whatever the zone of the reading', () => {
    expect(showTime('2026-11-23T10:20:00+08:00')).toBe('2026年11月23日 10:20')
    expect(showTime('2026-12-31T16:05:00Z')).toBe('2027年1月1日 00:05')
  })
  it('shows days and leaves what it cannot read', () => {
    expect(showDay('2026-02-09')).toBe('2026年2月9日')
    expect(showTime('不详')).toBe('不详')
    expect(showMoment('2026-11-23T10:20:00+08:00')).toBe('2026年11月23日 10:20')
    expect(showMoment('2026-11-22T16:00:00Z')).toBe('2026年11月23日')
    expect(showIfTime('2026-10-13T09:30:00.000+08:00')).toBe('2026年10月13日 09:30')
    expect(showIfTime('会议室 2026-10-13')).toBe('会议室 2026-10-13')
  })
  it('knows the county day at the edge of UTC', () => {
    expect(today(Date.UTC(2026, 10, 23, 15, 59))).toBe('2026-11-23')
    expect(today(Date.UTC(2026, 10, 23, 16, 0))).toBe('2026-11-24')
  })
})

describe('words', () => {
  const t = textOf({ a: '待传 {n} 条', b: '{x}和{x}' } as const)
  it('puts values in, and shows a gap rather than nothing', () => {
    expect(t('a', { n: 3 })).toBe('待传 3 条')
    expect(t('b', { x: '甲' })).toBe('甲和甲')
    expect(t('a')).toBe('待传 {n} 条')
  })
})

describe('uuid', () => {
  it('makes version 4 without randomUUID, each different', () => {
    const many = Array.from({ length: 200 }, uuid)
    expect(new Set(many).size).toBe(200)
    for (const one of many) expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('photo size', () => {
  it('never grows, keeps the shape, never reaches zero', () => {
    expect(fit(4000, 3000, 1600)).toEqual({ width: 1600, height: 1200 })
    expect(fit(800, 600, 1600)).toEqual({ width: 800, height: 600 })
    expect(fit(9000, 2, 1600)).toEqual({ width: 1600, height: 1 })
  })
})
