// J15: on the spot. A question answered at the counter and in the village: four fields, one request; never closed by who entered it.

import { createHash, randomUUID } from 'node:crypto'

import { at, plus, today } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { offices } from '../support/county.mjs'
import { findsHerGrid } from '../support/openings.mjs'

export const title = '当场办结：一屏四栏，一次提交；本人确认，或每周抽签由别人核查；批量交办逐件有结果'

const enquiry = 'opinion.enquiry'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const worker = await scene.staff('grid')
  const desk = await scene.staff('triage')
  const water = await scene.staff('water')
  const grid = await findsHerGrid(worker.client)
  const words = more => ({ category: enquiry, place: grid.id, text: '问新农合在哪里缴费。', result: '告知到社区一楼缴，当场陪同办好。', client_id: randomUUID(), ...more })
  const settles = (who, more = {}, headers = {}) => who.client.request('POST', '/spot', { body: words(more), headers })

  let matter
  await say('表单就是程序里的四栏，地点已经是她自己的网格', async () => {
    const form = await worker.reads('/spot')
    expect.equal('四栏', form.fields.map(one => one.name), ['category', 'location', 'content', 'result'])
    expect.equal('地点', form.places[0].id, grid.id)
    expect.equal('来源', form.channel, 'grid_worker')
  })
  await say('网格员一次提交，当场办结，得到编号，也有回执可给', async () => {
    const reply = await settles(worker)
    expect.equal('收下', { status: reply.status, detail: reply.json?.detail }, { status: 201 })
    matter = reply.json
    expect.equal('状态', matter.status.title, '当场办结，待确认或抽查')
    expect.equal('不是补录', matter.late_entry, false)
    expect.yes('回执', matter.receipt?.secret)
    expect.none('自己核查', matter.moves, one => one.move === 'spot_pass' || one.move === 'spot_fail')
  })
  await say('没有听到回答又发一次：还是那一件', async () => {
    const body = words({ text: '问低保怎样申请。' })
    const headers = { 'Idempotency-Key': randomUUID() }
    await worker.client.sendAndHangUp('POST', '/spot', { body, headers })
    const again = await worker.client.request('POST', '/spot', { body, headers })
    const third = await worker.client.request('POST', '/spot', { body, headers })
    expect.equal('同一件', [again.status, third.json.id], [201, again.json.id])
    expect.equal('清单里一件', (await desk.lists()).filter(one => one.title === '问低保怎样申请').length, 1)
    expect.refused('换了内容', await worker.client.request('POST', '/spot', { body: { ...body, result: '换了' }, headers }), 422, 'key_reused')
  })
  await say('前天的事今天补录：收到、录入分开，看得出是补录', async () => {
    const received = at(plus(today(), -2)).replace('+08:00', '.000+08:00')
    const late = (await settles(desk, { received_at: received, happened_on: plus(today(), -3) })).json
    expect.equal('分开', { late: late.late_entry, received: late.received_at, happened: late.happened_on }, { late: true, received, happened: plus(today(), -3) })
    expect.equal('办结的时刻', late.timeline[0].happened_at, received)
  })
  await say('谁能登记由程序定：部门经办人、外地的网格员都不行', async () => {
    expect.refused('经办人', await settles(water), 403, 'not_yours')
    expect.refused('别处', await settles(worker, { place: '520422002' }), 403, 'not_yours')
  })
  await say('填错的逐栏指出', async () => {
    for (const [what, more, pointer] of [
      ['没有类别', { category: undefined }, '/category'], ['没有这个类别', { category: 'no.such' }, '/category'], ['没有这个地点', { place: '520422999' }, '/place'],
      ['一个字', { text: '问' }, '/text'], ['两千零一字', { text: '水'.repeat(2001) }, '/text'], ['没有结果', { result: '' }, '/result'], ['结果太长', { result: '水'.repeat(2001) }, '/result'],
      ['以后的时间', { received_at: at(plus(today(), 1)) }, '/received_at'], ['两年前', { received_at: at(plus(today(), -800)) }, '/received_at'],
      ['来信', { channel: 'letter' }, '/channel'], ['电话不对', { phone: '12' }, '/phone'], ['多出一栏', { colour: '红' }, '/colour'], ['编号不是编号', { client_id: '1' }, '/client_id'],
    ]) {
      await also(what, async () => expect.fault(what, await settles(desk, more), pointer))
    }
    const anyone = scene.server.client()
    expect.refused('没有登录', await anyone.request('POST', '/spot', { body: words() }), 401)
  })

  // ---- the person's own answer ----
  const person = (taken, who = {}) => {
    const one = scene.resident(who)
    one.keeps(taken.receipt)
    return one
  }
  await say('本人凭回执确认：结案，写明是本人确认的', async () => {
    const her = person((await settles(worker, { text: '问水费怎样交。' })).json)
    const now = await her.does('confirm_settled')
    expect.equal('状态', [now.status.title, now.status.close_title], ['已结案', '实质性办结'])
    expect.contains('经过', now.timeline.map(one => one.title).join(), '确认已经解决')
  })
  await say('本人说没有解决：转为受理，分流岗接着办', async () => {
    const taken = (await settles(worker, { text: '问路灯谁修。' })).json
    const now = await person(taken).does('say_unsettled', { comment: '到现在还没有人来' })
    expect.equal('状态', now.status.title, '已受理，待分流')
    expect.one('在分流台上', await desk.work('desk'), one => one.number === taken.number)
  })

  // ---- the weekly draw ----
  const asked = []
  await say('这一周还没有过完：不抽签', async () => {
    for (let n = 1; n <= 10; n += 1) asked.push((await settles(worker, { text: `第${n}个人来问合作医疗。` })).json)
    expect.equal('抽签', (await desk.reads('/draws')).items, [])
  })
  let draw
  await say('过了周一，服务重新开起来：按乡镇抽签，只抽一次', async () => {
    await scene.server.stop()
    // Time is let pass in the rows; the clock's own rule then finds them of an earlier week.
    await scene.place.meddle("UPDATE proceeding SET opened_at = opened_at - 691200000 WHERE state = 'spot'")
    scene.server = await scene.place.serve()
    const after = await scene.staff('triage')
    draw = await scene.eventually(async () => expect.one('一次抽签', (await after.reads('/draws')).items, one => one.town_name === '定南街道'))
    const page = await scene.eventually(async () => {
      const now = await after.reads(`/draws/${draw.id}`)
      expect.none('还没有处理的签', now.lots, one => one.outcome === 'waiting')
      return now
    })
    Object.assign(draw, page.draw, { lots: page.lots })
    // Three of before, and the ten; who answered has left.
    expect.equal('范围', [draw.population, draw.sample], [13, 2])
    await scene.server.stop()
    scene.server = await scene.place.serve()
    const again = await scene.staff('triage')
    expect.equal('没有再抽', (await again.reads('/draws')).items.length, 1)
  })
  await say('种子、范围、规则都在：外人重算，结果一样', async () => {
    const ranked = draw.lots.map(lot => ({ number: lot.number, hash: createHash('sha256').update(`${draw.seed}|${lot.number}`).digest('hex') })).sort((a, b) => (a.hash < b.hash ? -1 : 1))
    expect.equal('次序', draw.lots.map(lot => lot.hash), ranked.map(lot => lot.hash))
    expect.equal('抽中的', draw.lots.filter(lot => lot.drawn).map(lot => lot.number), ranked.slice(0, draw.sample).map(lot => lot.number))
    expect.contains('规则', draw.rule, ' 10%')
  })
  const checker = await scene.staff('verify')
  const back = await scene.staff('grid')
  const centre = await scene.staff('triage')
  await say('抽中的由别人核查，登记的人不能；核查通过才算核查过', async () => {
    const [first, second] = draw.lots.filter(lot => lot.drawn)
    expect.equal('待核查', (await back.opens(first.matter)).status.title, '当场办结，已抽中待核查')
    expect.refused('登记的人', await back.tries(first.matter, 'spot_pass', { check_way: 'call' }), 403, 'not_yours')
    const passed = await checker.does(first.matter, 'spot_pass', { check_way: 'call' })
    expect.equal('结案方式', passed.status.close_title, '实质性办结')
    const failed = await checker.does(second.matter, 'spot_fail', { check_way: 'call', check_text: '本人说没有办成。', reason: '电话里说没有办成' })
    expect.equal('转受理', failed.status.title, '已受理，待分流')
    const page = await centre.reads(`/draws/${draw.id}`)
    expect.equal('抽签页上', page.lots.filter(lot => lot.drawn).map(lot => lot.outcome_title), ['核查通过', '核查不通过'])
  })
  await say('没有抽中的单独结案：写明未抽中、未核查，不算核查过', async () => {
    const left = draw.lots.find(lot => !lot.drawn)
    const now = await centre.opens(left.matter)
    expect.equal('结案方式', [now.status.close_kind, now.status.close_title], ['unchecked', '当场办结（未抽中，未核查）'])
    expect.equal('结果', now.proceedings[0].outcome_title, '未抽中，未核查')
    expect.lacks('没有核查', now.timeline.map(one => one.title).join(), '核查通过')
    expect.contains('写明哪一次抽签', JSON.stringify(now.timeline.at(-1)), draw.seed)
    expect.equal('不是哪个人做的', now.timeline.at(-1).by, '系统时钟')
  })
  await say('系统时钟的动作，谁也不能代做', async () => {
    const fresh = (await settles(back, { text: '问树倒了谁清。' })).json
    for (const who of [centre, back, checker]) expect.refused('代抽签', await who.tries(fresh.id, 'not_drawn', { draw_note: '假的' }), 403, 'not_yours')
    expect.refused('本人也不能', await person(fresh).tries('drawn', { draw_note: '假的', verify_office: offices.centre }, { proceeding: fresh.proceedings[0].id }), 403, 'not_yours')
  })

  // ---- many at once ----
  const chosen = []
  const rows = () => chosen.map(one => ({ matter: one.id, etag: one.etag }))
  const key = randomUUID()
  const waterId = (await scene.staff('water')).id
  const batch = (body, headers = {}) => centre.client.request('POST', '/bulk', { body, headers })
  await say('批量交办三件：办成的、没受理的、别人刚办过的，各有结果', async () => {
    for (const text of ['第一条沟堵了。', '第二条沟堵了。', '第三条沟堵了。']) chosen.push(await centre.records({ text, place: grid.id, category: 'service.water.ditch' }))
    for (const n of [0, 2]) chosen[n] = await centre.does(chosen[n], 'accept', { category: 'service.water.ditch', difficulty: 'ordinary' })
    await centre.does(chosen[2], 'urge')
    const body = { move: 'assign', fields: { lead_office: offices.water, lead_receiver: waterId }, rows: [...rows(), { matter: randomUUID(), etag: 'v1' }] }
    await centre.client.sendAndHangUp('POST', '/bulk', { body, headers: { 'Idempotency-Key': key } })
    const reply = await batch(body, { 'Idempotency-Key': key })
    expect.equal('各有结果', [reply.status, reply.json.rows.map(one => one.outcome)], [200, ['done', 'refused', 'changed', 'refused']])
    expect.equal('只交办了一次', (await centre.opens(chosen[0])).timeline.filter(one => one.kind === 'assign').length, 1)
    expect.equal('别人的事项什么也不说', { number: reply.json.rows[3].number, title: reply.json.rows[3].title }, {})
    const other = await batch({ ...body, fields: { ...body.fields, assign_note: '换了' } }, { 'Idempotency-Key': key })
    expect.equal('同一编号换了内容，一件也不办', other.json.done, 0)
  })
  await say('批量打印：每件一张，留下查阅记录，没有电话', async () => {
    const sheet = await centre.client.request('POST', '/dockets', { body: { matters: chosen.map(one => one.id) } })
    expect.equal('三张', [sheet.status, sheet.json.dockets.length], [200, 3])
    expect.equal('主办', sheet.json.dockets[0].duties[0].office_name, '普定县水务局')
    expect.yes('查阅记录', (await centre.reads(`/matters/${chosen[0].id}/access`)).items.some(one => one.purpose === '批量打印'))
  })
  for (const [what, body, pointer] of [
    ['别的动作', { move: 'accept', fields: {}, rows: [{ matter: randomUUID(), etag: 'v1' }] }, '/move'],
    ['一件也没有', { move: 'urge', fields: {}, rows: [] }, '/rows'],
    ['二百零一件', { move: 'urge', fields: {}, rows: Array.from({ length: 201 }, () => ({ matter: randomUUID(), etag: 'v1' })) }, '/rows'],
    ['编号不是编号', { move: 'urge', fields: {}, rows: [{ matter: '1', etag: 'v1' }] }, '/rows/0/matter'],
  ]) {
    await also(`批量：${what}`, async () => expect.fault(what, await batch(body), pointer))
  }
  await also('批量：不是分流员', async () => expect.refused('经办人', await checker.client.request('POST', '/bulk', { body: { move: 'urge', fields: {}, rows: rows() } }), 403, 'role_needed'))
}
