// The same thing told twice, and two things told at once: suggested, joined, split, and still everybody finds their own with the code they hold.

import { randomUUID } from 'node:crypto'

import { expect } from '../support/check.mjs'
import { findsHerGrid } from '../support/openings.mjs'

export const title = '重复与拆分：同一件事由三个人从三条路说来，提示、并入、各凭各的回执查同一件；一次说了两件事的拆成两件，都计数'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const grid = await findsHerGrid(scene.resident({}).client)
  const words = (text, more = {}) => ({ text, category: 'service.water.ditch', place: grid.id, ...more })
  const first = scene.resident({ name: '化名周一', phone: '19900002001' })
  const second = scene.resident({ name: '化名周二', phone: '19900002002' })
  const one = await say('第一个人说：水沟堵了', () => first.reports(words('老井边的排水沟堵了半个月，一下雨水就漫到路上，老人走路打滑。')))
  const two = await say('第二个人说的是同一条沟', () => second.reports(words('老井下面那条排水沟全是泥，水排不出去，漫到路上，走路打滑。')))
  const three = await say('第三件是别的事', () => scene.resident({ name: '化名周三' }).reports(words('集镇上打米房天不亮就开机，吵得睡不着。', { category: 'dispute.neighbour.noise' })))
  const twins = async receipt => (await desk.reads(`/matters/${receipt.id}/twins`)).items

  // ---- 提示 ----
  await say('第二件提示第一件，写着为什么像', async () => {
    const row = expect.one('提示一件', await twins(two), each => each.number === one.number)
    expect.contains('理由', row.reasons.join('、'), '同一地点')
    expect.equal('不带反映人', Object.keys(row).sort(), ['matter', 'number', 'office_name', 'place_name', 'reasons', 'received_at', 'status', 'title', 'told'])
  })
  await also('别的事没有提示', async () => expect.equal('一件也没有', await twins(three), []))
  await say('还没有登记的反映，先核对', async () => {
    const reply = await desk.client.request('POST', '/twins', { body: { place: grid.id, text: '老井边排水沟堵了，雨水漫到路上', category: 'service.water.ditch' } })
    expect.equal('找到两件', { status: reply.status, count: reply.json?.items?.length }, { status: 200, count: 2 })
  })
  await also('不该看的人看不到', async () => {
    const water = await scene.staff('water')
    expect.equal('承办机构还没有份', (await water.get(`/matters/${two.id}/twins`)).status, 404)
    expect.equal('没有登录', (await scene.resident({}).client.request('GET', `/matters/${two.id}/twins`)).status, 401)
  })
  await also('错的请求说清错在哪里', async () => {
    const ask = async body => (await desk.client.request('POST', '/twins', { body })).json?.errors?.[0]?.pointer
    expect.equal('没有地点', await ask({ text: '排水沟堵了' }), '/place')
    expect.equal('地点不存在', await ask({ place: 'x', text: '排水沟堵了' }), '/place')
    expect.equal('内容太长', await ask({ place: grid.id, text: '长'.repeat(5001) }), '/text')
  })

  // ---- 并入 ----
  await say('并入以前另一件被人动过也不丢：版本对不上就不并', async () => {
    const now = await desk.opens(two)
    const offer = now.moves.find(each => each.move === 'merge')
    const reply = await desk.act(now, offer, { into_matter: one.number, reason: '同一条沟' }, { etag: 'v0' })
    expect.equal('请刷新', reply.status, 412)
  })
  await say('并入', () => desk.does(two, 'merge', { into_matter: one.number, reason: '同一条沟' }))
  await say('第二个人凭原来的回执，看到的是第一件，自己说的话还在', async () => {
    const track = await second.looks()
    expect.equal('编号和自己的反映', { number: track.number, own: track.earlier.map(each => each.number), text: track.text }, { number: one.number, own: [two.number], text: '老井下面那条排水沟全是泥，水排不出去，漫到路上，走路打滑。' })
    expect.equal('看不到第一个人的话和名字', JSON.stringify(track).includes('半个月') || JSON.stringify(track).includes('化名周一'), false)
  })
  await also('第一个人看到有人并入，看不到是谁', async () => {
    const track = await first.looks()
    expect.one('有一条', track.timeline, item => item.title === '并入一件同样的反映')
    expect.equal('看不到名字', JSON.stringify(track).includes('化名周二'), false)
  })
  await also('两边都有链接', async () => {
    expect.equal('第一件', (await desk.opens(one)).links.map(link => link.kind_title + link.number), [`并入本件${two.number}`])
    expect.equal('第二件', (await desk.opens(two)).links.map(link => link.kind_title + link.number), [`并入${one.number}`])
  })
  await also('已经并走的不能再并进别的', async () => {
    const reply = await desk.tries(three, 'merge', { into_matter: two.number, reason: '试一试' })
    expect.equal('说明该并到哪里', { status: reply.status, code: reply.json?.code, at: reply.json?.errors?.[0]?.pointer }, { status: 409, code: 'joined_elsewhere', at: '/fields/into_matter' })
  })
  await say('办理的进展两个人都看到', async () => {
    await desk.does(one, 'accept', { category: 'service.water.ditch', difficulty: 'ordinary' })
    for (const person of [first, second]) expect.one('已受理', (await person.looks()).timeline, item => item.title === '受理')
  })
  await also('第二个人照样能补充', async () => {
    await second.does('add_facts', { supplement_text: '今天又漫了。' })
    expect.one('办理人看到', (await desk.opens(one)).timeline, item => item.title === '补充情况')
  })
  await say('重新单独办理：回到自己的那一件', async () => {
    await desk.does(two, 'reopen', { reason: '到现场看，是两条沟' })
    expect.equal('编号', (await second.looks()).number, two.number)
    expect.equal('链接没有了', (await desk.opens(one)).links, [])
    expect.equal('第一件没有他了', (await first.looks()).parties.length, 1)
  })
  await say('核对过不是同一件：不再提示', async () => {
    const reply = await desk.client.request('POST', `/matters/${two.id}/apart`, { body: { other: one.id } })
    expect.equal('记下了', reply.status, 204)
    expect.equal('没有提示', await twins(two), [])
    expect.equal('反过来也没有', await twins(one), [])
  })

  // ---- 拆分 ----
  const splits = async (body, headers = {}) => {
    const now = await desk.opens(one)
    return desk.client.request('POST', `/matters/${one.id}/split`, { body, headers: { 'If-Match': `"${now.etag}"`, ...headers } })
  }
  const order = async (more = {}) => ({ text: '另外，寨门口的路灯也坏了。', reason: '路灯归别的机构', category: 'service.road.street', parties: [(await desk.opens(one)).parties[0].id], client_id: randomUUID(), ...more })
  const body = await order()
  const fresh = await say('拆出路灯的事，另立一件', async () => {
    const reply = await splits(body)
    expect.equal('另立成功', { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 201 })
    expect.equal('收到的时间照旧', reply.json.received_at, (await desk.opens(one)).received_at)
    return reply.json
  })
  await also('同一个请求再来一次，还是这一件', async () => {
    const key = randomUUID()
    const again = await order()
    const a = await splits(again, { 'Idempotency-Key': key })
    const b = await splits(again, { 'Idempotency-Key': key })
    expect.equal('一件', { a: a.status, same: a.json?.id === b.json?.id }, { a: 201, same: true })
  })
  await also('原来的人从原来的页面找到新的一件', async () => {
    const track = await first.looks()
    const row = expect.one('拆出的', track.split_off, each => each.number === fresh.number)
    const there = scene.resident({})
    there.client.headers['X-Track-Secret'] = row.track_path.slice(3)
    expect.equal('打开的就是它', (await there.looks()).number, fresh.number)
  })
  await also('缺的、不对的，说清哪一项', async () => {
    const at = async more => (await splits(await order(more))).json?.errors?.[0]?.pointer
    expect.equal('没有内容', await at({ text: '' }), '/text')
    expect.equal('没有理由', await at({ reason: '' }), '/reason')
    expect.equal('没有当事人', await at({ parties: [] }), '/parties')
    expect.equal('别人的当事人', await at({ parties: [randomUUID()] }), '/parties/0')
    expect.equal('没有版本', (await desk.client.request('POST', `/matters/${one.id}/split`, { body })).status, 428)
    const water = await scene.staff('water')
    expect.equal('不该看的人', (await water.client.request('POST', `/matters/${one.id}/split`, { body, headers: { 'If-Match': '"v1"' } })).status, 404)
  })
}
