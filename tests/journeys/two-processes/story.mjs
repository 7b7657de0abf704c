// Two processes serve one database: what is changed at one holds at the other within a second, without a restart.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { today } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { offices } from '../support/county.mjs'
import { findsHerGrid } from '../support/openings.mjs'

export const title = '两个进程连同一个数据库：一处改了机构、放假安排、程序、网格，另一处一秒内照新的办，不用重启'
export const engines = ['postgres']

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('同一个县起两个服务', async () => {
    await scene.opens()
    scene.second = await scene.place.serve(scene.options)
  })
  const system = await scene.staff('sysadmin')
  const security = await scene.staff('secadmin')
  const there = { desk: await scene.staff('triage', scene.second) }
  const asks = (who, method, path, body, etag) => who.client.request(method, path, { body, headers: { 'Idempotency-Key': randomUUID(), ...(etag ? { 'If-Match': `"${etag}"` } : {}) } })
  const done = (what, reply, status = 200) => {
    expect.equal(what, { status: reply.status, detail: reply.json?.detail, errors: reply.json?.errors }, { status })
    return reply.json
  }

  await say('这边机构改名，那边选择机构时是新名', async () => {
    const { office } = await system.reads(`/office-tree/${offices.water}`)
    const { name: _, ...rest } = office
    done('改名', await asks(system, 'PUT', `/office-tree/${offices.water}`, { name: '化名水务和移民局', short_name: rest.short_name, place: rest.place, presence: rest.presence, logs_in: rest.logs_in, ...(rest.phone ? { phone: rest.phone } : {}), from: today() }, office.etag))
    await scene.eventually(async () => expect.one('新名', (await there.desk.reads(`/offices?q=${encodeURIComponent('化名水务')}`)).items, one => one.id === offices.water))
  })
  await say('这边新设的机构又撤销，那边先有后没有', async () => {
    const made = done('新设', await asks(system, 'POST', '/office-tree', { kind: 'department', parent: 'county', independent: false, office: { name: '化名临时专班', short_name: '专班', place: '520422', presence: 'local', logs_in: true, from: today() } }), 201)
    const seen = async () => (await there.desk.reads(`/offices?q=${encodeURIComponent('化名临时')}`)).items
    await scene.eventually(async () => expect.one('有了', await seen(), one => one.id === made.id))
    done('撤销', await asks(system, 'POST', `/office-tree/${made.id}/close`, { from: today(), reason: '任务完成' }, made.etag))
    await scene.eventually(async () => expect.none('没有了', await seen(), one => one.id === made.id))
  })
  await say('这边保存放假安排，那边登记的事项照新的算期限', async () => {
    const grid = await findsHerGrid(there.desk.client)
    const term = async matter => (await there.desk.opens(matter)).deadlines.find(one => one.title.startsWith('受理期限')).due_day
    const before = await term(await there.desk.records({ text: '先登记的一件。', place: grid.id }))
    const year = Number(before.slice(0, 4))
    const text = `${readFileSync(new URL(`../../../calendar/${year}.toml`, import.meta.url), 'utf8')}\n[[holiday]]\nname = "化名节"\noff = [${before}]\n`
    const check = done('试算', await asks(system, 'POST', '/calendar/check', { year, text }))
    done('保存', await asks(system, 'POST', '/calendar', { year, text }, check.etag))
    await scene.eventually(async () => {
      const after = await term(await there.desk.records({ text: `后登记的一件 ${randomUUID()}。`, place: grid.id }))
      expect.yes('往后了', after > before, { before, after })
    })
  })
  await say('这边发布程序的新一版，那边新事项用新的一版', async () => {
    const now = (await system.reads('/procedure-versions')).items.find(one => one.name === 'grid_matter' && one.latest)
    const { text } = await system.reads(`/procedure-versions/${now.name}@${now.version}`)
    const next = text.replace(/^version = \d+/m, `version = ${now.version + 1}`)
    const draft = done('提交', await asks(system, 'POST', '/procedure-drafts', { text: next }), 201)
    done('发布', await asks(security, 'POST', `/procedure-drafts/${draft.id}/decision`, { release: true, sha256: draft.sha256 }))
    const grid = await findsHerGrid(there.desk.client)
    await scene.eventually(async () => {
      const taken = await there.desk.opens(await there.desk.records({ text: `新的一件 ${randomUUID()}。`, place: grid.id }))
      expect.equal('版本', taken.proceedings[0].procedure, `grid_matter@${now.version + 1}`)
    })
  })
  await say('这边新设网格，那边选地点时就有', async () => {
    const made = done('新设', await asks(system, 'POST', '/place-tree', { parent: '520422001001', name: '塔山社区月亮湾网格', from: today() }), 201)
    await scene.eventually(async () => expect.one('有了', (await there.desk.client.request('GET', '/public/places?parent=520422001001')).json.items, one => one.id === made.id))
  })
}
