// Messages down the tree: from the county centre and a village to every household group below; receipts by place.

import { randomUUID } from 'node:crypto'

import { plus, today } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { places } from '../support/county.mjs'
import { findsHerGrid } from '../support/openings.mjs'

export const title = '通知下达：到所辖的每个联户，联户长读过或告知各户后回执；发的人按地点看，看不到人；可以撤回和更正'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const centre = await scene.staff('triage')
  const village = await scene.staff('village')
  const water = await scene.staff('water')
  const admin = await scene.staff('secadmin')
  const heads = (await scene.accounts(admin)).filter(one => one.login.startsWith(`group.${places.village.id}`))
  const head = await scene.lets(admin, heads[0])
  const other = await scene.lets(admin, heads[1])
  const body = (more = {}) => ({ place: places.village.id, title: '周三上午停水', text: '水管检修，8:00 到 12:00 停水，请提前储水。', until_day: plus(today(), 7), receipts: true, open_to_all: false, ...more })
  const sends = (who, more, key = randomUUID()) => who.client.request('POST', '/messages', { body: body(more), headers: { 'Idempotency-Key': key } })
  const answers = (who, message, input, key = randomUUID()) => who.client.request('POST', `/messages/${message}/receipt`, { body: input, headers: { 'Idempotency-Key': key } })
  const tasks = async who => (await who.reads('/tasks')).items
  let sent, mine

  await say('只能传达到自己所辖的地点，填错的说出怎样改', async () => {
    expect.refused('水务局没有所辖的联户', await sends(water), 403, 'not_yours')
    expect.refused('社区不能传达到全县', await sends(village, { place: places.county }), 403, 'not_yours')
    expect.equal('没有这个地点', expect.refused('', await sends(centre, { place: '999' }), 400, 'invalid_fields').errors[0].pointer, '/place')
    expect.equal('昨天', expect.refused('', await sends(centre, { until_day: plus(today(), -1) }), 400, 'invalid_fields').errors[0].pointer, '/until_day')
    expect.equal('太长', expect.refused('', await sends(centre, { text: '停'.repeat(2001) }), 400, 'invalid_fields').errors[0].pointer, '/text')
    expect.refused('多出的一栏', await sends(centre, { who: '化名张三' }), 400, 'invalid_fields')
    expect.refused('联户长不能传达', await sends(head), 403, 'role_needed')
    expect.equal('什么也没有发出', (await centre.reads('/messages')).items.length, 0)
  })
  await say('社区传达一条：到了每个联户；同一次提交只有一条', async () => {
    const key = randomUUID()
    const first = await sends(village, {}, key)
    expect.equal('传达成功', { status: first.status, detail: first.json?.detail }, { status: 201 })
    sent = first.json
    expect.yes('到了社区的全部联户', sent.groups >= heads.length, sent.groups)
    expect.equal('同一条', (await sends(village, {}, key)).json.id, sent.id)
    expect.equal('只有一条', (await village.reads('/messages')).items.length, 1)
    expect.refused('同一个请求编号不能换内容', await sends(village, { title: '换了' }, key), 422, 'key_reused')
  })
  await say('联户长看到要传达的，读过、告知各户，各回执一次；按两下不多', async () => {
    mine = expect.one('在名单里', await tasks(head), one => one.message === sent.id)
    expect.equal('还没有回执', mine.state, 'open')
    expect.equal('已读', (await answers(head, sent.id, { place: mine.place, state: 'read' })).json.state, 'read')
    expect.equal('再按一下', (await answers(head, sent.id, { place: mine.place, state: 'read' })).json.state, 'read')
    expect.equal('没有写户数', expect.refused('', await answers(head, sent.id, { place: mine.place, state: 'relayed', how: 'visit' }), 400, 'invalid_fields').errors[0].pointer, '/households')
    expect.equal('户数太多', expect.refused('', await answers(head, sent.id, { place: mine.place, state: 'relayed', how: 'visit', households: 999 }), 400, 'invalid_fields').errors[0].pointer, '/households')
    expect.equal('已传达', (await answers(head, sent.id, { place: mine.place, state: 'relayed', how: 'visit', households: 11 })).json.households, 11)
    expect.equal('迟到的“已读”不收回', (await answers(head, sent.id, { place: mine.place, state: 'read' })).json.state, 'relayed')
    expect.refused('别的联户不是我的', await answers(other, sent.id, { place: mine.place, state: 'read' }), 404, 'not_found')
    expect.refused('没有这条消息', await answers(head, randomUUID(), { place: mine.place, state: 'read' }), 404, 'not_found')
  })
  await say('发的人按地点看：没有回执的排在前面，没有人的名字和账号', async () => {
    const page = await village.reads(`/messages/${sent.id}`)
    expect.equal('合计', { read: page.message.read, relayed: page.message.relayed, households: page.message.households }, { read: 1, relayed: 1, households: 11 })
    const grid = await findsHerGrid(village.client)
    const groups = await village.reads(`/messages/${sent.id}?place=${grid.id}`)
    expect.equal('没有回执的在前面，回执过的在最后', [groups.places[0].read, groups.places.at(-1).state_title], [0, '已传达（上门）'])
    expect.equal('没有联户长的说得出来', page.message.headless, sent.groups - heads.length)
    const text = JSON.stringify([page, groups, await village.reads('/messages')])
    for (const word of [head.name, head.login, head.id]) expect.lacks('没有联户长', text, word)
    expect.yes('县里也看得到', (await centre.reads(`/messages/${sent.id}`)).message.id === sent.id)
    expect.refused('水务局看不到', await water.get(`/messages/${sent.id}`), 404, 'not_found')
  })
  await say('更正：读过旧的看见已更正，新的要再回执；旧的不再收回执', async () => {
    const better = await sends(village, { title: '周四上午停水', corrects: sent.id, open_to_all: true })
    expect.equal('更正成功', better.status, 201)
    expect.refused('不能再更正一次', await sends(village, { corrects: sent.id }), 409, 'message_ended')
    const now = await tasks(head)
    expect.equal('旧的已更正', now.find(one => one.message === sent.id).state_title, '已更正')
    expect.equal('新的要回执', now.find(one => one.message === better.json.id).state, 'open')
    expect.refused('旧的不用回执', await answers(other, sent.id, { place: heads[1].login.slice('group.'.length), state: 'read' }), 409, 'message_ended')
    sent = better.json
  })
  await say('群众能看到公开的一条', async () => {
    const grid = await findsHerGrid(centre.client)
    const visitor = scene.resident({}).client
    const { json } = await visitor.request('GET', `/public/messages?place=${grid.id}`)
    expect.equal('只有公开的', json.items.map(one => one.title), ['周四上午停水'])
    expect.equal('别的镇没有', (await visitor.request('GET', '/public/messages?place=520422002')).json.items, [])
  })
  await say('撤回要写理由，联户长看得到；撤回以后不再收回执', async () => {
    await answers(other, sent.id, { place: heads[1].login.slice('group.'.length), state: 'read' })
    const recall = (who, reason) => who.client.request('POST', `/messages/${sent.id}/recall`, { body: { reason } })
    expect.refused('没有理由', await recall(village, ' '), 400, 'invalid_fields')
    expect.refused('别的机构不能撤', await recall(centre, '不停了'), 404, 'not_found')
    expect.equal('撤回', (await recall(village, '不停水了')).json.state, 'recalled')
    expect.refused('再撤一次', await recall(village, '不停水了'), 409, 'message_ended')
    expect.equal('看得到理由', (await tasks(other)).find(one => one.message === sent.id).reason, '不停水了')
    expect.none('没有读过的不再看到', await tasks(head), one => one.message === sent.id)
    expect.refused('不用回执', await answers(head, sent.id, { place: mine.place, state: 'read' }), 409, 'message_ended')
  })
}
