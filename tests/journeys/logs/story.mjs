// The server's words to its operator hold nothing of any case: no text, no name, no phone, no code.

import { expect, Unmet } from '../support/check.mjs'
import { password } from '../support/county.mjs'
import { neighbour, she } from '../support/openings.mjs'
import * as doorstep from '../j1-doorstep/story.mjs'

export const title = '服务日志里没有一句案情、一个姓名、一个电话、一个查询码、一个口令'

// Every text that people wrote: Chinese words, numbers of people, and whatever opens a door.
function collect(value, into) {
  if (typeof value === 'string') {
    if (value.startsWith('[{')) collect(JSON.parse(value), into)
    else if (/[\u4e00-\u9fff]/.test(value) && [...value].length >= 3) into.add(value)
    else if (/^1990000\d{4}$/.test(value)) into.add(value)
  } else if (Array.isArray(value)) value.forEach(one => collect(one, into))
  else if (value && typeof value === 'object') Object.values(value).forEach(one => collect(one, into))
}

const escaped = text => [...text].map(c => (c.charCodeAt(0) > 126 ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)).join('')

// Where the log repeats any of it. A long text is looked for by each of its sentences.
function found(log, secrets) {
  const lower = log.toLowerCase()
  for (const secret of secrets) {
    const parts = [secret, ...secret.split(/[，。；、\s]/).filter(part => [...part].length >= 4)]
    for (const part of parts) {
      for (const form of [part, encodeURIComponent(part), escaped(part)]) {
        if (lower.includes(form.toLowerCase())) return part
      }
    }
  }
  return null
}

export default async function story(scene) {
  const secrets = new Set([password, she.name, she.phone, neighbour.name, neighbour.phone, neighbour.address])
  scene.options.told = parcel => {
    const { body, path, headers } = parcel
    if (body && /json/.test(headers['Content-Type'] ?? '')) {
      try {
        collect(JSON.parse(body), secrets)
      } catch {
        // Bytes that are no JSON hold no text of a case.
      }
    }
    for (const [, value] of new URL(path, 'http://x').searchParams) collect(value, secrets)
    for (const name of ['X-Track-Secret', 'X-CSRF']) if (headers[name]) secrets.add(headers[name])
    if (headers.Cookie) secrets.add(headers.Cookie.split('=')[1])
    if (headers['X-File-Name']) secrets.add(decodeURIComponent(headers['X-File-Name']))
    secrets.delete('办理')
  }
  const { receipt, matter, staff, her } = await doorstep.default(scene)
  const say = scene.step.bind(scene)
  await say('再做几件会出错的事：错的口令、残缺的内容、错的查询码、查找、错的登录名', async () => {
    const client = scene.server.client()
    await client.request('POST', '/session', { body: { login: 'leader', password: 'Mi-Ma-Cuo-Le-99' } })
    await client.request('POST', '/session', { body: { login: 'xiaofang.the.clerk', password: 'x' } })
    await client.request('POST', '/public/reports', { raw: '{"text":"残缺的一句话不该出现在日志里' })
    await client.request('POST', '/public/reports', { body: { text: '填错的一句话不该出现在日志里', place: 'x', client_id: 'x', hide_identity: false } })
    await client.request('GET', '/track', { headers: { 'X-Track-Secret': 'wrong-secret-wrong-secret-000' } })
    await client.request('GET', `/public/places?q=${encodeURIComponent('寨子脚水井')}`)
    await client.request('GET', `/nowhere/${encodeURIComponent('网址里的一句话')}`)
    await staff[1].finds('排水沟没有出口')
    for (const text of ['Mi-Ma-Cuo-Le-99', 'xiaofang.the.clerk', '残缺的一句话不该出现在日志里', '填错的一句话不该出现在日志里', 'wrong-secret-wrong-secret-000', '寨子脚水井', '网址里的一句话']) secrets.add(text)
    for (const one of staff) secrets.add(one.name)
    secrets.add(receipt.secret)
    for (const one of (await her.looks()).documents) secrets.add(one.id)
    secrets.add(matter.id)
    secrets.add(receipt.number)
  })
  await say('停下服务，读完它说过的每一行', async () => {
    await scene.server.stop()
    const lines = scene.server.err.split('\n').filter(Boolean)
    expect.yes('日志不是空的：每个请求一行', lines.length > 100, lines.length)
    for (const line of lines) expect.equal('每一行只有这几栏', Object.keys(JSON.parse(line)).filter(key => !['at', 'operation', 'status', 'code', 'ms', 'bytes', 'request'].includes(key)), [])
    expect.yes('要找的话够多', secrets.size > 50, secrets.size)
  })
  await say('没有一句案情', async () => {
    const leak = found(scene.server.log, secrets)
    if (leak) throw new Unmet('日志里出现了', '没有', leak)
  })
  await say('找的办法是灵的：把一句话放进去，它会发现', async () => {
    for (const planted of [she.phone, receipt.secret, encodeURIComponent('排水沟没有出口')]) expect.yes('发现', found(`${scene.server.log}${planted}`, secrets))
  })
}
