// The county changes while it works: offices, who answers for a place, categories and their codes, duties, precedents, procedures.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import path from 'node:path'

import { plus, today } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories, offices, places } from '../support/county.mjs'
import { findsHerGrid } from '../support/openings.mjs'

export const title = '机构、责任人、类别、职责清单和程序：从某一天起改，以前的不变，谁改了什么都留下记录'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const system = await scene.staff('sysadmin')
  const security = await scene.staff('secadmin')
  const grid = await findsHerGrid(desk.client)
  const asks = (who, method, path, body, etag, key = randomUUID()) =>
    who.client.request(method, path, { body, headers: { 'Idempotency-Key': key, ...(etag ? { 'If-Match': `"${etag}"` } : {}) } })
  const done = (what, reply, status = 200) => {
    expect.equal(what, { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status })
    return reply.json
  }
  const office = more => ({ name: '化名水利服务站', short_name: '水利站', place: places.town.id, presence: 'local', logs_in: true, from: today(), ...more })

  // ---- offices ----
  let made
  await say('新设机构，出现在机构树和选择机构的列表里；同一请求再来一遍还是一个', async () => {
    const key = randomUUID()
    const input = { kind: 'department', parent: 'county', independent: false, office: office() }
    made = done('新设', await asks(system, 'POST', '/office-tree', input, undefined, key), 201)
    expect.equal('再来一遍', done('再来', await asks(system, 'POST', '/office-tree', input, undefined, key), 201).id, made.id)
    expect.one('树', (await system.reads('/office-tree?parent=county')).items, one => one.id === made.id)
    expect.one('选择机构', (await desk.reads(`/offices?q=${encodeURIComponent('化名水利')}`)).items, one => one.id === made.id)
  })
  await also('填得不对，说出哪一栏', async () => {
    const tries = (more, extra) => asks(system, 'POST', '/office-tree', { kind: 'department', independent: false, office: office(more), ...extra })
    expect.fault('同名', await tries({}), '/office/name')
    expect.fault('过去的日子', await tries({ name: '另一个', from: plus(today(), -1) }), '/office/from')
    expect.fault('没有的地点', await tries({ name: '另一个', place: '999999' }), '/office/place')
    expect.fault('没有的类型', await tries({ name: '另一个' }, { kind: 'kingdom' }), '/kind')
    expect.fault('没有的上级', await tries({ name: '另一个' }, { parent: 'nowhere' }), '/parent')
    expect.fault('名称太长', await tries({ name: '长'.repeat(61) }), '/office/name')
  })
  await say('改名从今天起，事项里跟着写新名；从明天起的，到明天才变', async () => {
    const named = done('改名', await asks(system, 'PUT', `/office-tree/${made.id}`, office({ name: '化名水利服务中心' }), made.etag))
    expect.refused('旧版本', await asks(system, 'PUT', `/office-tree/${made.id}`, office(), made.etag), 412, 'stale_version')
    const later = done('明天', await asks(system, 'PUT', `/office-tree/${made.id}`, office({ name: '化名水利总站', from: plus(today(), 1) }), named.etag))
    expect.equal('今天的名字', later.name, '化名水利服务中心')
    const detail = await system.reads(`/office-tree/${made.id}`)
    expect.equal('历次变更', detail.versions.map(one => one.name), ['化名水利总站', '化名水利服务中心', '化名水利服务站'])
    made = detail.office
  })
  await say('手上还有事项的机构不能撤销，列出是哪些、怎么办；空的可以', async () => {
    const water = await scene.staff('water')
    const taken = await desk.records({ text: '支渠垮了。', place: grid.id, category: categories.ditch })
    await desk.does(taken, 'accept', { category: categories.ditch, difficulty: 'ordinary' })
    await desk.does(taken, 'assign', { lead_office: offices.water, lead_receiver: water.id })
    const held = await system.reads('/office-tree/water')
    expect.yes('列出', held.holds_total > 0, held.holds_total)
    const refused = await asks(system, 'POST', '/office-tree/water/close', { from: today(), reason: '机构改革' }, held.office.etag)
    expect.refused('不能撤', refused, 409, 'office_in_use')
    expect.yes('写明这件和办法', refused.json.errors.some(one => one.message.includes(taken.number) && one.message.includes('改派')), refused.json.errors)
    const account = expect.one('账号', await scene.accounts(system), one => one.login === 'water')
    const post = await asks(system, 'PUT', `/accounts/${account.id}`, { login: account.login, name: account.name, ...(account.phone ? { phone: account.phone } : {}), posts: [{ office: 'land', role: 'handler' }] }, account.etag)
    expect.refused('手上有事项的岗位也不能撤', post, 409, 'post_in_use')
    expect.refused('后天才撤', await asks(system, 'POST', `/office-tree/${made.id}/close`, { from: plus(today(), 2), reason: '撤' }, made.etag), 400)
    const closed = done('撤销空的', await asks(system, 'POST', `/office-tree/${made.id}/close`, { from: today(), reason: '机构改革' }, made.etag))
    expect.equal('状态', closed.state, 'closed')
    expect.none('不再出现', (await desk.reads(`/offices?q=${encodeURIComponent('化名水利')}`)).items, one => one.id === made.id)
    expect.one('没有删除', (await system.reads('/office-tree?parent=county&closed=true')).items, one => one.id === made.id)
  })

  await also('按机构的新名字也找得到账号', async () => {
    const now = (await system.reads('/office-tree/land')).office
    done('改名', await asks(system, 'PUT', '/office-tree/land', { name: '化名自然资源和规划局', short_name: now.short_name, place: now.place, presence: now.presence, logs_in: now.logs_in, ...(now.phone ? { phone: now.phone } : {}), from: today() }, now.etag))
    const found = (await system.reads(`/accounts?q=${encodeURIComponent('化名自然资源')}`)).items
    expect.yes('都在这个机构', found.length > 0 && found.every(one => one.posts.some(post => post.office === 'land')), found)
  })

  // ---- who answers for a place ----
  await say('网格换人从某一天起；没有人的日子列进缺人清单', async () => {
    const list = day => system.reads(`/responsibilities?duty=grid&place=${places.village.id}${day ? `&day=${day}` : ''}`)
    const of = async day => expect.one('网格', (await list(day)).items, one => one.place === grid.id)
    const now = await of()
    expect.equal('现在有', now.state, 'held')
    const choice = (await system.reads(`/responsibilities/candidates?duty=grid&place=${grid.id}`)).items
    expect.yes('有可选的岗位', choice.length > 0, choice)
    const sets = (more, etag) => asks(system, 'PUT', '/responsibilities', { place: grid.id, duty: 'grid', from: plus(today(), 3), ...more }, etag)
    done('三天后没有人', await sets({}, now.etag))
    expect.refused('旧页面', await sets({}, now.etag), 412, 'stale_version')
    expect.equal('今天还有', (await of()).state, 'held')
    const gap = await system.reads(`/responsibilities?duty=grid&day=${plus(today(), 3)}`)
    expect.one('缺人清单', gap.items, one => one.place === grid.id)
    done('三天后换人', await sets({ holder: choice[0].value }, (await of()).etag))
    expect.equal('又有了', (await of(plus(today(), 3))).state, 'held')
    expect.fault('别处的岗位', await sets({ holder: 'nobody' }, (await of()).etag), '/holder')
    expect.fault('过去的日子', await sets({ from: plus(today(), -1) }, (await of()).etag), '/from')
  })

  // ---- categories and codes ----
  await say('四套清单：两套有编码，两套写明“未取得官方编码”，不编造', async () => {
    const lists = (await system.reads('/code-lists')).items
    expect.equal('个数', lists.map(one => one.targets.length), [18, 19, 0, 0])
    for (const one of lists.slice(2)) expect.contains('说明', one.sure, '未取得官方编码')
    for (const one of lists.slice(0, 2)) expect.equal(one.title, [one.missing, one.doubled, one.unknown], [0, 0, 0])
  })
  await say('改一条对照从明天起；新设类别没有对照，列出来', async () => {
    const row = async (code, day) => expect.one(code, (await system.reads(`/code-maps?system=justice18${day ? `&day=${day}` : ''}`)).items, one => one.category === code)
    const now = await row(categories.drain)
    done('改', await asks(system, 'PUT', '/code-maps', { system: 'justice18', category: categories.drain, code: '7', from: plus(today(), 1) }, now.etag))
    expect.equal('今天', (await row(categories.drain)).codes, now.codes)
    expect.contains('明天', (await row(categories.drain, plus(today(), 1))).codes.join(), '7 ')
    done('新设类别', await asks(system, 'POST', '/category-list', { parent: 'dispute.neighbour', word: 'shade', name: '化名采光', mediable: true, public_facility: false, from: today() }), 201)
    expect.equal('没有对照', (await row('dispute.neighbour.shade')).state, 'missing')
    const taken = await desk.records({ text: '挡了采光。', place: grid.id, category: 'dispute.neighbour.shade' })
    expect.equal('可以登记', taken.category_name ?? (await desk.opens(taken)).category_name, '化名采光')
    const stored = expect.one('类别', (await system.reads('/category-list')).items, one => one.code === 'dispute.neighbour.shade')
    done('停用', await asks(system, 'PUT', '/category-list/dispute.neighbour.shade', { name: '化名采光', ends: today() }, stored.etag))
    expect.fault('停用后不能登记', await desk.client.request('POST', '/matters', { body: desk.intakeBody({ text: '又一件。', place: grid.id, category: 'dispute.neighbour.shade' }) }), '/category')
    expect.equal('以前的仍写这个类别', (await desk.opens(taken)).category_name, '化名采光')
  })
  await say('表格：先核对，错误写在那一行，再改；本地的清单录入后才能对照', async () => {
    const sends = (path, text) => system.client.request('POST', `${path}?from=${today()}`, { raw: text, type: 'application/octet-stream' })
    const sheet = `类别代码,司法行政：人民调解纠纷类别\n${categories.drain},3\nnowhere,1\n`
    const tried = done('核对', await sends('/code-maps/check', sheet))
    expect.equal('结果', [tried.rows, tried.changed, tried.faulty, tried.written], [2, 1, 1, false])
    expect.equal('写入', done('写入', await sends('/code-maps', sheet)).written, true)
    expect.refused('不是表格', await sends('/code-maps/check', '%PDF-1.7'), 400)
    expect.fault('信访还没有清单', await asks(system, 'PUT', '/code-maps', { system: 'petition', category: categories.drain, code: '1', from: today() }, expect.one('行', (await system.reads('/code-maps?system=petition')).items, one => one.category === categories.drain).etag), '/code')
    const lists = done('录入', await asks(system, 'PUT', '/code-lists', { system: 'petition', text: 'A1 化名农村\nA2 化名城建', basis: '化名文件〔2026〕1号', from: today() })).items
    expect.equal('两个', lists[2].targets.length, 2)
  })

  // ---- duties and precedents ----
  await say('职责清单：新增、修改、结束，都从某一天起；引用过的条目保留原文', async () => {
    const input = { office: 'land', category: categories.drain, text: '化名职责：查处占用排水沟的用地。', basis: '化名文件〔2026〕2号', from: today() }
    const row = done('新增', await asks(system, 'POST', '/duty-list', input), 201)
    expect.one('分流时看得到', (await desk.reads(`/duties?category=${categories.drain}`)).items, one => one.id === row.id)
    expect.fault('同样的一条', await asks(system, 'POST', '/duty-list', input), '/text')
    const next = done('改', await asks(system, 'PUT', `/duty-list/${row.id}`, { ...input, text: '化名职责：查处占用沟渠的用地。' }))
    expect.different('另起一条', next.id, row.id)
    done('结束', await asks(system, 'POST', `/duty-list/${next.id}/end`, { from: today(), reason: '清单修订' }))
    expect.none('不再出现', (await desk.reads(`/duties?category=${categories.drain}`)).items, one => one.text.includes('化名职责'))
  })
  await also('裁定先例由分流员和领导查看；系统管理员看不到', async () => {
    await desk.reads('/precedents')
    expect.refused('系统管理员', await system.get('/precedents'), 403)
    const leader = await scene.staff('leader')
    expect.refused('没有的', await asks(leader, 'POST', `/precedents/${randomUUID()}/withdraw`, { reason: '不再适用' }), 404)
  })

  // ---- procedures ----
  const file = name => readFileSync(new URL(`../../../procedures/${name}.toml`, import.meta.url), 'utf8')
  const next = file('grid_matter@5').replace('version = 5', 'version = 6')
  let draft
  await say('程序：检查说出每处错误和行；提交后等安全管理员', async () => {
    const bad = done('检查', await asks(system, 'POST', '/procedure-versions/check', { text: next.replace('rule = "', 'rule = "nonesuch_') }))
    expect.equal('不合', bad.fit, false)
    expect.yes('有行号', bad.faults.every(one => one.line > 0 && /[\u4e00-\u9fff]/.test(one.message)), bad.faults)
    const good = done('检查', await asks(system, 'POST', '/procedure-versions/check', { text: next.replace('[[move]]\nname = "accept"\ntitle = "', '[[move]]\nname = "accept"\ntitle = "化名') }))
    expect.yes('办理中的会不同', good.fit && good.differing > 0 && good.impacts.length > 0, good)
    expect.refused('有错误的不能提交', await asks(system, 'POST', '/procedure-drafts', { text: 'name = ' }), 400, 'procedure_file')
    expect.refused('安全管理员不能提交', await asks(security, 'POST', '/procedure-drafts', { text: next }), 403)
    draft = done('提交', await asks(system, 'POST', '/procedure-drafts', { text: next }), 201)
    expect.refused('系统管理员不能发布', await asks(system, 'POST', `/procedure-drafts/${draft.id}/decision`, { release: true, sha256: draft.sha256 }), 403)
  })
  await say('安全管理员发布：新登记的按新版，办理中的按原来的版本', async () => {
    const running = await desk.records({ text: '发布之前的。', place: grid.id })
    expect.refused('核对的不是这一份', await asks(security, 'POST', `/procedure-drafts/${draft.id}/decision`, { release: true, sha256: '0'.repeat(64) }), 412)
    done('发布', await asks(security, 'POST', `/procedure-drafts/${draft.id}/decision`, { release: true, sha256: draft.sha256 }))
    const version = async name => (await system.reads('/procedure-versions')).items.filter(one => one.name === 'grid_matter').map(one => [one.version, one.latest, one.origin_title])
    expect.equal('各版', await version(), [[6, true, '本县发布'], [5, false, '随程序提供'], [4, false, '随程序提供'], [3, false, '随程序提供'], [2, false, '随程序提供'], [1, false, '随程序提供']])
    const fresh = await desk.records({ text: '发布之后的。', place: grid.id })
    for (const one of [running, fresh]) await desk.does(one, 'accept', { category: 'other', difficulty: 'ordinary' })
    const open = (await system.reads('/procedure-versions')).items.find(one => one.name === 'grid_matter' && one.version === 6).open
    expect.equal('新版办理中', open, 1)
  })
  await say('重启后还在', async () => {
    await scene.server.stop()
    scene.server = await scene.place.serve(scene.options)
    const again = await scene.staff('secadmin')
    expect.equal('各版', (await again.reads('/procedure-versions')).items.filter(one => one.name === 'grid_matter').length, 6)
  })
  await say('备份恢复到另一种数据库：程序、机构、对照、职责清单都在', async () => {
    const folder = path.join(scene.place.folder, 'backup')
    const saved = await scene.place.tool('backup', folder)
    expect.equal('备份', { code: saved.code, err: saved.err }, { code: 0, err: '' })
    const other = await scene.bare(scene.other)
    await cp(scene.place.key, other.key)
    const back = await other.tool('restore', folder)
    expect.equal('恢复', { code: back.code, err: back.err }, { code: 0, err: '' })
    const server = await other.serve(scene.options)
    const there = await scene.staff('sysadmin', server)
    expect.equal('程序', (await there.reads('/procedure-versions')).items.filter(one => one.name === 'grid_matter').map(one => one.origin_title), ['本县发布', '随程序提供', '随程序提供', '随程序提供', '随程序提供', '随程序提供'])
    expect.equal('机构的历次变更', (await there.reads(`/office-tree/${made.id}`)).versions.length, 3)
    expect.equal('本地的清单', (await there.reads('/code-lists')).items[2].targets.length, 2)
    await server.stop()
  })
  await say('审计里每一步都在；别人一样也改不了', async () => {
    const audit = await scene.staff('auditor')
    const kinds = (await audit.reads('/audit?limit=100')).items.map(one => one.kind)
    for (const kind of ['office_made', 'office_changed', 'office_closed', 'responsibility_changed', 'category_changed', 'code_map_changed', 'duty_changed', 'procedure_submitted', 'procedure_released']) {
      expect.yes(kind, kinds.includes(kind), kinds)
    }
    for (const login of ['secadmin', 'auditor', 'triage', 'leader']) {
      const who = await scene.staff(login)
      for (const path of ['/office-tree', '/responsibilities', '/code-lists', '/category-list', '/duty-list']) expect.refused(`${login} ${path}`, await who.get(path), 403)
    }
  })
}
