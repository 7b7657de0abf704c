// The program's own words: help for each subcommand, and the right exit code for a wrong use.

import { writeFile, readFile, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { expect } from '../support/check.mjs'
import { lianhu, root } from '../support/tools.mjs'

export const title = '每个子命令都有说明，用错了退出码是 2，不动任何东西'
export const engines = ['sqlite']

export default async function story(scene) {
  const also = scene.also.bind(scene)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lianhu-s.'))
  const nowhere = path.join(folder, 'nowhere')
  try {
    for (const words of [[], ['serve'], ['init'], ['demo'], ['import'], ['import', 'territory'], ['check'], ['verify'], ['backup'], ['restore'], ['openapi']]) {
      await also(`lianhu ${[...words, '--help'].join(' ')}`, async () => {
        const done = await lianhu([...words, '--help'])
        expect.equal('退出码', { code: done.code, err: done.err }, { code: 0, err: '' })
        expect.matches('中文说明', done.out, /[\u4e00-\u9fff]/)
      })
    }
    for (const words of [[], ['nosuch'], ['serve', '--nosuch'], ['serve', '--port', '70000'], ['serve', '--port', 'x'], ['serve', '--threads', '0'], ['serve', '--trusted-proxy', 'proxy'], ['serve', '--trusted-proxy', '0.0.0.0/0'], ['backup'], ['restore'], ['import'], ['import', 'territory'],
      ['demo', '--matters', '-1'], ['check', 'a', 'b'], ['openapi', 'x']]) {
      await also(`用错：lianhu ${words.join(' ')}`, async () => {
        const done = await lianhu(words)
        expect.equal('退出码', done.code, 2)
        expect.equal('不写到标准输出', done.out, '')
      })
    }
    for (const [name, words] of [['启动', ['serve', '--port', '0']], ['核对', ['verify']], ['备份', ['backup', path.join(folder, 'b')]]]) {
      await also(`没有数据目录时${name}：退出码 3，用中文说明，什么也不建`, async () => {
        const done = await lianhu([words[0], '--data', nowhere, ...words.slice(1)])
        expect.equal('退出码', done.code, 3)
        expect.matches('说明', done.err, /没有数据目录/)
      })
    }
    await also('对外的地址不加密，不启动', async () => {
      const done = await lianhu(['serve', '--data', nowhere, '--address', '0.0.0.0', '--port', '0'])
      expect.equal('退出码', done.code, 3)
      expect.contains('说明', done.err, '--tls-cert')
    })
    await also('lianhu check：随程序带的文件都合格', async () => {
      const done = await lianhu(['check'])
      expect.equal('退出码', { code: done.code, err: done.err }, { code: 0, err: '' })
    })
    await also('lianhu check 指出写错的程序文件在第几行', async () => {
      const good = await readFile(path.join(root, 'procedures/grid_matter@5.toml'), 'utf8')
      const file = path.join(folder, 'grid_matter@6.toml')
      await writeFile(file, good.replace('version = 5', 'version = 6').replace('to = "verified"', 'to = "nowhere"'))
      const done = await lianhu(['check', file])
      expect.equal('退出码', done.code, 1)
      expect.contains('哪个状态', done.err + done.out, 'nowhere')
      expect.matches('第几行', done.err + done.out, /第 ?\d+ ?行/)
    })
    await also('lianhu openapi 打印接口说明，与随附的一致', async () => {
      const done = await lianhu(['openapi'])
      expect.equal('退出码', { code: done.code, err: done.err }, { code: 0, err: '' })
      const api = JSON.parse(done.out)
      expect.matches('版本', api.openapi, /^3\.1/)
      expect.yes('有上报的入口', api.paths['/api/v1/public/reports']?.post)
      expect.equal('两次打印一样', (await lianhu(['openapi'])).out, done.out)
    })
    await also('lianhu init：真实的县，三名管理员，一次性口令；再来一次什么也不改', async () => {
      const data = path.join(folder, 'real')
      const first = await lianhu(['init', '--data', data])
      expect.equal('退出码', { code: first.code, err: first.err }, { code: 0, err: '' })
      const again = await lianhu(['init', '--data', data])
      expect.equal('再来一次', again.code, 0)
      const passwords = first.out.match(/[A-Za-z0-9-]{10,}/g) ?? []
      for (const one of passwords.filter(word => /\d/.test(word) && /[A-Za-z]/.test(word))) expect.lacks('口令只印一次', again.out, one)
      expect.equal('核对', (await lianhu(['verify', '--data', data])).code, 0)
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
