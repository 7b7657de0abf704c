// A mediation that a court has handed over, from the letter to the packet that goes back; and disputes held elsewhere, as stubs.

import { createHash, randomUUID } from 'node:crypto'
import { execFileSync } from 'node:child_process'

import { at, chinese, days, plus, today as dayNow } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories, offices, places } from '../support/county.mjs'
import { child, findsHerGrid, neighbour, party } from '../support/openings.mjs'
import { photo } from '../support/photo.mjs'
import { csvOf, rowsOf } from '../support/sheet.mjs'

export const title = '法院委派：期限有灯、签收后重算，材料装订成一份退回、登记后期限到此为止；不是本中心事项的只留存根'

const wordsOf = (bytes, from, to = from) => execFileSync('pdftotext', ['-layout', ...(from ? ['-f', String(from), '-l', String(to)] : []), '-', '-'], { input: bytes }).toString()

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const mediator = await scene.staff('mediator')
  const water = await scene.staff('water')
  const today = dayNow()
  const yesterday = plus(today, -1)
  const acts = async (who, path, body, { etag, key = randomUUID() } = {}) => {
    const now = await who.opens(matter)
    return who.client.request('POST', `/matters/${now.id}/references/${letter(now).id}/${path}`,
      { body, headers: { 'If-Match': `"${etag ?? now.etag}"`, 'Idempotency-Key': key } })
  }
  const good = (what, reply) => {
    expect.equal(what, { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 200 })
    return reply.json
  }
  const letter = now => expect.one('诉前调号', now.references, one => one.system === 'court')
  let matter

  // ---- 来函、期限 ----
  await say('窗口登记法院的委派函：期限是一个有灯的期限，写明依据和从哪天起算', async () => {
    const grid = await findsHerGrid(desk.client)
    matter = await desk.records({ channel: 'letter', text: '法院委派：两家因排水沟起争执，原告请求恢复原状。', place: grid.id, name: '化名罗阿婆', phone: '19900001111',
      reference: { system: 'court', number: '（2026）黔0422诉前调21号', received_on: yesterday, kind: 'pre_filing' } })
    const now = await desk.opens(matter)
    const court = letter(now).court
    expect.equal('到哪天', { title: court.term_title, due: court.due_on, lamp: court.lamp, state: court.state }, { title: '法院委派调解期限', due: days(yesterday, 30), lamp: 'green', state: 'armed' })
    expect.contains('怎样算的', court.sentence, '收到法院来函的次日起算30日')
    const row = expect.one('在事项的期限里', now.deadlines, one => one.title === '法院委派调解期限')
    expect.equal('是同一天', row.due_day, court.due_on)
    const { items } = await desk.reads('/court-letters')
    expect.one('在法院来函的列表里', items, one => one.number === '(2026)黔0422诉前调21号' && one.lamp === 'green' && !one.over)
  })
  await say('调解没有结束，不能退回', async () => {
    expect.refused('整理', await acts(desk, 'packet', { enclosures: [] }), 409, 'still_open')
    expect.refused('登记退回', await acts(desk, 'sent', { sent_on: today, how: 'hand' }), 409, 'no_packet')
  })
  await say('转人民调解，调解员登记签收法院材料：从签收那天重新计算，经过里写着改到哪天', async () => {
    await desk.does(matter, 'accept', { category: categories.drain, difficulty: 'ordinary' })
    await desk.adds(matter, neighbour)
    await desk.does(matter, 'refer_to_mediation', { lead_office: offices.townMediation, lead_receiver: mediator.id })
    expect.fault('不能是明天', await acts(mediator, 'receipt', { signed_on: plus(today, 1) }), '/signed_on')
    expect.fault('不能早于来函', await acts(mediator, 'receipt', { signed_on: plus(yesterday, -1) }), '/signed_on')
    const now = good('登记', await acts(mediator, 'receipt', { signed_on: today }))
    expect.equal('重新计算', { signed: letter(now).court.signed_on, due: letter(now).court.due_on }, { signed: today, due: days(today, 30) })
    expect.one('经过', now.timeline, one => one.title === '登记调解员签收材料' && one.text.includes('改为') === (days(yesterday, 30) !== days(today, 30)))
    expect.one('在调解员的工作列表里也看得到这个期限', (await mediator.opens(matter)).deadlines, one => one.title === '法院委派调解期限')
  })

  // ---- 调解 ----
  const secretTalk = '背对背时他说愿意改道，但担心多花钱。'
  let talks
  await say('各方同意，受理，调解，达成书面协议，签署生效', async () => {
    matter = await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
    const mine = party(matter, '反映人').id
    const his = party(matter, '对方当事人').id
    for (const who of [mine, his]) await mediator.does(matter, 'consent', { consenting_party: who, consent_on: today, consent_way: 'signed' })
    await mediator.does(matter, 'register', { dispute_kind: categories.drain })
    talks = await mediator.uploads(matter, photo(3), { name: '调解记录.jpg' })
    await mediator.does(matter, 'session', { session_on: at(today, '09:00'), session_place: '塔山社区调解室', session_kind: 'together', present: '双方到场', record: secretTalk }, { attachments: [talks.id] })
    const clauses = [
      { debtor: his, creditor: mine, deed: 'do', text: '把排水沟改向东侧老沟', due: plus(today, 10), method: '自行施工' },
      { debtor: his, creditor: mine, deed: 'pay', text: '补偿苞谷损失', quantity: 30_000, due: plus(today, 20), method: '微信转账' },
    ]
    await mediator.does(matter, 'succeed_written', { facts: '排水沟无出口致苞谷地受淹。', clauses: JSON.stringify(clauses), last_due_on: plus(today, 20) })
    for (const who of [mine, his]) await mediator.does(matter, 'sign', { signing_party: who, party_signed_on: today, signed_way: 'fingerprint', witness: '化名见证人' })
    const scan = await mediator.uploads(matter, photo(5), { name: '协议签字页.jpg' })
    matter = await mediator.does(matter, 'take_effect', { mediator_signed_on: today, sealed_on: today }, { attachments: [scan.id] })
    expect.equal('事项还没有结案，调解已经结束', letter(matter).court.over, true)
  })

  // ---- 退回材料 ----
  const packet = async who => {
    const now = await who.opens(matter)
    return who.reads(`/matters/${now.id}/references/${letter(now).id}/packet`)
  }
  let view
  await say('列出可以随函的材料：有协议、告知文书；没有调解记录；缺什么写得清楚', async () => {
    view = await packet(mediator)
    expect.equal('结果', { outcome: view.outcome_title, ended: view.ended_on }, { outcome: '调解成功（书面协议）', ended: today })
    expect.one('签字页', view.items, one => one.title === '协议签字页.jpg' && one.kind === 'agreement')
    expect.one('登记的协议', view.items, one => one.title.includes('据登记打印'))
    expect.none('调解记录', view.items, one => one.id === talks.id)
    expect.equal('可能缺的', view.gaps.map(one => one.title), ['调解协议', '送达地址确认书'])
    expect.refused('经办人看不到', await water.get(`/matters/${matter.id}/references/${letter(matter).id}/packet`), 404, 'not_found')
  })
  const chosen = () => [
    { id: view.items.find(one => one.title.includes('据登记打印')).id, kind: 'agreement_text' },
    { id: view.items.find(one => one.title === '协议签字页.jpg').id, kind: 'agreement' },
    { id: view.items.find(one => one.title === '送达地址确认书.jpg').id, kind: 'address' },
    { id: view.items.find(one => one.title.startsWith('受理通知书')).id, kind: 'notice' },
  ]
  await say('上传送达地址确认书；选错、重复、没有选种类的都指出来', async () => {
    await mediator.uploads(matter, photo(7), { name: '送达地址确认书.jpg' })
    view = await packet(mediator)
    expect.one('刚上传的在列', view.items, one => one.title === '送达地址确认书.jpg' && one.from === '刚上传')
    expect.none('分流岗看不到别人还没有用的上传', (await packet(desk)).items, one => one.title === '送达地址确认书.jpg')
    const [first] = chosen()
    expect.fault('调解记录不能选', await acts(mediator, 'packet', { enclosures: [{ id: talks.id, kind: 'agreement' }] }), '/enclosures/0/id')
    expect.fault('没有这种材料', await acts(mediator, 'packet', { enclosures: [{ ...first, kind: 'talks' }] }), '/enclosures/0/kind')
    expect.fault('同一份选两次', await acts(mediator, 'packet', { enclosures: [first, first] }), '/enclosures/1/id')
    expect.fault('登记的内容不能当作协议', await acts(mediator, 'packet', { enclosures: [{ ...first, kind: 'agreement' }] }), '/enclosures/0/kind')
    expect.refused('正文不对', await acts(mediator, 'packet', { enclosures: 'all' }), 400)
  })
  let pdf
  await say('一键装订：退回函、目录、材料，通排页码，份数是真的，没有当事人的陈述', async () => {
    const key = randomUUID()
    const now = good('整理', await acts(mediator, 'packet', { enclosures: chosen() }, { key }))
    const made = letter(now).court.packet
    pdf = await mediator.get(`/matters/${now.id}/attachments/${made.attachment}`)
    expect.equal('是 PDF，校验码对', { begins: pdf.text.slice(0, 5), hash: createHash('sha256').update(pdf.bytes).digest('hex') }, { begins: '%PDF-', hash: made.sha256 })
    const whole = wordsOf(pdf.bytes)
    const pages = Number(/共(\d+)页/.exec(whole.slice(whole.indexOf('退回材料')))[1])
    for (let n = 1; n <= pages; n += 1) expect.contains('通排页码', whole, `退回材料 第${n}页 共${pages}页`)
    const first = wordsOf(pdf.bytes, 1, 2)
    expect.contains('协议份数', first, '调解协议1份')
    expect.contains('地址确认书份数', first, '送达地址确认书1份')
    expect.contains('没有的写0份', first, '无争议事实记载0份')
    const listed = Array.from({ length: pages }, (_, i) => i + 1).find(n => wordsOf(pdf.bytes, n).includes('退回材料目录'))
    const list = wordsOf(pdf.bytes, listed)
    for (const words of ['退回材料目录', '送达地址确认书', '受理通知书', '以上共4份']) expect.contains('目录', list, words)
    expect.contains('协议内容', whole, '把排水沟改向东侧老沟')
    expect.contains('金额', whole.replace(/\s/g, ''), '300.00元')
    expect.lacks('没有陈述', whole, '背对背')
    expect.one('经过里有总页数和校验码', now.timeline, one => one.title === '整理退回法院的材料' && one.text.includes(`共${pages}页`) && one.text.includes(made.sha256))
    expect.one('退回函在文书里', now.documents, one => one.title === '委派调解退回函')
    expect.contains('写明是委派', first.replace(/\s/g, ''), '委派调解的')
    expect.lacks('不两可', whole.replace(/\s/g, ''), '委派（委托）')
    expect.lacks('案件用案由，不用原话', first.replace(/\s/g, ''), '法院委派：两家因排水沟起争执')
    expect.lacks('当事人的查询码不给法院', whole, 'secret=')
  })
  await say('登记退回：日期、方式、谁登记的；期限到此为止', async () => {
    expect.fault('不能是明天', await acts(desk, 'sent', { sent_on: plus(today, 1), how: 'post' }), '/sent_on')
    expect.fault('方式', await acts(desk, 'sent', { sent_on: today, how: 'pigeon' }), '/how')
    const key = randomUUID()
    const now = good('退回', await acts(desk, 'sent', { sent_on: today, how: 'online' }, { key }))
    const court = letter(now).court
    expect.equal('期限', { state: court.state, sent: court.sent_on, how: court.sent_how }, { state: 'met', sent: today, how: '人民法院调解平台上传' })
    expect.contains('谁登记的，不写人名', court.sent_by, '分流')
    expect.equal('答复状态', letter(now).reply_title, '已答复')
    expect.refused('再登记一次', await acts(desk, 'sent', { sent_on: today, how: 'hand' }), 409, 'already_sent')
    expect.refused('退回以后不再整理', await acts(desk, 'packet', { enclosures: [] }), 409, 'already_sent')
  })
  await say('登记错了可以撤销，期限接着算；再登记', async () => {
    const back = good('撤销', await acts(desk, 'unsent'))
    expect.equal('接着算', { state: letter(back).court.state, sent: letter(back).court.sent_on }, { state: 'armed' })
    expect.equal('再退回', letter(good('退回', await acts(desk, 'sent', { sent_on: today, how: 'hand' }))).court.state, 'met')
  })

  await say('没有转到调解的：双方同意延长，在分流岗登记；调解结束的不再延长', async () => {
    const grid = await findsHerGrid(desk.client)
    const other = await desk.records({ channel: 'letter', text: '法院委托：两家为院坝边界争执，请先行调解。', place: grid.id, name: '化名罗阿公', phone: '19900001112',
      reference: { system: 'court', number: '（2026）黔0422民初121号', received_on: yesterday, kind: 'simple' } })
    let now = await desk.opens(other)
    const due = letter(now).court.due_on
    expect.equal('可以延长', letter(now).court.may_extend, true)
    const asks = (body, key = randomUUID()) => desk.client.request('POST', `/matters/${other.id}/references/${letter(now).id}/extension`,
      { body, headers: { 'Idempotency-Key': key, 'If-Match': `"${now.etag}"` } })
    expect.fault('至少一天', await asks({ days: 0, agreed_on: today, how: '双方签字' }), '/days')
    expect.fault('不能是明天', await asks({ days: 7, agreed_on: plus(today, 1), how: '双方签字' }), '/agreed_on')
    expect.fault('写明怎样同意的', await asks({ days: 7, agreed_on: today, how: '' }), '/how')
    const key = randomUUID()
    const done = good('延长', await asks({ days: 7, agreed_on: today, how: '双方签了延期同意书' }, key))
    good('同一次再来', await asks({ days: 7, agreed_on: today, how: '双方签了延期同意书' }, key))
    expect.matches('期限往后', `${letter(done).court.due_on > due}`, /true/)
    expect.one('经过写着', done.timeline, one => one.title === '双方同意延长法院调解期限' && one.text.includes('双方签了延期同意书'))
    expect.refused('调解结束的', await acts(desk, 'extension', { days: 7, agreed_on: today, how: '双方签字' }), 409, 'already_sent')
  })

  // ---- 存根 ----
  const adds = (body, who = desk) => who.client.request('POST', '/stubs', { body, headers: { 'Idempotency-Key': randomUUID() } })
  const stubs = async () => (await desk.reads('/stubs?system=police')).items
  const total = async () => (await desk.lists()).length
  const before = await total()
  let stub
  await say('公安在办的一件：只留编号、状态、期限和地点，不算事项', async () => {
    const reply = await adds({ system: 'police', number: '普公（定）2026-31', place: places.village.id, state: '已受案', due_on: plus(today, 2) })
    expect.equal('登记', { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status: 201 })
    stub = reply.json
    expect.equal('有灯，没有催办', { lamp: stub.lamp, keys: Object.keys(stub).filter(one => /urge|remind|催/.test(one)) }, { lamp: 'yellow', keys: [] })
    expect.equal('事项数不变', await total(), before)
    expect.refused('同一个编号', await adds({ system: 'police', number: '普公(定)2026-31', place: places.village.id }), 409, 'stub_known')
    expect.fault('电话不收', await adds({ system: 'police', number: 'X', place: places.village.id, state: '联系19900001111' }), '/state')
    expect.fault('没有地点', await adds({ system: 'police', number: 'X' }), '/place')
    expect.refused('经办人', await adds({ system: 'police', number: 'X', place: places.village.id }, water), 403, 'role_needed')
    expect.refused('没有这一条', await desk.get(`/stubs/${randomUUID()}`), 404, 'not_found')
  })
  const changes = (method, path, body, etag = stub.etag) => desk.client.request(method, `/stubs/${stub.id}${path}`, { body, headers: { 'If-Match': `"${etag}"`, 'Idempotency-Key': randomUUID() } })
  await say('联系单表格里也有它，填好回来就更新', async () => {
    const rows = rowsOf((await desk.get('/slips/xlsx?system=police')).bytes)
    const at1 = rows.findIndex(row => row[1] === stub.number)
    expect.yes('在表里', at1 > 0, rows)
    const csv = csvOf([rows[0], ['', stub.number, '', '', plus(today, 30), '已调查', '']])
    const done = await desk.client.request('POST', '/slips?system=police', { raw: csv, type: 'application/octet-stream', headers: { 'Idempotency-Key': randomUUID() } })
    expect.equal('更新一条', { status: done.status, changed: done.json?.changed }, { status: 200, changed: 1 })
    const [now] = await stubs()
    expect.equal('状态和期限', { state: now.state, due: now.due_on, lamp: now.lamp }, { state: '已调查', due: plus(today, 30), lamp: 'green' })
    expect.refused('旧页面再改', await changes('PUT', '', { system: 'police', number: stub.number }), 412, 'stale_version')
    stub = now
  })
  await say('对方给的名单：先核对，再登记；再传一次一条不多', async () => {
    const csv = csvOf([['公安编号', '属地', '进度'], ['普公（定）2026-32', places.village.name.slice(0, 4), '已受案'], ['普公（定）2026-33', '火星', '已受案']])
    const sends = path => desk.client.request('POST', `${path}?system=police`, { raw: csv, type: 'application/octet-stream', headers: { 'Idempotency-Key': randomUUID() } })
    expect.equal('核对', (({ fresh, faulty, written }) => ({ fresh, faulty, written }))((await sends('/stubs/check')).json), { fresh: 1, faulty: 1, written: false })
    expect.equal('登记', (await sends('/stubs/import')).json.fresh, 1)
    expect.equal('再传', (({ fresh, known }) => ({ fresh, known }))((await sends('/stubs/import')).json), { fresh: 0, known: 1 })
    expect.equal('两条', (await stubs()).length, 2)
  })
  await say('来了本中心：并入事项，成为它的对方编号，只算一件', async () => {
    const now = await desk.opens(matter)
    const tied = await changes('POST', '/tie', { matter: now.number })
    expect.equal('并入', { status: tied.status, detail: tied.json?.detail, tied: tied.json?.tied, number: tied.json?.matter_number }, { status: 200, tied: true, number: now.number })
    expect.one('事项里有这个编号', (await desk.opens(matter)).references, one => one.system === 'police' && one.number === stub.number)
    expect.equal('事项数不变', await total(), before)
    expect.refused('并入以后在事项里办', await changes('POST', '/end', { outcome: 'handled', ended_on: today }, tied.json.etag), 409, 'stub_tied')
  })
  await say('另一条办结，留一个结果；误办结可以恢复', async () => {
    stub = expect.one('另一条', await stubs(), one => !one.tied)
    expect.fault('结果', await changes('POST', '/end', { outcome: 'guilty', ended_on: today }), '/outcome')
    const ended = await changes('POST', '/end', { outcome: 'handled', ended_on: today })
    expect.equal('办结', { status: ended.status, outcome: ended.json?.outcome_title, lamp: ended.json?.lamp }, { status: 200, outcome: '已处理', lamp: 'none' })
    const back = await changes('POST', '/reopen', undefined, ended.json.etag)
    expect.equal('恢复', { status: back.status, outcome: back.json?.outcome }, { status: 200 })
    expect.equal('经过', (await desk.reads(`/stubs/${stub.id}`)).history.map(one => one.text), ['按表格登记存根，已受案', '办结：已处理，' + chinese(today), '恢复为未办结'])
  })
}
