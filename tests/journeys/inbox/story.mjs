// What an account should learn stands in its inbox by kind; all read, and taken back.

import { randomUUID } from 'node:crypto'

import { expect } from '../support/check.mjs'
import { categories, offices } from '../support/county.mjs'
import { findsHerGrid, receiver } from '../support/openings.mjs'

export const title = '通知：新交办、催办督办分开计数；一件事项的合在一起；全部已读可以撤销；公开消息一页一页看'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const water = await scene.staff('water')
  const grid = await findsHerGrid(desk.client)
  const inbox = (query = '', who = water) => who.reads(`/notices${query}`)
  const count = (list, kind) => list.unread.find(one => one.kind === kind).unread
  const posts = (path, body, who = water) => who.client.request('POST', path, { body, headers: { 'Idempotency-Key': randomUUID() } })
  const matters = []
  await say('交办两件、催办一件', async () => {
    for (const text of ['东边的水渠堵了。', '西边的水渠堵了。']) {
      const taken = await desk.records({ text, place: grid.id, category: categories.ditch })
      await desk.does(taken, 'accept', { category: categories.ditch, difficulty: 'ordinary' })
      await desk.does(taken, 'assign', { lead_office: offices.water, lead_receiver: await receiver(desk, offices.water) })
      matters.push(taken)
    }
    await desk.does(matters[0], 'urge', { urge_text: '一周没有动静' })
  })
  await say('水务局收到：按种类计数，写明种类', async () => {
    const list = await inbox()
    expect.yes('新交办', count(list, 'assignment') >= 2, list.unread)
    expect.yes('催办督办', count(list, 'supervision') >= 1, list.unread)
    expect.equal('种类的名字', list.unread.map(one => one.title), ['新交办', '超期', '催办督办', '其他进展'])
    const urged = (await inbox('?kind=supervision')).items
    expect.yes('只有催办的', urged.length > 0 && urged.every(one => one.matter === matters[0].id && one.kind_title === '催办督办'), urged)
    expect.refused('没有的种类', await water.get('/notices?kind=gossip'), 400, 'invalid_fields')
  })
  await say('一种全部已读，再撤销', async () => {
    const before = await inbox()
    const read = (await posts('/notices/read', { kind: 'assignment' })).json
    expect.equal('条数', read.count, count(before, 'assignment'))
    expect.equal('没有未读的新交办', count(await inbox(), 'assignment'), 0)
    expect.equal('别的还在', count(await inbox(), 'supervision'), count(before, 'supervision'))
    expect.equal('撤销', (await posts('/notices/unread', { at: read.at })).json.count, read.count)
    expect.equal('又是未读', count(await inbox(), 'assignment'), count(before, 'assignment'))
    expect.equal('再撤销一次没有了', (await posts('/notices/unread', { at: read.at })).json.count, 0)
  })
  await also('一件事项的都标为已读；再标没有了', async () => {
    const read = (await posts('/notices/read', { matter: matters[0].id })).json
    expect.yes('有', read.count >= 2, read)
    const left = (await inbox('?unread=true')).items
    expect.none('这件的没有未读', left, one => one.matter === matters[0].id)
    expect.equal('再标', (await posts('/notices/read', { matter: matters[0].id })).json, { count: 0 })
    expect.fault('不是编号', await posts('/notices/read', { matter: 'x' }), '/matter')
    expect.refused('太久的不能撤', await posts('/notices/unread', { at: '2020-01-01T00:00:00.000+08:00' }), 409, 'undo_too_late')
    expect.refused('没有登录', await scene.server.client().request('GET', '/notices'), 401)
  })

  // ---- 公开消息 ----
  await say('发 22 条公开消息；群众一页一页看，新的在前', async () => {
    for (let n = 1; n <= 22; n += 1) {
      const sent = await posts('/messages', { place: grid.id, title: `第${n}条`, text: '请提前储水。', until_day: '2027-01-31', receipts: false, open_to_all: true }, desk)
      expect.equal('发出', { status: sent.status, detail: sent.json?.detail, errors: sent.json?.errors }, { status: 201 })
    }
    const visitor = scene.resident({}).client
    const first = (await visitor.request('GET', `/public/messages?place=${grid.id}`)).json
    expect.equal('第一页', [first.items.length, first.items[0].title, first.place_name !== undefined], [20, '第22条', true])
    const rest = (await visitor.request('GET', `/public/messages?place=${grid.id}&cursor=${encodeURIComponent(first.next)}`)).json
    expect.equal('第二页', [rest.items.map(one => one.title), rest.next], [['第2条', '第1条'], undefined])
    expect.equal('没有这个地点', (await visitor.request('GET', '/public/messages?place=999')).json.place_name, undefined)
    expect.refused('翻页不对', await visitor.request('GET', `/public/messages?place=${grid.id}&cursor=x`), 400, 'bad_cursor')
  })
}
