// J16: other systems. Their tickets come by sheet and by paper, received yesterday, entered today; nothing goes in twice;
// the answer goes back as a sheet with their numbers, once.

import { randomUUID } from 'node:crypto'

import { days, plus, dayOf, today as dayNow } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories, offices } from '../support/county.mjs'
import { findsHerGrid } from '../support/openings.mjs'
import { csvOf, dayOfSerial, rowsOf } from '../support/sheet.mjs'

export const title = '其他系统：12345、信访、法院的来件按表格和纸件进来，昨天收到今天登记，第二次导入一件不多，答复表按对方编号出去，只答一次'

const head = ['序号', '工单号', '派单时间', '办结期限', '诉求内容', '属地', '问题类别', '诉求人', '来电号码', '重复件编号']

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const water = await scene.staff('water')
  const verifier = await scene.staff('verify')
  const today = dayNow()
  const yesterday = plus(today, -1)
  const due = plus(today, 5)
  const total = async () => (await desk.lists()).length
  const uploads = (who, path, system, body, key = randomUUID()) =>
    who.client.request('POST', `${path}?system=${system}`, { raw: body, type: 'application/octet-stream', headers: { 'Idempotency-Key': key } })
  const reads = async (path, system, body, key) => {
    const reply = await uploads(desk, path, system, body, key)
    expect.equal(`${path} 成功`, { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 200 })
    return reply.json
  }
  const ticket = (number, place = '定南街道塔山社区', more = {}) => ['1', number, `${yesterday} 00:30:00`, due, more.text ?? '门前路灯坏了三天，晚上看不见路。', place, more.category ?? '', '化名钱一', '19900001111', more.same ?? '']
  const report = csvOf([head, ticket('GD-001'), ticket('GD-002', '火星'), ticket('GD-003'), ticket('GD-003')])
  const before = await total()
  let first

  // ---- 12345，表格 ----
  await say('先核对：说明每一行会怎样，什么也没有写入', async () => {
    const tried = await reads('/imports/check', 'hotline', report)
    expect.equal('两行可以登记，两行有错误', { written: tried.written, rows: tried.rows, fresh: tried.fresh, faulty: tried.faulty }, { written: false, rows: 4, fresh: 2, faulty: 2 })
    const [place, twice] = tried.items
    expect.equal('哪一格错了', { row: place.row, cell: place.faults[0].cell, column: place.faults[0].column }, { row: 3, cell: 'F3', column: '乡镇和村' })
    expect.contains('怎样改', place.faults[0].message, '请写明本县的乡镇和村')
    expect.contains('同一份里编号重复', twice.faults[0].message, '与第 4 行的编号相同')
    expect.equal('事项一件没有多', await total(), before)
    const { json } = await desk.get('/references?system=hotline&number=GD-001')
    expect.equal('编号也没有登记', json, { known: false })
  })
  await say('确认导入：没有错误的行登记成事项', async () => {
    const done = await reads('/imports', 'hotline', report)
    expect.equal('登记两件', { written: done.written, fresh: done.fresh, faulty: done.faulty }, { written: true, fresh: 2, faulty: 2 })
    first = done.items.find(one => one.number === 'GD-001')
    expect.matches('有本中心的编号', first.matter_number, /^PD\d{4}-\d{6}$/)
    expect.equal('事项多了两件', await total(), before + 2)
  })
  await say('昨天收到，今天登记：期限从昨天起算，对方的期限另外写着', async () => {
    const now = await desk.opens(first.matter)
    expect.equal('收到和登记', { received: dayOf(now.received_at), entered: dayOf(now.entered_at), late: now.late_entry }, { received: yesterday, entered: today, late: true })
    const acceptance = expect.one('受理期限', now.deadlines, row => row.title === '受理期限')
    expect.equal('从哪天起算', acceptance.start_day, yesterday)
    const reference = expect.one('对方编号', now.references, () => true)
    expect.equal('12345 的编号和期限', { title: reference.system_title, number: reference.number, received: reference.received_on, due: reference.due_on, reply: reference.reply_title },
      { title: '12345热线', number: 'GD-001', received: yesterday, due, reply: '待答复' })
  })
  await say('同一份表格再传一次，一件也没有多', async () => {
    const again = await reads('/imports', 'hotline', report)
    expect.equal('都登记过', { fresh: again.fresh, known: again.known, faulty: again.faulty }, { fresh: 0, known: 2, faulty: 2 })
    expect.equal('事项数', await total(), before + 2)
  })
  await say('下载带错误列的表格，改好那一格再传，只登记改好的一行', async () => {
    const reply = await uploads(desk, '/imports/sheet', 'hotline', report)
    expect.equal('是一份 xlsx', { status: reply.status, pk: reply.bytes.subarray(0, 2).toString() }, { status: 200, pk: 'PK' })
    const rows = rowsOf(reply.bytes)
    expect.equal('最后两列', rows[0].slice(-2), ['处理结果', '错误'])
    expect.contains('登记过的写着编号', rows[1].at(10), `已登记 ${first.matter_number}`)
    expect.contains('错误列', rows[2].at(11), 'F3（乡镇和村）')
    const xlsxAgain = await reads('/imports/check', 'hotline', reply.bytes)
    expect.equal('我们加的两列不当作内容', { known: xlsxAgain.known, faulty: xlsxAgain.faulty, notes: xlsxAgain.notes }, { known: 2, faulty: 2, notes: ['没有读这些列：序号'] })
    rows[2][5] = '塔山社区'
    const mended = await reads('/imports', 'hotline', csvOf(rows))
    expect.equal('只多一件', { fresh: mended.fresh, known: mended.known, faulty: mended.faulty }, { fresh: 1, known: 2, faulty: 1 })
  })
  await say('同一个请求编号不能用于另一份表格', async () => {
    const key = randomUUID()
    await reads('/imports', 'hotline', csvOf([head, ticket('GD-010')]), key)
    expect.refused('换了内容', await uploads(desk, '/imports', 'hotline', csvOf([head, ticket('GD-011')]), key), 422, 'key_reused')
    expect.equal('没有登记', (await desk.get('/references?system=hotline&number=GD-011')).json, { known: false })
  })

  // ---- 信访，纸件；同一件事 ----
  await say('同一件事又从信访局来了一封信：登记在同一件事项上，只算一件', async () => {
    const now = await desk.opens(first.matter)
    const letter = { system: 'petition', number: '黔信 2026－77', received_on: yesterday }
    const count = await total()
    const reply = await desk.client.request('POST', `/matters/${now.id}/references`, { body: letter, headers: { 'If-Match': `"${now.etag}"` } })
    expect.equal('登记成功', { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 200 })
    expect.equal('两个编号', reply.json.references.map(one => one.number).sort(), ['GD-001', '黔信2026-77'])
    expect.equal('事项数不变', await total(), count)
    expect.one('经过里有这一步', reply.json.timeline, one => one.title === '登记对方编号' && one.text.includes('信访 黔信2026-77'))
  })
  await say('再登记成新的一件，被指到原来那一件', async () => {
    const grid = await findsHerGrid(desk.client)
    const reply = await desk.client.request('POST', '/matters', {
      body: desk.intakeBody({ channel: 'letter', text: '信访件：门前路灯坏了。', place: grid.id, reference: { system: 'petition', number: '黔信2026-77' } }),
    })
    const problem = expect.refused('编号已登记', reply, 409, 'reference_known')
    expect.contains('说出是哪一件', problem.detail, first.matter_number)
    expect.equal('指出哪一栏', problem.errors[0].pointer, '/reference/number')
    const known = (await desk.get(`/references?system=petition&number=${encodeURIComponent('黔信2026-77')}`)).json
    expect.equal('可以直接打开那一件', { known: known.known, matter: known.matter.matter }, { known: true, matter: first.matter })
  })
  await say('按任何一个对方编号都找得到它', async () => {
    for (const number of ['GD-001', 'gd-001', '黔信2026-77', '黔信2026']) {
      const found = await desk.finds(number)
      expect.one(`查找“${number}”`, found, one => one.matter === first.matter)
    }
    const far = await scene.staff('water')
    expect.none('没有承办的机构查不到', await far.finds('GD-001'), one => one.matter === first.matter)
  })

  // ---- 法院来函 ----
  await say('法院的委派函带着法定期限进来：三十日，说明依据', async () => {
    const sheet = csvOf([['诉前调号', '委派日期', '案由', '基本事实', '属地', '委派或委托'], ['（2026）黔0422诉前调12号', yesterday, '相邻关系纠纷', '两家因排水沟起争执，原告请求恢复原状。', '塔山社区', '委派']])
    const done = await reads('/imports', 'court', sheet)
    expect.equal('登记一件', done.fresh, 1)
    const now = await desk.opens(done.items[0].matter)
    const reference = expect.one('诉前调号', now.references, () => true)
    expect.equal('到哪天', { number: reference.number, kind: reference.kind_title, due: reference.due_on }, { number: '(2026)黔0422诉前调12号', kind: '委派（立案前）', due: days(yesterday, 30) })
    expect.contains('依据', reference.due_reason, '最高人民法院关于人民法院特邀调解的规定')
  })

  // ---- 法院不登录：联系单去，联系单回 ----
  let lawsuit
  await say('另一件转到法院，法院还没有编号：先用本中心编号，出联系单', async () => {
    const grid = await findsHerGrid(desk.client)
    lawsuit = await desk.records({ channel: 'counter', text: '借款到期不还，双方都要求到法院去。', place: grid.id })
    await desk.does(lawsuit, 'accept', { category: categories.ditch, difficulty: 'ordinary' })
    const now = await desk.does(lawsuit, 'refer_out', { other_system: 'court', reason: '双方要求起诉' })
    const added = await desk.client.request('POST', `/matters/${now.id}/references`, { body: { system: 'court', number: now.number }, headers: { 'If-Match': `"${(await desk.opens(lawsuit)).etag}"` } })
    expect.equal('登记', { status: added.status, detail: added.json?.detail }, { status: 200 })
    const reference = expect.one('转出的编号', added.json.references, () => true)
    expect.equal('是转出的', { direction: reference.direction, slip: reference.slip_title }, { direction: 'out', slip: '联系单' })
    const issued = await desk.client.request('POST', `/matters/${now.id}/references/${reference.id}/slip`, { headers: { 'If-Match': `"${added.json.etag}"` } })
    expect.equal('出具', { status: issued.status, detail: issued.json?.detail }, { status: 200 })
    const slip = expect.one('联系单在文书里', issued.json.documents, one => one.title === '联系单')
    const pdf = await desk.get(`/matters/${now.id}/documents/${slip.id}/pdf`)
    expect.equal('是 PDF', { status: pdf.status, begins: pdf.text.slice(0, 5) }, { status: 200, begins: '%PDF-' })
  })
  await say('联系单表格发出，填好回来：只登记编号、进度、期限', async () => {
    const rows = rowsOf((await desk.get('/slips/xlsx?system=court')).bytes)
    expect.equal('表里有这一件', rows[1].slice(0, 2), [lawsuit.number, lawsuit.number])
    rows[1] = [lawsuit.number, '（2026）黔0422民初88号', rows[1][2], '', plus(today, 90), '已立案', '']
    const tried = await reads('/slips/check', 'court', csvOf(rows))
    expect.equal('试读', { written: tried.written, changed: tried.changed, faulty: tried.faulty }, { written: false, changed: 1, faulty: 0 })
    expect.equal('登记', (await reads('/slips', 'court', csvOf(rows))).changed, 1)
    expect.equal('再传一次没有变化', (await reads('/slips', 'court', csvOf(rows))).changed, 0)
    const now = await desk.opens(lawsuit)
    const reference = expect.one('编号', now.references, () => true)
    expect.equal('法院的编号和进度', { number: reference.number, state: reference.state, due: reference.due_on, title: reference.reply_title },
      { number: '(2026)黔0422民初88号', state: '已立案', due: plus(today, 90), title: '对方办理中' })
    expect.one('经过里有这一步', now.timeline, one => one.title === '对方告知进度')
    const wrong = await reads('/slips/check', 'court', csvOf([rows[0], ['', '没有的编号', '', '', '', '已立案', '']]))
    expect.contains('没有的编号', wrong.items[0].faults[0].message, '没有转往法院的这个编号')
  })

  // ---- 谁可以 ----
  await say('经办人不能导入，也不能登记对方编号；管理员连页面也没有', async () => {
    expect.refused('导入', await uploads(water, '/imports', 'hotline', report), 403, 'role_needed')
    expect.refused('试读', await uploads(water, '/imports/check', 'hotline', report), 403, 'role_needed')
    expect.refused('答复', await water.get('/replies?system=hotline'), 403, 'role_needed')
    expect.refused('不是表格', await uploads(desk, '/imports/check', 'hotline', '%PDF-1.7'), 400, 'sheet_not_a_sheet')
    expect.refused('没有这个系统', await uploads(desk, '/imports/check', 'nonesuch', report), 400, 'invalid_fields')
    expect.refused('空文件', await uploads(desk, '/imports/check', 'hotline', ''), 400)
    expect.refused('缺列', await uploads(desk, '/imports/check', 'hotline', csvOf([['工单号', '派单时间'], ['GD-1', today]])), 400, 'sheet_columns')
  })

  // ---- 办结、答复 ----
  const period = { system: 'hotline', from: yesterday, to: today }
  const makes = (key = randomUUID(), body = period) => desk.client.request('POST', '/reply-sheets', { body, headers: { 'Idempotency-Key': key } })
  await say('还没有办结的，不能答复', async () => {
    const { items } = await desk.reads(`/replies?system=hotline&from=${yesterday}&to=${today}`)
    expect.equal('四个工单都还在办理', items.map(one => one.ready), [false, false, false, false])
    expect.refused('出答复表', await makes(), 409, 'nothing_to_answer')
  })
  await say('水务局办完，核查，结案', async () => {
    await desk.does(first.matter, 'accept', { category: categories.ditch, difficulty: 'ordinary' })
    await desk.does(first.matter, 'assign', { lead_office: offices.water, lead_receiver: water.id })
    await water.does(first.matter, 'sign')
    await water.does(first.matter, 'handle', { record: '已到现场。' })
    await water.does(first.matter, 'report_back', { result: '路灯已换新，当晚亮灯。' })
    await verifier.does(first.matter, 'verify_pass', { check_way: 'call', check_text: '回访属实。' })
    await desk.does(first.matter, 'close_substantive')
  })
  let sheet
  const file = async id => rowsOf((await desk.get(`/reply-sheets/${id}/xlsx`)).bytes)
  await say('出一份答复表：对方的编号、状态、结果、办结日期', async () => {
    const key = randomUUID()
    const reply = await makes(key)
    expect.equal('出表', { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 201 })
    sheet = reply.json
    expect.equal('一件', { lines: sheet.lines, standing: sheet.standing, confirmed: sheet.confirmed }, { lines: 1, standing: 1, confirmed: 0 })
    expect.equal('同一个请求再来一次，还是那一份', (await makes(key)).json.id, sheet.id)
    const rows = await file(sheet.id)
    expect.equal('表头', rows[0].slice(0, 6), ['工单编号', '收到日期', '综治中心编号', '办理状态', '办理结果', '办结日期'])
    const [number, received, ours, , result, day] = rows[1]
    expect.equal('一行', { number, received: dayOfSerial(received), ours, result, day: dayOfSerial(day) },
      { number: 'GD-001', received: yesterday, ours: first.matter_number, result: '实质性办结：路灯已换新，当晚亮灯。', day: today })
    expect.equal('只有这一行', rows.length, 2)
    expect.one('事项页写着已答复', (await desk.opens(first.matter)).references, one => one.number === 'GD-001' && one.reply_title === '已答复')
  })
  await say('答复过的不会再列入第二份', async () => {
    expect.refused('再出一份', await makes(), 409, 'nothing_to_answer')
  })
  await say('撤回，可以重新答复；原来那份里不再有它', async () => {
    const back = await desk.client.request('POST', `/reply-sheets/${sheet.id}/take-back`, { body: { reason: '结果写得不全' } })
    expect.equal('撤回', { status: back.status, standing: back.json?.standing }, { status: 200, standing: 0 })
    expect.equal('原来那份只剩表头', (await file(sheet.id)).length, 1)
    sheet = (await makes()).json
    expect.equal('重新答复', sheet.standing, 1)
  })
  await say('对方确认收到以后，不能撤回，也不再答复', async () => {
    const confirmed = await desk.client.request('POST', `/reply-sheets/${sheet.id}/confirm`, { body: {} })
    expect.equal('确认', { status: confirmed.status, confirmed: confirmed.json?.confirmed }, { status: 200, confirmed: 1 })
    expect.refused('撤回', await desk.client.request('POST', `/reply-sheets/${sheet.id}/take-back`, { body: {} }), 409, 'reply_confirmed')
    expect.refused('再答复', await makes(), 409, 'nothing_to_answer')
    expect.equal('信访那一个编号还待答复', (await desk.reads(`/replies?system=petition&from=${yesterday}&to=${today}`)).items.map(one => one.ready), [true])
    expect.equal('还可以再下载', (await file(sheet.id)).length, 2)
  })
  await say('别的机构看不到这份答复表', async () => {
    const town = await scene.staff('town').catch(() => null)
    if (town) expect.yes('没有', [403, 404].includes((await town.get(`/reply-sheets/${sheet.id}/xlsx`)).status))
    expect.refused('没有这一份', await desk.get(`/reply-sheets/${randomUUID()}/xlsx`), 404, 'not_found')
  })
}
