// Somebody with the database in hand changes what happened. The check names the matter and the record.

import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { expect } from '../support/check.mjs'
import { categories } from '../support/county.mjs'
import { complaint, findsHerGrid, she } from '../support/openings.mjs'
import { photo } from '../support/photo.mjs'

export const title = '有人绕过程序改了库：核对时说出是哪件事、哪一条'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const her = scene.resident(she)
  const desk = await scene.staff('triage')
  let matter
  await say('她上报，附照片，受理，催办', async () => {
    const grid = await findsHerGrid(her.client)
    matter = (await her.reports({ text: complaint, place: grid.id, category: categories.drain })).id
    const sent = await her.sends(photo(19), { name: '沟.jpg' })
    await her.does('add_facts', { supplement_text: '一张照片。' }, { attachments: [sent.id] })
    await desk.does(matter, 'accept', { category: categories.drain, difficulty: 'ordinary' })
    await her.does('urge', { urge_text: '请快一点。' })
    await scene.resident({}).reports({ text: '另一件不相干的事。', place: grid.id })
    await scene.server.stop()
  })
  const verify = () => scene.place.tool('verify')
  await say('没有动过：核对通过', async () => {
    const done = await verify()
    expect.equal('lianhu verify', { code: done.code, err: done.err }, { code: 0, err: '' })
    expect.contains('核对了多少', done.out, '核对 2 件事项')
  })
  const text = async statement => (await scene.place.meddle(statement))[0]?.[0]
  const quoted = value => `'${String(value).replaceAll("'", "''")}'`

  // One value changed and, after the check, put back.
  const changed = (name, table, column, where, value, names) => say(name, async () => {
    const was = await text(`SELECT ${column} FROM ${table} WHERE ${where}`)
    await scene.place.meddle(`UPDATE ${table} SET ${column} = ${value} WHERE ${where}`)
    const done = await verify()
    expect.equal('不通过', done.code, 1)
    for (const part of names) expect.contains('说出来', done.err, part)
    const plain = /^\d+$/.test(was) ? was : quoted(was)
    await scene.place.meddle(`UPDATE ${table} SET ${column} = ${plain} WHERE ${where}`)
    expect.equal('放回原样就通过', (await verify()).code, 0)
  })
  const record = seq => `事项 ${matter} 第 ${seq} 条记录`
  const seqOf = async kind => Number(await text(`SELECT seq FROM event WHERE matter = ${quoted(matter)} AND kind = ${quoted(kind)}`))
  const urge = await seqOf('urge')
  const accept = await seqOf('accept')
  const body = kind => `event = (SELECT id FROM event WHERE matter = ${quoted(matter)} AND kind = ${quoted(kind)})`
  const head = kind => `matter = ${quoted(matter)} AND kind = ${quoted(kind)}`
  await changed('把她的催办改成表扬', 'event_body', 'content', body('urge'), `REPLACE(content, '请快一点', '办得很好')`, [record(urge), '正文被改动'])
  await changed('把受理改到三天以前', 'event', 'entered_at', head('accept'), 'entered_at - 259200000', [record(accept)])
  await changed('把受理的人换成别人', 'event', 'actor_label', head('accept'), quoted('普定县水务局 经办人'), [record(accept)])
  await changed('把内部的一条改成谁都能看', 'event', 'audience', head('accept'), quoted('audit'), [record(accept)])
  await say('整条催办删掉', async () => {
    const rows = await scene.place.meddle(`SELECT id FROM event WHERE ${head('accept')}`)
    await scene.place.meddle(`DELETE FROM event WHERE id = ${quoted(rows[0][0])}`)
    const done = await verify()
    expect.equal('不通过', done.code, 1)
    expect.contains('少了一条', done.err, `事项 ${matter}`)
  })
  await say('照片换掉一个字节', async () => {
    const folder = path.join(scene.place.data, 'files')
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(one => one.isFile())
    expect.equal('只有一个文件', names.length, 1)
    const file = path.join(names[0].parentPath ?? names[0].path, names[0].name)
    const bytes = await readFile(file)
    bytes[bytes.length - 3] ^= 1
    await writeFile(file, bytes)
    const done = await verify()
    expect.equal('不通过', done.code, 1)
    expect.contains('哪件事的附件', done.err, `事项 ${matter} 的附件被改动`)
  })
}
