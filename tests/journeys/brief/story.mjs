// The half-page: figures that are those of the lists they open, within one's own scope, on screen and as a sheet.

import { randomUUID } from 'node:crypto'

import { expect } from '../support/check.mjs'
import { categories } from '../support/county.mjs'
import { findsHerGrid } from '../support/openings.mjs'

export const title = '简报：数字就是打开的那些事项；只数管辖以内的；表格和页面是同一次提问'

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const leader = await scene.staff('leader')
  const water = await scene.staff('water')
  const sysadmin = await scene.staff('sysadmin')
  const grid = await findsHerGrid(desk.client)
  await say('今天同一社区来了三件排水的事，一件水渠的事，又一件排水由当事人撤回', async () => {
    for (const text of ['沟堵了第一处', '沟堵了第二处', '沟堵了第三处']) await desk.records({ text, place: grid.id, category: categories.drain })
    await desk.records({ text: '水渠垮了一段', place: grid.id, category: categories.ditch })
    const her = scene.resident({ name: '化名吴阿婆', phone: '19900005555' })
    await her.reports({ text: '沟堵了，后来自己通了', place: grid.id, category: categories.drain })
    await her.does('withdraw')
  })
  const brief = (who, query = '') => who.reads(`/brief?period=day${query}`)
  const figure = (one, name) => one.figures.find(each => each.name === name)
  await say('主任的日报：新收五件，办结一件（撤回），在办四件', async () => {
    const one = await brief(leader)
    expect.equal('数字', ['received', 'closed', 'closed.withdrawn', 'open'].map(name => figure(one, name)?.count), [5, 1, 1, 4])
    expect.contains('一句话', one.sentence, '新收事项 5 件，办结 1 件（撤回 1 件）。现在在办 4 件')
    expect.equal('没有下一期', one.next, undefined)
    expect.equal('多发', one.clusters.map(each => [each.category, each.count]), [[categories.drain, 4]])
  })
  await say('每个数字打开的列表，正好是这些事项', async () => {
    const one = await brief(leader)
    for (const each of one.figures.filter(each => each.query)) {
      const items = await leader.pages(`/matters?${each.query}`)
      expect.equal(`“${each.title}”打开的件数`, items.length, each.count)
    }
    const [cluster] = one.clusters
    expect.equal('多发打开的件数', (await leader.pages(`/matters?${cluster.query}`)).length, cluster.count)
    const sum = rows => rows.reduce((n, row) => n + row.received, 0)
    expect.equal('按地点、按类别加起来都是总数', [sum(one.places), sum(one.categories)], [5, 5])
  })
  await say('只看一个类别、一个地点', async () => {
    expect.equal('水渠', figure(await brief(leader, `&category=${categories.ditch}`), 'received').count, 1)
    expect.equal('这个网格', figure(await brief(leader, `&place=${grid.id}`), 'received').count, 5)
  })
  await say('水务局没有承办的，一件也数不到；管理员什么也看不到', async () => {
    for (const who of [water, sysadmin]) expect.equal(who.login, figure(await brief(who), 'received').count, 0)
  })
  await say('同一次提问的表格', async () => {
    const file = await leader.client.request('GET', `/brief/sheet?period=day&day=${today()}`)
    expect.equal('xlsx', [file.status, file.headers['content-type']], [200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])
    expect.yes('是压缩包', Buffer.from(file.bytes).subarray(0, 2).toString() === 'PK', file.bytes?.length)
  })
  await say('存为常用，只归自己；同一编号再存是修改，不多一份', async () => {
    const id = randomUUID()
    const put = (who, body) => who.client.request('PUT', `/saved_briefs/${id}`, { body })
    expect.equal('存', (await put(leader, { name: '周报', period: 'week' })).status, 204)
    expect.equal('改', (await put(leader, { name: '水渠周报', period: 'week', category: categories.ditch })).status, 204)
    expect.equal('一份', (await leader.reads('/saved_briefs')).items.map(one => [one.name, one.category]), [['水渠周报', categories.ditch]])
    expect.equal('别人看不到', (await desk.reads('/saved_briefs')).items, [])
    expect.refused('别人改不了', await put(desk, { name: '我的', period: 'day' }), 404)
    expect.refused('别人删不了', await desk.client.request('DELETE', `/saved_briefs/${id}`), 404)
    expect.equal('删', (await leader.client.request('DELETE', `/saved_briefs/${id}`)).status, 204)
    expect.equal('没有了', (await leader.reads('/saved_briefs')).items, [])
  })
  for (const [what, query, pointer] of [
    ['没有的周期', 'period=year', '/period'], ['不是日期', 'period=day&day=2026-02-30', '/day'], ['还没有到的一天', 'period=day&day=2099-01-01', '/day'],
    ['没有的类别', 'period=day&category=nonesuch', '/category'], ['没有的地点', 'period=day&place=nonesuch', '/place'], ['没有的参数', 'period=day&who=me', '/who'],
  ]) {
    await also(what, async () => expect.fault(what, await leader.get(`/brief?${query}`), pointer))
  }
  await also('列表的两天颠倒', async () => expect.fault('列表', await leader.get('/matters?closed_from=2026-05-02&closed_to=2026-05-01'), '/closed_to'))
  await also('没有登录', async () => expect.refused('拒绝', await scene.resident({}).client.request('GET', '/brief?period=day'), 401))
}
