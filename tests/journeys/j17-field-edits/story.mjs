// J17, its first half: what is written in the field. Two devices correct one item; both stay, one human chooses.

import { randomUUID } from 'node:crypto'

import { at, plus, today } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { findsHerGrid, she } from '../support/openings.mjs'

export const title = '手机上的更正：带着看到的内容，不重复；两处不一样都保留，请一个人核对'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const worker = await scene.staff('grid')
  const water = await scene.staff('water')
  const desk = await scene.staff('triage')
  const grid = await findsHerGrid(worker.client)
  const phones = { worker: randomUUID(), water: randomUUID(), desk: randomUUID() }
  let seq = 0
  const body = (edits, more = {}) => ({ edits, client_id: randomUUID(), device: phones.worker, device_seq: (seq += 1), made_at: at(today()), ...more })
  const corrects = (who, matter, edits, more = {}, headers = {}) => who.client.request('POST', `/matters/${matter}/facts`, { body: body(edits, more), headers })
  const chooses = (who, view, discrepancy, choice, headers = {}) =>
    who.client.request('POST', `/matters/${view.id}/discrepancies/${discrepancy}/choice`, { body: choice, headers: { 'If-Match': `"${view.etag}"`, ...headers } })
  const results = reply => Object.fromEntries((reply.json.results ?? []).map(one => [one.fact, one.result]))

  let matter
  let phone
  const seen = {}
  await say('网格员在村里登记，中心交给水务局', async () => {
    matter = (await worker.records({ channel: 'grid_worker', text: '隔壁新挖的排水沟没有出口，漫进苞谷地。', place: grid.id, name: she.name, phone: she.phone, helped_by: '网格员' })).id
    await desk.does(matter, 'accept', { category: 'service.water.ditch', difficulty: 'ordinary' })
    await desk.does(matter, 'assign', { lead_office: 'water', lead_receiver: water.id })
    await water.does(matter, 'sign')
  })
  await say('能更正哪些、现在是什么，由服务端列出；身份证号不在其中', async () => {
    seen.worker = await worker.opens(matter)
    const fields = seen.worker.facts.flatMap(group => group.fields)
    phone = expect.one('电话', fields, one => one.label === '联系电话').name
    expect.equal('看到的电话', fields.find(one => one.name === phone).value, she.phone)
    expect.equal('协助填写的人', fields.find(one => one.name.endsWith('/helped_by')).value, '网格员')
    expect.none('身份证号', fields, one => /id_/.test(one.name))
    expect.none('交办以后的类别不由网格员更正', fields, one => one.name === 'category')
    expect.yes('分流岗可以', (await desk.opens(matter)).facts[0].fields.some(one => one.name === 'category'))
  })

  await say('在村里更正：详细地点、翻译、联系方式，经过里写明前后，电话不告诉所有人', async () => {
    const of = name => phone.replace('phone', name)
    const reply = await corrects(worker, matter, [
      { fact: 'place_detail', base: '', value: '老槐树东侧第三块地' },
      { fact: of('interpreter'), base: '', value: '化名韦嫂，布依语' },
      { fact: of('contact_note'), base: '', value: '打给侄女' },
      { fact: of('no_paper'), base: 'false', value: 'true' },
    ])
    expect.equal('结果', { status: reply.status, detail: reply.json?.detail, all: Object.values(results(reply)) }, { status: 200, all: ['applied', 'applied', 'applied', 'applied'] })
    const now = reply.json.view
    expect.equal('地点', now.place_detail, '老槐树东侧第三块地')
    expect.equal('联系方式', [now.parties[0].flags, now.parties[0].interpreter, now.parties[0].helped_by], [['不要寄送纸质材料', '打给侄女'], '化名韦嫂，布依语', '网格员'])
    const told = (await desk.opens(matter)).timeline.filter(one => one.kind === 'facts_corrected')
    expect.equal('两条经过', told.map(one => one.title), ['更正登记内容', '更正当事人信息'])
    expect.contains('前后', told[0].text, '由“（没有）”改为“老槐树东侧第三块地”')
    expect.contains('查找跟上', (await desk.finds('老槐树')).map(one => one.matter).join(), matter)
  })
  await say('没有听到回答又发一次、换了请求编号再发：只有一次', async () => {
    const key = randomUUID()
    const once = body([{ fact: 'people', base: '', value: '3' }])
    const headers = { 'Idempotency-Key': key }
    await worker.client.sendAndHangUp('POST', `/matters/${matter}/facts`, { body: once, headers })
    const again = await worker.client.request('POST', `/matters/${matter}/facts`, { body: once, headers })
    const fresh = await worker.client.request('POST', `/matters/${matter}/facts`, { body: once })
    expect.equal('都说已更正', [results(again).people, results(fresh).people], ['applied', 'applied'])
    expect.equal('经过里一次', (await desk.opens(matter)).timeline.filter(one => /涉及人数/.test(one.text ?? '')).length, 1)
    expect.refused('同一编号换了内容', await worker.client.request('POST', `/matters/${matter}/facts`, { body: { ...once, edits: [{ fact: 'people', base: '', value: '4' }] } }), 422, 'key_reused')
  })
  await say('两个人写得一样：不用再改', async () => {
    const reply = await corrects(water, matter, [{ fact: 'people', base: '', value: '3' }], { device: phones.water })
    expect.equal('结果', results(reply), { people: 'equal' })
  })

  await say('两部手机改同一项：后到的不覆盖，两处都留着', async () => {
    const reply = await corrects(worker, matter, [{ fact: phone, base: she.phone, value: '19900003333' }])
    expect.equal('先到的', results(reply), { [phone]: 'applied' })
    const other = await corrects(water, matter, [{ fact: phone, base: she.phone, value: '19900004444' }], { device: phones.water, made_at: at(plus(today(), -1)) })
    expect.equal('后到的', results(other), { [phone]: 'kept' })
    const third = await corrects(desk, matter, [{ fact: phone, base: she.phone, value: '19900005555' }], { device: phones.desk })
    expect.equal('第三部', results(third), { [phone]: 'kept' })
    seen.water = await water.opens(matter)
    expect.equal('登记的没有动', seen.water.parties[0].phone, '19900003333')
    expect.equal('两处', seen.water.discrepancies.map(one => [one.label, one.current.text, one.offered.text]), [
      ['反映人的联系电话', '19900003333', '19900004444'], ['反映人的联系电话', '19900003333', '19900005555']])
    expect.contains('谁填的', seen.water.discrepancies[0].offered.by, '水务')
    expect.contains('什么时候填的，按那部手机', seen.water.discrepancies[0].offered.at, plus(today(), -1))
    expect.contains('现在这处是谁填的', seen.water.discrepancies[0].current.by, '网格员')
  })
  await say('只请一个人：主办的接收人，工作列表里和通知里都有；别人没有', async () => {
    expect.one('水务局接收人的列表', await water.work('differing'), one => one.matter === matter)
    expect.equal('分流岗没有', (await desk.work('differing')).length, 0)
    expect.equal('网格员没有', (await worker.work('differing')).length, 0)
    const { items } = await water.reads('/notices')
    const notices = items.filter(one => one.matter === matter && /两处记录不一样/.test(one.text))
    expect.yes('通知', notices.length > 0, items)
    expect.lacks('通知不写内容', notices.map(one => one.text).join(), '1990000')
  })

  await say('填错的逐项指出，什么也没有写', async () => {
    const before = (await desk.opens(matter)).etag
    for (const [what, edits, pointer, more] of [
      ['没有这一项', [{ fact: 'id_number', base: '', value: '1' }], '/edits/0/fact'],
      ['别的事项的当事人', [{ fact: `parties/${randomUUID()}/phone`, base: '', value: '19900001111' }], '/edits/0/fact'],
      ['电话不对', [{ fact: phone, base: '', value: '12' }], '/edits/0/value'],
      ['标题空着', [{ fact: 'title', base: '', value: ' ' }], '/edits/0/value'],
      ['标题太长', [{ fact: 'title', base: '', value: '水'.repeat(61) }], '/edits/0/value'],
      ['以后的日子', [{ fact: 'happened_on', base: '', value: plus(today(), 1) }], '/edits/0/value'],
      ['不是日子', [{ fact: 'happened_on', base: '', value: '昨天' }], '/edits/0/value'],
      ['人数不是数', [{ fact: 'people', base: '3', value: '几个' }], '/edits/0/value'],
      ['金额是负数', [{ fact: 'amount_fen', base: '', value: '-1' }], '/edits/0/value'],
      ['同一项写两次', [{ fact: 'title', base: '', value: '标题一' }, { fact: 'title', base: '', value: '标题二' }], '/edits/1/fact'],
      ['两千零一字', [{ fact: 'added_text', base: '', value: '水'.repeat(2001) }], '/edits/0/value'],
      ['一项也没有', [], '/edits'],
      ['客户端编号不是编号', [{ fact: 'people', base: '3', value: '4' }], '/client_id', { client_id: '1' }],
      ['没有设备', [{ fact: 'people', base: '3', value: '4' }], '/device', { device: undefined }],
      ['序号是零', [{ fact: 'people', base: '3', value: '4' }], '/device_seq', { device_seq: 0 }],
      ['时间不是时间', [{ fact: 'people', base: '3', value: '4' }], '/made_at', { made_at: '昨天' }],
      ['多出一栏', [{ fact: 'people', base: '3', value: '4', colour: '红' }], '/edits/0/colour'],
    ]) {
      await also(what, async () => expect.fault(what, await corrects(worker, matter, edits, more), pointer))
    }
    await also('倒写的文字', async () => expect.fault('倒写', await corrects(worker, matter, [{ fact: 'added_text', base: '', value: '好\u202e好' }]), '/edits/0/value'))
    expect.equal('没有写', (await desk.opens(matter)).etag, before)
  })
  await say('不在其中的人：看不到的答没有找到，看得到而不办的答不由您', async () => {
    const far = await scene.staff('mediator')
    expect.refused('看不到', await corrects(far, matter, [{ fact: 'people', base: '3', value: '4' }]), 404)
    expect.refused('没有这件', await corrects(worker, randomUUID(), [{ fact: 'people', base: '3', value: '4' }]), 404)
    expect.refused('没有登录', await corrects({ client: scene.server.client() }, matter, [{ fact: 'people', base: '3', value: '4' }]), 401)
    expect.refused('没有请求编号', await worker.client.request('POST', `/matters/${matter}/facts`, { body: body([{ fact: 'people', base: '3', value: '4' }]), headers: { 'Idempotency-Key': null } }), 400)
    expect.refused('类别', await corrects(worker, matter, [{ fact: 'category', base: 'service.water.ditch', value: 'dispute.neighbour.drain' }]), 403, 'not_yours')
  })

  await say('核对：凭看到的版本，选错的指出来，按两下只算一次', async () => {
    const [first, second] = seen.water.discrepancies
    expect.refused('不说版本', await water.client.request('POST', `/matters/${matter}/discrepancies/${first.id}/choice`, { body: { take: 'current' } }), 428)
    expect.refused('版本旧了', await chooses(water, { ...seen.water, etag: 'v1' }, first.id, { take: 'current' }), 412)
    expect.fault('两处之外', await chooses(water, seen.water, first.id, { take: 'neither' }), '/take')
    expect.fault('另填的不对', await chooses(water, seen.water, first.id, { take: 'other', value: '12' }), '/value')
    expect.refused('没有这一处', await chooses(water, seen.water, randomUUID(), { take: 'current' }), 404)
    const key = { 'Idempotency-Key': randomUUID() }
    const done = await chooses(water, seen.water, second.id, { take: 'offered', note: '给本人打电话核对过' }, key)
    const again = await chooses(water, seen.water, second.id, { take: 'offered', note: '给本人打电话核对过' }, key)
    expect.equal('核对了', [done.status, again.status, done.json?.detail], [200, 200, undefined])
    expect.equal('采用的一处', [done.json.parties[0].phone, done.json.discrepancies.length], ['19900005555', 0])
    const told = done.json.timeline.filter(one => one.title === '核对两处记录')
    expect.equal('经过里一次', told.length, 1)
    expect.contains('前后和怎样核对的', told[0].text, '采用“19900005555”，原登记“19900003333”。给本人打电话核对过')
    expect.equal('列表里没有了', (await water.work('differing')).length, 0)
    expect.refused('核对过的', await chooses(water, done.json, second.id, { take: 'current' }), 404)
    expect.one('写的人得到通知', (await desk.reads('/notices')).items, one => one.matter === matter && /已经核对/.test(one.text))
  })
  await say('数据库里，核对过的内容不再留在那一行；经过仍能验证', async () => {
    const [[left]] = await scene.place.meddle('SELECT COUNT(*) FROM discrepancy WHERE offered IS NOT NULL OR base IS NOT NULL')
    expect.equal('不留', left, '0')
    const verified = await scene.place.tool('verify')
    expect.equal('经过完整', verified.code, 0)
  })

  await say('类别由分流岗更正：统计跟着走，封存以后网格员再送的更正答没有找到', async () => {
    const theirs = await scene.resident(she).reports({ text: '村口的路灯坏了', place: grid.id, category: 'service.water.ditch' })
    await worker.opens(theirs.id)
    const sealing = (await desk.reads('/public/county')).categories.find(one => one.name.includes('家庭暴力')).code
    const reply = await corrects(desk, theirs.id, [{ fact: 'category', base: 'service.water.ditch', value: sealing }], { device: phones.desk })
    expect.equal('结果', results(reply), { category: 'applied' })
    const sums = await scene.place.meddle(`SELECT category, SUM(delta) FROM count_fact WHERE matter = '${theirs.id}' GROUP BY category ORDER BY category`)
    expect.equal('统计', sums, [[sealing, '1'], ['service.water.ditch', '0']])
    expect.refused('看不到了', await corrects(worker, theirs.id, [{ fact: 'place_detail', base: '', value: '桥头' }]), 404)
  })
  await say('结案以后不再更正，说明原因', async () => {
    const hers = scene.resident(she)
    const taken = await hers.reports({ text: '问路灯谁修', place: grid.id })
    await hers.does('withdraw')
    expect.refused('结案', await corrects(worker, taken.id, [{ fact: 'place_detail', base: '', value: '桥头' }]), 409, 'wrong_state')
  })
}
