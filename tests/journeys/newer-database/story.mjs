// An older program before a newer database: it says so and does not touch it.

import { expect } from '../support/check.mjs'

export const title = '旧程序碰到新版本的数据库：说清楚，不动它'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const place = await say('一个县', async () => {
    scene.place = await scene.county()
    return scene.place
  })
  await say('有人先用更新的程序升级了数据库', () =>
    place.meddle("INSERT INTO schema_version (number, name, sha256, applied_at) SELECT MAX(number) + 1, 'from-the-future', MAX(sha256), MAX(applied_at) FROM schema_version"))
  const before = await place.meddle('SELECT COUNT(*), MAX(number) FROM schema_version')
  for (const [name, command, more] of [['启动服务', 'serve', ['--port', '0']], ['建立县', 'init', []], ['演示', 'demo', ['--matters', '0']]]) {
    await scene.also(`${name}：停下，退出码 3，说明要换新程序`, async () => {
      const done = await place.tool(command, ...more)
      expect.equal('退出码', { code: done.code, out: done.out }, { code: 3, out: '' })
      expect.matches('说明', done.err, /数据库.*(新|高)|(新|高).*数据库/)
      expect.lacks('不是一堆内部的话', done.err, 'what()')
    })
  }
  await scene.also('数据库没有被动过', async () => {
    expect.equal('版本', await place.meddle('SELECT COUNT(*), MAX(number) FROM schema_version'), before)
  })
}
