import 'fake-indexeddb/auto'

import { beforeEach, describe, expect, it } from 'vitest'

import { Failure } from '@/base/failure'
import type { Photo } from '@/base/shrink'
import { uuid } from '@/base/uuid'
import type { Receipt, Report } from '@/entities/types'

import { openPhoneDb, type PhoneDb } from './db'
import { factsOf, waitingValues } from './facts'
import { Outbox } from './outbox'
import type { FactsRow, MessageRow, PhotoRow, ReportRow, Row, Sender, SpotRow, VoiceRow } from './row'

const report = (text: string): Report => ({ text, place: 'g1', hide_identity: false, client_id: uuid() })
const photo = (name: string): Photo => ({ id: name, name, type: 'image/jpeg', bytes: new Uint8Array([1, 2, 3]).buffer })
const receipt = (number: string): Receipt => ({ id: number, number, secret: `s-${number}`, track_path: '/t#x', qr_svg: '', received_at: '', sentence: '' })
const offline = () => new Failure('offline', '没有网络')
const refused = (message: string) => new Failure('refused', message, { status: 422, detail: message })

// A server that remembers what it took under which key, and may lose its answer.
class FakeServer implements Sender {
  readonly taken = new Map<string, string>()
  readonly seen: string[] = []
  trouble: (() => Error | undefined)[] = []
  cutAnswers = 0

  private take(key: string, what: string): void {
    this.seen.push(key)
    const error = this.trouble.shift()?.()
    if (error) throw error
    this.taken.set(key, what)
    if (this.cutAnswers-- > 0) throw offline()
  }

  report = async ({ report, key }: ReportRow) => {
    this.take(key, report.text)
    return { receipt: receipt(report.text) }
  }

  spot = async ({ spot, key }: SpotRow) => {
    this.take(key, spot.text)
    return { matter: 'm1', number: 'PD2026-000001' }
  }

  photo = async ({ photo, key }: PhotoRow, parent?: Row) => {
    this.take(key, `${photo.name}→${parent?.kind === 'report' && parent.receipt?.secret}`)
    return undefined
  }

  facts = async ({ facts, key }: FactsRow) => {
    this.take(key, facts.edits.map(({ fact, base, value }) => `${fact}:${base}>${value}`).join())
    return { results: facts.edits.map(({ fact }) => ({ fact, label: fact, result: 'applied' as const })), facts: { ...facts, edits: [] }, told: [] }
  }

  receipt = async ({ message, receipt, key }: MessageRow) => {
    this.take(key, `${message}/${receipt.place}: ${receipt.state}${receipt.households === undefined ? '' : ` ${receipt.households}`}`)
    return undefined
  }

  voice = async ({ voice, key }: VoiceRow, parent?: Row) => {
    this.take(key, `${voice.name}→${parent?.kind === 'report' && parent.receipt?.secret}`)
    return undefined
  }
}

let db: PhoneDb
let server: FakeServer
let owner: string | undefined
let box: Outbox

const open = () => new Outbox({ db, sender: server, owner: () => owner, now: () => 1_000, onChange: () => undefined })

beforeEach(async () => {
  db = await openPhoneDb(uuid())
  server = new FakeServer()
  owner = undefined
  box = open()
})

