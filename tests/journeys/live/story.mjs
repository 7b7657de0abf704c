// The live stream: a change comes by itself to whoever may know of it, and not even a hint to anyone else.

import { expect } from '../support/check.mjs'
import { categories } from '../support/county.mjs'
import { complaint, findsHerGrid, she } from '../support/openings.mjs'

export const title = '实时变化：该知道的自己到，不该知道的一点风声也没有'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const her = scene.resident(she)
  const desk = await scene.staff('triage')
  const village = await scene.staff('village')
  const grid = await scene.staff('grid')
  const place = await findsHerGrid(her.client)
  const streams = {}
  const about = id => event => event.event === 'matter' && JSON.parse(event.data || '{}').matter === id
  let matter

  await say('分流岗、网格员、社区经办人都开着页面', async () => {
    for (const [name, who] of Object.entries({ desk, grid, village })) {
      streams[name] = await who.client.stream('/stream')
      expect.equal('打开', [streams[name].status, streams[name].headers['content-type']], [200, 'text/event-stream'])
    }
  })
  await say('她一上报，分流岗和网格员的页面就知道', async () => {
    matter = (await her.reports({ text: complaint, place: place.id, category: categories.drain })).id
    const [one] = [await streams.desk.until(about(matter)), await streams.grid.until(about(matter))]
    expect.equal('只说哪件事项、第几版', Object.keys(JSON.parse(one.data)).sort(), ['matter', 'version'])
  })
  await say('受理之后又知道一次，版本更新了', async () => {
    const before = JSON.parse((await streams.desk.until(about(matter))).data).version
    const now = await desk.does(matter, 'accept', { category: categories.drain, difficulty: 'ordinary' })
    await streams.desk.until(event => about(matter)(event) && JSON.parse(event.data).version > before)
    expect.equal('与页面的版本一致', now.etag, `v${JSON.parse(streams.desk.events.filter(about(matter)).at(-1).data).version}`)
  })
  await say('社区经办人没有接到这件事：别的事到了，这件一点风声也没有', async () => {
    const own = await village.records({ text: '社区自己登记的一件事。', place: place.id })
    await streams.village.until(about(own.id))
    expect.none('这件', streams.village.events, event => JSON.stringify(event).includes(matter))
    expect.none('案情', Object.values(streams).flatMap(one => one.events), event => JSON.stringify(event).includes('排水沟'))
  })
  // Two changes: when the desk hears of the second, the first has been offered to every open page.
  const changesTwice = async () => {
    await desk.does(matter, 'urge', { urge_text: '请尽快。' })
    const again = await desk.does(matter, 'urge', {})
    await streams.desk.until(event => about(matter)(event) && `v${JSON.parse(event.data).version}` === again.etag)
  }
  await say('没有登录、管理员', async () => {
    expect.refused('没有登录', await scene.server.client().request('GET', '/stream'), 401)
    const admin = await scene.staff('sysadmin')
    const stream = await admin.client.stream('/stream')
    await changesTwice()
    expect.equal('管理员什么也没有', stream.events, [])
    stream.close()
  })
  await scene.also('退出登录以后，页面不再收到', async () => {
    const leaving = await scene.staff('leader')
    const stream = await leaving.client.stream('/stream')
    await leaving.client.request('DELETE', '/session')
    await changesTwice()
    expect.none('没有', stream.events, about(matter))
    stream.close()
  })
  await say('服务停下时，页面好好地断开', async () => {
    await scene.server.stop()
    await Promise.all(Object.values(streams).map(one => one.ended))
  })
}
