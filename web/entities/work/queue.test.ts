import { describe, expect, it } from 'vitest'

import { append, finish, openQueue, refresh, select, step, takeWaiting, type QueueRow } from './queue'

const row = (matter: string, day: number, title = matter): QueueRow & { title: string } => ({
  matter,
  number: `PD2026-${matter}`,
  title,
  due_at: `2026-11-${String(day).padStart(2, '0')}T18:00:00+08:00`,
})
const ids = (queue: { rows: QueueRow[] }) => queue.rows.map((each) => each.matter)
const three = () => openQueue([row('c', 25), row('a', 23), row('b', 24)])

describe('opening', () => {
  it('sorts by due time only and looks at the first', () => {
    expect(ids(three())).toEqual(['a', 'b', 'c'])
    expect(three().selected).toBe('a')
  })
  it('puts rows without a due time last', () => {
    const queue = openQueue([{ matter: 'x', number: '1' }, row('a', 30)])
    expect(ids(queue)).toEqual(['a', 'x'])
  })
  it('keeps a known selection and forgets an unknown one', () => {
    expect(openQueue([row('a', 1), row('b', 2)], 'b').selected).toBe('b')
    expect(openQueue([row('a', 1)], 'zzz').selected).toBe('a')
  })
})

describe('refreshing', () => {
  it('updates rows in place and lets new ones wait', () => {
    const queue = refresh(three(), { rows: [row('n', 20), row('a', 23), row('b', 24, 'new'), row('c', 25)], complete: true })
    expect(ids(queue)).toEqual(['a', 'b', 'c'])
    expect(queue.rows[1]?.title).toBe('new')
    expect(queue.waiting.map((each) => each.matter)).toEqual(['n'])
    expect(queue.selected).toBe('a')
  })
  it('drops rows others have dealt with, but keeps the one being read, marked', () => {
    const queue = refresh(select(three(), 'b'), { rows: [row('c', 25)], complete: true })
    expect(ids(queue)).toEqual(['b', 'c'])
    expect(queue.gone).toEqual(['b'])
    expect(ids(step(queue, 1))).toEqual(['c'])
  })
  it('does not take rows of later pages for gone', () => {
    const queue = refresh(three(), { rows: [row('a', 23)], complete: false })
    expect(ids(queue)).toEqual(['a', 'b', 'c'])
    expect(queue.gone).toEqual([])
  })
  it('a waiting row that was taken elsewhere waits no more', () => {
    const first = refresh(three(), { rows: [row('n', 20), row('a', 23), row('b', 24), row('c', 25)], complete: true })
    const second = refresh(first, { rows: [row('a', 23), row('b', 24), row('c', 25)], complete: true })
    expect(second.waiting).toEqual([])
  })
  it('fills an empty screen at once', () => {
    const queue = refresh(openQueue<QueueRow>([]), { rows: [row('n', 20)], complete: true })
    expect(queue.selected).toBe('n')
    expect(queue.waiting).toEqual([])
  })
  it('is the same when the same answer comes twice', () => {
    const answer = { rows: [row('n', 20), row('b', 24)], complete: true }
    const once = refresh(three(), answer)
    expect(refresh(once, answer)).toEqual(once)
  })
})

describe('moving about', () => {
  it('brings waiting rows in by due time without moving the selection', () => {
    const queue = refresh(three(), { rows: [row('n', 20), row('a', 23), row('b', 24), row('c', 25)], complete: true })
    const taken = takeWaiting(queue)
    expect(ids(taken)).toEqual(['n', 'a', 'b', 'c'])
    expect(taken.selected).toBe('a')
    expect(taken.waiting).toEqual([])
  })
  it('stops at both ends', () => {
    expect(step(three(), -1).selected).toBe('a')
    expect(step(select(three(), 'c'), 1).selected).toBe('c')
  })
  it('after a submit looks at the next, at the end at the last, and then at none', () => {
    expect(finish(select(three(), 'b'), 'b').selected).toBe('c')
    expect(finish(select(three(), 'c'), 'c').selected).toBe('b')
    expect(finish(openQueue([row('a', 1)]), 'a').selected).toBeUndefined()
  })
  it('finishing another row leaves the selection alone', () => {
    expect(finish(three(), 'c').selected).toBe('a')
  })
  it('a further page adds each row once', () => {
    expect(ids(append(three(), [row('c', 25), row('d', 26)]))).toEqual(['a', 'b', 'c', 'd'])
  })
})
