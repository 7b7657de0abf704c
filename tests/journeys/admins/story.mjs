// Three administrators, each with a part of the power and none with a view of any matter.

import { randomUUID } from 'node:crypto'

import { expect } from '../support/check.mjs'
import { Staff } from '../support/people.mjs'

export const title = '三名管理员分开：一个建账户，一个管口令，一个查日志，谁也不能一个人做完'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const system = await scene.staff('sysadmin')
  const security = await scene.staff('secadmin')
  const audit = await scene.staff('auditor')
  const input = more => ({ login: 'newclerk', name: '化名新经办', phone: '19900004444', posts: [{ office: 'water', role: 'handler' }], ...more })
  const creates = (who, more, key) => who.client.request('POST', '/accounts', { body: input(more), ...(key ? { headers: { 'Idempotency-Key': key } } : {}) })
  const acts = (who, account, act) => who.client.request('POST', `/accounts/${account.id}/${act}`, { body: { reason: '试一试' } })
  let account, person

  await also('安全管理员、审计管理员、普通人员都建不了账户', async () => {
    const clerk = await scene.staff('triage')
    for (const who of [security, audit, clerk]) expect.refused(who.login, await creates(who), 403)
  })
  await say('系统管理员建账户，不给口令', async () => {
    const key = randomUUID()
    const reply = await creates(system, {}, key)
    expect.equal('建好', { status: reply.status, detail: reply.json.detail }, { status: 201 })
    account = reply.json
    expect.none('没有口令', Object.keys(account), one => /pass/i.test(one))
    const again = await creates(system, {}, key)
    expect.equal('同一请求再来一遍，是同一个账户', [again.status, again.json.id], [201, account.id])
    expect.refused('没有口令，登录不了', await scene.server.client().request('POST', '/session', { body: { login: 'newclerk', password: 'anything-at-all-1' } }), 401, 'login_refused')
  })
  await also('登录名不能重', async () => expect.refused('再建一个', await creates(system), 409, 'login_taken'))
  await also('管理员岗位不与其他岗位兼任，也不彼此兼任', async () => {
    const mixed = [[{ office: 'centre', role: 'system_admin' }, { office: 'water', role: 'handler' }], [{ office: 'centre', role: 'system_admin' }, { office: 'centre', role: 'audit_admin' }]]
    for (const posts of mixed) {
      const reply = await creates(system, { login: 'two.hats', posts })
      expect.yes('拒绝', reply.status >= 400 && reply.status < 500 && reply.json.code === 'roles_apart', reply.json)
    }
  })
  await also('没有的机构、没有的岗位', async () => {
    for (const post of [{ office: 'nowhere', role: 'handler' }, { office: 'water', role: 'king' }]) expect.refused('拒绝', await creates(system, { login: 'odd.one', posts: [post] }), 400)
  })
  await also('系统管理员不能设口令、停用', async () => {
    for (const act of ['reset', 'disable', 'enable', 'unlock']) for (const who of [system, audit]) expect.refused(`${who.login} ${act}`, await acts(who, account, act), 403)
  })
  await say('安全管理员给一次性口令；新人首次登录须先改', async () => {
    const reset = await acts(security, account, 'reset')
    expect.equal('给了', reset.status, 200)
    const left = Date.parse(reset.json.valid_until) - Date.now()
    expect.yes('七十二小时内有效', left > 71.9 * 3_600_000 && left <= 72 * 3_600_000, reset.json.valid_until)
    const listed = async () => expect.one('账户', await scene.accounts(security), one => one.id === account.id).one_time_until
    expect.equal('账户页写明到什么时候', await listed(), reset.json.valid_until)
    person = new Staff(scene.server.client(), 'newclerk')
    await person.comesIn(reset.json.one_time_password)
    expect.equal('须改', person.session.must_change_password, true)
    expect.refused('不改就办事', await person.get('/work'), 403, 'password_change_required')
    for (const weak of ['12345678', 'newclerk', 'aaaaaaaaaaaa']) {
      expect.refused(`弱口令 ${weak}`, await person.client.request('POST', '/session/password', { body: { old: reset.json.one_time_password, new: weak } }), 400)
    }
    const changed = await person.client.request('POST', '/session/password', { body: { old: reset.json.one_time_password, new: 'Xin-Kou-Ling-2026' } })
    expect.equal('改好', { status: changed.status, detail: changed.json.detail }, { status: 200 })
    person.takes(changed)
    expect.equal('改了自己的，就不再写', await listed(), undefined)
    await person.reads('/work')
    expect.refused('一次性口令不再有用', await scene.server.client().request('POST', '/session', { body: { login: 'newclerk', password: reset.json.one_time_password } }), 401)
  })
  await also('改岗位立刻生效；旧版本的修改被挡住', async () => {
    const put = (etag, more) => system.client.request('PUT', `/accounts/${account.id}`, { body: input(more), headers: { 'If-Match': `"${etag}"` } })
    const found = async () => expect.one('账户', await scene.accounts(system), one => one.id === account.id)
    const now = (await found()).etag
    const moved = await put(now, { posts: [{ office: 'land', role: 'handler' }] })
    expect.equal('改好', { status: moved.status, detail: moved.json.detail }, { status: 200 })
    expect.refused('旧版本', await put(now, {}), 412, 'stale_version')
    expect.refused('没有版本', await system.client.request('PUT', `/accounts/${account.id}`, { body: input() }), 428, 'version_missing')
    expect.equal('新岗位', (await person.reads('/session')).posts.map(one => one.office), ['land'])
  })
  await also('停用：已登录的立刻出去，也登录不了；恢复后可以', async () => {
    expect.equal('停用', (await acts(security, account, 'disable')).status, 204)
    expect.refused('正在用的', await person.get('/work'), 401)
    expect.refused('再登录', await scene.server.client().request('POST', '/session', { body: { login: 'newclerk', password: 'Xin-Kou-Ling-2026' } }), 401)
    expect.equal('恢复', (await acts(security, account, 'enable')).status, 204)
    await person.comesIn('Xin-Kou-Ling-2026')
  })
  await also('强制退出', async () => {
    expect.equal('退出', (await security.client.request('DELETE', `/accounts/${account.id}/sessions`)).status, 204)
    expect.refused('原来的会话', await person.get('/work'), 401)
  })
  await also('谁也不能对自己动手；最后一名管理员停不了', async () => {
    expect.refused('重置自己的口令', await acts(security, { id: security.id }, 'reset'), 403, 'own_account')
    expect.refused('停用自己', await acts(security, { id: security.id }, 'disable'), 403, 'own_account')
    expect.refused('停用唯一的审计管理员', await acts(security, { id: audit.id }, 'disable'), 409, 'last_administrator')
    expect.refused('停用唯一的系统管理员', await acts(security, { id: system.id }, 'disable'), 409, 'last_administrator')
  })
  await also('安全管理员看不到电话', async () => {
    expect.lacks('列表', JSON.stringify(await scene.accounts(security)), '19900004444')
  })
  await say('审计管理员看得到以上每一件，看不到口令', async () => {
    const items = []
    let next
    do {
      const page = await audit.reads(`/audit?limit=100${next ? `&cursor=${encodeURIComponent(next)}` : ''}`)
      items.push(...page.items)
      next = page.next
    } while (next)
    const about = items.filter(one => JSON.stringify(one).includes('newclerk') || JSON.stringify(one).includes(account.id))
    expect.yes('建、改、重置、停用、恢复、退出都在', about.length >= 6, items.map(one => [one.kind_title, one.subject]))
    for (const secret of ['Xin-Kou-Ling-2026', 'anything-at-all-1']) expect.lacks('口令', JSON.stringify(items), secret)
    for (const who of [system, security]) expect.refused(`${who.login} 看审计`, await who.get('/audit'), 403)
  })
  await also('审计管理员能查谁看过一件事项，但看不到事项的内容', async () => {
    const desk = await scene.staff('triage')
    const taken = await desk.records({ text: '只给审计看见编号的一件事。', place: '520422001001' })
    await desk.opens(taken, '接待来访')
    const page = await audit.reads(`/access-log?matter_number=${taken.number}`)
    expect.yes('有查阅记录', page.items.length >= 1, page)
    expect.contains('目的', JSON.stringify(page), '接待来访')
    expect.lacks('没有内容', JSON.stringify(page), '只给审计看见')
  })
  await also('一次性口令过了七十二小时，说明已过期；重新发放的可以用', async () => {
    const late = await acts(security, account, 'reset')
    await scene.place.meddle(`UPDATE account SET one_time_at = one_time_at - ${72 * 3_600_000} WHERE login = 'newclerk'`)
    const tries = secret => scene.server.client().request('POST', '/session', { body: { login: 'newclerk', password: secret } })
    const refused = await tries(late.json.one_time_password)
    expect.refused('过期的', refused, 401, 'one_time_expired')
    expect.contains('说明', refused.json.detail, '请联系安全管理员重新发放')
    const again = await acts(security, account, 'reset')
    const back = await new Staff(scene.server.client(), 'newclerk').comesIn(again.json.one_time_password)
    const changed = await back.client.request('POST', '/session/password', { body: { old: again.json.one_time_password, new: 'Xin-Kou-Ling-2026' } })
    expect.equal('重新发放的可以用', changed.status, 200)
  })
  await also('连错五次口令，账户暂停登录；安全管理员可以解除', async () => {
    const client = scene.server.client()
    let last
    for (let i = 0; i < 12; i += 1) last = await client.request('POST', '/session', { body: { login: 'newclerk', password: `wrong-${i}` } })
    expect.refused('暂停', last, 429, 'rate_limited')
    expect.refused('对的口令也要等', await scene.server.client().request('POST', '/session', { body: { login: 'newclerk', password: 'Xin-Kou-Ling-2026' } }), 429)
    expect.equal('解除', (await acts(security, account, 'unlock')).status, 204)
    await new Staff(scene.server.client(), 'newclerk').comesIn('Xin-Kou-Ling-2026')
  })
}
