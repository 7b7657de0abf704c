// J2, first half: at the second session one of them refuses.

import { at, chinese, dayOf, workingDays } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories } from '../support/county.mjs'
import { child, complaint, findsHerGrid, goesToMediation, parent, party, receiver, she } from '../support/openings.mjs'
import { photo } from '../support/photo.mjs'

export const title = '第二次调解时一方拒绝：立即停止，告知其他途径；重新同意后换人再调'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const her = scene.resident(she)
  const desk = await scene.staff('triage')
  const mediator = await scene.staff('mediator')
  const verifier = await scene.staff('verify')
  const mediation = () => ({ proceeding: child(matter).id })
  let matter, today, mine, his

  await say('上报、受理、转人民调解', async () => {
    const grid = await findsHerGrid(her.client)
    const receipt = await her.reports({ text: complaint, place: grid.id, category: categories.drain })
    today = dayOf(receipt.received_at)
    const row = expect.one('待分流', await desk.work('desk'), one => one.number === receipt.number)
    await goesToMediation(desk, mediator, row.matter)
    matter = await mediator.opens(row.matter)
    mine = party(matter, '反映人').id
    his = party(matter, '对方当事人').id
  })
  const consents = (who, move = 'consent') => mediator.does(matter, move, { consenting_party: who, consent_on: today, consent_way: 'oral' }, mediation())
  const session = record => mediator.does(matter, 'session', { session_on: at(today), session_place: '社区调解室', session_kind: 'together', present: '双方', record }, mediation())
  await say('告知、各方同意、受理、第一次调解', async () => {
    await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
    await consents(mine)
    await consents(his)
    await mediator.does(matter, 'register', { dispute_kind: categories.drain })
    matter = await session('第一次没有谈妥。')
  })
  await say('第二次调解中她自己在手机上要求停止，不用说理由', async () => {
    matter = await session('第二次。')
    const track = await her.does('refuse', { refusing_party: mine, refused_on: today, refuse_way: 'online' })
    expect.equal('状态', track.status.title, '调解停止，待告知其他途径')
    expect.contains('下一步', track.next_step, `最迟${chinese(workingDays(today, 3))}`)
  })
  await say('调解立即停止：此前的同意全部失效，不再给出任何调解动作', async () => {
    matter = await mediator.opens(matter)
    expect.equal('各方的同意', matter.parties.map(one => one.consent).sort(), ['none', 'refused'])
    for (const move of ['session', 'succeed_written', 'succeed_oral', 'register', 'consent', 'investigate', 'appraise', 'consent_again', 'restart']) {
      expect.none('还能调解', matter.moves, one => one.move === move)
    }
    expect.refused('硬要再调解一次', await mediator.tries(matter, 'session', { session_on: at(today), session_place: '社区', session_kind: 'together', present: '双方', record: '再谈' }, mediation()), 409, 'wrong_state')
    const running = matter.deadlines.filter(one => one.title === '人民调解期限' && one.state === 'armed')
    expect.equal('调解期限不再走', running, [])
  })
  await say('告知其他解决途径，须附告知书', async () => {
    const told = { routes: '可以向县人民法院起诉，也可以申请乡镇人民政府处理。', told_on: today, told_way: 'face' }
    expect.fault('没有附件', await mediator.tries(matter, 'tell_routes', told, mediation()), '/attachments')
    const paper = await mediator.uploads(matter, photo(21), { name: '告知书.jpg' })
    matter = await mediator.does(matter, 'tell_routes', told, { ...mediation(), attachments: [paper.id] })
    const track = await her.looks()
    expect.equal('状态', track.status.title, '已告知其他途径')
    const item = expect.one('她看到告知', track.timeline, one => one.title === '告知其他解决途径')
    expect.contains('途径', item.details.map(one => one.value).join(), '起诉')
  })
  await say('结果记作“调解不成功”', async () => {
    expect.equal('结果', child(matter).outcome_title, '调解不成功')
  })
  await say('一方重新同意还不够', async () => {
    matter = await consents(mine, 'consent_again')
    const offer = expect.one('重新调解', matter.moves, one => one.move === 'restart')
    expect.contains('缺什么', offer.blocked.join('；'), '同意')
  })
  await say('各方都重新同意，换一位调解员，开始第二轮，第一轮的记录保留', async () => {
    await consents(his, 'consent_again')
    const another = await receiver(mediator, 'town_mediation.520422001', one => one.id !== mediator.id && one.role_title === '人民调解员')
    matter = await mediator.does(matter, 'restart', { mediator_post: another }, mediation())
    expect.equal('第二轮', { round: child(matter).round, state: child(matter).state }, { round: 2, state: 'registered' })
    expect.equal('第一轮的两次调解还在', matter.timeline.filter(one => one.title === '调解记录').length, 2)
    expect.one('停止也在', matter.timeline, one => one.title === '当事人拒绝或要求停止')
  })
  await say('再次不成：调解程序终止；事项回到分流岗，须由他人核查', async () => {
    expect.refused('这一轮由另一位办理', await mediator.tries(matter, 'fail', { reason: '双方分歧太大。' }, mediation()), 403, 'not_yours')
    matter = await desk.does(matter, 'change_mediator', { mediator_post: mediator.id, reason: '那一位外出学习。' }, mediation())
    matter = await mediator.does(matter, 'fail', { reason: '双方分歧太大。' }, mediation())
    const paper = await mediator.uploads(matter, photo(11), { name: '告知书二.jpg' })
    matter = await mediator.does(matter, 'tell_routes', { routes: '可以向县人民法院起诉。', told_on: today, told_way: 'face' }, { ...mediation(), attachments: [paper.id] })
    matter = await desk.does(matter, 'close_failed', {}, mediation())
    expect.equal('调解程序', { state: child(matter).state, outcome: child(matter).outcome_title }, { state: 'closed', outcome: '调解不成功' })
    matter = await desk.does(matter, 'take_back', { result: '调解不成，已告知起诉。' }, { proceeding: parent(matter).id })
    matter = await verifier.does(matter, 'verify_pass', { check_way: 'call', check_text: '已知道可以起诉。' }, { proceeding: parent(matter).id })
    matter = await desk.does(matter, 'close_procedural', { reason: '已告知其他途径。' }, { proceeding: parent(matter).id })
    expect.equal('不冒充实质性办结', matter.status.close_title, '程序性办结')
  })
}
