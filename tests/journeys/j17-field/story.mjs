// J17: the one who cannot write. She speaks for two minutes into a grid worker's phone; what she asked for is kept; she signs by
// fingerprint with a reader and a witness; her answer is entered by somebody who did not handle it, and told apart.

import { execFileSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'

import { at, plus, today } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { party, child, parent } from '../support/openings.mjs'
import { photo } from '../support/photo.mjs'
import { film, recording } from '../support/sound.mjs'

export const title = '不会写字的人：录音、分片传、代为记录、译员和联系要求、捺印有人代读见证、代录评价单列；联户长一键上报；预取留痕'

const PIECE = 64 * 1024
const TOWN = '520422203'
const drain = 'dispute.neighbour.drain'

// As a phone sends a file: told first, then in pieces, each from where the server says.
class Pieces {
  constructor(client, base, bytes, { name, type, id = randomUUID(), report = true, sha256 } = {}) {
    Object.assign(this, { client, bytes, id, path: `${base}/${id}` })
    this.start = { name, media_type: type, bytes: bytes.length, sha256: sha256 ?? createHash('sha256').update(bytes).digest('hex'), of_report: report }
  }

  begin = more => this.client.request('PUT', this.path, { body: { ...this.start, ...more } })
  state = () => this.client.request('GET', this.path)
  piece = (offset, size = PIECE) => this.client.request('PUT', `${this.path}/pieces/${offset}`, { raw: this.bytes.subarray(offset, offset + size), type: 'application/octet-stream' })

  async whole() {
    let reply = await this.begin()
    expect.equal('说明文件', { status: reply.status, detail: reply.json?.detail }, { status: 200 })
    while (!reply.json.attachment) {
      reply = await this.piece(reply.json.offset)
      expect.equal('传一片', { status: reply.status, detail: reply.json?.detail }, { status: 200 })
    }
    return reply.json.attachment
  }
}

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const verifier = await scene.staff('verify')
  const security = await scene.staff('secadmin')
  const accounts = await scene.accounts(security)
  const lets = async fits => scene.lets(security, expect.one('有这个人', accounts.filter(fits).slice(0, 1), () => true))
  const worker = await say('补郎苗族乡的网格员第一次登录', () => lets(one => one.login.startsWith(`grid.${TOWN}`)))
  const head = await say('那里的一位联户长也登录', () => lets(one => one.login.startsWith(`group.${TOWN}`)))
  const grid = (await worker.reads('/spot')).places[0]

  // ---- she speaks ----
  const voice = recording(118)
  const filed = { channel: 'grid_worker', text: '语音反映（118秒），待记录', place: grid.id, category: drain, name: '化名杨阿奶', phone: '19900007777', no_call: true, no_paper: true,
    contact_note: '请联系侄女化名杨小妹 19900008888', helped_by: '网格员化名石生', interpreter: '苗语，由侄女翻译' }
  let matter
  let receipt
  await say('手机没有信号时写好的，有了信号才传；没有听到回答又传一次，还是一件', async () => {
    const body = worker.intakeBody(filed)
    const headers = { 'Idempotency-Key': randomUUID() }
    await worker.client.sendAndHangUp('POST', '/matters', { body, headers })
    const again = await worker.client.request('POST', '/matters', { body, headers })
    expect.equal('收下', { status: again.status, detail: again.json?.detail }, { status: 201 })
    matter = again.json
    receipt = matter.receipt
    expect.equal('只有一件', (await desk.lists()).filter(one => one.title.startsWith('语音反映')).length, 1)
  })
  const base = () => `/matters/${matter.id}/uploads`
  const hers = () => new Pieces(worker.client, base(), voice, { name: '录音1.mp3', type: 'audio/mpeg' })
  let sound
  await say('录音一片一片传：断了从断的地方接着传，重传的不重复，最后只有一个附件', async () => {
    const file = hers()
    expect.equal('还没有', (await file.state()).status, 404)
    expect.equal('从头', (await file.begin()).json, { id: file.id, bytes: voice.length, offset: 0 })
    expect.equal('第一片', (await file.piece(0)).json.offset, PIECE)
    expect.equal('又传第一片', (await file.piece(0)).json.offset, PIECE)
    // The page is killed and opened again; the server goes away and comes back.
    await scene.server.stop()
    scene.server = await scene.place.serve()
    file.client.url = new URL(scene.server.url)
    for (const one of [desk, verifier, security, head]) one.client.url = new URL(scene.server.url)
    for (const one of [desk, verifier, security, head, worker]) one.client.sits()
    expect.equal('重启以后还记得', (await file.begin()).json.offset, PIECE)
    const gap = await file.piece(2 * PIECE)
    expect.refused('跳过一片', gap, 409, 'upload_offset')
    expect.contains('说明从哪里接着传', gap.json.detail, `${PIECE}`)
    expect.none('没有传完的，谁也看不到', (await desk.opens(matter)).attachments, () => true)
    sound = await file.whole()
    expect.equal('最后一片没有听到回答，再传', (await file.piece(voice.length - 10)).json.attachment.id, sound.id)
    const now = await desk.opens(matter)
    expect.equal('附件', now.attachments.map(one => [one.name, one.media_type, one.bytes]), [['录音1.mp3', 'audio/mpeg', voice.length]])
    expect.contains('经过里写明', now.timeline.map(one => one.text).join('\n'), '附上录音“录音1.mp3”')
  })
  await say('照片也这样传', async () => {
    const picture = photo(17)
    await new Pieces(worker.client, base(), picture, { name: '沟口.jpg', type: 'image/jpeg' }).whole()
    expect.equal('两个附件', (await desk.opens(matter)).attachments.length, 2)
  })
  await say('传错的都说明白', async () => {
    const bad = (bytes, more) => new Pieces(worker.client, base(), bytes, { name: 'a.mp3', type: 'audio/mpeg', ...more })
    const refuses = async (what, file, status, code) => also(what, async () => {
      let reply = await file.begin()
      for (let n = 0; n < 40 && reply.status === 200 && !reply.json.attachment; n += 1) reply = await file.piece(reply.json.offset)
      expect.refused(what, reply, status, code)
    })
    await refuses('摘要不对', bad(recording(3), { sha256: 'a'.repeat(64) }), 400, 'upload_hash')
    await refuses('三分钟', bad(recording(180)), 400, 'voice_long')
    await refuses('录像', bad(film(), { type: 'video/webm' }), 400, 'sound_video')
    await refuses('不是录音', bad(Buffer.from('只是几个字')), 400, 'media_unknown')
    await refuses('程序', bad(Buffer.from('MZ....'), { type: 'application/x-msdownload' }), 400, 'media_unknown')
    await also('太大', async () => expect.fault('太大', await bad(voice).begin({ bytes: 13 * 1024 * 1024 }), '/bytes'))
    await also('编号不对', async () => expect.fault('编号', await new Pieces(worker.client, base(), voice, { name: 'a', type: 'audio/mpeg', id: 'a' }).begin(), '/upload'))
    await also('从哪里传起不是数', async () => expect.fault('位置', await worker.client.request('PUT', `${base()}/${randomUUID()}/pieces/x`, { raw: voice.subarray(0, 9), type: 'application/octet-stream' }), '/offset'))
    await also('别人的上传', async () => {
      const file = hers()
      await file.begin()
      expect.refused('分流岗', await desk.client.request('GET', file.path), 404, 'not_found')
      expect.refused('联户长接着传', await head.client.request('PUT', `${file.path}/pieces/0`, { raw: voice.subarray(0, 9), type: 'application/octet-stream' }), 404, 'not_found')
    })
    await also('一片太大', async () => expect.equal('一片太大', (await worker.client.request('PUT', `${base()}/${randomUUID()}/pieces/0`, { raw: Buffer.alloc(300 * 1024), type: 'application/octet-stream' })).status, 413))
  })

  // ---- what she asked for is kept ----
  await say('代为记录的人、译员、联系要求都在，分流岗看得到', async () => {
    const her = party(await desk.opens(matter), '反映人')
    expect.equal('记着', { helped: her.helped_by, speaks: her.interpreter, flags: her.flags },
      { helped: filed.helped_by, speaks: filed.interpreter, flags: ['不要打电话', '不要寄送纸质材料', filed.contact_note] })
  })
  await say('分流岗听录音，把话记下来：是另一条记录，标题照她的话', async () => {
    const now = await desk.opens(matter)
    const words = { text: '隔壁的沟没有出口。下雨就漫进我家菜地，请来看看。' }
    const write = (etag, to = sound.id) => desk.client.request('POST', `/matters/${now.id}/attachments/${to}/words`, { body: words, headers: { 'If-Match': `"${etag}"` } })
    const served = await desk.client.request('GET', `/matters/${now.id}/attachments/${sound.id}`)
    expect.equal('听得到', [served.status, served.headers['content-type'], served.bytes.equals(voice)], [200, 'audio/mpeg', true])
    expect.refused('照片没有话', await write(now.etag, now.attachments.find(one => one.media_type === 'image/jpeg').id), 400, 'not_a_recording')
    const reply = await write(now.etag)
    expect.equal('记下', { status: reply.status, detail: reply.json?.detail }, { status: 200 })
    expect.equal('标题', reply.json.title, '隔壁的沟没有出口')
    expect.equal('原话不改', reply.json.text, filed.text)
    expect.contains('另一条记录', reply.json.timeline.at(-1).text, '（据录音“录音1.mp3”）')
    expect.refused('旧的版本', await write(now.etag), 412, 'stale_version')
  })
  const she = scene.resident({ name: filed.name, phone: filed.phone })
  she.keeps(receipt)
  await say('侄女用回执上的二维码替她看：听得到录音，读得到记下的话；也能补一段录音', async () => {
    const track = await she.looks()
    expect.one('记下的话', track.timeline, one => one.title === '记下录音里说的话')
    const more = recording(20)
    const file = new Pieces(she.client, '/track/uploads', more, { name: '补充.mp3', type: 'audio/mpeg', report: false })
    const added = await file.whole()
    await she.does('add_facts', { supplement_text: '又说了一段，见录音。' }, { attachments: [added.id] })
    const other = scene.resident({ name: '化名别人', phone: '19900001212' })
    await other.reports({ text: '路灯不亮。', place: grid.id })
    const stolen = new Pieces(other.client, '/track/uploads', more, { name: '补充.mp3', type: 'audio/mpeg', id: file.id })
    expect.refused('别人的查询码', await stolen.state(), 404, 'not_found')
    const served = await she.client.request('GET', `/track/attachments/${sound.id}`)
    expect.equal('她听得到', [served.status, served.bytes.length], [200, voice.length])
  })
  await say('受理通知书写明由谁代写、说哪种话；不打电话、不送纸的要求不印在纸上', async () => {
    matter = await desk.does(matter, 'accept', { category: drain, difficulty: 'ordinary' })
    const paper = expect.one('受理通知书', (await she.looks()).documents, one => one.title === '受理通知书')
    const pdf = await she.client.request('GET', `/track/documents/${paper.id}/pdf`, { headers: { 'X-Track-Pin': filed.phone.slice(-4) } })
    const words = execFileSync('pdftotext', ['-', '-'], { input: pdf.bytes }).toString().replace(/\s/g, '')
    expect.contains('由谁代写', words, `${filed.helped_by}（不一样的请告诉我们更正）`)
    expect.contains('说哪种话', words, filed.interpreter)
    expect.lacks('联系要求', words, '侄女化名杨小妹')
    expect.lacks('联系要求', words, '不要打电话')
  })

  // ---- taken along ----
  await say('手机预取：留下查阅记录，没有电话、住址和联系要求，也没有办理的按钮', async () => {
    const far = await worker.opens(matter, '预取')
    const her = party(far, '反映人')
    expect.equal('没有', { phone: her.phone, address: her.address, flags: her.flags, moves: far.moves }, { flags: [], moves: [] })
    expect.equal('还有', her.interpreter, filed.interpreter)
    expect.one('她看得到', (await she.looks()).access, row => /手机上/.test(row.purpose) && row.who.endsWith('网格员'))
    expect.refused('不该知道的，预取也没有', await head.get(`/matters/${randomUUID()}?purpose=${encodeURIComponent('预取')}`), 404, 'not_found')
  })

  // ---- she signs ----
  const mediator = await say('乡里的调解员第一次登录', () => lets(one => one.posts.some(post => post.role === 'mediator' && post.office === `town_mediation.${TOWN}`)))
  await say('转乡里调解：她捺印，写明代读人和见证人', async () => {
    await desk.adds(matter, { role: 'respondent', kind: 'natural', name: '化名田大山', phone: '19900002222', address: '虚构寨2号' })
    matter = await desk.does(matter, 'refer_to_mediation', { lead_office: `town_mediation.${TOWN}`, lead_receiver: mediator.id })
    await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today() })
    const mine = party(matter, '反映人').id
    const his = party(matter, '对方当事人').id
    await mediator.does(matter, 'consent', { consenting_party: mine, consent_on: today(), consent_way: 'fingerprint' })
    await mediator.does(matter, 'consent', { consenting_party: his, consent_on: today(), consent_way: 'signed' })
    await mediator.does(matter, 'register', { dispute_kind: drain })
    await mediator.does(matter, 'session', { session_on: at(today(), '09:00'), session_place: '补郎社区', session_kind: 'together', present: '双方到场，侄女翻译', record: '双方谈妥。' })
    const clauses = [{ debtor: his, creditor: mine, deed: 'do', text: '给沟开一个出口', due: plus(today(), 10), method: '自行施工' }]
    await mediator.does(matter, 'succeed_written', { facts: '沟没有出口。', clauses: JSON.stringify(clauses), last_due_on: plus(today(), 10) })
    const witness = '侄女化名杨小妹用苗语代读；村民组长化名龙生见证'
    matter = await mediator.does(matter, 'sign', { signing_party: mine, party_signed_on: today(), signed_way: 'fingerprint', signed_place: '她家里', witness })
    const signed = (await she.looks()).timeline.filter(one => one.title === '当事人签署').at(-1)
    const told = signed.details.map(one => one.value)
    expect.contains('捺印', told.join('|'), '捺印')
    expect.contains('代读人、见证人', told.join('|'), witness)
    await mediator.does(matter, 'sign', { signing_party: his, party_signed_on: today(), signed_way: 'signature' })
    await mediator.does(matter, 'take_effect', { mediator_signed_on: today(), sealed_on: today() })
    await mediator.notes(matter, 1, 1, today())
    await mediator.does(matter, 'fulfil')
    matter = await verifier.does(matter, 'return_visit', { visit_on: today(), visit_way: 'visit', visit_text: '沟已开出口。' })
  })

  // ---- her answer, entered by another ----
  await say('她不能操作，由没有参加办理的网格员代录她的评价；经办的人不能代录；与本人评价分得开', async () => {
    const asked = { proceeding: child(matter).id }
    const grade = { stars: 's4', comment: '满意，谢谢。', relay_way: 'face' }
    expect.refused('调解员自己代录', await mediator.tries(matter, 'evaluate_relay', grade, asked), 403, 'not_yours')
    const now = await worker.does(matter, 'evaluate_relay', grade, asked)
    const told = expect.one('代录的评价', now.timeline, one => one.title === '代录评价')
    expect.equal('另一种记录，写明谁代录、怎样听取', { kind: told.kind, by: told.by.endsWith('网格员'), way: told.details.at(-1).value }, { kind: 'evaluate_relay', by: true, way: '当面听取' })
    expect.none('不算本人的评价', now.timeline, one => one.kind === 'evaluate')
    expect.refused('再代录一次', await worker.tries(matter, 'evaluate_relay', grade, asked), 409, 'need_missing')
    // Hers still counts, and stands beside it.
    const track = await she.does('evaluate', { stars: 's5' }, asked)
    expect.equal('她自己又答了', track.timeline.filter(one => one.title.includes('评价')).map(one => [one.title, one.by]).map(([name, by]) => `${name}：${by.endsWith('网格员') ? '网格员' : by}`), ['代录评价：网格员', '评价：当事人本人'])
    expect.yes('整件事项还在', parent(now))
    const figures = await scene.place.meddle("SELECT figure, SUM(delta) FROM count_fact WHERE figure LIKE 'answered.eval%' GROUP BY figure ORDER BY figure")
    expect.equal('分开统计', figures, [['answered.evaluate', '1'], ['answered.evaluate_relay', '1']])
  })

  // ---- one tap ----
  await say('联户长的手机：本人的组和日常类别的按钮，别人没有', async () => {
    const form = await head.reads('/quick')
    expect.equal('来源', form.channel, 'group_head')
    expect.equal('只有自己的组', [form.places.length, form.places[0].kind], [1, 'group'])
    expect.yes('按钮不多不少', form.kinds.length >= 8 && form.kinds.length <= 16, form.kinds)
    expect.none('没有检举', form.kinds, one => one.value.startsWith('complaint'))
    expect.refused('网格员没有', await worker.get('/quick'), 403, 'role_needed')
    expect.refused('没有登录', await scene.server.client().request('GET', '/quick'), 401)
    expect.yes('手机知道要显示按钮', head.session.may.includes('quick'))
    const kind = form.kinds[0]
    const taken = await head.records({ channel: form.channel, title: `${kind.title}（${form.places[0].name}）`, text: '联户长一键上报，请派人查看。', category: kind.value, place: form.places[0].id, name: head.name })
    const row = expect.one('在分流台上', await desk.work('desk'), one => one.number === taken.number)
    expect.equal('来源', row.channel_title, '联户长上报')
  })
  await say('历史记录接得上，没有被改动', async () => {
    const { code, err } = await scene.place.tool('verify')
    expect.equal('lianhu verify', { code, err }, { code: 0, err: '' })
  })
}
