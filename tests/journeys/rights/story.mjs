// Who may know of a matter at all. What one may not know does not exist: the same answer, byte for byte.

import { randomUUID } from 'node:crypto'

import { expect } from '../support/check.mjs'
import { categories, offices } from '../support/county.mjs'
import { complaint, findsHerGrid, goesToMediation, neighbour, she } from '../support/openings.mjs'
import { scans } from '../support/tools.mjs'

export const title = '不该知道的，就像没有：编号、查询码、岗位、密级各管各的'

// The body without what differs at every request.
const plain = reply => JSON.stringify({ ...reply.json, request_id: undefined })

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const her = scene.resident(she)
  const desk = await scene.staff('triage')
  const [village, grid, mediator, water, town] = [await scene.staff('village'), await scene.staff('grid'), await scene.staff('mediator'), await scene.staff('water'), await scene.staff('town')]
  const admins = [await scene.staff('sysadmin'), await scene.staff('secadmin'), await scene.staff('auditor')]
  const place = await say('她上报，第1网格', async () => {
    const found = await findsHerGrid(her.client)
    await her.reports({ text: complaint, place: found.id, category: categories.drain })
    return found
  })
  const matter = her.receipt.id

  // ---- unknown = forbidden ----
  await also('打不开的和不存在的，回答一模一样', async () => {
    const forbidden = await village.get(`/matters/${matter}`)
    const unknown = await village.get(`/matters/${randomUUID()}`)
    expect.equal('状态', [forbidden.status, unknown.status], [404, 404])
    expect.equal('正文', plain(forbidden), plain(unknown))
    const names = reply => Object.keys(reply.headers).sort()
    expect.equal('响应头', names(forbidden), names(unknown))
  })
  await also('每一个入口都如此', async () => {
    for (const tail of ['/access', `/attachments/${randomUUID()}`, `/documents/${randomUUID()}/pdf`, `/documents/${randomUUID()}/pages/1`]) {
      const [forbidden, unknown] = [await village.get(`/matters/${matter}${tail}`), await village.get(`/matters/${randomUUID()}${tail}`)]
      expect.equal(tail, [forbidden.status, plain(forbidden)], [404, plain(unknown)])
    }
    const body = { proceeding: randomUUID(), move: 'accept', fields: {} }
    const headers = { 'If-Match': '"v1"' }
    const acts = id => village.client.request('POST', `/matters/${id}/moves`, { body, headers })
    const adds = id => village.client.request('POST', `/matters/${id}/parties`, { body: neighbour, headers })
    for (const does of [acts, adds]) expect.equal('写入', plain(await does(matter)), plain(await does(randomUUID())))
  })
  await also('并案不能用来试探编号是否存在', async () => {
    const own = await grid.records({ channel: 'grid_worker', text: '第1网格的路灯坏了。', place: place.id })
    const number = async value => (await grid.tries(own, 'merge', { into_matter: value, reason: '同一件事' })).json
    const [one, two] = [await number(her.receipt.number), await number('PD2026-999999')]
    expect.equal('回答', [one.status, one.code], [two.status, two.code])
  })

  // ---- the code, not the number ----
  await also('只有编号什么也看不到', async () => {
    const client = scene.server.client()
    for (const secret of [her.receipt.number, her.receipt.number.toLowerCase(), her.receipt.id]) {
      expect.refused('用编号当查询码', await client.request('GET', '/track', { headers: { 'X-Track-Secret': secret } }), 404)
    }
    expect.refused('什么也不带', await client.request('GET', '/track'), 401, 'track_secret_missing')
    const verify = await client.request('POST', '/public/verify', { body: { number: her.receipt.number, code: '0'.repeat(12) } })
    expect.equal('核对文书', verify.json, { genuine: false, number: her.receipt.number })
  })
  await also('查询码差一个字符', async () => {
    const last = her.receipt.secret.at(-1)
    const close = her.receipt.secret.slice(0, -1) + (last === 'A' ? 'B' : 'A')
    expect.refused('打开', await scene.server.client().request('GET', '/track', { headers: { 'X-Track-Secret': close } }), 404)
  })
  await also('查询码写在网址里不认', async () => {
    const reply = await scene.server.client().request('GET', `/track?secret=${her.receipt.secret}`)
    expect.yes('拒绝', reply.status === 401 || reply.status === 400, reply.status)
  })
  await also('查询码打不开工作人员的门，登录也打不开当事人的门', async () => {
    expect.refused('凭查询码读事项', await her.client.request('GET', `/matters/${matter}`), 401, 'signed_out')
    expect.refused('凭登录读查询页', await desk.get('/track'), 401, 'track_secret_missing')
  })

  // ---- between the parties ----
  await say('受理、登记对方、转人民调解', () => goesToMediation(desk, mediator, matter))
  await also('对方的文书她打不开，像没有一样', async () => {
    const all = (await desk.opens(matter)).documents
    const mine = (await her.looks()).documents
    const registered = await (async () => {
      const now = await mediator.opens(matter)
      const [a, b] = now.parties
      const child = { proceeding: now.proceedings.find(one => one.procedure === 'people_mediation@5').id }
      const day = her.receipt.received_at.slice(0, 10)
      await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: day }, child)
      for (const one of [a, b]) await mediator.does(matter, 'consent', { consenting_party: one.id, consent_on: day, consent_way: 'oral' }, child)
      return mediator.does(matter, 'register', { dispute_kind: categories.drain }, child)
    })()
    const hers = new Set([...mine, ...(await her.looks()).documents].map(one => one.id))
    const other = expect.one('对方的那一份', registered.documents.filter(one => !hers.has(one.id)), () => true)
    expect.yes('先前的一份是她的', all.length === 1 && hers.has(all[0].id), all)
    const pin = { headers: { 'X-Track-Pin': she.phone.slice(-4) } }
    for (const tail of ['pdf', 'pages/1']) {
      const [forbidden, unknown] = [await her.client.request('GET', `/track/documents/${other.id}/${tail}`, pin), await her.client.request('GET', `/track/documents/${randomUUID()}/${tail}`, pin)]
      expect.equal('打开', [forbidden.status, plain(forbidden)], [404, plain(unknown)])
    }
  })
  await also('她看不到对方的电话、住址，工作人员看到', async () => {
    const text = JSON.stringify(await her.looks())
    for (const hidden of [neighbour.phone, neighbour.address]) expect.lacks('她的页面', text, hidden)
    expect.contains('调解员', JSON.stringify(await mediator.opens(matter)), neighbour.phone)
  })
  await say('邻居扫他那份受理通知书上的二维码，看到自己的事项，看不到她的电话，也不能替她做主', async () => {
    const hers = (await her.looks()).documents.map(one => one.id)
    const [paper] = (await mediator.opens(matter)).documents.filter(one => !hers.includes(one.id))
    const page = await mediator.get(`/matters/${matter}/documents/${paper.id}/pages/1`)
    const code = await scans(page.bytes)
    const [, secret] = /#k=([^&]+)&d=[0-9A-F]{64}$/.exec(code) ?? []
    expect.yes('二维码里是他的查询码', secret && secret !== her.receipt.secret, code)
    const him = scene.resident({})
    him.keeps({ secret })
    const track = await him.looks()
    expect.equal('同一件事项', track.number, her.receipt.number)
    expect.equal('是他本人', track.parties.find(one => one.me)?.name, neighbour.name)
    expect.lacks('她的电话', JSON.stringify(track), she.phone)
    expect.equal('只有他的文书', track.documents.map(one => one.id), [paper.id])
    expect.none('不能撤回她的申请', track.moves, one => one.move === 'withdraw')
    const other = track.parties.find(one => !one.me).id
    const child = track.moves.find(one => one.move === 'refuse').proceeding
    const refuse = { proceeding: child, move: 'refuse', fields: { refusing_party: other, refused_on: her.receipt.received_at.slice(0, 10), refuse_way: 'online' } }
    expect.fault('不能替她拒绝', await him.client.request('POST', '/track/moves', { body: refuse }), '/fields/refusing_party')
    expect.refused('硬要撤回', await him.client.request('POST', '/track/moves', { body: { proceeding: child, move: 'withdraw', fields: {} } }), 403, 'not_yours')
  })
  await also('反映人不公开身份：网格员看不到姓名和电话，分流岗看到', async () => {
    const shy = scene.resident({ name: '化名不愿露面', phone: '19900003333' })
    const receipt = await shy.reports({ text: '有人夜里往河里倒渣土。', place: place.id, hide_identity: true })
    const text = JSON.stringify(await grid.opens(receipt.id))
    expect.lacks('网格员看不到姓名', text, '不愿露面')
    expect.lacks('网格员看不到电话', text, '19900003333')
    expect.contains('分流岗看到', JSON.stringify(await desk.opens(receipt.id)), '不愿露面')
  })

  // ---- seals ----
  await also('涉未成年人的事封存：网格员、村（社区）看不到，搜不到，街道中心看到', async () => {
    const child = await desk.records({ text: '放学路上有学生被索要零钱，密语甲。', place: place.id, seal: 'sealed' })
    for (const one of [grid, village]) {
      expect.refused(`${one.login} 打开`, await one.get(`/matters/${child.id}`), 404)
      expect.equal(`${one.login} 查找`, await one.finds('密语甲'), [])
      expect.none(`${one.login} 列表`, await one.lists(), row => row.number === child.number)
    }
    await town.opens(child)
  })
  await also('类别本身要求封存的，自动封存', async () => {
    const taken = await desk.records({ text: '家里又动手了，密语乙。', place: place.id, category: 'dispute.family.violence' })
    expect.equal('密级', taken.seal, 'sealed')
    expect.refused('网格员打开', await grid.get(`/matters/${taken.id}`), 404)
  })
  await also('举报保密：街道中心也看不到', async () => {
    const letter = await desk.records({ channel: 'letter', text: '来信反映某干部，密语丙。', place: place.id, seal: 'confidential' })
    for (const one of [grid, village, town, mediator]) {
      expect.refused(`${one.login} 打开`, await one.get(`/matters/${letter.id}`), 404)
      expect.equal(`${one.login} 查找`, await one.finds('密语丙'), [])
    }
    await desk.opens(letter)
  })

  // ---- posts ----
  await also('与自己无关的部门看不到别人的事', async () => {
    expect.equal('水务局的列表', await water.lists(), [])
    expect.equal('水务局查找', await water.finds('排水沟'), [])
    expect.refused('打开', await water.get(`/matters/${matter}`), 404)
  })
  await say('联户长：看得到自己联户的事，看不到网格里别家的；管理员看不到任何事项', async () => {
    const [system, security] = admins
    const accounts = await scene.accounts(system)
    const head = accounts.find(one => one.posts.some(post => post.role === 'group_head' && post.office === 'grid_station.520422001001'))
    expect.yes('有一位联户长', head)
    const person = await scene.lets(security, head)
    const groups = (await her.client.request('GET', `/public/places?parent=${place.id}`)).json.items.filter(one => one.kind === 'group')
    expect.yes('网格里有几个联户', groups.length >= 2, groups)
    const seen = []
    for (const group of groups) {
      const taken = await desk.records({ text: `联户的事 ${group.name}。`, place: group.id })
      if ((await person.get(`/matters/${taken.id}`)).status === 200) seen.push(group.id)
    }
    expect.equal('只看到一个联户的', seen.length, 1)
    expect.refused('别家的纠纷', await person.get(`/matters/${matter}`), 404)
    const own = await person.opens(expect.one('列表里只有自己联户的', await person.lists(), () => true).matter)
    expect.equal('不能办理', own.moves.map(one => one.move).filter(move => ['accept', 'assign', 'withdraw'].includes(move)), [])
    expect.refused('封存的不给联户长', await person.get(`/matters/${(await desk.records({ text: '封存的联户事。', place: seen[0], seal: 'sealed' })).id}`), 404)
  })
  await also('三名管理员看不到任何事项', async () => {
    for (const admin of admins) {
      expect.equal(`${admin.login} 列表`, await admin.lists(), [])
      expect.equal(`${admin.login} 查找`, await admin.finds('排水沟'), [])
      expect.equal(`${admin.login} 待办`, await admin.work('desk'), [])
      expect.refused(`${admin.login} 打开`, await admin.get(`/matters/${matter}`), 404)
      expect.refused(`${admin.login} 登记`, await admin.client.request('POST', '/matters', { body: admin.intakeBody({ text: '管理员登记', place: place.id }) }), 403)
      expect.equal(`${admin.login} 通知`, (await admin.reads('/notices')).items, [])
    }
  })
  await also('需回避的机构，退回后不再看到（裁定之后）', async () => {
    const taken = await desk.records({ text: '支渠漏水，密语丁。', place: place.id, category: categories.ditch })
    await desk.does(taken, 'accept', { category: categories.ditch, difficulty: 'ordinary' })
    await desk.does(taken, 'assign', { lead_office: offices.water, lead_receiver: water.id })
    expect.one('交办后看到', await water.finds('密语丁'), () => true)
    await water.does(taken, 'return', { duty_row: 'duty.water.ditch.town.520422001', reason: '村内沟渠。' })
    await desk.does(taken, 'rule_uphold', { ruling_text: '归街道。', lead_office: offices.townCentre, lead_receiver: town.id })
    expect.equal('裁定后查找', await water.finds('密语丁'), [])
    expect.none('裁定后列表', await water.lists(), one => one.number === taken.number)
    expect.none('裁定后待办', await water.work('team'), one => one.number === taken.number)
  })

  // ---- the session ----
  await also('会话 cookie 只给本站、脚本读不到、不留到明天', async () => {
    for (const flag of [/; ?HttpOnly/i, /; ?SameSite=Strict/i, /; ?Path=\//i]) expect.matches('Set-Cookie', desk.setCookie, flag)
    expect.yes('没有期限', !/Max-Age|Expires/i.test(desk.setCookie), desk.setCookie)
  })
  await also('写入要带页面凭据，读取不用', async () => {
    const now = await desk.opens(matter)
    const act = csrf => desk.client.request('POST', `/matters/${matter}/moves`, { body: { proceeding: now.proceedings[0].id, move: 'urge', fields: {} }, headers: { 'If-Match': `"${now.etag}"`, 'X-CSRF': csrf } })
    expect.refused('没有', await act(null), 403, 'csrf')
    expect.refused('别人的', await act(mediator.session.csrf), 403, 'csrf')
    expect.equal('自己的', (await act(desk.session.csrf)).status, 200)
  })
  await also('退出之后，原来的 cookie 不再有用', async () => {
    const leaving = await scene.staff('leader')
    const out = await leaving.client.request('DELETE', '/session')
    expect.equal('退出', out.status, 204)
    expect.refused('再读', await leaving.get('/work'), 401, 'signed_out')
  })
  await also('没有登录', async () => {
    for (const path of ['/work', '/matters', '/search?q=排水', `/matters/${matter}`, '/notices', '/stream', '/accounts', '/audit', '/offices', '/procedures'].map(encodeURI)) {
      expect.refused(path, await scene.server.client().request('GET', path), 401, 'signed_out')
    }
  })
  await also('公开的地点不含户；公开的地方没有任何事项文字', async () => {
    const client = scene.server.client()
    const groups = (await client.request('GET', `/public/places?parent=${place.id}`)).json.items
    const below = (await client.request('GET', `/public/places?parent=${groups[0].id}`)).json.items
    expect.none('户', [...groups, ...below], one => one.kind === 'household')
    const hints = await client.request('GET', `/public/hints?place=${place.id}&category=${categories.ditch}`)
    expect.equal('提示只有地点、类别、月份、件数', [...new Set(hints.json.items.flatMap(Object.keys))].sort(), ['category_name', 'count', 'id', 'month', 'place_name'])
    expect.lacks('提示里没有原话', hints.text, '密语丁')
    const open = await client.request('GET', `/public/hints?place=${place.id}`)
    expect.yes('没有选类别的也有提示', open.json.items.length >= hints.json.items.length, open.text)
    expect.lacks('提示里没有原话', open.text, '密语丁')
  })
}
