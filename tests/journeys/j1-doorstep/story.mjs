// J1: from the doorstep to the archive. A neighbour's new ditch floods her field.
//
// The server keeps the real clock, so what lies before today (sessions, signatures, the clause that came late) is
// entered today with its own day, as paper records are.

import { execFileSync } from 'node:child_process'

import { at, chinese, days, plus, dayOf, workingDays } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories, offices } from '../support/county.mjs'
import { child, complaint, findsHerGrid, neighbour, parent, party, receiver, she } from '../support/openings.mjs'
import { marks, photo } from '../support/photo.mjs'

export const title = '从家门口到归档：邻居新挖的沟淹了她的地'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const her = scene.resident(she)
  let grid, receipt, matter, today
  let ticked = []

  // What her page says now: the state, the next step with its last day, and who has the matter.
  const sees = async ({ status, open = true, next, holder, until }) => {
    const track = await her.looks()
    expect.equal('她看到的状态', { title: track.status.title, open: track.status.open }, { title: status, open })
    if (next) expect.contains('她看到的下一步', track.next_step, next)
    if (until) expect.contains('下一步写明最迟哪一天', track.next_step, `最迟${chinese(until)}`)
    if (holder) expect.equal('她看到事项在谁手上', track.holder.office, holder)
    for (const one of track.deadlines) {
      expect.matches('每个期限都用一句话说明理由', one.sentence, /[\u4e00-\u9fff].*\d+月\d+日/)
      expect.yes('名称里不夹“内部期限”，另有一项说明', !/内部期限/.test(one.title) && typeof one.internal === 'boolean', one)
      expect.yes('经办单位一步的期限都是内部期限', !one.step || one.internal, one)
    }
    const done = track.steps.filter(one => one.state === 'done').map(one => one.title)
    for (const name of ticked) expect.yes(`“${name}”完成以后一直是完成`, done.includes(name), track.steps)
    ticked = done
    for (const row of track.access) expect.matches('查阅记录写机构和岗位', row.who, /(分流员|网格员|人民调解员|核查回访员|经办人|督办员)$/)
    return track
  }
  const term = (track, title, due) => {
    const one = expect.one(`她看到“${title}”`, track.deadlines, row => row.title === title && row.state === 'armed')
    expect.equal(`“${title}”的最后一天`, one.due_day, due)
    return one
  }

  // ---- 上报 ----
  await say('她从县、街道、社区、网格一级一级找到自己的地方，没有打开定位', async () => {
    grid = await findsHerGrid(her.client)
  })
  await say('邻里纠纷不公开：上报页不提示别人家同类的事', async () => {
    const { json } = await her.client.request('GET', `/public/hints?place=${grid.id}&category=${categories.drain}`)
    expect.equal('提示', json.items, [])
  })
  await say('她用手机上报，得到编号、查询码和二维码', async () => {
    receipt = await her.reports({ text: complaint, place: grid.id, place_detail: '寨子脚水井旁', category: categories.drain })
    today = dayOf(receipt.received_at)
    expect.matches('编号', receipt.number, /^PD\d{4}-\d{6}$/)
    expect.yes('查询码够长，猜不到', receipt.secret.length >= 22, receipt.secret.length)
    expect.equal('查询链接把查询码放在 # 之后，不会传给服务器', receipt.track_path, `/t#${receipt.secret}`)
    expect.matches('二维码是一幅图', receipt.qr_svg, /^<svg[\s\S]*<\/svg>\s*$/)
    expect.contains('回执说明接下来怎样、到哪天', receipt.sentence, `最迟${chinese(workingDays(today, 1))}`)
  })
  await say('她补上两张照片', async () => {
    const pictures = [await her.sends(photo(17), { name: '沟口.jpg' }), await her.sends(photo(29), { name: '地里.jpg' })]
    expect.different('两张照片是两个附件', pictures[0].id, pictures[1].id)
    const track = await her.does('add_facts', { supplement_text: '两张照片：沟口和被淹的地。' }, { attachments: pictures.map(one => one.id) })
    expect.equal('照片都在事项里', track.attachments.map(one => one.name).sort(), ['地里.jpg', '沟口.jpg'])
  })
  await say('送出的照片里没有拍摄地点和手机型号', async () => {
    const track = await her.looks()
    for (const row of track.attachments) {
      const served = await her.client.request('GET', `/track/attachments/${row.id}`)
      expect.equal('照片能打开', { status: served.status, type: served.headers['content-type'] }, { status: 200, type: 'image/jpeg' })
      expect.yes('仍是一张照片', served.bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])))
      for (const mark of marks) expect.yes(`照片里没有“${mark}”`, !served.bytes.includes(Buffer.from(mark)))
    }
  })
  await say('她看到：已登记，受理期限一个工作日，还没有人看过', async () => {
    const track = await sees({ status: '已登记，待受理', next: '分流岗正在核对事项', until: workingDays(today, 1), holder: '普定县社会治安综合治理中心' })
    term(track, '受理期限', workingDays(today, 1))
    expect.equal('事项的话一字不差', track.text, complaint)
    expect.equal('查阅记录', track.access, [])
  })

  // ---- 网格员、分流岗 ----
  const gridWorker = await scene.staff('grid')
  const desk = await scene.staff('triage')
  const village = await scene.staff('village')
  const mediator = await scene.staff('mediator')
  const verifier = await scene.staff('verify')
  const staff = [gridWorker, desk, village, mediator, verifier]
  await say('网格员在自己的网格里看到这件事', async () => {
    const row = expect.one('网格员的列表', await gridWorker.lists(), one => one.number === receipt.number)
    expect.equal('在哪个网格', row.place_name, '定南街道塔山社区第1网格')
    matter = await gridWorker.opens(row.matter, '入户了解情况')
    expect.equal('照片也在', matter.attachments.length, 2)
  })
  await say('社区经办人没有接到这件事，列表里没有，也打不开', async () => {
    expect.none('列表', await village.lists(), one => one.number === receipt.number)
    expect.refused('打开', await village.get(`/matters/${matter.id}`), 404, 'not_found')
  })
  await say('她看到网格员为什么查阅', async () => {
    const track = await sees({ status: '已登记，待受理' })
    expect.one('查阅记录', track.access, row => row.who.endsWith('网格员') && row.purpose === '入户了解情况')
  })
  await say('分流岗的待办里有它，受理', async () => {
    const row = expect.one('待分流', await desk.work('desk'), one => one.number === receipt.number)
    expect.equal('照片的张数', row.attachments, 2)
    matter = await desk.does(row.matter, 'accept', { category: categories.drain, difficulty: 'ordinary' })
    const track = await sees({ status: '已受理，待分流', next: '正在确定主办机构', until: workingDays(today, 1) })
    term(track, '办结期限', days(today, 7))
    expect.one('受理通知书在她手里', track.documents, one => one.title === '受理通知书')
  })
  await say('受理通知书要她手机号的后四位才能打开', async () => {
    const { documents, pin_needed: pinNeeded } = await her.looks()
    const address = `/track/documents/${documents[0].id}`
    expect.equal('页面知道要输入', pinNeeded, true)
    expect.refused('没有输入', await her.client.request('GET', `${address}/pdf`), 403, 'pin_required')
    expect.refused('输错', await her.client.request('GET', `${address}/pdf`, { headers: { 'X-Track-Pin': '0000' } }), 403, 'pin_wrong')
    const right = { headers: { 'X-Track-Pin': she.phone.slice(-4) } }
    const pdf = await her.client.request('GET', `${address}/pdf`, right)
    expect.equal('PDF', { status: pdf.status, begins: pdf.text.slice(0, 5) }, { status: 200, begins: '%PDF-' })
    const page = await her.client.request('GET', `${address}/pages/1`, right)
    expect.equal('第一页的图片', { status: page.status, png: page.bytes.subarray(1, 4).toString() }, { status: 200, png: 'PNG' })
    expect.equal('共几页', page.headers['x-page-count'], '1')
    expect.refused('没有第二页', await her.client.request('GET', `${address}/pages/2`, right), 400, 'page_missing')
    const words = execFileSync('pdftotext', ['-', '-'], { input: pdf.bytes }).toString()
    const code = /校验码\s*([0-9A-F ]{14})/.exec(words)?.[1].replace(/\s/g, '')
    const check = async typed => (await scene.resident({}).client.request('POST', '/public/verify', { body: { number: receipt.number, code: typed } })).json.genuine
    expect.equal('印在页下的校验码查得到，改一位就查不到', [await check(code), await check(code.replace(/^./, one => (one === '0' ? '1' : '0')))], [true, false])
  })
  await say('没有登记对方之前，不能转人民调解', async () => {
    const now = await desk.opens(matter)
    const offer = expect.one('转人民调解', now.moves, one => one.move === 'refer_to_mediation')
    expect.contains('缺什么', offer.blocked.join('；'), '对方当事人')
  })
  await say('登记邻居为对方当事人', async () => {
    matter = await desk.adds(matter, neighbour)
    const track = await her.looks()
    const other = expect.one('她看到对方', track.parties, one => !one.me)
    expect.equal('她看不到对方的电话和住址', { phone: other.phone, address: other.address }, {})
  })
  await say('转人民调解：街道调委会主办，社区协办', async () => {
    const { items } = await desk.reads(`/offices?category=${categories.drain}&place=${grid.id}`)
    const first = items.find(one => one.suggested)
    expect.equal('先列出职责清单所指的机构', first?.id, offices.townMediation)
    await receiver(desk, offices.townMediation, one => one.id === mediator.id)
    matter = await desk.does(matter, 'refer_to_mediation', { lead_office: offices.townMediation, lead_receiver: mediator.id, co_offices: offices.village })
    await sees({ status: '已登记', next: '调解员会告知您的权利', until: workingDays(today, 3), holder: '定南街道人民调解委员会' })
  })
  await say('社区经办人现在接到了协办', async () => {
    expect.one('本机构承办', await village.work('team'), one => one.number === receipt.number)
    await village.opens(matter)
  })

  // ---- 征求意愿、受理 ----
  await say('调解员告知权利义务、询问回避', async () => {
    matter = await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
    await sees({ status: '征求各方意愿', next: '各方都同意之后才会调解' })
  })
  await say('没有各方同意，不能受理，也不能调解', async () => {
    const offer = expect.one('受理', (await mediator.opens(matter)).moves, one => one.move === 'register')
    expect.contains('缺什么', offer.blocked.join('；'), '同意')
    expect.refused('硬要受理', await mediator.tries(matter, 'register', { dispute_kind: categories.drain }), 409, 'need_missing')
  })
  await say('她自己在手机上同意；邻居当面签字同意', async () => {
    const mine = party(matter, '反映人').id
    const his = party(matter, '对方当事人').id
    expect.fault('她不能代对方同意', await her.tries('consent', { consenting_party: his, consent_on: today, consent_way: 'online' }), '/fields/consenting_party')
    await her.does('consent', { consenting_party: mine, consent_on: today, consent_way: 'online' })
    matter = await mediator.does(matter, 'consent', { consenting_party: his, consent_on: today, consent_way: 'signed' })
    expect.equal('两人都已同意', matter.parties.map(one => one.consent), ['given', 'given'])
  })
  await say('调委会受理，三十日的调解期限开始', async () => {
    matter = await mediator.does(matter, 'register', { dispute_kind: categories.drain })
    const track = await sees({ status: '已受理', next: '约定调解的时间和地点', until: days(today, 30) })
    term(track, '人民调解期限', days(today, 30))
    expect.equal('她只看到自己的受理通知书', track.documents.filter(one => one.title === '受理通知书').length, 2)
    const all = (await mediator.opens(matter)).documents.filter(one => one.title === '受理通知书')
    expect.yes('调解员看到各方的', all.length > 2, all)
  })

  // ---- 调解 ----
  const secretTalk = '背对背时他说，沟是请人挖的，愿意改道，但担心多花钱。'
  await say('第一次调解，其中有分别谈话', async () => {
    matter = await mediator.does(matter, 'session', { session_on: at(today, '09:00'), session_place: '塔山社区调解室', session_kind: 'together', present: '双方到场', record: '双方各述经过，之后分别谈了话。' })
    matter = await mediator.does(matter, 'caucus', { caucus_party: party(matter, '对方当事人').id, caucus_on: today, caucus_text: secretTalk })
    const track = await sees({ status: '调解中', next: '可以随时要求停止调解' })
    expect.lacks('分别谈话的内容不给对方看', JSON.stringify(track), '背对背')
    expect.lacks('社区也看不到调解记录', JSON.stringify(await village.opens(matter)), '背对背')
  })
  await say('第二次调解', async () => {
    matter = await mediator.does(matter, 'session', { session_on: at(today, '15:00'), session_place: '塔山社区调解室', session_kind: 'together', present: '双方到场', record: '双方就改道和补偿谈妥。' })
  })
  await say('达成三条书面协议：谁、对谁、做什么或付多少、何时之前', async () => {
    const mine = party(matter, '反映人').id
    const his = party(matter, '对方当事人').id
    const clauses = [
      { debtor: his, creditor: mine, deed: 'do', text: '把排水沟改向东侧老沟', due: plus(today, 10), method: '自行施工' },
      { debtor: his, creditor: mine, deed: 'do', text: '清走堆在地边的泥土', due: plus(today, -1), method: '自行清运' },
      { debtor: his, creditor: mine, deed: 'pay', text: '补偿苞谷损失', quantity: 30_000, due: plus(today, 20), method: '分两次，微信转账' },
    ]
    const tried = await mediator.tries(matter, 'succeed_written', { facts: '排水沟改道', clauses: JSON.stringify([{ ...clauses[0], due: '尽快' }]), last_due_on: plus(today, 20) })
    expect.fault('没有写明何时之前的条款不能成立', tried, '/fields/clauses')
    matter = await mediator.does(matter, 'succeed_written', { facts: '排水沟无出口致苞谷地受淹，双方对改道和补偿有争议。', clauses: JSON.stringify(clauses), last_due_on: plus(today, 20) })
    const track = await sees({ status: '已达成协议，待签署盖章', next: '各方签字、调解员签字并盖章后，协议生效', until: workingDays(today, 5) })
    const item = expect.one('她看到协议', track.timeline, one => one.title === '达成书面协议')
    const words = item.details.map(one => one.value).join('\n')
    for (const part of ['把排水沟改向东侧老沟', '300.00 元', chinese(plus(today, 10))]) expect.contains('协议写明谁做什么、多少、何时', words, part)
  })

  // ---- 签署、生效 ----
  await say('各方在不同的日子签字；没有签齐，协议不生效', async () => {
    const signs = (who, on, where) => mediator.does(matter, 'sign', { signing_party: who, party_signed_on: on, signed_way: 'fingerprint', reader: '化名代读人', signed_place: where })
    const before = await mediator.tries(matter, 'sign', { signing_party: party(matter, '反映人').id, party_signed_on: plus(today, -2), signed_way: 'signature' })
    expect.fault('不能早于达成协议的那一天', before, '/fields/party_signed_on')
    matter = await signs(party(matter, '反映人').id, today, '塔山社区')
    expect.refused('只有一方签字', await mediator.tries(matter, 'take_effect', { mediator_signed_on: today, sealed_on: today }), 409, 'need_missing')
    matter = await signs(party(matter, '对方当事人').id, today, '外地，寄回')
  })
  await say('调解员签字、盖章，协议从最后一项之日生效，司法确认期限从那天起算', async () => {
    matter = await mediator.does(matter, 'take_effect', { mediator_signed_on: today, sealed_on: today })
    const track = await sees({ status: '协议已生效，履行中', next: '三十日内共同申请司法确认' })
    const term30 = expect.one('司法确认期限', track.deadlines, one => one.title === '共同申请司法确认期限')
    expect.equal('从最后一项之日起算三十日', { from: term30.start_day, due: term30.due_day, internal: term30.internal }, { from: today, due: days(today, 30), internal: false })
    expect.equal('三条义务', matter.obligations.map(one => [one.deed, one.quantity, one.unit, one.state, one.performed]), [['do', 1, 'time', 'open', 0], ['do', 1, 'time', 'late', 0], ['pay', 30_000, 'fen', 'open', 0]])
  })

  // ---- 履行 ----
  await say('第一条按期履行', async () => {
    const row = await mediator.notes(matter, 1, 1, today)
    expect.equal('第一条', { state: row.state, performed: row.performed }, { state: 'kept', performed: 1 })
  })
  await say('第二条过了日子没有履行：督促，上门，之后履行，记作超期', async () => {
    await mediator.does(matter, 'follow_up', { visit_on: today, visit_text: '上门催过，答应今天清走。' })
    const row = await mediator.notes(matter, 2, 1, today, { note: '当天下午清走' })
    expect.equal('第二条', row.performed, 1)
    expect.one('她看到是超期履行', (await her.looks()).timeline, one => /第2条.*超过约定日期/.test(one.text ?? ''))
  })
  await say('第三条分两次付清；没有付清，不能算履行完毕；多记的不收', async () => {
    const half = await mediator.notes(matter, 3, 10_000, today)
    expect.equal('付了一部分', { state: half.state, performed: half.performed }, { state: 'open', performed: 10_000 })
    expect.refused('没有付清', await mediator.tries(matter, 'fulfil'), 409, 'need_missing')
    const now = await mediator.opens(matter)
    const over = await mediator.client.request('POST', `/matters/${now.id}/obligations/${now.obligations[2].id}/entries`,
      { body: { kind: 'performed', amount: 20_001, day: today, client_id: crypto.randomUUID() }, headers: { 'If-Match': `"${now.etag}"` } })
    expect.fault('多记一分', over, '/amount')
    const whole = await mediator.notes(matter, 3, 20_000, today)
    expect.equal('付清', { state: whole.state, performed: whole.performed }, { state: 'kept', performed: 30_000 })
  })
  await say('全部履行完毕', async () => {
    matter = await mediator.does(matter, 'fulfil')
    await sees({ status: '已履行，待回访', next: '由没有主持调解的人回访' })
  })

  // ---- 回访、结案、接收结果、核查 ----
  await say('回访由没有主持调解的人进行', async () => {
    expect.refused('调解员自己回访', await mediator.tries(matter, 'return_visit', { visit_on: today, visit_way: 'visit', visit_text: '都好' }, { proceeding: child(matter).id }), 403, 'not_yours')
    matter = await verifier.does(matter, 'return_visit', { visit_on: today, visit_way: 'visit', visit_text: '沟已改道，钱已付清。' })
    await sees({ status: '已回访，待结案' })
  })
  await say('人民调解实质性办结', async () => {
    matter = await desk.does(matter, 'close_success', {}, { proceeding: child(matter).id })
    expect.equal('调解程序', child(matter).state, 'closed')
    expect.equal('整件事项还没有结', matter.status.open, true)
  })
  await say('分流岗接收结果，但不能自己核查', async () => {
    matter = await desk.does(matter, 'take_back', { result: '调解成功，三条都已履行。' }, { proceeding: parent(matter).id })
    await sees({ status: '已反馈，待核查', next: '由没有参加办理的人核查结果' })
    const tried = await desk.tries(matter, 'verify_pass', { check_way: 'call', check_text: '好' }, { proceeding: parent(matter).id })
    expect.refused('自己核查', tried, 403, 'not_yours')
  })
  await say('另一人核查通过', async () => {
    expect.one('待核查', await verifier.work('verify'), one => one.number === receipt.number)
    matter = await verifier.does(matter, 'verify_pass', { check_way: 'call', check_text: '电话回访，属实。' }, { proceeding: parent(matter).id })
  })
  await say('实质性办结', async () => {
    matter = await desk.does(matter, 'close_substantive', {}, { proceeding: parent(matter).id })
    const track = await sees({ status: '已结案', open: false, next: '请您评价' })
    expect.equal('结案方式', { kind: track.status.close_kind, title: track.status.close_title }, { kind: 'substantive', title: '实质性办结' })
    expect.none('没有还在走的期限，只剩归档', track.deadlines, one => one.state === 'armed' && !/归档/.test(one.title))
  })

  // ---- 评价、归档 ----
  await say('工作人员不能替她评价', async () => {
    expect.none('分流岗', (await desk.opens(matter)).moves, one => one.move === 'evaluate')
  })
  await say('她自己在手机上评价：满意；只能评一次', async () => {
    const grade = { stars: 's4', comment: '沟改好了，谢谢。' }
    const asked = (await her.looks()).moves.filter(one => one.move === 'evaluate')
    expect.equal('只问一次，问的是办成的那个程序', asked.map(one => one.proceeding), [child(matter).id])
    const elsewhere = await her.client.request('POST', '/track/moves', { body: { proceeding: parent(matter).id, move: 'evaluate', fields: grade } })
    expect.refused('不在别处再评', elsewhere, 409, 'asked_elsewhere')
    const track = await her.does('evaluate', grade, { proceeding: child(matter).id })
    const item = expect.one('评价在记录里', track.timeline, one => one.title === '评价')
    expect.equal('是她本人的话', { by: item.by, stars: item.details[0].value }, { by: '当事人本人', stars: '满意' })
    const again = await her.client.request('POST', '/track/moves', { body: { proceeding: child(matter).id, move: 'evaluate', fields: grade } })
    expect.refused('再评一次', again, 409, 'need_missing')
  })
  await say('归档', async () => {
    matter = await desk.does(matter, 'archive', { keep_for: 'long' }, { proceeding: child(matter).id })
    matter = await desk.does(matter, 'archive', {}, { proceeding: parent(matter).id })
    expect.equal('都已归档', matter.proceedings.map(one => one.state), ['archived', 'archived'])
    await sees({ status: '已归档', open: false })
  })
  await say('从头到尾每一步她都看得到，查阅记录没有一个工作人员的姓名', async () => {
    const track = await her.looks()
    const steps = ['反映事项', '补充情况', '受理', '增加当事人', '转人民调解', '告知权利义务、询问回避', '记录同意', '达成书面协议', '当事人签署', '调解员签字、盖章', '履行登记', '全部履行完毕', '回访', '实质性办结', '接收转办结果', '核查通过', '评价']
    for (const name of steps) expect.yes(`记录里有“${name}”`, track.timeline.some(one => one.title === name), track.timeline.map(one => one.title))
    for (const office of ['定南街道人民调解委员会', '普定县社会治安综合治理中心', '塔山社区']) {
      expect.yes(`${office}看过`, track.access.some(row => row.who.includes(office)), track.access.map(row => row.who))
    }
    const rows = JSON.stringify(track.access)
    for (const one of staff) expect.lacks('查阅记录', rows, one.name)
    expect.equal('位置从一数起，不露出别的记录', track.timeline.map(one => one.position), track.timeline.map((_, i) => i + 1))
  })
  await say('历史记录接得上，没有被改动', async () => {
    const { code, out, err } = await scene.place.tool('verify')
    expect.equal('lianhu verify', { code, err }, { code: 0, err: '' })
    expect.matches('核对了什么', out, /核对 1 件事项、\d+ 条记录.*2 个文件/)
  })
  return { receipt, matter, staff, her, secretTalk }
}
