// The power goes while people report. Whoever was told a number finds the matter; nobody finds it twice.

import { randomUUID } from 'node:crypto'

import { expect } from '../support/check.mjs'
import { findsHerGrid } from '../support/openings.mjs'

export const title = '收件正忙时断电三次：告知过的编号一个不少，重报的一件不多'

const people = 8
const each = 12

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const told = new Map()
  const waiting = new Map()
  const grid = await findsHerGrid(scene.resident({}).client)

  // Sends what is waiting, from several phones at once, until the power goes (after `enough` answers) or all is sent.
  const burst = async enough => {
    const before = told.size
    const queue = [...waiting.values()]
    const phone = async who => {
      for (let one = queue.shift(); one; one = queue.shift()) {
        let reply
        try {
          reply = await who.client.request('POST', '/public/reports', { body: one.body, headers: { 'Idempotency-Key': one.key } })
        } catch {
          return // no answer: it stays in the phone's queue
        }
        expect.equal('收下', reply.status, 201)
        told.set(one.body.text, reply.json)
        waiting.delete(one.body.text)
        if (enough && told.size - before >= enough && scene.server.running) scene.server.child.kill('SIGKILL')
      }
    }
    await Promise.all(Array.from({ length: people }, () => phone(scene.resident({}))))
    if (enough) await scene.server.kill()
  }

  for (let i = 0; i < people * each; i += 1) {
    const body = scene.resident({}).reportBody({ text: `断电夜第${i}件`, place: grid.id })
    waiting.set(body.text, { body, key: randomUUID() })
  }
  for (const [turn, enough] of [['第一', 15], ['第二', 21], ['第三', 9]]) {
    await say(`${turn}次断电（kill -9），再开起来`, async () => {
      await burst(enough)
      expect.yes('断电时还有没送到的', waiting.size > 0, waiting.size)
      scene.server = await scene.place.serve(scene.options)
    })
  }
  await say('手机把没有得到回答的重新送上', async () => {
    await burst(0)
    expect.equal('都有了回执', { told: told.size, waiting: waiting.size }, { told: people * each, waiting: 0 })
  })
  await say('每一件都在，恰好一次，编号就是告知的那个', async () => {
    const desk = await scene.staff('triage')
    const rows = (await desk.lists()).filter(one => one.title.startsWith('断电夜'))
    expect.equal('件数', rows.length, people * each)
    for (const [text, receipt] of told) {
      const row = expect.one(text, rows, one => one.title === text)
      expect.equal(`${text} 的编号`, row.number, receipt.number)
    }
  })
  await say('查询码都打得开', async () => {
    for (const receipt of [...told.values()].filter((_, i) => i % 7 === 0)) {
      const who = scene.resident({})
      who.keeps(receipt)
      expect.equal('编号', (await who.looks()).number, receipt.number)
    }
  })
  await say('待办里也恰好一次；查找得到', async () => {
    const desk = await scene.staff('triage')
    expect.equal('查找', (await desk.finds('断电夜第37件')).length, 1)
    const page = await desk.reads('/work?box=desk&limit=200')
    expect.equal('待分流', page.items.filter(one => one.title.startsWith('断电夜')).length, people * each)
    expect.equal('计数', page.counts.find(one => one.box === 'desk').open, people * each)
  })
  await say('历史记录接得上', async () => {
    const done = await scene.place.tool('verify')
    expect.equal('lianhu verify', { code: done.code, err: done.err }, { code: 0, err: '' })
  })
  await say('登录在断电之后仍有效（没有换口令）', async () => {
    const before = await scene.staff('leader')
    await scene.server.kill()
    scene.server = await scene.place.serve(scene.options)
    const client = scene.server.client()
    client.headers.Cookie = before.client.headers.Cookie
    expect.equal('会话', (await client.request('GET', '/session')).status, 200)
  })
}
