// The mediator's desk: a talk and a draft are kept while they are written, checked as they grow, and become records by the ordinary moves.

import { dayOf, plus } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories } from '../support/county.mjs'
import { complaint, findsHerGrid, goesToMediation, party, she } from '../support/openings.mjs'

export const title = '调解台：谈话和草稿边写边存，别处先存的不覆盖，草稿逐条自查，写好了成为记录'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const her = scene.resident(she)
  const desk = await scene.staff('triage')
  const mediator = await scene.staff('mediator')
  let matter, today, mine, his, path

  await say('上报、受理、转人民调解，告知、同意、受理', async () => {
    const grid = await findsHerGrid(her.client)
    const receipt = await her.reports({ text: `${complaint}（调解台一案）`, place: grid.id, category: categories.drain })
    today = dayOf(receipt.received_at)
    const row = expect.one('待分流', await desk.work('desk'), one => one.number === receipt.number)
    await goesToMediation(desk, mediator, row.matter)
    matter = await mediator.opens(row.matter)
    mine = party(matter, '反映人').id
    his = party(matter, '对方当事人').id
    path = `/matters/${matter.id}/mediation`
    await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
    for (const who of [mine, his]) await mediator.does(matter, 'consent', { consenting_party: who, consent_on: today, consent_way: 'oral' })
    matter = await mediator.does(matter, 'register', { dispute_kind: categories.drain })
  })
  const bench = () => mediator.reads(path)
  const saves = (what, paper, version, who = mediator) => who.client.request('PUT', `${path}/${what}`, { body: paper, headers: { 'If-Match': `"v${version}"` } })

  await say('只有办理的调解员有这张台；别人就像没有', async () => {
    expect.equal('他有', (await bench()).may_write, true)
    expect.refused('分流员没有', await desk.get(path), 404)
    expect.refused('分流员也不能写', await saves('talk', { rows: [] }, 0, desk), 404)
    expect.equal('她没有登录', (await her.client.request('GET', path)).status, 401)
  })
  const talk = { on: undefined, at: '09:30', place: '塔山社区调解室', kind: 'together', present: '双方到场', opening: '说明自愿、平等的原则和各方的权利。', rows: [] }
  await say('谈话一行一行存；坏的输入说得出是哪一行', async () => {
    talk.on = today
    talk.rows = [
      { kind: 'ask', at: '09:31', who: '调解员', to: she.name, text: '水是什么时候漫进来的？' },
      { kind: 'answer', at: '09:33', who: she.name, text: '上个月下大雨，漫了两次。' },
    ]
    expect.equal('没有写版本', (await mediator.client.request('PUT', `${path}/talk`, { body: talk })).status, 428)
    const first = await saves('talk', talk, 0)
    expect.equal('存下', { status: first.status, version: first.json?.version }, { status: 200, version: 1 })
    expect.equal('同一份又来一次，还是那一版', (await saves('talk', talk, 0)).json?.version, 1)
    expect.fault('不知道是问是答', await saves('talk', { ...talk, rows: [{ kind: 'shout' }] }, 1), '/rows/0/kind')
    expect.fault('不认识的栏', await saves('talk', { ...talk, colour: 'red' }, 1), '/colour')
    expect.fault('一行太长', await saves('talk', { ...talk, rows: [{ kind: 'say', text: '长'.repeat(2001) }] }, 1), '/rows/0/text')
    expect.fault('行太多', await saves('talk', { ...talk, rows: Array.from({ length: 401 }, () => ({ kind: 'say' })) }, 1), '/rows')
    expect.equal('不是 JSON', (await mediator.client.request('PUT', `${path}/talk`, { raw: '{', type: 'application/json', headers: { 'If-Match': '"v1"' } })).status, 400)
  })
  await say('别处先存过：不覆盖，两份都在', async () => {
    const mineToo = { ...talk, rows: [...talk.rows, { kind: 'say', text: '我这边写的' }] }
    expect.equal('先存的', (await saves('talk', { ...talk, rows: [...talk.rows, { kind: 'say', text: '同事写的' }] }, 1)).json?.version, 2)
    expect.refused('后存的', await saves('talk', mineToo, 1), 412, 'stale_version')
    expect.contains('存着的还是先存的', JSON.stringify((await bench()).talk.paper), '同事写的')
    expect.equal('看过之后盖过去', (await saves('talk', mineToo, 2)).json?.version, 3)
  })
  await say('谈完了：问答成为调解记录，草稿随之删去', async () => {
    const { fields } = (await bench()).talk
    expect.contains('问', fields.record, `09:31 调解员问${she.name}：水是什么时候漫进来的？`)
    expect.contains('答', fields.record, `09:33 ${she.name}答：上个月下大雨，漫了两次。`)
    matter = await mediator.does(matter, 'session', { ...fields, session_on: `${today}T00:10:00+08:00` })
    expect.equal('没有了', (await bench()).talk, undefined)
  })
  await say('条款库：这一类纠纷的排在前面，空要填', async () => {
    const { items } = await mediator.reads(`/clauses?category=${categories.drain}`)
    expect.yes('不少于二十五条', items.length >= 25, items.length)
    expect.equal('邻里的在前', items[0].fits, true)
    const drain = expect.one('排水改道', items, one => one.code === 'drain')
    expect.yes('有空', drain.blanks.length >= 2, drain)
    expect.yes('别的类在后', items.findIndex(one => !one.fits) > items.findIndex(one => one.code === 'drain'), items.map(one => one.code))
  })
  await say('草稿逐条自查：缺什么、哪里不一致，当时就说', async () => {
    const draft = clauses => ({ facts: '排水沟没有出口。', dispute: '改道和补偿。', sides: [{ party: his, text: '开沟时没有留出口。' }], clauses: JSON.stringify(clauses) })
    const found = async (clauses, version) => (await saves('draft', draft(clauses), version)).json.findings.map(one => `${one.weight} ${one.where}：${one.message}`)
    const whole = { debtor: his, creditor: mine, deed: 'pay', text: '补偿苞谷损失三百元', quantity: 30_000, due: plus(today, 10), method: '转账' }
    expect.yes('还不是条款', (await found([{ deed: 'pay', text: '补偿' }], 0)).some(one => one.startsWith('bar 协议第1条')), '')
    const words = await found([whole, { debtor: his, creditor: mine, deed: 'do', text: '尽快改道，按物权法留出口', due: plus(today, 10) }], 1)
    expect.yes('含糊', words.some(one => one.includes('协议第2条') && one.includes('尽快')), words)
    expect.yes('废止的法', words.some(one => one.includes('物权法')), words)
    expect.yes('没有履行方式', words.some(one => one.includes('协议第2条') && one.includes('履行方式')), words)
    const sums = await found([{ ...whole, text: '补偿苞谷损失300元（大写：叁佰伍拾元整）' }], 2)
    expect.yes('大小写不一致', sums.some(one => one.includes('不一致')), sums)
    const blanks = await found([{ ...whole, text: '补偿{什么}损失' }], 3)
    expect.yes('空没有填', blanks.some(one => one.startsWith('bar 协议第1条') && one.includes('什么')), blanks)
    expect.fault('条款不是列表', await saves('draft', { sides: [], clauses: '{}' }, 4), '/clauses')
    expect.equal('写好了', await found([{ ...whole, text: '补偿苞谷损失' }], 4), [])
  })
  await say('草稿成为书面协议，之后不再写草稿；对方和社区什么也没看到过', async () => {
    const { fields } = (await bench()).draft
    expect.equal('最后一项的日子自动有了', fields.last_due_on, plus(today, 10))
    expect.contains('责任有自己的一栏', fields.liability, '开沟时没有留出口')
    expect.lacks('她没有看到草稿', JSON.stringify(await her.looks()), '开沟时没有留出口')
    matter = await mediator.does(matter, 'succeed_written', fields)
    expect.equal('草稿删去', (await bench()).draft, undefined)
    const agreement = (await mediator.reads(`/matters/${matter.id}/papers`)).items.find(one => one.paper === 'agreement')
    expect.contains('协议书里不用再写', agreement.fields.find(one => one.name === 'liability').value ?? '', '开沟时没有留出口')
    for (const who of [mine, his]) await mediator.does(matter, 'sign', { signing_party: who, party_signed_on: today, signed_way: 'signature' })
    expect.equal('签署之前还能写', (await saves('draft', { sides: [], facts: '又写' }, 0)).status, 200)
    await mediator.does(matter, 'take_effect', { mediator_signed_on: today, sealed_on: today })
    const now = await bench()
    expect.equal('生效之后草稿都没有了', { talk: now.talk, draft: now.draft, may: now.may_write }, { may: false })
    expect.refused('不能再写', await saves('draft', { sides: [] }, 0), 409, 'wrong_state')
  })
  await say('我的调解：有编号、到期、还缺什么；分页', async () => {
    const page = await mediator.reads('/mediations?limit=1')
    expect.equal('一页一件', page.items.length, 1)
    const all = await mediator.reads('/mediations?limit=50')
    const row = expect.one('这一件', all.items, one => one.matter === matter.id)
    expect.equal('状态', row.state_title, '协议已生效，履行中')
    expect.yes('写明缺什么', row.missing > 0 && row.first.length > 0 && row.first.every(one => one.remedy), row)
    expect.fault('坏的翻页标记', await mediator.get('/mediations?cursor=x'), '/cursor')
    expect.fault('每页太多', await mediator.get('/mediations?limit=51'), '/limit')
    expect.equal('分流员的是空的', (await desk.reads('/mediations')).items.length, 0)
  })
}
