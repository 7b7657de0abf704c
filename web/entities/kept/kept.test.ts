import 'fake-indexeddb/auto'

import { beforeEach, describe, expect, it } from 'vitest'

import { uuid } from '@/base/uuid'
import type { Matter, WorkItem, WorkPage } from '@/entities/types'

import { Kept, KEEP_MS, MOST_MATTERS, openKeptDb } from './kept'

let now = 1_000_000
let kept: Kept

const item = (id: string, etag = 'v1') => ({ matter: id, etag }) as WorkItem
const page = (...items: WorkItem[]) => ({ items, counts: [], as_of: '2026-09-01T09:00:00+08:00' }) as unknown as WorkPage
const matter = (id: string) => ({ id, title: `事项${id}` }) as Matter

beforeEach(async () => {
  now = 1_000_000
  kept = new Kept(await openKeptDb(uuid()), () => now)
})

async function takes(account: string, ...items: WorkItem[]): Promise<string[]> {
  const wanted = await kept.takeList(account, 'mine', page(...items))
  for (const one of wanted) await kept.takeMatter(account, one.etag, matter(one.matter))
  return wanted.map((one) => one.matter)
}

describe('work taken along', () => {
  it('fetches each matter once while it stands, and again when it changed', async () => {
    expect(await takes('u1', item('a'), item('b'), item('a'))).toEqual(['a', 'b'])
    expect(await takes('u1', item('a'), item('b'))).toEqual([])
    expect(await takes('u1', item('a', 'v2'), item('b'))).toEqual(['a'])
    expect((await kept.matter('u1', 'b'))?.matter.title).toBe('事项b')
  })

  it('lets go of what is on no list any more', async () => {
    await takes('u1', item('a'), item('b'))
    await takes('u1', item('b'))
    expect(await kept.matter('u1', 'a')).toBeUndefined()
    expect((await kept.list('u1', 'mine'))?.page.items.map((one) => one.matter)).toEqual(['b'])
  })

  it('shows nothing to another account, and keeps nothing for the first one then', async () => {
    await takes('u1', item('a'))
    expect(await kept.list('u2')).toBeUndefined()
    expect(await kept.matter('u1', 'a')).toBeUndefined()
    expect(await kept.list('u1')).toBeUndefined()
  })

  it('is gone after two days, also when the clock was turned back', async () => {
    await takes('u1', item('a'))
    now += KEEP_MS - 1
    expect(await kept.matter('u1', 'a')).toBeDefined()
    now += 1
    expect(await kept.matter('u1', 'a')).toBeUndefined()
    await takes('u1', item('a'))
    now -= 10
    expect(await kept.list('u1')).toBeUndefined()
  })

  it('takes no more than can be read in a day, and all of it goes by hand', async () => {
    expect(await takes('u1', ...Array.from({ length: 50 }, (_, n) => item(`m${n}`)))).toHaveLength(MOST_MATTERS)
    await kept.wipe()
    expect(await kept.list('u1')).toBeUndefined()
    expect(await kept.matter('u1', 'm0')).toBeUndefined()
  })
})
