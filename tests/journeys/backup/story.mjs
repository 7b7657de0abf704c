// A backup taken while people report, restored into the other engine: nothing of what was acknowledged is lost.

import { cp, readFile, readdir } from 'node:fs/promises'
import path from 'node:path'

import { expect } from '../support/check.mjs'
import { categories } from '../support/county.mjs'
import { complaint, findsHerGrid, she } from '../support/openings.mjs'
import { photo } from '../support/photo.mjs'

export const title = '边办边备份，恢复到另一种数据库：编号、查询码、照片、文书、查找都在'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const her = scene.resident(she)
  const desk = await scene.staff('triage')
  const grid = await say('她找到自己的网格', () => findsHerGrid(her.client))
  const folder = path.join(scene.place.folder, 'backup')
  const told = []
  let before, picture, file

  await say('她上报，附一张照片，分流岗受理', async () => {
    await her.reports({ text: complaint, place: grid.id, category: categories.drain })
    const sent = await her.sends(photo(13), { name: '沟.jpg' })
    await her.does('add_facts', { supplement_text: '一张照片。' }, { attachments: [sent.id] })
    await desk.does(her.receipt.id, 'accept', { category: categories.drain, difficulty: 'ordinary' })
    picture = (await her.client.request('GET', `/track/attachments/${sent.id}`)).bytes
  })
  await say('大家接着上报，这时开始备份', async () => {
    let stop = false
    const reporter = async who => {
      for (let i = 0; !stop; i += 1) told.push(await who.reports({ text: `备份时的第${told.length}件，编次${i}`, place: grid.id }))
    }
    const writers = [scene.resident({}), scene.resident({}), scene.resident({})]
    const writing = writers.map(reporter)
    while (told.length < 6) await new Promise(setImmediate)
    before = told.length
    const made = await scene.place.tool('backup', folder)
    stop = true
    await Promise.all(writing)
    expect.equal('lianhu backup', { code: made.code, err: made.err }, { code: 0, err: '' })
    expect.contains('提醒另行保管密钥', made.out, '密钥')
    expect.yes('备份期间仍在收件', told.length > before, { before, after: told.length })
  })
  await say('备份完好；备份里没有密钥', async () => {
    const checked = await scene.place.tool('verify', folder)
    expect.equal('lianhu verify 备份', { code: checked.code, err: checked.err }, { code: 0, err: '' })
    const key = await readFile(scene.place.key)
    for (const name of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (name.isFile()) expect.yes(`${name.name} 里没有密钥`, !(await readFile(path.join(name.parentPath ?? name.path, name.name))).includes(key.subarray(0, 32)))
    }
  })
  await say('备份目录已经有东西，不覆盖', async () => {
    const again = await scene.place.tool('backup', folder)
    expect.equal('再备份一次', again.code, 1)
    expect.matches('说明', again.err, /[\u4e00-\u9fff]/)
  })

  const other = await scene.bare(scene.other)
  await say(`恢复到另一种数据库（${scene.other}）`, async () => {
    await cp(scene.place.key, other.key)
    const done = await other.tool('restore', folder)
    expect.equal('lianhu restore', { code: done.code, err: done.err }, { code: 0, err: '' })
  })
  await say('不恢复到已有数据的地方', async () => {
    const again = await other.tool('restore', folder)
    expect.equal('再恢复一次', again.code, 1)
    expect.matches('说明', again.err, /[\u4e00-\u9fff]/)
  })
  await say('恢复之后历史接得上', async () => {
    const done = await other.tool('verify')
    expect.equal('lianhu verify', { code: done.code, err: done.err }, { code: 0, err: '' })
    file = Number(/核对 (\d+) 件事项/.exec(done.out)[1])
    expect.yes('备份开始前收下的一件不少', file >= before + 1, { file, before })
  })
  await say('恢复之后开起来：她的查询码、照片、文书都还有效', async () => {
    const server = await other.serve()
    const again = scene.resident(she, server)
    again.keeps(her.receipt)
    const [was, is] = [await her.looks(), await again.looks()]
    expect.equal('记录一条不差', is.timeline.map(one => [one.at, one.title, one.by]), was.timeline.map(one => [one.at, one.title, one.by]))
    expect.equal('期限一天不差', is.deadlines, was.deadlines)
    const served = await again.client.request('GET', `/track/attachments/${is.attachments[0].id}`)
    expect.yes('照片一字节不差', served.bytes.equals(picture))
    const pdf = await again.client.request('GET', `/track/documents/${is.documents[0].id}/pdf`, { headers: { 'X-Track-Pin': she.phone.slice(-4) } })
    expect.equal('文书能打开', pdf.status, 200)
  })
  await say('登录、列表、查找都照常', async () => {
    const clerk = await scene.staff('triage', other.servers[0])
    expect.equal('查找', (await clerk.finds('排水沟')).map(one => one.number), [her.receipt.number])
    const numbers = (await clerk.lists()).map(one => one.number)
    expect.equal('列表与核对的件数一致', numbers.length, file)
    for (const receipt of told.slice(0, before)) expect.yes(`${receipt.number} 在`, numbers.includes(receipt.number))
    expect.equal('没有重的', new Set(numbers).size, numbers.length)
  })
  await say('恢复的一边接着收件，编号接着走，不重', async () => {
    const next = await scene.resident({}, other.servers[0]).reports({ text: '恢复之后的第一件', place: grid.id })
    const clerk = await scene.staff('triage', other.servers[0])
    const numbers = (await clerk.lists()).map(one => one.number)
    expect.equal('最大的编号', numbers.slice().sort().at(-1), next.number)
    expect.equal('没有重的', new Set(numbers).size, numbers.length)
    expect.equal('历史接得上', (await other.tool('verify')).code, 0)
  })
}
