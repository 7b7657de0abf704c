// From an agreement to the court, the first half of J14: parts that add up, lines with what proves them, a wrong one taken back, a joint
// application inside the thirty days, the ruling, one side that does not pay, and the packet in one click. The same agreement without a
// ruling offers a suit and an order for payment, never enforcement.

import { createHash, randomUUID } from 'node:crypto'
import { execFileSync } from 'node:child_process'

import { at, plus, today as dayNow } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { child, complaint, findsHerGrid, goesToMediation, party, she } from '../support/openings.mjs'
import { photo } from '../support/photo.mjs'

export const title = '约定和履行：分期合得上总额，每一笔有日期方式凭证，登错了撤销不删除；三十日内共同申请确认，裁定之后一键整理申请执行材料，裁定之前只有确认、起诉、支付令'

const wordsOf = bytes => execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes }).toString().replace(/\s/g, '')

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const mediator = await scene.staff('mediator')
  const verifier = await scene.staff('verify')
  const resident = scene.resident(she)
  const today = dayNow()
  const agreed = plus(today, -20)
  let matter
  let mine
  let his

  const enters = async (index, body, more = {}) => {
    const now = await mediator.opens(matter)
    const who = more.who ?? mediator
    return who.client.request('POST', `/matters/${now.id}/obligations/${now.obligations[index].id}/entries`,
      { body: { kind: 'performed', amount: 0, day: today, client_id: randomUUID(), ...body }, headers: { 'If-Match': `"${more.etag ?? now.etag}"`, ...(more.key ? { 'Idempotency-Key': more.key } : {}) } })
  }
  const on = async (index, entry, path, body) => {
    const now = await mediator.opens(matter)
    return mediator.client.request('POST', `/matters/${now.id}/obligations/${now.obligations[index].id}/entries/${entry}/${path}`, { ...(body ? { body } : {}), headers: { 'If-Match': `"${now.etag}"` } })
  }
  const packs = async (creditor, who = mediator) => {
    const now = await mediator.opens(matter)
    return who.client.request('POST', `/matters/${now.id}/enforcement-packet`, { body: { creditor }, headers: { 'If-Match': `"${now.etag}"` } })
  }
  const good = (what, reply) => {
    expect.equal(what, { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 200 })
    return reply.json
  }
  const open = view => view.fulfilment.remedies.map(one => `${one.kind}${one.open ? '' : '-'}`)

  // ---- 协议 ----
  await say('转人民调解，各方同意，受理，调解', async () => {
    const grid = await findsHerGrid(resident.client)
    matter = await resident.reports({ text: complaint, place: grid.id })
    await goesToMediation(desk, mediator, matter)
    await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
    const now = await mediator.opens(matter)
    mine = party(now, '反映人').id
    his = party(now, '对方当事人').id
    for (const who of [mine, his]) await mediator.does(matter, 'consent', { consenting_party: who, consent_on: today, consent_way: 'signed' })
    await mediator.does(matter, 'register', { dispute_kind: 'dispute.neighbour.drain' })
    await mediator.does(matter, 'session', { session_on: at(today, '09:00'), session_place: '塔山社区调解室', session_kind: 'together', present: '双方到场', record: '谈妥。' })
  })
  const parts = rows => ({ debtor: his, creditor: mine, deed: 'pay', text: '补偿苞谷损失', quantity: 100_000, method: '转账', parts: rows })
  const agrees = clauses => mediator.tries(matter, 'succeed_oral', { facts: '排水沟无出口致苞谷地受淹。', clauses: JSON.stringify(clauses), oral_agreed_on: agreed, last_due_on: plus(today, 60) },
    { proceeding: child(matter)?.id })
  await say('分期合不上总额、没有日期、顺序颠倒、条件没有写日数，都说清楚，不生效', async () => {
    matter = await mediator.opens(matter)
    for (const [what, clause, words] of [
      ['合不上', parts([{ quantity: 40_000, due: plus(today, -10) }, { quantity: 50_000, due: plus(today, 20) }]), '各期合计 900.00元，与总额 1000.00元不一致'],
      ['没有日期', parts([{ quantity: 40_000 }, { quantity: 60_000, due: plus(today, 20) }]), '第1期没有写明日期'],
      ['颠倒', parts([{ quantity: 40_000, due: plus(today, 20) }, { quantity: 60_000, due: plus(today, 10) }]), '早于上一期'],
      ['没有日数', { ...parts([]), condition: '沟改道完成' }, '条件成就之后多少日内'],
      ['自己对自己', { ...parts([]), creditor: his, due: plus(today, 20) }, '同一方'],
    ]) {
      const reply = await agrees([clause])
      expect.fault(what, reply, '/fields/clauses')
      expect.contains(what, reply.json.detail + JSON.stringify(reply.json.errors), words)
    }
  })
  await say('口头协议当日生效：付款分两期、做事、道歉、不做某事、附条件，各是一项', async () => {
    const reply = await agrees([
      parts([{ quantity: 40_000, due: plus(today, -10) }, { quantity: 60_000, due: plus(today, -2) }]),
      { debtor: his, creditor: mine, deed: 'do', text: '把排水沟改向东侧老沟', due: plus(today, 30), method: '自行施工' },
      { debtor: his, creditor: mine, deed: 'apologise', text: '当面道歉', due: plus(today, 30), method: '当面' },
      { debtor: mine, creditor: his, deed: 'refrain', text: '不再堵塞沟口', method: '自觉遵守' },
      { debtor: his, creditor: mine, deed: 'return', text: '归还借用的锄头', quantity: 2, unit: 'piece', condition: '沟改道完成', within_days: 7, method: '送到家里' },
    ])
    matter = good('达成', reply)
    expect.equal('六项', matter.obligations.map(one => [one.label, one.deed, one.quantity, one.state]), [
      ['第1条第1期', 'pay', 40_000, 'late'], ['第1条第2期', 'pay', 60_000, 'late'], ['第2条', 'do', 1, 'open'], ['第3条', 'apologise', 1, 'open'],
      ['第4条', 'refrain', 1, 'open'], ['第5条', 'return', 2, 'open']])
    expect.equal('合计', { promised: matter.fulfilment.promised_fen, all: matter.fulfilment.all }, { promised: 100_000, all: 6 })
    expect.equal('三十日从达成那天起算', expect.one('期限', matter.deadlines, one => one.title === '共同申请司法确认期限').start_day, agreed)
  })

  // ---- 裁定之前 ----
  await say('到期没付：裁定之前只有共同确认、起诉、支付令，没有强制执行；她看得到，对方只看到共同确认', async () => {
    expect.equal('可以怎样办', open(matter), ['confirmation', 'suit', 'payment_order'])
    expect.refused('没有裁定不能整理执行材料', await packs(mine), 409, 'not_confirmed')
    expect.none('也没有执行的按钮', matter.moves, one => one.title.includes('执行'))
    const hers = await resident.looks()
    expect.equal('她看到的', open(hers), ['confirmation', 'suit', 'payment_order'])
    expect.contains('她的诉讼时效', hers.obligations[0].limitation.sentence, '《民法典》第188条、第189条')
    expect.none('她不能登记', hers.obligations, one => one.kinds.length > 0)
  })

  // ---- 一笔一笔登记 ----
  let first
  await say('登记一笔：金额、日期、方式、谁交谁收、凭证；同一笔发两次只记一次', async () => {
    const proof = await mediator.uploads(matter, photo(4), { name: '转账截图.jpg' })
    const body = { amount: 30_000, day: plus(today, -9), way: 'mobile', evidence: [proof.id], note: '微信', client_id: randomUUID() }
    const key = randomUUID()
    const now = good('登记', await enters(0, body, { key }))
    good('再发一次', await enters(0, body, { key, etag: now.etag }))
    matter = await mediator.opens(matter)
    const [entry] = matter.obligations[0].entries
    expect.equal('这一笔', { n: matter.obligations[0].entries.length, day: entry.day, way: entry.way_title, file: entry.evidence.name, taker: entry.taker }, { n: 1, day: plus(today, -9), way: '手机支付', file: '转账截图.jpg', taker: she.name })
    expect.equal('还差', matter.obligations[0].remaining, 10_000)
    first = entry.id
  })
  await also('坏的输入：超过余额、明天、没有这种方式、没有这项、没有权利、旧页面', async () => {
    expect.fault('多一分', await enters(0, { amount: 10_001 }), '/amount')
    expect.fault('零', await enters(0, { amount: 0 }), '/amount')
    expect.fault('明天', await enters(0, { amount: 1, day: plus(today, 1) }), '/day')
    expect.fault('方式', await enters(0, { amount: 1, way: 'barter' }), '/way')
    expect.fault('种类', await enters(2, { kind: 'broken' }), '/kind')
    expect.refused('格式', await enters(0, { amount: 'x' }), 400)
    expect.refused('旧页面', await enters(0, { amount: 1 }, { etag: 'v1' }), 412, 'stale_version')
    expect.equal('不知情的人', (await enters(0, { amount: 1 }, { who: await scene.staff('water') })).status, 404)
    expect.equal('没有登录的人', (await enters(0, { amount: 1 }, { who: resident })).status, 401)
  })
  await say('登错了：写明哪里错，撤销；原来的一笔还在，划线；不能撤两次', async () => {
    expect.refused('没写原因', await on(0, first, 'reversal', { why: '', client_id: randomUUID() }), 400)
    matter = good('撤销', await on(0, first, 'reversal', { why: '金额看错了，是 350 元', client_id: randomUUID() }))
    expect.equal('还差', { remaining: matter.obligations[0].remaining, lines: matter.obligations[0].entries.length, why: matter.obligations[0].entries[0].reversed }, { remaining: 40_000, lines: 1, why: '金额看错了，是 350 元' })
    expect.refused('再撤一次', await on(0, first, 'reversal', { why: '再来', client_id: randomUUID() }), 409, 'already_reversed')
    matter = good('重新登记', await enters(0, { amount: 35_000, day: plus(today, -9), way: 'mobile' }))
    expect.one('她在经过里看到撤销', (await resident.looks()).timeline, one => one.title === '撤销履行登记' && one.text.includes('是 350 元'))
  })
  await say('付清第一期：自己了结，写明超过约定日期几天；履行凭证按登记的这一笔填好', async () => {
    matter = good('付清', await enters(0, { amount: 5_000, day: plus(today, -1), way: 'cash' }))
    expect.equal('了结', { state: matter.obligations[0].state, late: matter.obligations[0].days_late, on: matter.obligations[0].settled_on }, { state: 'kept', late: 9, on: plus(today, -1) })
    const last = matter.obligations[0].entries.at(-1).id
    matter = good('出具', await on(0, last, 'receipt'))
    const made = expect.one('凭证', matter.documents, one => one.title === '协议履行凭证')
    const pdf = await mediator.get(`/matters/${matter.id}/documents/${made.id}/pdf`)
    const words = wordsOf(pdf.bytes)
    for (const part of ['第1条', she.name, '50.00元', '现金', '第1期：补偿苞谷损失', '已全部履行，超过约定日期9天']) expect.contains('凭证上', words, part)
    expect.refused('撤销的那一笔不出凭证', await on(0, first, 'receipt'), 409, 'no_receipt')
  })
  await say('条件成就，才有日期；催要之后诉讼时效重新起算', async () => {
    matter = good('成就', await enters(5, { kind: 'condition_met', day: plus(today, -1), note: '新沟已通水' }))
    expect.equal('到哪天', matter.obligations[5].due_day, plus(today, 6))
    matter = good('催要', await enters(1, { kind: 'demanded', day: plus(today, -1), note: '上门要过' }))
    expect.contains('时效', matter.obligations[1].limitation.sentence, '权利人催要')
  })

  // ---- 法院 ----
  await say('一方不能单独申请；共同申请登记之后，三十日的期限到此为止', async () => {
    expect.fault('没有写怎样共同申请', await mediator.tries(matter, 'confirmation_filed', { filed_on: today, court_name: '普定县人民法院' }), '/fields/joint_way')
    matter = await mediator.does(matter, 'confirmation_filed', { filed_on: today, joint_way: 'written', court_name: '普定县人民法院' })
    expect.none('不再走', matter.deadlines, one => one.title === '共同申请司法确认期限' && one.state === 'armed')
    expect.equal('等裁定', open(matter)[0], 'confirmation-')
    expect.refused('还没有裁定', await packs(mine), 409, 'not_confirmed')
  })
  await say('裁定确认：须附裁定书；从此可以申请执行的是她，不是对方', async () => {
    expect.refused('没有附', await mediator.tries(matter, 'confirmation_ruled', { ruling_number: '（2026）黔0422民特21号', ruled_on: today }), 400, 'invalid_fields')
    const scan = await mediator.uploads(matter, photo(6), { name: '裁定书.jpg' })
    matter = await mediator.does(matter, 'confirmation_ruled', { ruling_number: '（2026）黔0422民特21号', ruled_on: today }, { attachments: [scan.id] })
    expect.equal('可以怎样办', open(matter), ['enforcement'])
    expect.equal('为谁整理', matter.fulfilment.packs.map(one => one.title), [she.name])
    expect.equal('她看到的', open(await resident.looks()), ['enforcement'])
    expect.refused('对方没有被欠什么', await packs(his), 409, 'nothing_overdue')
  })
  await say('一键整理：申请书、目录、裁定书、协议、凭证装订成一份，通排页码；校验码对；对方看不到', async () => {
    matter = good('整理', await packs(mine))
    const told = expect.one('写进经过', matter.timeline, one => one.title === '整理申请执行材料')
    const [made] = told.attachments
    const pdf = await mediator.get(`/matters/${matter.id}/attachments/${made.id}`)
    expect.contains('校验码', told.text, createHash('sha256').update(pdf.bytes).digest('hex'))
    const words = wordsOf(pdf.bytes)
    for (const part of ['强制执行申请书', '（2026）黔0422民特21号', '普定县人民法院', '第1条第2期尚未支付的600.00元（大写：', '申请执行材料目录', '民事裁定书', '申请执行材料第1页']) expect.contains('材料里', words, part)
    expect.equal('对方的电话不在里面', words.includes('19900002222'), false)
    expect.equal('付清的不再请求', words.includes('第1条第1期尚未支付'), false)
    expect.none('她的页面上没有这份内部材料', (await resident.looks()).attachments, one => one.id === made.id)
  })

  // ---- 不满意 ----
  await say('全部了结之后回访：当事人不满意，重新跟进，看得见第几次；登记过的一笔不少', async () => {
    for (const [index, amount] of [[1, 60_000], [2, 1], [3, 1], [5, 2]]) good('登记', await enters(index, { amount, way: index === 1 ? 'transfer' : undefined }))
    matter = await mediator.does(matter, 'fulfil')
    const lines = view => view.obligations.map(one => one.entries.length)
    const before = lines(matter)
    expect.refused('调解员自己回访', await mediator.tries(matter, 'return_visit_unhappy', { visit_on: today, visit_way: 'visit', visit_text: '不满意' }, { proceeding: child(matter).id }), 403, 'not_yours')
    matter = await verifier.does(matter, 'return_visit_unhappy', { visit_on: today, visit_way: 'visit', visit_text: '钱收到了，沟还是漫水。' })
    expect.equal('重新跟进', { status: matter.status.title, reopened: (await mediator.opens(matter)).fulfilment.reopened, lines: lines(await mediator.opens(matter)) }, { status: '当事人不满意，重新跟进', reopened: 1, lines: before })
    matter = await mediator.does(matter, 'followed_up', { followed_up_on: today, visit_text: '加深了沟底。' })
    matter = await verifier.does(matter, 'return_visit', { visit_on: today, visit_way: 'visit', visit_text: '满意。' })
    await resident.does('dissatisfied', { comment: '又堵了。' })
    expect.equal('她自己也能重新打开', (await mediator.opens(matter)).fulfilment.reopened, 2)
  })
}
