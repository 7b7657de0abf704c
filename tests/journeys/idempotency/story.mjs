// The same thing sent again is the same thing: by a nervous thumb, a lost answer, or five phones at once.

import { randomUUID } from 'node:crypto'

import { expect } from '../support/check.mjs'
import { categories } from '../support/county.mjs'
import { findsHerGrid, neighbour } from '../support/openings.mjs'
import { photo } from '../support/photo.mjs'

export const title = '同一件事报两遍，只有一件：手抖、断线、同时按'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const her = scene.resident({ name: '化名罗阿婆', phone: '19900001111' })
  const desk = await scene.staff('triage')
  const grid = await say('她找到自己的网格', () => findsHerGrid(her.client))
  const body = text => her.reportBody({ text, place: grid.id, category: categories.drain })
  const count = async text => (await desk.lists()).filter(one => one.title === text).length
  const sends = (what, key, client = her.client) => client.request('POST', '/public/reports', { body: what, headers: { 'Idempotency-Key': key } })

  await say('手抖按了两下：得到同一个编号、同一个查询码', async () => {
    const what = body('第一件，按了两下')
    const key = randomUUID()
    const first = await sends(what, key)
    const second = await sends(what, key)
    expect.equal('都说收下了', [first.status, second.status], [201, 201])
    expect.equal('同一张回执', [second.json.number, second.json.secret, second.json.id], [first.json.number, first.json.secret, first.json.id])
    expect.equal('只有一件', await count('第一件，按了两下'), 1)
    her.keeps(first.json)
  })
  await say('同一个请求编号换了内容：拒绝，不偷偷改掉', async () => {
    const key = randomUUID()
    await sends(body('第二件，原来的话'), key)
    expect.refused('换了内容', await sends(body('第二件，换了的话'), key), 422, 'key_reused')
    expect.equal('原来的在，换了的不在', [await count('第二件，原来的话'), await count('第二件，换了的话')], [1, 0])
  })
  await say('送出之后断了线，没有听到回答；重发以后仍只有一件', async () => {
    for (let i = 0; i < 8; i += 1) {
      const what = body(`断线第${i}件`)
      const key = randomUUID()
      await her.client.sendAndHangUp('POST', '/public/reports', { body: what, headers: { 'Idempotency-Key': key } })
      const again = await sends(what, key)
      expect.equal('重发被收下', again.status, 201)
      expect.equal('只有一件', await count(`断线第${i}件`), 1)
    }
  })
  await say('五部手机同一刻送出同一份：一个编号，一件事', async () => {
    const what = body('同一刻的一件')
    const key = randomUUID()
    const clients = Array.from({ length: 5 }, () => scene.server.client())
    const replies = await Promise.all(clients.map(client => sends(what, key, client)))
    expect.equal('都被收下', replies.map(one => one.status), [201, 201, 201, 201, 201])
    expect.equal('同一个编号', new Set(replies.map(one => one.json.number)).size, 1)
    expect.equal('只有一件', await count('同一刻的一件'), 1)
  })
  await say('请求编号只在本人名下有效：工作人员用同一个编号，不会碰到她的', async () => {
    const key = randomUUID()
    await sends(body('她的编号'), key)
    const reply = await desk.client.request('POST', '/matters', { body: desk.intakeBody({ text: '窗口的编号', place: grid.id }), headers: { 'Idempotency-Key': key } })
    expect.equal('登记成功', reply.status, 201)
    expect.equal('各有一件', [await count('她的编号'), await count('窗口的编号')], [1, 1])
  })

  const matter = (await desk.lists()).find(one => one.title === '第一件，按了两下').matter
  await say('受理按了两下：第二下得到同样的结果，不说版本旧了，也只受理一次', async () => {
    const now = await desk.opens(matter)
    const offer = now.moves.find(one => one.move === 'accept')
    const key = randomUUID()
    const fields = { category: categories.drain, difficulty: 'ordinary' }
    const replies = [await desk.act(now, offer, fields, { key }), await desk.act(now, offer, fields, { key })]
    expect.equal('都成功', replies.map(one => ({ status: one.status, detail: one.json.detail })), [{ status: 200 }, { status: 200 }])
    expect.equal('只受理一次', replies[1].json.timeline.filter(one => one.title === '受理').length, 1)
    expect.refused('同一个编号办另一件', await desk.act(now, offer, { ...fields, difficulty: 'simple' }, { key }), 422, 'key_reused')
  })
  await say('两名分流员同时办同一件：一个成功，一个被告知刚刚有了变化，什么也没有办两遍', async () => {
    const security = await scene.staff('secadmin')
    const fits = one => one.login !== 'triage' && one.posts.some(post => post.office === 'centre' && post.role === 'triage')
    const colleague = await scene.lets(security, (await scene.accounts(security)).find(fits))
    const id = (await desk.lists()).find(one => one.title === '断线第3件').matter
    const fields = { category: categories.drain, difficulty: 'ordinary' }
    const both = await Promise.all([desk, colleague].map(async who => [who, await who.opens(id)]))
    const replies = await Promise.all(both.map(([who, now]) => who.act(now, now.moves.find(one => one.move === 'accept'), fields)))
    expect.equal('一个成功，一个旧了', replies.map(one => one.status).sort(), [200, 412])
    expect.equal('只受理一次', (await desk.opens(id)).timeline.filter(one => one.title === '受理').length, 1)
  })
  await say('同一个人开着两个页面，各办一步：后一个被告知刚刚有了变化', async () => {
    const id = (await desk.lists()).find(one => one.title === '断线第4件').matter
    const now = await desk.opens(id)
    const offer = now.moves.find(one => one.move === 'accept')
    const pages = await Promise.all(['simple', 'complex'].map(difficulty => desk.act(now, offer, { category: categories.drain, difficulty })))
    expect.equal('一个成功，一个旧了', pages.map(one => one.status).sort(), [200, 412])
  })
  const twice = async (path, what) => {
    const { etag } = await desk.opens(matter)
    const headers = { 'If-Match': `"${etag}"`, 'Idempotency-Key': randomUUID() }
    return [await desk.client.request('POST', path, { body: what, headers }), await desk.client.request('POST', path, { body: what, headers })]
  }
  await scene.also('增加当事人按了两下：只多一人，第二下不说版本旧了', async () => {
    const replies = await twice(`/matters/${matter}/parties`, neighbour)
    expect.equal('对方当事人', (await desk.opens(matter)).parties.filter(one => one.name === neighbour.name).length, 1)
    expect.equal('都成功', replies.map(one => ({ status: one.status, detail: one.json.detail })), [{ status: 200 }, { status: 200 }])
  })
  await scene.also('照片上传了两遍：是同一个附件', async () => {
    const first = await her.sends(photo(9), { name: '沟.jpg' })
    const second = await her.sends(photo(9), { name: '沟.jpg' })
    expect.equal('同一个', second.id, first.id)
  })
  await scene.also('她补充情况按了两下：只补充一次', async () => {
    const track = await her.looks()
    const offer = track.moves.find(one => one.move === 'add_facts')
    const what = { proceeding: offer.proceeding, move: 'add_facts', fields: { supplement_text: '昨夜又淹了。' } }
    const headers = { 'Idempotency-Key': randomUUID() }
    const replies = [await her.client.request('POST', '/track/moves', { body: what, headers }), await her.client.request('POST', '/track/moves', { body: what, headers })]
    expect.equal('都成功', replies.map(one => one.status), [200, 200])
    expect.equal('只补充一次', (await her.looks()).timeline.filter(one => one.title === '补充情况').length, 1)
  })
  await say('编号一个不重，历史接得上', async () => {
    const numbers = (await desk.lists()).map(one => one.number)
    expect.equal('不重的编号', new Set(numbers).size, numbers.length)
    expect.equal('verify', (await scene.place.tool('verify')).code, 0)
  })
}
