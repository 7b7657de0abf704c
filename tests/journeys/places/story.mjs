// A grid is split: shown first, confirmed by a second administrator, and the open matters follow to the new grid.

import { randomUUID } from 'node:crypto'

import { plus, today } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories, places } from '../support/county.mjs'
import { findsHerGrid } from '../support/openings.mjs'

export const title = '网格编辑：新设、改名、划分、撤销；未了事项随联户转到新网格，办结的不改；两名管理员各办各的'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const system = await scene.staff('sysadmin')
  const security = await scene.staff('secadmin')
  const worker = await scene.staff('grid')
  const grid = await findsHerGrid(desk.client)
  const asks = (who, method, path, body, etag, key = randomUUID()) => who.client.request(method, path, { body, headers: { 'Idempotency-Key': key, ...(etag ? { 'If-Match': `"${etag}"` } : {}) } })
  const done = (what, reply, status = 200) => {
    expect.equal(what, { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status })
    return reply.json
  }
  const groups = (await system.reads(`/place-tree?parent=${grid.id}`)).items
  const goes = groups[1]

  await say('县、乡镇、村只能看；网格、联户可以改', async () => {
    const tree = await system.reads(`/place-tree?parent=${places.town.id}`)
    expect.none('村不能改', tree.items, one => one.edited)
    expect.yes('联户能改', groups.length > 1 && groups.every(one => one.edited), groups)
    const village = await system.reads(`/place-tree/${places.village.id}`)
    expect.refused('改村名', await asks(system, 'PUT', `/place-tree/${places.village.id}`, { name: '别的村', from: today() }, village.place.etag), 409, 'place_in_use')
    expect.fault('在乡镇下新设', await asks(system, 'POST', '/place-tree', { parent: places.town.id, name: '新村', from: today() }), '/parent')
    for (const who of [desk, worker, security]) expect.refused('别人', await who.get('/place-tree'), 403, 'role_needed')
  })
  await say('新设的网格编号接着排；同一请求再来一遍还是一个', async () => {
    const key = randomUUID()
    const input = { parent: places.village.id, name: '塔山社区河东网格', from: today() }
    const made = done('新设', await asks(system, 'POST', '/place-tree', input, undefined, key), 201)
    expect.equal('再来', done('再来一遍', await asks(system, 'POST', '/place-tree', input, undefined, key), 201).id, made.id)
    expect.fault('同名', await asks(system, 'POST', '/place-tree', input), '/name')
    expect.one('群众选地点时有', (await scene.resident({}).client.request('GET', `/public/places?parent=${places.village.id}`)).json.items, one => one.id === made.id)
    const closed = done('没有用过的可以撤', await asks(system, 'POST', `/place-tree/${made.id}/close`, { from: plus(today(), 1), reason: '设错了' }, made.etag))
    expect.equal('明天起', closed.state, 'closing')
  })

  const open = await desk.records({ text: '联户门口的路灯不亮。', place: goes.id, category: categories.drain })
  const loose = await desk.records({ text: '网格里的水沟堵了。', place: grid.id, category: categories.ditch })
  let waiting
  await say('划出一个联户：先看哪些会变，有未了事项的等第二个管理员', async () => {
    const move = { groups: [goes.id], name: '塔山社区新划网格' }
    const check = done('先看', await asks(system, 'POST', `/place-tree/${grid.id}/move-check`, { move }))
    expect.equal('会变的', [check.groups, check.matters, check.staying, check.second], [1, 1, 1, true])
    expect.yes('有住户', check.households > 0, check)
    expect.contains('说边界怎么办', check.notes.join(), '只定到村')
    expect.contains('哪些事项', check.numbers.join(), open.number)
    expect.refused('没有核对过的', await asks(system, 'POST', `/place-tree/${grid.id}/moves`, { move, reason: '人多', seen: '0'.repeat(64) }), 412, 'stale_version')
    waiting = done('提交', await asks(system, 'POST', `/place-tree/${grid.id}/moves`, { move, reason: '人多', seen: check.seen }), 201)
    expect.equal('等着', waiting.state, 'waiting')
    expect.equal('还没有变', (await desk.opens(open)).place, goes.id)
    expect.refused('自己不能确认', await asks(system, 'POST', `/place-changes/${waiting.id}/decision`, { confirm: true, seen: check.seen }), 403, 'role_needed')
  })
  await say('确认以后：未了事项转到新网格，留下记录；只记到原网格的留下', async () => {
    const seen = expect.one('等着的', (await security.reads('/place-changes')).items, one => one.id === waiting.id)
    const decided = done('确认', await asks(security, 'POST', `/place-changes/${waiting.id}/decision`, { confirm: true, seen: seen.check.seen }))
    expect.equal('都转好了', [decided.state, decided.moved, decided.finished], ['done', 1, true])
    const now = await desk.opens(open)
    expect.contains('新的名称', now.place_name, '新划网格')
    expect.one('记录', now.timeline, row => row.title === '所属网格调整')
    expect.lacks('留下的', (await desk.opens(loose)).place_name, '新划网格')
    expect.refused('再确认一次', await asks(security, 'POST', `/place-changes/${waiting.id}/decision`, { confirm: true, seen: seen.check.seen }), 412, 'stale_version')
  })
  await also('网格员两边都看得到：新网格先由原来的网格员负责', async () => {
    expect.equal('看得到转过去的', (await worker.opens(open)).number, open.number)
    const items = (await system.reads(`/responsibilities?duty=grid&place=${places.village.id}`)).items
    expect.equal('没有缺人', expect.one('新网格', items, one => one.place_name.includes('新划网格')).state, 'held')
  })
  await also('按地点找：新网格下有转过去的一件', async () => {
    const fresh = expect.one('新网格', (await system.reads(`/place-tree?parent=${places.village.id}`)).items, one => one.name === '塔山社区新划网格')
    expect.equal('只有它', (await desk.reads(`/matters?place=${fresh.id}`)).items.map(one => one.number), [open.number])
    expect.equal('边界归到村', (await system.reads(`/place-tree/${grid.id}`)).place.outline_title, '划分前的边界归到村：定位只到村')
  })
  await say('改名从今天起：下面的联户跟着改，以前登记的不改', async () => {
    const now = (await system.reads(`/place-tree/${grid.id}`)).place
    done('改名', await asks(system, 'PUT', `/place-tree/${grid.id}`, { name: '塔山社区月亮湾网格', from: today() }, now.etag))
    expect.refused('旧页面', await asks(system, 'PUT', `/place-tree/${grid.id}`, { name: '再改', from: today() }, now.etag), 412, 'stale_version')
    expect.yes('下面的', (await system.reads(`/place-tree?parent=${grid.id}`)).items.every(one => one.name.startsWith('塔山社区月亮湾网格')))
    expect.lacks('以前的', (await desk.opens(loose)).place_name, '月亮湾')
    expect.contains('新登记的', (await desk.records({ text: '又一件。', place: grid.id })).place_name, '月亮湾')
  })
  await also('还有联户、事项、责任人的网格不能撤，列出来', async () => {
    const now = (await system.reads(`/place-tree/${grid.id}`)).place
    const refused = await asks(system, 'POST', `/place-tree/${grid.id}/close`, { from: today(), reason: '并入别的网格' }, now.etag)
    expect.refused('不能撤', refused, 409, 'place_in_use')
    expect.yes('写明是哪些和办法', refused.json.errors.some(one => one.message.includes(loose.number)) && refused.json.errors.some(one => one.message.includes('联户')), refused.json.errors)
  })
  await say('上传新的边界：先试读，错在第几个要素写明；划分过的村要全村一起；启用以后定位回到网格', async () => {
    const outlines = (path, raw, who = system, key = randomUUID()) =>
      who.client.request('POST', `/place-outlines${path}`, { raw: typeof raw === 'string' ? raw : JSON.stringify(raw), type: 'application/octet-stream', headers: { 'Idempotency-Key': key } })
    const square = n => ({ type: 'Polygon', coordinates: [[[104 + n / 100, 25.5], [104.01 + n / 100, 25.5], [104.01 + n / 100, 25.51], [104 + n / 100, 25.51], [104 + n / 100, 25.5]]] })
    const file = (...codes) => ({ type: 'FeatureCollection', features: codes.map((code, n) => ({ type: 'Feature', properties: { code }, geometry: square(n * 2) })) })
    const tree = (await system.reads(`/place-tree?parent=${places.village.id}`)).items
    const bare = tree.filter(one => one.kind === 'grid' && one.state === 'standing' && one.outline_title !== '有边界').map(one => one.code)
    expect.yes('划分的两个没有边界', bare.length >= 2, tree)
    expect.refused('分流岗不能', await outlines('/check', file(...bare), desk), 403)
    expect.equal('不是边界文件', (await outlines('/check', 'no json')).json.code, 'grid_map')
    expect.fault('没有的网格', await outlines('/check', file(...bare, '520422999999999')), `/features/${bare.length}`)
    expect.fault('只画一个', await outlines('/check', file(bare[0])), '/features')
    expect.equal('太大', (await outlines('/check', ' '.repeat(13 << 20))).status, 413)
    const tried = done('试读', await outlines('/check', file(...bare)))
    expect.equal('新画', [tried.fresh, tried.changed, tried.written], [bare.length, 0, false])
    expect.refused('换了文件', await outlines(`?seen=${tried.seen}`, file(...bare.toReversed())), 412, 'stale_version')
    const key = randomUUID()
    expect.equal('启用', done('启用', await outlines(`?seen=${tried.seen}`, file(...bare), system, key)).written, true)
    expect.equal('同一次再来', done('再来', await outlines(`?seen=${tried.seen}`, file(...bare), system, key)).written, true)
    expect.equal('有边界了', (await system.reads(`/place-tree/${grid.id}`)).place.outline_title, '有边界')
    expect.refused('没有 seen', await outlines('', file(...bare)), 400)
  })
  await also('谁改了什么都留下记录', async () => {
    const auditor = await scene.staff('auditor')
    const kinds = (await auditor.reads('/audit?limit=100')).items.map(one => one.kind)
    for (const kind of ['place_made', 'place_closed', 'place_change_submitted', 'place_change_confirmed', 'place_renamed', 'outlines_saved']) expect.yes(kind, kinds.includes(kind), kinds)
  })
}
