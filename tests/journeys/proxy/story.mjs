// Behind a reverse proxy: who the caller is, whether the caller's line is encrypted, and who is not believed about either.

import { expect } from '../support/check.mjs'
import { password } from '../support/county.mjs'
import { Staff } from '../support/people.mjs'

export const title = '放在反向代理之后：只信写明的代理，别人自己写的来源不算数'
export const engines = ['sqlite']

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('服务在两级可信代理之后', async () => {
    scene.options.more = ['--trusted-proxy', '127.9.0.1', '--trusted-proxy', '127.9.1.0/24']
    await scene.opens()
  })
  const from = address => scene.server.client().at(address)
  const logsIn = (client, headers, secret = password) => client.request('POST', '/session', { body: { login: 'triage', password: secret }, headers })
  const cookie = reply => String(reply.headers['set-cookie'] ?? '')

  await also('代理说是 https：Cookie 为 __Host- 且 Secure，发出 HSTS，页面不再提示没有加密', async () => {
    const proxy = from('127.9.0.1')
    const headers = { 'X-Forwarded-For': '192.0.2.7', 'X-Forwarded-Proto': 'https' }
    const reply = await logsIn(proxy, headers)
    expect.equal('登录', reply.status, 200)
    expect.matches('Cookie', cookie(reply), /^__Host-lianhu=.*; Secure/)
    expect.matches('HSTS', reply.headers['strict-transport-security'], /max-age=/)
    expect.equal('没有警示', (await proxy.request('GET', '/public/county', { headers })).json.plain_http, false)
  })
  await also('代理说是 http：与没有加密一样', async () => {
    const reply = await logsIn(from('127.9.0.1'), { 'X-Forwarded-For': '192.0.2.7', 'X-Forwarded-Proto': 'http' })
    expect.matches('Cookie', cookie(reply), /^lianhu=/)
    expect.equal('没有 HSTS', reply.headers['strict-transport-security'], undefined)
  })
  await also('不是代理的人写同样的头：不算数', async () => {
    const reply = await logsIn(from('127.9.0.2'), { 'X-Forwarded-For': '192.0.2.8', 'X-Forwarded-Proto': 'https' })
    expect.matches('Cookie', cookie(reply), /^lianhu=/)
    expect.equal('没有 HSTS', reply.headers['strict-transport-security'], undefined)
  })
  await also('两级代理，前面冒充的不看：最右边一个不可信的地址才是来源', async () => {
    await logsIn(from('127.9.0.1'), { 'X-Forwarded-For': '127.0.0.1, 198.51.100.1, 192.0.2.9, 127.9.1.200' })
  })
  await also('冒充来源的错误口令，暂停的仍是真正的来源', async () => {
    const guess = i => logsIn(from('127.9.0.1'), { 'X-Forwarded-For': `198.51.100.${i}, 192.0.2.66` }, `wrong-${i}`)
    for (let i = 0; i < 3; i += 1) expect.equal('错的', (await guess(i)).status, 401)
  })
  await say('管理日志里是真正的来源', async () => {
    const audit = await new Staff(scene.server.client(), 'auditor').comesIn()
    const details = (await audit.reads('/audit?limit=100')).items.map(one => one.detail)
    for (const peer of ['192.0.2.7', '127.9.0.2', '192.0.2.9', '192.0.2.66']) expect.yes(`有来自 ${peer}`, details.some(one => one.endsWith(`来自 ${peer}`)), details)
    for (const claimed of ['192.0.2.8', '198.51.100.', '来自 127.0.0.1']) expect.lacks('冒充的', details.join('\n'), claimed)
  })
}
