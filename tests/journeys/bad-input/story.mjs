// Everything wrong that may come in: each is refused with the right status, in Chinese, and nothing of it stays.

import { randomUUID } from 'node:crypto'

import { at, plus, today } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories } from '../support/county.mjs'
import { complaint, findsHerGrid } from '../support/openings.mjs'
import { photo } from '../support/photo.mjs'

export const title = '填错的、残缺的、冒充的：都被挡住，说明原因，什么也不留下'

export default async function story(scene) {
  await scene.step('县里的服务已经开起来', () => scene.opens())
  const her = scene.resident({ name: '化名罗阿婆' })
  const also = scene.also.bind(scene)
  const grid = await scene.step('她找到自己的网格', () => findsHerGrid(her.client))
  const good = more => her.reportBody({ text: complaint, place: grid.id, category: categories.drain, ...more })
  const sends = (body, more = {}) => her.client.request('POST', '/public/reports', { body, ...more })
  const raw = (bytes, more = {}) => her.client.request('POST', '/public/reports', { raw: bytes, ...more })

  // ---- what is no JSON ----
  for (const [name, bytes] of [
    ['半截', '{"text":"水淹了地"'], ['空', ''], ['不是对象', '[]'], ['尾上多一个逗号', '{"text":"水淹了地",}'], ['同一栏写两遍', `{"text":"一","text":"二"}`],
    ['套了一百层', '['.repeat(100) + ']'.repeat(100)], ['一个 null', 'null'], ['带 BOM', '\ufeff{}'], ['NaN', '{"text":NaN}'],
  ]) {
    await also(`内容残缺（${name}）`, async () => {
      const { status } = await raw(bytes)
      expect.yes('拒绝', status === 400, status)
    })
  }
  await also('正文不是 UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xff, 0xfe, 0x41]), Buffer.from(`","place":"${grid.id}","hide_identity":false,"client_id":"${randomUUID()}"}`)])
    expect.refused('拒绝', await raw(bytes), 400)
  })
  await also('过长编码的斜杠（非法 UTF-8）', async () => {
    const bytes = Buffer.concat([Buffer.from('{"text":"水淹'), Buffer.from([0xc0, 0xaf]), Buffer.from(`","place":"${grid.id}","client_id":"${randomUUID()}"}`)])
    expect.refused('拒绝', await raw(bytes), 400)
  })
  await also('内容类型不是 JSON', async () => {
    expect.refused('拒绝', await raw(JSON.stringify(good()), { type: 'text/plain' }), 415, 'unsupported_media')
  })

  // ---- fields ----
  const faults = [
    ['多出一栏', { colour: '红' }, '/colour'],
    ['null 不算没有填', { category: null }, '/category'],
    ['空的情况', { text: '' }, '/text'],
    ['一个字', { text: '水' }, '/text'],
    ['全是空格', { text: '　　　' }, '/text'],
    ['五千零一字', { text: '水'.repeat(5001) }, '/text'],
    ['标题六十一字', { title: '长'.repeat(61) }, '/title'],
    ['情况写成数字', { text: 12 }, '/text'],
    ['情况里有 NUL', { text: '水淹\u0000了地' }, '/text'],
    ['情况里有退格', { text: '水淹\u0008了地' }, '/text'],
    ['情况里有 C1 控制符', { text: '水淹\u0085了地' }, '/text'],
    ['情况里有反向书写符', { text: '水淹\u202e了地' }, '/text'],
    ['情况里有方向隔离符', { text: '水淹\u2066了地' }, '/text'],
    ['情况里有非字符', { text: '水淹\uffff了地' }, '/text'],
    ['标题里换行', { title: '一行\n两行' }, '/title'],
    ['没有这个地点', { place: '520422999999' }, '/place'],
    ['别的县', { place: '110000' }, '/place'],
    ['没有这个类别', { category: 'dispute.no.such' }, '/category'],
    ['不存在的日子', { happened_on: '2026-02-30' }, '/happened_on'],
    ['不是闰年', { happened_on: '2025-02-29' }, '/happened_on'],
    ['日子写法不对', { happened_on: '2026/02/03' }, '/happened_on'],
    ['明天发生的事', { happened_on: plus(today(), 1) }, '/happened_on'],
    ['电话里有字', { phone: '一九九〇' }, '/phone'],
    ['查询密码三位', { pin: '123' }, '/pin'],
    ['查询密码有字母', { pin: '12ab' }, '/pin'],
    ['定位在海里', { point: { lon_e6: 0, lat_e6: 0 } }, '/point/lon_e6'],
    ['定位是小数', { point: { lon_e6: 105.7, lat_e6: 26.3 } }, '/point/lon_e6'],
    ['客户端编号不是编号', { client_id: 'x' }, '/client_id'],
  ]
  for (const [name, wrong, pointer] of faults) {
    await also(`上报：${name}`, async () => expect.fault('拒绝', await sends(good(wrong)), pointer))
  }
  await also('上报：没有写地点', async () => {
    const body = good()
    delete body.place
    expect.fault('拒绝', await sends(body), '/place')
  })
  await also('同时几处不对，一次全部指出', async () => {
    const reply = await sends(good({ text: '', phone: 'x', pin: '1' }))
    expect.equal('指出的栏', reply.json.errors?.map(one => one.pointer).sort(), ['/phone', '/pin', '/text'])
  })

  // ---- the head of a request ----
  await also('没有请求编号', async () => {
    expect.refused('拒绝', await sends(good(), { headers: { 'Idempotency-Key': null } }), 400)
  })
  await also('请求编号太短', async () => {
    expect.refused('拒绝', await sends(good(), { headers: { 'Idempotency-Key': 'x' } }), 400)
  })
  await also('正文超过 256 KiB', async () => {
    expect.refused('拒绝', await raw(Buffer.alloc(300 * 1024, 0x20)), 413, 'body_too_large')
  })
  await also('请求头太大', async () => {
    expect.refused('拒绝', await her.client.request('GET', '/public/county', { headers: { 'X-Long': 'x'.repeat(40_000) } }), 431)
  })
  await also('地址里有残缺的转义', async () => {
    expect.refused('拒绝', await her.client.request('GET', '/public/places?q=%E6%99'), 400)
  })
  await also('查询多出一项', async () => {
    expect.refused('拒绝', await her.client.request('GET', '/public/places?parent=520422&colour=red'), 400)
  })
  await also('没有这个地址', async () => {
    expect.refused('拒绝', await her.client.request('GET', '/public/secrets'), 404)
  })
  await also('没有这个网页：给人看的是中文页面，给程序的是统一的格式', async () => {
    const page = await her.client.send({ method: 'GET', path: '/no/such/page', headers: { Accept: 'text/html' } })
    expect.equal('网页', [page.status, page.headers['content-type']], [404, 'text/html; charset=utf-8'])
    const told = await her.client.send({ method: 'GET', path: '/no/such/page', headers: { Accept: 'application/json' } })
    expect.equal('程序', [told.status, told.headers['content-type']], [404, 'application/problem+json'])
  })
  await also('这个地址不支持这种操作', async () => {
    expect.refused('拒绝', await her.client.request('DELETE', '/public/county'), 405)
  })
  await also('来自别的网站的写入', async () => {
    expect.refused('拒绝', await sends(good(), { headers: { Origin: 'https://evil.example' } }), 403, 'foreign_origin')
  })
  await also('以上没有一件留下', async () => {
    const [[count]] = await scene.place.meddle('SELECT COUNT(*) FROM matter')
    expect.equal('事项数', count, '0')
  })

  // ---- files ----
  await scene.step('她报上一件正当的事', () => her.reports({ text: complaint, place: grid.id, category: categories.drain }))
  const upload = (bytes, type, name = '照片.jpg', more = {}) => her.client.request('POST', '/track/attachments', { raw: bytes, type, headers: { 'X-File-Name': encodeURIComponent(name), ...more } })
  const html = Buffer.from('<html><script>alert(1)</script></html>')
  await also('程序冒充照片', async () => expect.refused('拒绝', await upload(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)]), 'image/jpeg'), 400, 'media_unknown'))
  await also('网页冒充照片', async () => expect.refused('拒绝', await upload(html, 'image/jpeg'), 400, 'media_unknown'))
  await also('照片冒充 PDF', async () => expect.refused('拒绝', await upload(photo(3), 'application/pdf', '文件.pdf'), 400, 'media_disguised'))
  await also('网页明说是网页', async () => {
    const { status } = await upload(html, 'text/html', '网页.html')
    expect.yes('拒绝', status === 400 || status === 415, status)
  })
  await also('照片只有一半', async () => expect.refused('拒绝', await upload(photo(3).subarray(0, 80), 'image/jpeg'), 400, 'media_broken'))
  await also('空文件', async () => {
    const { status } = await upload(Buffer.alloc(0), 'image/jpeg')
    expect.yes('拒绝', status === 400 || status === 415, status)
  })
  await also('十三兆的文件', async () => {
    expect.refused('拒绝', await her.client.announce('POST', '/track/attachments', 13 << 20, { body: photo(3), type: 'image/jpeg' }), 413, 'body_too_large')
  })
  await also('照片之后藏着网页：藏的部分不会送出', async () => {
    const sent = await her.sends(Buffer.concat([photo(5), html]), { name: '藏.jpg' })
    const served = await her.client.request('GET', `/track/attachments/${sent.id}`)
    expect.equal('能打开', served.status, 200)
    expect.yes('没有网页', !served.bytes.includes(Buffer.from('<script>')))
  })
  await also('文件名里有目录：只留名字', async () => {
    const sent = await her.sends(photo(6), { name: '../../etc/她的地.jpg' })
    expect.equal('文件名', sent.name, '她的地.jpg')
  })
  await also('别人的附件不能拿来用', async () => {
    const track = await her.looks()
    const reply = await her.client.request('POST', '/track/moves', { body: { proceeding: track.moves[0].proceeding, move: 'add_facts', fields: { supplement_text: '照片' }, attachments: [randomUUID()] } })
    expect.refused('拒绝', reply, 400, 'attachment_unknown')
  })

  // ---- staff ----
  const desk = await scene.staff('triage')
  const taken = await scene.step('窗口登记一件事', () => desk.records({ text: '路灯坏了三天。', place: grid.id, name: '化名甲' }))
  const intake = more => desk.client.request('POST', '/matters', { body: desk.intakeBody({ text: '路灯坏了。', place: grid.id, ...more }) })
  for (const [name, wrong, pointer] of [
    ['没有这种来源', { channel: 'pigeon' }, '/channel'], ['冒充群众手机', { channel: 'phone_page' }, '/channel'],
    ['明天收到', { received_at: at(plus(today(), 1)) }, '/received_at'], ['两年前收到', { received_at: at(plus(today(), -730)) }, '/received_at'],
    ['时间没有时区', { received_at: '2026-09-01T09:00:00' }, '/received_at'], ['二十五点', { received_at: '2026-09-01T25:00:00+08:00' }, '/received_at'],
    ['没有这个密级', { seal: 'secret' }, '/seal'], ['负的金额', { amount_fen: -1 }, '/amount_fen'], ['金额写成小数', { amount_fen: 1.5 }, '/amount_fen'],
    ['没有这种当事人', { parties: [{ role: 'king', kind: 'natural', name: '化名乙' }] }, '/parties/0/role'],
    ['五十一名当事人', { parties: Array.from({ length: 51 }, () => ({ role: 'other', kind: 'natural', name: '化名乙' })) }, '/parties'],
  ]) {
    await also(`登记：${name}`, async () => expect.fault('拒绝', await intake(wrong), pointer))
  }
  const now = await desk.opens(taken)
  const accept = { proceeding: now.proceedings[0].id, move: 'accept', fields: { category: 'other', difficulty: 'ordinary' } }
  const acts = (body, headers) => desk.client.request('POST', `/matters/${now.id}/moves`, { body, headers })
  const seen = { 'If-Match': `"${now.etag}"` }
  await also('没有说看到的是哪个版本', async () => expect.refused('拒绝', await acts(accept, {}), 428, 'version_missing'))
  await also('版本写成 *', async () => expect.refused('拒绝', await acts(accept, { 'If-Match': '*' }), 400))
  await also('版本已经旧了', async () => expect.refused('拒绝', await acts(accept, { 'If-Match': '"v999"' }), 412, 'stale_version'))
  await also('版本写得不对', async () => {
    const { status } = await acts(accept, { 'If-Match': '"abc"' })
    expect.yes('拒绝', status === 400 || status === 412, status)
  })
  await also('没有页面凭据（CSRF）', async () => expect.refused('拒绝', await acts(accept, { ...seen, 'X-CSRF': null }), 403, 'csrf'))
  await also('没有这个选项', async () => expect.fault('拒绝', await acts({ ...accept, fields: { ...accept.fields, difficulty: 'easy' } }, seen), '/fields/difficulty'))
  await also('没有这个类别', async () => expect.fault('拒绝', await acts({ ...accept, fields: { ...accept.fields, category: 'none' } }, seen), '/fields/category'))
  await also('少填一栏', async () => expect.fault('拒绝', await acts({ ...accept, fields: { category: 'other' } }, seen), '/fields/difficulty'))
  await also('多填一栏', async () => expect.fault('拒绝', await acts({ ...accept, fields: { ...accept.fields, fee: '100' } }, seen), '/fields/fee'))
  await also('不要附件的动作带了附件', async () => expect.fault('拒绝', await acts({ ...accept, attachments: [randomUUID()] }, seen), '/attachments'))
  await also('没有这个动作', async () => expect.refused('拒绝', await acts({ ...accept, move: 'delete' }, seen), 404))
  await also('登记动作不能当作办理动作', async () => expect.refused('拒绝', await acts({ ...accept, move: 'report', fields: {} }, seen), 404))
  await also('别的程序', async () => expect.refused('拒绝', await acts({ ...accept, proceeding: randomUUID() }, seen), 404))
  await also('不归自己办的动作', async () => {
    const verifier = await scene.staff('verify')
    expect.refused('拒绝', await verifier.tries(now, 'accept', accept.fields), 403, 'not_yours')
  })
  await also('还没有到这一步', async () => {
    expect.refused('拒绝', await acts({ ...accept, move: 'archive', fields: {} }, seen), 409, 'wrong_state')
  })
  await also('实际发生时间在将来', async () => expect.fault('拒绝', await acts({ ...accept, happened_at: at(plus(today(), 2)) }, seen), '/happened_at'))
  await also('事项一点没有变', async () => {
    const still = await desk.opens(taken)
    expect.equal('版本和状态', { etag: still.etag, status: still.status.title }, { etag: now.etag, status: now.status.title })
  })
  await also('登录：口令错、没有这个人，回答一模一样', async () => {
    const tries = async (login, password) => {
      const { status, json } = await scene.server.client().request('POST', '/session', { body: { login, password } })
      return { status, code: json.code, detail: json.detail }
    }
    const wrong = await tries('leader', 'wrong-password')
    expect.equal('状态', wrong.status, 401)
    expect.equal('一样', await tries('nobody.here', 'wrong-password'), wrong)
  })
}
