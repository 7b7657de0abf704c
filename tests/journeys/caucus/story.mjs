// What a mediator is told by one side alone stays with the mediators; a hand-written record comes back by its number; who signs how.

import { at, dayOf, plus } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories } from '../support/county.mjs'
import { child, complaint, findsHerGrid, goesToMediation, party, receiver, she } from '../support/openings.mjs'
import { photo } from '../support/photo.mjs'

export const title = '单方谈话只有调解员看得到；要求更换调解员先答复；手写的记录凭编号收入案卷；捺印、监护写明是谁'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const her = scene.resident(she)
  const desk = await scene.staff('triage')
  const mediator = await scene.staff('mediator')
  let matter, today, mine, his

  await say('上报、受理、转人民调解', async () => {
    const grid = await findsHerGrid(her.client)
    const receipt = await her.reports({ text: `${complaint}（单方谈话一案）`, place: grid.id, category: categories.drain })
    today = dayOf(receipt.received_at)
    const row = expect.one('待分流', await desk.work('desk'), one => one.number === receipt.number)
    await goesToMediation(desk, mediator, row.matter)
    matter = await mediator.opens(row.matter)
    mine = party(matter, '反映人').id
    his = party(matter, '对方当事人').id
  })

  // ---- 回避 ----
  await say('询问回避：有一方要求更换，还没有答复，同意和受理都等着', async () => {
    const inform = fields => mediator.tries(matter, 'inform', { mediator_post: mediator.id, informed_on: today, ...fields })
    expect.fault('没有写哪一方', await inform({ recusal: 'asked' }), '/fields/recusal_party')
    expect.fault('不更换没有写理由', await inform({ recusal: 'kept', recusal_party: mine }), '/fields/recusal_answer')
    expect.fault('没有人要求，不写哪一方', await inform({ recusal: 'none', recusal_party: mine }), '/fields/recusal_party')
    matter = await mediator.does(matter, 'inform', { mediator_post: mediator.id, informed_on: today, recusal: 'asked', recusal_party: mine })
    const consent = expect.one('记录同意', matter.moves, one => one.move === 'consent')
    expect.contains('等答复', consent.blocked.join('；'), '更换调解员')
    expect.refused('硬要记同意', await mediator.tries(matter, 'consent', { consenting_party: mine, consent_on: today, consent_way: 'oral' }), 409, 'need_missing')
  })
  await say('说明理由答复之后接着办；她自己在手机上又要求更换，换了一位', async () => {
    await mediator.does(matter, 'answer_recusal', { recusal_answer: '调解员和双方都没有亲属关系，已当面说明。' })
    for (const who of [mine, his]) await mediator.does(matter, 'consent', { consenting_party: who, consent_on: today, consent_way: 'oral' })
    const track = await her.does('ask_recusal', { recusal_ground: '想换一位女调解员。' })
    expect.one('她看到自己的要求', track.timeline, one => one.title === '记录申请更换调解员')
    matter = await mediator.opens(matter)
    expect.yes('受理也等着', expect.one('受理', matter.moves, one => one.move === 'register').blocked.length > 0, matter.moves)
    const another = await receiver(mediator, 'town_mediation.520422001', one => one.id !== mediator.id && one.role_title === '人民调解员')
    await mediator.does(matter, 'change_mediator', { mediator_post: another, reason: '当事人要求更换。' })
    expect.refused('换走以后原来的调解员只能看', await mediator.tries(matter, 'register', { dispute_kind: categories.drain }, { proceeding: child(matter).id }), 403, 'not_yours')
    expect.none('也没有按钮', (await mediator.opens(matter)).moves, one => one.move === 'register')
    matter = await desk.does(matter, 'change_mediator', { mediator_post: mediator.id, reason: '各方商定仍由原来的调解员办理。' }, { proceeding: child(matter).id })
    matter = await mediator.does(matter, 'register', { dispute_kind: categories.drain })
  })

  // ---- 单方谈话 ----
  const secret = '背对背时他说愿意多让三千块'
  await say('和对方单独谈了一次，记下来：她那边什么也没有变', async () => {
    const before = { track: await her.looks(), desk: await desk.opens(matter), notices: await desk.reads('/notices') }
    const scan = await mediator.uploads(matter, photo(31), { name: '单方谈话手写.jpg' })
    expect.fault('没有写和谁谈', await mediator.tries(matter, 'caucus', { caucus_on: today, caucus_text: secret }), '/fields/caucus_party')
    expect.fault('日子在明天', await mediator.tries(matter, 'caucus', { caucus_party: his, caucus_on: plus(today, 1), caucus_text: secret }), '/fields/caucus_on')
    expect.fault('太长', await mediator.tries(matter, 'caucus', { caucus_party: his, caucus_on: today, caucus_text: '长'.repeat(4001) }), '/fields/caucus_text')
    expect.refused('分流员不能记', await desk.tries(matter, 'caucus', { caucus_party: his, caucus_on: today, caucus_text: secret }, { proceeding: child(matter).id }), 403)
    matter = await mediator.does(matter, 'caucus', { caucus_party: his, caucus_on: today, caucus_place: '他家里', caucus_text: secret }, { attachments: [scan.id] })
    expect.contains('调解员看得到', JSON.stringify(matter), secret)
    expect.equal('事项的版本没有动', matter.etag, before.desk.etag)
    const after = { track: await her.looks(), desk: await desk.opens(matter), notices: await desk.reads('/notices') }
    // Who opened the file is hers to see, whatever they did then.
    const page = track => JSON.stringify({ ...track, access: [], etag: '' })
    expect.equal('她的页面一个字没有变', page(after.track), page(before.track))
    expect.equal('分流员的页面一个字没有变', JSON.stringify(after.desk), JSON.stringify(before.desk))
    expect.equal('没有通知任何人', after.notices.items.length, before.notices.items.length)
    expect.equal('搜不到', (await desk.reads(`/search?q=${encodeURIComponent('多让三千')}`)).items.length, 0)
    expect.refused('附件也打不开', await desk.get(`/matters/${matter.id}/attachments/${scan.id}`), 404)
    const dossier = (await mediator.reads(`/matters/${matter.id}/dossiers`)).items[0]
    expect.lacks('案卷里没有', JSON.stringify(dossier), '单方谈话手写')
    const filed = await mediator.client.request('POST', `/matters/${matter.id}/dossiers/papers`, { body: { proceeding: dossier.proceeding, item: 'session', attachments: [scan.id] } })
    expect.fault('也不能收入', filed, '/attachments')
    expect.refused('单方谈话不算调解过', await mediator.tries(matter, 'succeed_oral', {}, { proceeding: child(matter).id }), 409)
  })

  // ---- 手写的记录 ----
  await say('印一份有编号的空白记录，手写、拍照，凭编号收入案卷，一步办完', async () => {
    await mediator.client.request('POST', `/matters/${matter.id}/papers`, { body: { paper: 'session_record', blank: true, fields: {} }, headers: { 'If-Match': `"${(await mediator.opens(matter)).etag}"` } })
    const form = expect.one('空白记录', (await mediator.opens(matter)).documents, one => one.blank && one.title.includes('调解记录'))
    const session = (fields, more) => mediator.tries(matter, 'session', { session_on: at(today), session_place: '社区', session_kind: 'together', present: '双方', record: '见手写记录。', ...fields }, more)
    expect.fault('没有这个编号', await session({ blank_number: 'PD0000-0000-K9' }), '/fields/blank_number')
    expect.fault('没有拍照', await session({ blank_number: form.number }), '/attachments')
    const sheet = await mediator.uploads(matter, photo(32), { name: '手写调解记录.jpg' })
    expect.equal('收下', (await session({ blank_number: form.number }, { attachments: [sheet.id] })).status, 200)
    matter = await mediator.opens(matter)
    const line = expect.one('调解记录', (await mediator.reads(`/matters/${matter.id}/dossiers`)).items[0].lines, one => one.code === 'session')
    expect.equal('在卷里', line.state, 'held')
    expect.contains('空白文书已经收回', expect.one('那一份', matter.documents, one => one.id === form.id).standing, '收回')
    const again = await mediator.uploads(matter, photo(33), { name: '又一次.jpg' })
    expect.fault('同一份不能再收', await session({ blank_number: form.number }, { attachments: [again.id] }), '/fields/blank_number')
  })

  // ---- 签署 ----
  await say('签署：日期不早于达成协议，只捺印的写明代读人或见证人，未成年的写明监护人', async () => {
    const clauses = JSON.stringify([{ debtor: his, creditor: mine, deed: 'do', text: '把排水沟改向东侧老沟', due: plus(today, 10), method: '自行施工' }])
    expect.fault('达成协议不早于最后一次调解', await mediator.tries(matter, 'succeed_written', { agreed_on: plus(today, -3), facts: '排水。', clauses, last_due_on: plus(today, 10) }), '/fields/agreed_on')
    matter = await mediator.does(matter, 'succeed_written', { agreed_on: today, facts: '排水沟无出口致苞谷地受淹。', clauses, last_due_on: plus(today, 10) })
    const sign = fields => mediator.tries(matter, 'sign', { signing_party: mine, party_signed_on: today, signed_way: 'signature', ...fields })
    expect.fault('早于达成协议', await sign({ party_signed_on: plus(today, -1) }), '/fields/party_signed_on')
    expect.fault('在明天', await sign({ party_signed_on: plus(today, 1) }), '/fields/party_signed_on')
    expect.fault('只捺印', await sign({ signed_way: 'fingerprint' }), '/fields/reader')
    expect.fault('未成年没有监护人', await sign({ capacity: 'minor' }), '/fields/guardian')
    expect.fault('用不着监护人', await sign({ guardian: '化名罗大姐' }), '/fields/guardian')
    expect.fault('对方不能作见证', await sign({ witness: '化名田大山' }), '/fields/witness')
    expect.fault('自己读给自己听', await sign({ signed_way: 'fingerprint', reader: she.name }), '/fields/reader')
    await mediator.does(matter, 'sign', { signing_party: mine, party_signed_on: today, signed_way: 'fingerprint', signed_place: '她家里', reader: '化名代读人', witness: '化名村组长' })
    const bench = await mediator.reads(`/matters/${matter.id}/mediation`)
    expect.equal('等谁', bench.signing.awaits, '待化名田大山签署')
    const listed = expect.one('我的调解里', (await mediator.reads('/mediations')).items, one => one.matter === matter.id)
    expect.equal('也写着', listed.awaits, '待化名田大山签署')
    await mediator.does(matter, 'sign', { signing_party: his, party_signed_on: today, signed_way: 'both', scribe: '化名代书人' })
    expect.equal('待盖章', (await mediator.reads(`/matters/${matter.id}/mediation`)).signing.awaits, '待调解员签字、盖章')
    expect.fault('盖章不早于达成协议', await mediator.tries(matter, 'take_effect', { mediator_signed_on: today, sealed_on: plus(today, -1) }), '/fields/sealed_on')
    matter = await mediator.does(matter, 'take_effect', { mediator_signed_on: today, sealed_on: today })
    expect.equal('从最后一项起生效', (await mediator.reads(`/matters/${matter.id}/mediation`)).signing.effective_on, today)
  })
}
