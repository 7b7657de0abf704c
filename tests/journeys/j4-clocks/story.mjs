// J4: the clocks. Every expected day is either written out by hand (domain facts, part H) or counted a second time by
// support/calendar.mjs, which is itself held to the written-out days first.

import { at, chinese, days, daysBetween, isWorkingDay, lastKnownYear, plus, today, workingDays } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories, offices } from '../support/county.mjs'
import { complaint, findsHerGrid, goesToMediation, child, party } from '../support/openings.mjs'
import { photo } from '../support/photo.mjs'

export const title = '期限：从哪天起、到哪天止、为什么，一天不差'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('先核对数日子的尺子：七个写定的日子', () => {
    const written = [
      [days('2026-09-01', 30), '2026-10-08'], [days('2026-02-05', 15), '2026-02-24'], [days('2026-04-02', 3), '2026-04-07'], [workingDays('2026-09-18', 5), '2026-09-24'],
      [workingDays('2026-02-13', 7), '2026-03-02'], [workingDays('2026-04-30', 10), '2026-05-18'], [workingDays('2026-09-01', 30), '2026-10-19'],
    ]
    for (const [got, wanted] of written) expect.equal('日子', got, wanted)
  })
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const grid = await findsHerGrid(desk.client)
  const term = (matter, title) => expect.one(title, matter.deadlines, one => one.title === title)
  const received = (day, clock) => desk.records({ channel: 'letter', text: `${day} ${clock ?? ''} 收到的来信。`, place: grid.id, received_at: at(day, clock) })
  // The server takes a receipt up to four hundred days back; older written-out days are held by the ruler above.
  const reachable = rows => rows.filter(([day]) => day <= today() && daysBetween(day, today()) < 390)

  // ---- one working day from receipt ----
  const turns = [['2025-12-31', '2026-01-04'], ['2026-02-13', '2026-02-14'], ['2026-02-14', '2026-02-24'], ['2026-04-03', '2026-04-07'], ['2026-04-30', '2026-05-06'],
    ['2026-09-18', '2026-09-20'], ['2026-09-24', '2026-09-28'], ['2026-09-30', '2026-10-08']]
  for (const [day, due] of reachable(turns)) {
    await also(`${day} 收到，受理期限一个工作日：${due}`, async () => {
      const one = term(await received(day), '受理期限')
      expect.equal('起止', [one.start_day, one.due_day], [day, due])
      expect.contains('理由里写明从哪天起', one.sentence, `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`)
    })
  }
  await also('近一年里每个长假和周末的前后，逐日对尺子', async () => {
    let tried = 0
    for (let day = plus(today(), -380); day < today(); day = plus(day, 1)) {
      const edge = isWorkingDay(day) !== isWorkingDay(plus(day, 1))
      if (!edge) continue
      tried += 1
      expect.equal(`${day} 收到`, term(await received(day), '受理期限').due_day, workingDays(day, 1))
    }
    expect.yes('试了不少日子', tried >= 80, tried)
  })
  await also('凌晨零点半和夜里十一点半收到的，都算当天（东八区）', async () => {
    const day = plus(today(), -20)
    for (const clock of ['00:30', '23:30']) expect.equal(clock, term(await received(day, clock), '受理期限').start_day, day)
  })

  // ---- whole days from receipt, only the last day rolls ----
  const overall = async (day, difficulty) => {
    const taken = await received(day)
    await desk.does(taken, 'accept', { category: 'other', difficulty })
    return term(await desk.opens(taken), '办结期限')
  }
  const lengths = { simple: 1, ordinary: 7, complex: 20 }
  for (const [day, difficulty, due] of reachable([['2026-04-03', 'simple', '2026-04-07'], ['2026-02-09', 'ordinary', '2026-02-24'], ['2026-09-24', 'ordinary', '2026-10-08'],
    ['2026-01-28', 'complex', '2026-02-24'], ['2026-09-11', 'complex', '2026-10-08'], ['2026-09-08', 'complex', '2026-09-28']])) {
    await also(`${day} 收到，${lengths[difficulty]} 日：${due}`, async () => {
      const one = await overall(day, difficulty)
      expect.equal('起止', [one.start_day, one.due_day], [day, due])
      const last = plus(day, lengths[difficulty])
      if (last !== due) expect.contains('说明最后一日为什么顺延', [one.sentence, ...one.lines].join('\n'), '顺延')
    })
  }
  await also('难易程度决定期限的长短', async () => {
    const day = plus(today(), -3)
    for (const [difficulty, length] of Object.entries(lengths)) expect.equal(difficulty, (await overall(day, difficulty)).due_day, days(day, length))
  })

  // ---- received, entered, late ----
  await also('昨天收到、今天录入：期限从昨天起算，并标明晚录', async () => {
    const day = plus(today(), -1)
    const taken = await received(day)
    expect.equal('晚录', taken.late_entry, true)
    expect.equal('起算', term(taken, '受理期限').start_day, day)
    const now = await desk.records({ text: '当场来的。', place: grid.id })
    expect.equal('当场的不是晚录', now.late_entry, false)
  })
  await also('一个月前收到的：亮红灯，列表写明已超期；受理之后仍看得到超过了期限', async () => {
    const taken = await received(plus(today(), -30))
    const row = await scene.eventually(async () => {
      const one = expect.one('待分流', await desk.work('desk'), row => row.number === taken.number)
      expect.matches('期限', one.due_text, /^已超期 \d+ 天$/)
      return one
    })
    expect.equal('颜色', row.lamp, 'red')
    const supervisor = await scene.staff('super')
    const late = await supervisor.pages('/matters?due=overdue&limit=50')
    const seen = expect.one('督办员的超期列表', late, one => one.number === taken.number)
    expect.equal('列表里灯和期限说的是一回事', [seen.lamp, seen.due_text], [row.lamp, row.due_text])
    expect.none('超期列表里没有别的', late, one => !one.due_text.startsWith('已超期') || one.lamp === 'green' || one.lamp === 'none')
    const counts = (await supervisor.reads('/work?box=watch')).counts
    expect.equal('督办员的第一个列表', counts[0].box, 'watch')
    expect.equal('计数就是列表的件数', [counts[0].overdue, counts[0].open], [late.length, (await supervisor.pages('/matters?due=watch&limit=50')).length])
    await desk.does(taken, 'accept', { category: 'other', difficulty: 'ordinary' })
    const one = term(await desk.opens(taken), '受理期限')
    expect.contains('说明', one.lines.join('\n'), '超过期限后')
  })

  // ---- pause and extension ----
  await also('延期须申请、由他人批准；延期之后写明由谁、延了多久、原来是哪天', async () => {
    const leader = await scene.staff('leader')
    const water = await scene.staff('water')
    const taken = await desk.records({ text: '支渠要修。', place: grid.id, category: categories.ditch })
    await desk.does(taken, 'accept', { category: categories.ditch, difficulty: 'ordinary' })
    await desk.does(taken, 'assign', { lead_office: offices.water, lead_receiver: water.id })
    await water.does(taken, 'sign')
    const before = term(await desk.opens(taken), '办结期限')
    expect.refused('没有申请就批准', await leader.tries(taken, 'extend_grant', { extend_days: '5', reason: '雨季' }), 409, 'need_missing')
    await water.does(taken, 'extend_ask', { extend_days: '5', reason: '等水泥。' })
    expect.equal('只是申请，期限没有变', term(await desk.opens(taken), '办结期限').due_day, before.due_day)
    await leader.does(taken, 'extend_grant', { extend_days: '5', reason: '同意，雨季。' })
    const after = term(await desk.opens(taken), '办结期限')
    expect.yes('往后延了', after.due_day > before.due_day, after.due_day)
    const lines = [after.sentence, ...after.lines].join('\n')
    expect.matches('由谁延长、延了多久', lines, /经.+同意延长5日/)
    expect.contains('原来是哪天', lines, chinese(before.due_day))

    const paper = await leader.uploads(taken, photo(7), { name: '委托鉴定.jpg' })
    await leader.does(taken, 'pause', { pause_ground: 'appraisal', reason: '委托鉴定。' }, { attachments: [paper.id] })
    const paused = term(await desk.opens(taken), '办结期限')
    expect.equal('中止', paused.state, 'paused')
    expect.contains('理由', paused.sentence, '鉴定')
    await leader.does(taken, 'resume')
    const resumed = term(await desk.opens(taken), '办结期限')
    expect.equal('恢复', { state: resumed.state, due: resumed.due_day }, { state: 'armed', due: after.due_day })
  })

  // ---- thirty days from the last performance; the year nobody knows yet ----
  const mediator = await scene.staff('mediator')
  const performing = async lastDue => {
    const taken = await desk.records({ text: complaint, place: grid.id, category: categories.drain, name: '化名罗阿婆' })
    await goesToMediation(desk, mediator, taken)
    const now = await mediator.opens(taken)
    const at0 = { proceeding: child(now).id }
    const [mine, his] = [party(now, '反映人').id, party(now, '对方当事人').id]
    await mediator.does(taken, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today() }, at0)
    for (const who of [mine, his]) await mediator.does(taken, 'consent', { consenting_party: who, consent_on: today(), consent_way: 'oral' }, at0)
    await mediator.does(taken, 'register', { dispute_kind: categories.drain }, at0)
    await mediator.does(taken, 'session', { session_on: at(today()), session_place: '社区', session_kind: 'together', present: '双方', record: '谈妥。' }, at0)
    const clauses = JSON.stringify([{ debtor: his, creditor: mine, deed: 'do', text: '改沟', due: lastDue }])
    return mediator.does(taken, 'succeed_oral', { facts: '沟', clauses, oral_agreed_on: lastDue < today() ? lastDue : today(), last_due_on: lastDue }, at0)
  }
  for (const [from, due] of [['2026-09-01', '2026-10-08'], ['2026-01-20', '2026-02-24'], ['2026-04-01', '2026-05-06'], ['2026-08-26', '2026-09-28']]) {
    await also(`${from} 起三十日：${due}`, async () => {
      const one = term(await performing(from), '回访期限')
      expect.equal('起止', [one.start_day, one.due_day, one.provisional], [from, due, false])
    })
  }
  await also(`${lastKnownYear + 1} 年的放假安排还没有公布：期限标明是暂定的`, async () => {
    const from = `${lastKnownYear + 1}-03-01`
    const one = term(await performing(from), '回访期限')
    expect.equal('暂定', one.provisional, true)
    expect.matches('说明等什么', [one.sentence, ...one.lines].join('\n'), /国务院/)
    expect.equal('暂按周末推算', one.due_day, days(from, 30))
  })
}
