// What a centre runs by the week: reminders before it happens again, the conference, the rota of bodies by turns, orders of supervision.

import { randomUUID } from 'node:crypto'

import { plus, today as dayNow } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { findsHerGrid, receiver } from '../support/openings.mjs'
import { offices } from '../support/county.mjs'
import { rowsOf } from '../support/sheet.mjs'

export const title = '中心的一周：同类多发先提示再答复、研判会的意见写进事项、轮驻照抄前一周、督办单按机构分开'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const grid = await findsHerGrid(scene.resident({}).client)
  const matters = []
  await say('一个村里同一类事项来了三件', async () => {
    for (const text of ['老井边的水沟堵了。', '晒坝旁的水沟堵了。', '学校后坎的水沟堵了。']) matters.push(await scene.resident({ name: '化名周一' }).reports({ text, place: grid.id, category: 'service.water.ditch' }))
  })

  // ---- 预防提示 ----
  await say('服务重新开起来：这一周的提示做好了', async () => {
    await scene.server.stop?.()
    scene.server = await scene.place.serve(scene.options)
  })
  const centre = await scene.staff('triage')
  const reminder = await say('有一条“同类多发”，说明理由', () => scene.eventually(async () => {
    const { items } = await centre.reads('/prevention')
    return expect.one('那个村的水沟', items, row => row.kind === 'recurring' && row.title.includes('塔山社区') && row.matters >= 3)
  }))
  await also('背后的事项打得开', async () => {
    const page = await centre.reads(`/prevention/${reminder.id}`)
    for (const matter of matters) expect.one('在清单里', page.matters, row => row.number === matter.number)
  })
  await also('县里能看，不能替镇里答复', async () => {
    const reply = await centre.client.request('POST', `/prevention/${reminder.id}/answer`, { body: { arranged: true, text: '请镇里看' } })
    expect.equal('不由您', { status: reply.status, code: reply.json?.code }, reminder.may_answer ? { status: 200 } : { status: 403, code: 'not_yours' })
  })
  await also('不知道的编号、没有内容', async () => {
    expect.equal('404', (await centre.get(`/prevention/${randomUUID()}`)).status, 404)
    expect.equal('哪一项', (await centre.client.request('POST', `/prevention/${reminder.id}/answer`, { body: { arranged: true, text: '' } })).json?.errors?.[0]?.pointer, '/text')
  })

  // ---- 研判会 ----
  const pick = body => centre.client.request('POST', '/conference', { body })
  const item = await say('把一件列入本周研判会', async () => {
    const reply = await pick({ matter: matters[0].number, reason: '牵涉两个部门' })
    expect.equal('列入', { status: reply.status, detail: reply.json?.detail }, { status: 200 })
    return expect.one('在清单上', reply.json.items, row => row.number === matters[0].number)
  })
  await also('同一件不列两次；没有的编号说清楚', async () => {
    expect.equal('重复', (await pick({ matter: matters[0].number, reason: '再来' })).json?.code, 'on_list')
    expect.equal('没有', (await pick({ matter: 'PD2026-999999', reason: '再来' })).json?.errors?.[0]?.pointer, '/matter')
  })
  await say('记录意见：写进办理经过，当事人看不到', async () => {
    const path = `/conference/${item.id}/conclusion`
    const said = { body: { text: '由水务牵头，村里协办。' } }
    expect.equal('记录', (await centre.client.request('POST', path, said)).status, 200)
    expect.equal('再来一次还是它', (await centre.client.request('POST', path, said)).status, 200)
    expect.equal('另一个意见', (await centre.client.request('POST', path, { body: { text: '别的' } })).json?.code, 'concluded')
    expect.equal('只有一条', (await centre.opens(matters[0])).timeline.filter(row => row.kind === 'conference').length, 1)
  })
  await also('清单下载成表格：与页面同样的行', async () => {
    const reply = await centre.get('/conference/xlsx')
    expect.equal('下载', reply.status, 200)
    const rows = rowsOf(reply.bytes)
    const page = await centre.reads('/conference')
    expect.equal('行', rows.slice(1).map(row => row[0]), page.items.map(row => row.number))
    expect.contains('意见', rows[1].join('|'), '由水务牵头，村里协办。')
    expect.equal('承办机构不能下载', (await (await scene.staff('water')).get('/conference/xlsx')).status, 403)
    expect.fault('日期不对', await centre.get('/conference/xlsx?day=x'), '/day')
  })
  await also('承办机构不能召集', async () => {
    const water = await scene.staff('water')
    expect.equal('403', (await water.get('/conference')).status, 403)
    expect.equal('轮驻也不能', (await water.get('/rota')).status, 403)
  })

  // ---- 轮驻 ----
  const today = dayNow()
  const put = body => centre.client.request('PUT', '/rota', { body })
  await say('安排轮驻，再照抄到下一周', async () => {
    const one = await put({ day: today, office: offices.water, window_name: '3号窗口' })
    expect.equal('安排好', { status: one.status, detail: one.json?.detail }, { status: 200 })
    const next = await centre.client.request('POST', '/rota/repeat', { body: { day: plus(today, 7) } })
    expect.one('下一周同一天', next.json.items, row => row.day === plus(today, 7) && row.window_name === '3号窗口')
  })
  await also('轮驻也能下载：一周七天都在', async () => {
    const rows = rowsOf((await centre.get('/rota/xlsx')).bytes)
    expect.yes('七天', rows.slice(1).filter(row => /^周/.test(row[1])).length >= 7, rows)
    expect.one('3号窗口', rows, row => row.includes('3号窗口'))
  })
  await also('过去的、没有的，说清楚', async () => {
    expect.equal('过去', (await put({ day: plus(today, -1), office: offices.water })).json?.errors?.[0]?.pointer, '/day')
    expect.equal('没有这个机构', (await put({ day: today, office: 'x' })).json?.errors?.[0]?.pointer, '/office')
  })

  // ---- 督办单 ----
  await say('交办以后开督办单：按主办机构分开，开不了的说明原因', async () => {
    await centre.does(matters[0], 'accept', { category: 'service.water.ditch', difficulty: 'ordinary' })
    await centre.does(matters[0], 'assign', { lead_office: offices.water, lead_receiver: await receiver(centre, offices.water) })
    await centre.does(matters[0], 'urge', { urge_text: '一周没有动静' })
    const reply = await centre.client.request('POST', '/supervision', { body: { matters: matters.slice(0, 2).map(one => one.id) } })
    expect.equal('开好', reply.status, 200)
    const sheet = expect.one('一个机构一份', reply.json.items, () => true)
    expect.equal('催办和理由', { level: sheet.rows[0].supervised_as, reason: sheet.rows[0].reason }, { level: '催办', reason: '一周没有动静' })
    expect.equal('没有主办的留下', reply.json.left_out.map(row => row.message), ['还没有主办机构'])
  })

  // ---- 此刻 ----
  await say('两个人开着同一件：各自看到对方，离开就没有了', async () => {
    const other = await scene.staff('verify')
    const here = who => who.client.request('PUT', `/matters/${matters[1].id}/presence`, {})
    expect.equal('还没有别人', (await here(centre)).json.names, [])
    expect.equal('看到先来的', (await here(other)).json.names, [centre.name])
    expect.equal('离开', (await centre.client.request('DELETE', `/matters/${matters[1].id}/presence`)).status, 204)
    expect.equal('没有了', (await here(other)).json.names, [])
    const water = await scene.staff('water')
    expect.equal('不该看的人', (await here(water)).status, 404)
  })
}
