// The mediator's own file: what is missing is said when it is missing, a photographed paper fills its line, words and amounts are read
// again before anybody signs, and what is left so carries a reason. Nobody else learns of it.

import { at, today as dayNow, plus } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { child, complaint, findsHerGrid, goesToMediation, party, she } from '../support/openings.mjs'
import { photo } from '../support/photo.mjs'

export const title = '案卷自查：缺什么当时就说，拍下的文书收入卷内，签字以前把字句、金额、日期再看一遍；不补正的写明理由；别人不知道有这一卷'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const mediator = await scene.staff('mediator')
  const resident = scene.resident(she)
  const grid = await findsHerGrid(resident.client)
  const matter = await resident.reports({ text: complaint, place: grid.id })
  await goesToMediation(desk, mediator, matter)
  const today = dayNow()
  const proceeding = child(await mediator.opens(matter)).id
  const path = `/matters/${matter.id}/dossiers`
  const dossier = async () => (await mediator.reads(path)).items[0]
  const line = async code => expect.one(code, (await dossier()).lines, one => one.code === code)
  const finds = async words => (await dossier()).findings.filter(one => `${one.where}：${one.message}`.includes(words))
  const files = (body, who = mediator) => who.client.request('POST', `${path}/papers`, { body: { proceeding, ...body } })

  await say('刚转来：缺申请书或者登记表，其余办到时再收', async () => {
    expect.equal('申请书', (await line('application')).state, 'lacking')
    expect.equal('协议书', (await line('agreement')).state, 'later')
    expect.equal('可以整理', (await dossier()).may_file, true)
  })
  await also('分流岗看不到有这一卷；当事人的门也没有', async () => {
    expect.equal('没有', (await desk.reads(path)).items, [])
    expect.equal('当事人', (await resident.client.request('GET', path)).status, 401)
    expect.equal('别的岗位替他收', (await files({ item: 'identity', attachments: ['x'] }, desk)).status, 404)
  })
  await say('告知、同意、受理以后：告知书办理了没有收入，身份证明缺', async () => {
    await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
    for (const one of (await mediator.opens(matter)).parties) await mediator.does(matter, 'consent', { consenting_party: one.id, consent_on: today, consent_way: 'signed' })
    await mediator.does(matter, 'register', { dispute_kind: 'dispute.neighbour.drain' })
    expect.equal('告知书', (await line('rights_notice')).state, 'told')
    expect.equal('身份证明', (await line('identity')).state, 'lacking')
  })
  let picture
  await say('拍下身份证复印件，收入案卷', async () => {
    picture = await mediator.uploads(matter, photo(90), { name: '双方身份证.jpg' })
    const reply = await files({ item: 'identity', attachments: [picture.id], paper_on: today, note: '复印件，原件已核对' })
    expect.equal('收入', { status: reply.status, detail: reply.json?.detail }, { status: 200 })
    const held = await line('identity')
    expect.equal('已收入', { state: held.state, names: held.papers.map(one => one.name) }, { state: 'held', names: ['双方身份证.jpg'] })
    expect.one('写进了办理经过', (await mediator.opens(matter)).timeline, one => one.title === '收入案卷：当事人身份证明')
  })
  await also('同一份材料再收入另一项；错的说到哪一栏', async () => {
    expect.equal('已有的附件', (await files({ item: 'application', attachments: [picture.id] })).status, 200)
    expect.equal('申请书', (await line('application')).state, 'held')
    const wrong = async body => (await files(body)).json?.errors?.[0]?.pointer
    expect.equal('没有这一项', await wrong({ item: 'nothing', attachments: [picture.id] }), '/item')
    expect.equal('没有材料', await wrong({ item: 'identity', attachments: [] }), '/attachments')
    expect.equal('不知道的材料', await wrong({ item: 'identity', attachments: ['00000000-0000-7000-8000-000000000000'] }), '/attachments')
    expect.equal('明天的文书', await wrong({ item: 'identity', attachments: [picture.id], paper_on: plus(today, 1) }), '/paper_on')
    expect.equal('写法不对', (await mediator.client.request('POST', `${path}/papers`, { body: { item: 1 } })).status, 400)
    expect.equal('没有这一卷', (await files({ proceeding: '00000000-0000-7000-8000-000000000000', item: 'identity', attachments: [picture.id] })).status, 404)
  })

  await say('拟好的协议：字句、金额、废止的法律都提出来', async () => {
    await mediator.does(matter, 'session', { session_on: at(today, '09:00'), session_place: '塔山社区调解室', session_kind: 'together', present: she.name, record: '双方就改道和补偿谈妥。' })
    const now = await mediator.opens(matter)
    const clauses = [{ debtor: party(now, '对方当事人').id, creditor: party(now, '反映人').id, deed: 'pay', text: '尽快付清补偿款800元（大写：捌佰伍拾元整）', quantity: 80000, due: plus(today, 20) }]
    await mediator.does(matter, 'succeed_written', { facts: '依照物权法，双方就瞻养老人的承包地受淹发生争议。', clauses: JSON.stringify(clauses), last_due_on: plus(today, 20) })
    for (const words of ['“尽快”没有写明', '没有写明履行方式', '小写800元与大写捌佰伍拾元整不一致', '写成了“瞻养”', '已经废止的《物权法》', '到场人里没有写']) {
      expect.equal(words, (await finds(words)).length, 1)
    }
  })
  await say('退回去改好，提出的就没有了', async () => {
    const now = await mediator.does(matter, 'back_to_session', { reason: '改正字句' })
    await mediator.does(matter, 'session', { session_on: at(today, '09:30'), session_place: '塔山社区调解室', session_kind: 'together', present: now.parties.map(one => one.name).join('、'), record: '逐条核对。' })
    const clauses = [{ debtor: party(now, '对方当事人').id, creditor: party(now, '反映人').id, deed: 'pay', text: '一次性付清补偿款800元（大写：捌佰元整）', quantity: 80000, due: plus(today, 20), method: '转账' }]
    await mediator.does(matter, 'succeed_written', { facts: '双方就承包地受淹发生争议。', clauses: JSON.stringify(clauses), last_due_on: plus(today, 20) })
    for (const words of ['“尽快”', '履行方式', '大写', '瞻养', '物权法']) expect.equal(words, (await finds(words)).length, 0)
  })
  await say('告知书遗失了，写明理由，留在卷里', async () => {
    const before = await dossier()
    const [finding] = await finds('权利义务告知书：已经办理')
    const explains = body => mediator.client.request('POST', `${path}/reasons`, { body: { proceeding, finding: finding.key, ...body } })
    expect.equal('空的理由', (await explains({ reason: '' })).json?.errors?.[0]?.pointer, '/reason')
    expect.equal('没有这一条', (await explains({ finding: 'ffffffffffffffff', reason: '没有' })).json?.code, 'settled_finding')
    expect.equal('写明', (await explains({ reason: '告知书被雨水浸坏，已由双方在调解记录里确认' })).status, 200)
    const after = await dossier()
    expect.equal('少了一处', after.open, before.open - 1)
    expect.yes('谁写的', after.findings.find(one => one.key === finding.key).reason_by?.includes('人民调解员'), after.findings)
  })

  const bindingPath = `${path}/${proceeding}/binding`
  const order = { mediators: '化名周调解', period: '今天', filer: '化名郑记录', keep: 'long' }
  const binds = (body, who = mediator) => who.client.request('POST', bindingPath, { body })
  await also('调解还在进行，不能装订；别人不知道有这一卷', async () => {
    expect.equal('还不能', (await binds(order)).json?.code, 'still_open')
    expect.equal('分流岗', (await binds(order, desk)).status, 404)
    expect.equal('当事人', (await resident.client.request('GET', bindingPath)).status, 401)
  })
  await say('一方不愿意了，停止调解，告知其他途径；按检查的七个方面看这一卷', async () => {
    const now = await mediator.opens(matter)
    await mediator.does(matter, 'refuse', { refusing_party: party(now, '对方当事人').id, refused_on: today, refuse_way: 'oral' })
    const { aspects: points, number } = await dossier()
    expect.equal('七个方面', points.length, 7)
    expect.equal('卷号', number, `（${today.slice(0, 4)}）定南街道人调字第001号`)
    const outcome = expect.one('结果', points, one => one.code === 'outcome')
    expect.equal('还没有告知其他途径', outcome.asks.find(one => one.says.includes('其他解决途径')).met, false)
  })
  await say('装订成一份 PDF：封面、目录、页号、装订清单、封底；没有补正的写明理由，印在情况说明里', async () => {
    const voice = await mediator.uploads(matter, photo(40), { name: '现场.jpg' })
    expect.equal('再收一份', (await files({ item: 'evidence', attachments: [voice.id] })).status, 200)
    const view = await mediator.reads(bindingPath)
    expect.equal('三份', view.pieces.map(one => one.line), ['人民调解申请书或者受理登记表', '当事人身份证明', '证据材料'])
    expect.equal('可以装订', view.stopped, undefined)
    const wrong = async body => (await binds({ ...order, ...body })).json?.errors?.[0]?.pointer
    expect.equal('没有选保管期限', await wrong({ keep: 'forever', reason: '不全' }), '/keep')
    expect.equal('没有理由', await wrong({}), '/reason')
    expect.equal('不在卷里的', await wrong({ reason: '不全', left_out: ['x'] }), '/left_out')
    expect.equal('写法不对', (await binds({ keep: 1 })).status, 400)
    const reply = await binds({ ...order, reason: '当事人拒绝调解，身份证明以外的材料没有形成' })
    expect.equal('装订', { status: reply.status, detail: reply.json?.detail }, { status: 200 })
    const [bound] = reply.json.bound
    const pdf = await mediator.client.request('GET', `/matters/${matter.id}/attachments/${bound.id}`)
    expect.equal('是一份 PDF', pdf.headers['content-type'], 'application/pdf')
    const told = expect.one('写进了办理经过', (await mediator.opens(matter)).timeline, one => one.title === '装订案卷')
    expect.yes('有校验码和理由', told.text.includes(bound.sha256) && told.text.includes('当事人拒绝调解'), told.text)
    expect.equal('分流岗看不到', (await desk.client.request('GET', `/matters/${matter.id}/attachments/${bound.id}`)).status, 404)
  })
}