describe('outbox', () => {
  it('sends a report, then its photos under the secret of its receipt', async () => {
    const key = await box.add(report('水沟'), [photo('a'), photo('b')])
    await box.flush()
    expect([...server.taken.values()]).toEqual(['水沟', 'a→s-水沟', 'b→s-水沟'])
    const rows = await box.rows()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ key, state: 'sent', receipt: { number: '水沟' } })
  })

  it('keeps what was settled on the spot until there is a line, and sends it once', async () => {
    owner = 'u1'
    server.trouble = [offline]
    server.cutAnswers = 1
    const key = await box.addSpot({ category: 'opinion.enquiry', place: 'g1', text: '问医保', result: '已告知', client_id: uuid() }, 'u1')
    await box.flush()
    expect((await box.rows())[0]).toMatchObject({ kind: 'spot', state: 'waiting' })
    box = open()
    await box.flush()
    await box.flush()
    expect(server.seen).toEqual([key, key, key])
    expect(server.taken.size).toBe(1)
    expect((await box.rows())[0]).toMatchObject({ state: 'sent', number: 'PD2026-000001', matter: 'm1' })
  })

  it('keeps a receipt for a message until there is a line; answered anew meanwhile, the last answer goes, once', async () => {
    owner = 'u1'
    server.trouble = [offline]
    const answer = (receipt: MessageRow['receipt']) => box.addReceipt({ message: 'n1', title: '停水', place_name: '1联户', receipt }, 'u1')
    await answer({ place: 'g1', state: 'read' })
    await box.flush()
    await answer({ place: 'g1', state: 'relayed', how: 'visit', households: 9 })
    await answer({ place: 'g1', state: 'relayed', how: 'visit', households: 9 })
    await answer({ place: 'g2', state: 'read' })
    expect(await box.rows()).toHaveLength(2)
    server.cutAnswers = 1
    await box.flush()
    await box.flush()
    expect([...server.taken.values()]).toEqual(['n1/g1: relayed 9', 'n1/g2: read'])
    expect(await box.rows()).toEqual([])
  })

  it('tells which field of a refused row is wrong', async () => {
    owner = 'u1'
    server.trouble = [() => new Failure('refused', '有内容需要修改', { status: 422, errors: [{ pointer: '/place', message: '没有这个地点' }] })]
    await box.addSpot({ category: 'a', place: 'x', text: '问', result: '答', client_id: uuid() }, 'u1')
    await box.flush()
    expect((await box.rows())[0]).toMatchObject({ state: 'dead', errors: [{ pointer: '/place', message: '没有这个地点' }] })
  })

  it('sends what was spoken behind what was photographed, each once', async () => {
    server.trouble = [() => undefined, () => undefined, offline]
    await box.add(report('语音反映（9秒），待记录'), [photo('a')], undefined, [{ ...photo('录音1'), type: 'audio/webm', seconds: 9 }])
    await box.flush()
    expect((await box.rows()).map((row) => [row.kind, row.state])).toEqual([
      ['report', 'sent'],
      ['voice', 'waiting'],
    ])
    await box.flush()
    expect([...server.taken.values()].at(-1)).toBe('录音1→s-语音反映（9秒），待记录')
    expect(await box.rows()).toHaveLength(1)
  })

  it('keeps everything in order while there is no network, also over a reload', async () => {
    server.trouble = [offline, offline]
    await box.add(report('一'), [photo('a')])
    await box.add(report('二'), [])
    await box.flush()
    expect((await box.rows()).map((row) => row.state)).toEqual(['waiting', 'waiting', 'waiting'])
    box = open()
    await box.flush()
    expect(server.taken.size).toBe(0)
    await box.flush()
    expect([...server.taken.values()]).toEqual(['一', 'a→s-一', '二'])
  })

  it('sends again under the same key when the answer was lost: the server has it once', async () => {
    server.cutAnswers = 2
    await box.add(report('一'), [])
    await box.flush()
    await box.flush()
    await box.flush()
    expect(server.seen).toHaveLength(3)
    expect(server.taken.size).toBe(1)
    expect((await box.rows())[0]?.state).toBe('sent')
  })

  it('takes up a row that was being sent when the page was closed', async () => {
    const key = await box.add(report('一'), [])
    const row = await db.getFromIndex('outbox', 'key', key)
    await db.put('outbox', { ...row!, state: 'sending' })
    await box.flush()
    expect(server.seen).toEqual([key])
  })

  it('never drops a refused row: it shows why, and the others go on', async () => {
    server.trouble = [() => refused('内容太短')]
    await box.add(report('坏'), [photo('a')])
    await box.add(report('好'), [])
    await box.flush()
    const rows = await box.rows()
    expect(rows.map((row) => [row.kind, row.state])).toEqual([
      ['report', 'dead'],
      ['photo', 'waiting'],
      ['report', 'sent'],
    ])
    expect(rows[0]?.reason).toBe('内容太短')
  })

  it('retries a refused row under a new key and takes its photos along', async () => {
    server.trouble = [() => refused('稍后')]
    const key = await box.add(report('坏'), [photo('a')])
    await box.flush()
    await box.retry(key)
    await box.flush()
    expect([...server.taken.values()]).toEqual(['坏', 'a→s-坏'])
    expect(server.taken.has(key)).toBe(false)
  })

  it("leaves another account's rows alone until that account is back", async () => {
    await box.add(report('员工的'), [], 'u1')
    await box.add(report('居民的'), [])
    owner = 'u2'
    await box.flush()
    expect([...server.taken.values()]).toEqual(['居民的'])
    owner = 'u1'
    await box.flush()
    expect([...server.taken.values()]).toContain('员工的')
  })

  it('waits when the session ended, and does not call that a refusal', async () => {
    owner = 'u1'
    server.trouble = [() => new Failure('refused', '请先登录', { status: 401 })]
    await box.add(report('一'), [], 'u1')
    await box.flush()
    expect((await box.rows())[0]).toMatchObject({ state: 'waiting', reason: '请先登录' })
  })

  it('runs once when asked twice at the same time', async () => {
    await box.add(report('一'), [])
    await Promise.all([box.flush(), box.flush()])
    expect(server.seen).toHaveLength(1)
  })

  it('discards a report with its photos, and all rows of one account', async () => {
    const key = await box.add(report('一'), [photo('a')])
    await box.add(report('二'), [photo('b')], 'u1')
    await box.discard(key)
    expect(await box.rows()).toHaveLength(2)
    await box.discardOwned('u1')
    expect(await box.rows()).toHaveLength(0)
  })

  describe('of corrected facts', () => {
    const edit = (base: string, value: string) =>
      box.addFacts({ matter: 'm1', title: 'PD-1', told: [{ label: '地点', text: value }], edits: [{ fact: 'place_detail', base, value }], device: 'd', device_seq: 1 }, 'u1')

    it('sends what stood there when it was written, under one key and one client id through every try and reload', async () => {
      owner = 'u1'
      server.trouble = [offline]
      server.cutAnswers = 1
      const key = await edit('桥头', '桥尾')
      const before = factsOf(await box.rows(), 'm1')[0]
      await box.flush()
      box = open()
      await box.flush()
      await box.flush()
      expect([...server.taken]).toEqual([[key, 'place_detail:桥头>桥尾']])
      expect(new Set(server.seen)).toEqual(new Set([key]))
      expect(before?.facts.made_at).toBe(new Date(1_000).toISOString())
    })

    it('leaves no values on the phone once they were taken, but says what became of them', async () => {
      owner = 'u1'
      await edit('桥头', '桥尾')
      await box.flush()
      const row = factsOf(await box.rows(), 'm1')[0]
      expect(row).toMatchObject({ state: 'sent', told: [], results: [{ fact: 'place_detail', result: 'applied' }] })
      expect(row?.facts.edits).toEqual([])
    })

    it('stay as written when refused, with the reason', async () => {
      owner = 'u1'
      server.trouble = [() => refused('您现在看不到这件事项了')]
      await edit('桥头', '桥尾')
      await box.flush()
      expect(factsOf(await box.rows(), 'm1')[0]).toMatchObject({ state: 'dead', reason: '您现在看不到这件事项了', facts: { edits: [{ value: '桥尾' }] } })
    })

    it('are seen by the next form as they will stand, but for refused ones and those of another', async () => {
      await edit('', '一')
      await edit('一', '二')
      expect(waitingValues(await box.rows(), 'm1', 'u1')).toEqual({ place_detail: '二' })
      expect(waitingValues(await box.rows(), 'm1', 'u2')).toEqual({})
      expect(waitingValues(await box.rows(), 'm2', 'u1')).toEqual({})
      owner = 'u1'
      server.trouble = [() => refused('不行'), () => refused('不行')]
      await box.flush()
      expect(waitingValues(await box.rows(), 'm1', 'u1')).toEqual({})
    })
  })

  it('takes the photos along under the new key, also when the page is closed in the middle of a retry', async () => {
    server.trouble = [() => refused('稍后')]
    const key = await box.add(report('坏'), [photo('a'), photo('b')])
    await box.flush()
    const retry = box.retry(key)
    box = open()
    await retry
    await box.flush()
    expect([...server.taken.values()]).toEqual(['坏', 'a→s-坏', 'b→s-坏'])
  })

  it('forgets old receipts, but not one whose photos are still here', async () => {
    await box.add(report('旧'), [])
    await box.add(report('有照片'), [photo('a')])
    server.trouble = [() => undefined, () => undefined, () => refused('太大')]
    await box.flush()
    await box.forgetSentBefore(2_000)
    expect((await box.rows()).map((row) => row.title)).toEqual(['有照片', 'a'])
  })
})
