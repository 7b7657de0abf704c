// J18: the kitchen table. Numbered blank forms printed beforehand, a handwritten record photographed into the dossier with a few typed
// fields, one party signs far away on another day, the seal follows, and the agreement takes effect then.

import { at, dayOf, plus } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories } from '../support/county.mjs'
import { complaint, findsHerGrid, goesToMediation, party, she } from '../support/openings.mjs'
import { photo } from '../support/photo.mjs'

export const title = '厨房里的调解：空白记录手写后拍照入卷，一方在外地签字，后盖章的那天协议生效'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const her = scene.resident(she)
  const desk = await scene.staff('triage')
  const mediator = await scene.staff('mediator')
  let matter, today, mine, his, blank

  const reads = (path) => mediator.client.request('GET', path)
  const row = async () => (await reads('/mediations?mine=true')).json.items.find((one) => one.matter === matter.id)
  const line = async (code) => {
    const [dossier] = (await reads(`/matters/${matter.id}/dossiers`)).json.items
    return dossier.lines.find((one) => one.code === code)
  }
  const session = (fields, more = {}) =>
    [matter, 'session', { session_on: at(plus(today, -3), '19:30'), session_place: '化名家厨房', session_kind: 'together', present: '双方和一位邻居', record: '手写记录一份，要点：改道、补沟盖。', ...fields }, more]

  await say('上报、受理、转人民调解；告知、同意、受理', async () => {
    const grid = await findsHerGrid(her.client)
    const receipt = await her.reports({ text: complaint, place: grid.id, category: categories.drain })
    today = dayOf(receipt.received_at)
    const found = expect.one('待分流', await desk.work('desk'), (one) => one.number === receipt.number)
    await goesToMediation(desk, mediator, found.matter)
    matter = await mediator.opens(found.matter)
    mine = party(matter, '反映人').id
    his = party(matter, '对方当事人').id
    await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
    for (const one of [mine, his]) await mediator.does(matter, 'consent', { consenting_party: one, consent_on: today, consent_way: 'oral' })
    matter = await mediator.does(matter, 'register', { dispute_kind: categories.drain })
  })
  await say('我的调解里有这一件，写明还缺什么', async () => {
    const mine = await row()
    expect.yes('有这一件', mine)
    expect.equal('是我的', mine.mine, true)
    expect.yes('还缺', mine.missing > 0 && mine.first.length > 0, mine)
  })
  await say('出门前印一份空白的调解记录，有编号', async () => {
    const reply = await mediator.client.request('POST', `/matters/${matter.id}/papers`, { body: { paper: 'session_record', blank: true, fields: {} }, headers: { 'If-Match': `"${(await mediator.opens(matter)).etag}"` } })
    expect.equal('空白', reply.status, 200)
    blank = expect.one('空白记录', reply.json.documents, (one) => one.blank).number
    matter = await mediator.opens(matter)
  })
  await also('编号写错的不收；只填编号不拍照的也不收', async () => {
    const picture = await mediator.uploads(matter, photo(51), { name: '手写记录.jpg' })
    expect.fault('不是这件的编号', await mediator.tries(...session({ blank_number: 'PD2020-000001-K9' }, { attachments: [picture.id] })), '/fields/blank_number')
    expect.fault('没有照片', await mediator.tries(...session({ blank_number: blank })), '/attachments')
  })
  await say('写好的拍下来，填日期、地点、到场的人：记录入卷，空白的收回', async () => {
    const pages = [await mediator.uploads(matter, photo(52), { name: '手写第1页.jpg' }), await mediator.uploads(matter, photo(53), { name: '手写第2页.jpg' })]
    matter = await mediator.does(...session({ blank_number: blank }, { attachments: pages.map((one) => one.id) }))
    const paper = expect.one('空白的', matter.documents, (one) => one.number === blank)
    expect.lacks('收回了', paper.standing, '还没有收回')
    const record = await line('session')
    expect.equal('算作卷内的调解记录', record.state, 'held')
  })
  await say('谈成书面协议：三天前就谈妥了，今天才录', async () => {
    const clauses = [{ debtor: his, creditor: mine, deed: 'pay', text: '赔偿菜地损失', quantity: 120000, due: plus(today, 20), method: '转账' }]
    matter = await mediator.does(matter, 'succeed_written', { facts: '新挖水沟淹了菜地。', agreed_on: plus(today, -3), clauses: JSON.stringify(clauses), last_due_on: plus(today, 20) })
    expect.contains('等谁', (await row()).awaits ?? '', '签')
  })
  await say('她当场签名；他星期六在外地签名并捺印，寄回来', async () => {
    matter = await mediator.does(matter, 'sign', { signing_party: mine, party_signed_on: plus(today, -3), signed_way: 'signature', signed_place: '化名家厨房' })
    expect.refused('还没签齐', await mediator.tries(matter, 'take_effect', { mediator_signed_on: plus(today, -3), sealed_on: today }), 409, 'need_missing')
    const sign = (fields) => mediator.tries(matter, 'sign', { signing_party: his, party_signed_on: plus(today, -2), signed_way: 'both', signed_place: '广东，寄回', ...fields })
    expect.fault('谈妥以前不会签', await sign({ party_signed_on: plus(today, -4) }), '/fields/party_signed_on')
    expect.fault('明天的还没签', await sign({ party_signed_on: plus(today, 1) }), '/fields/party_signed_on')
    expect.fault('未成年的要有法定代理人', await sign({ capacity: 'minor' }), '/fields/guardian')
    expect.fault('只捺印的要有代读人或者见证人', await sign({ signed_way: 'fingerprint' }), '/fields/reader')
    matter = await mediator.does(matter, 'sign', { signing_party: his, party_signed_on: plus(today, -2), signed_way: 'both', signed_place: '广东，寄回', reader: '化名工友' })
    expect.contains('待盖章', (await row()).awaits ?? '', '章')
  })
  await say('签署情况一目了然', async () => {
    const { signing } = (await reads(`/matters/${matter.id}/mediation`)).json
    expect.equal('两人都签了', signing.parties.map((one) => one.on).sort(), [plus(today, -3), plus(today, -2)].sort())
    expect.equal('谁读给他听的', signing.parties.find((one) => one.party === his).reader, '化名工友')
    expect.equal('还没盖章', signing.sealed_on, undefined)
  })
  await say('今天盖章：协议从今天起生效，三十日从今天起算', async () => {
    matter = await mediator.does(matter, 'take_effect', { mediator_signed_on: plus(today, -3), sealed_on: today })
    const term = expect.one('司法确认期限', matter.deadlines, (one) => one.title === '共同申请司法确认期限')
    expect.equal('从盖章那天', term.start_day, today)
    expect.equal('生效', (await reads(`/matters/${matter.id}/mediation`)).json.signing.effective_on, today)
  })
}
