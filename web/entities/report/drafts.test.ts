import 'fake-indexeddb/auto'

import { reactive } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'

import { uuid } from '@/base/uuid'
import { openPhoneDb, type PhoneDb } from '@/entities/outbox/db'

import { draftName, emptyDraft, toReport, type Draft } from './draft'
import { dropDraft, readDraft, saveDraft } from './drafts'

const place = { id: 'g1', kind: 'group' as const, name: '三组', full_name: '塔山社区三组', children: false }

let db: PhoneDb
beforeEach(async () => {
  db = await openPhoneDb(uuid())
})

function written(): Draft {
  return { ...emptyDraft('resident', 'c1'), text: '  水沟  ', trail: [place], photos: [{ id: 'p', name: '图.jpg', type: 'image/jpeg', bytes: new Uint8Array([7, 8]).buffer }] }
}

describe('drafts', () => {
  it('come back with text, place and photos, also from a reactive object', async () => {
    await saveDraft(db, reactive(written()) as Draft)
    const back = await readDraft(db, 'resident')
    expect(back.text).toBe('  水沟  ')
    expect(back.client_id).toBe('c1')
    expect(back.trail).toEqual([place])
    expect(Array.from(new Uint8Array(back.photos[0]!.bytes))).toEqual([7, 8])
  })

  it('are apart for a resident and for each worker', async () => {
    await saveDraft(db, written())
    expect((await readDraft(db, draftName('u1'))).text).toBe('')
    expect(draftName()).toBe('resident')
  })

  it('leave nothing behind when emptied or dropped', async () => {
    await saveDraft(db, written())
    await saveDraft(db, emptyDraft('resident', 'c1'))
    expect(await db.count('drafts')).toBe(0)
    await saveDraft(db, written())
    await dropDraft(db, 'resident')
    expect(await db.count('drafts')).toBe(0)
  })
})

describe('report made of a draft', () => {
  it('says in place of words that somebody spoke; words that were written stand as they are', () => {
    const voices = [{ id: 'v', name: '录音1.webm', type: 'audio/webm', bytes: new ArrayBuffer(1), seconds: 118 }]
    expect(toReport({ ...written(), text: ' ', voices }, '').text).toBe('语音反映（118秒），待记录')
    expect(toReport({ ...written(), voices }, '').text).toBe('水沟')
    expect(toReport({ ...written(), interpreter: ' 布依语，侄女翻译 ' }, '')).toMatchObject({ interpreter: '布依语，侄女翻译' })
  })

  it('leaves out what was not told', () => {
    expect(toReport(written(), '')).toEqual({ text: '水沟', place: 'g1', hide_identity: false, client_id: 'c1' })
  })

  it('carries what was told', () => {
    const draft: Draft = { ...written(), person: '化名𬭎', phone: ' 19900000001 ', no_call: true, no_paper: true, hide_identity: true, helped_by: '侄女', joins: 'h1' }
    expect(toReport(draft, '1234')).toMatchObject({
      name: '化名𬭎',
      phone: '19900000001',
      no_call: true,
      no_paper: true,
      hide_identity: true,
      helped_by: '侄女',
      joins: 'h1',
      pin: '1234',
    })
  })
})
