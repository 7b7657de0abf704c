// A running server: started on a free port, its words kept, stopped gently or killed.

import { spawn } from 'node:child_process'

import { Client } from './client.mjs'
import { binary, fonts, plainEnv } from './tools.mjs'

export class Server {
  static async start(place, { fault, told, more = [] } = {}) {
    const server = new Server()
    server.fault = fault
    server.told = told
    server.out = ''
    server.err = ''
    server.child = spawn(binary, ['serve', ...place.where(), '--port', '0', '--fonts', fonts, ...more], { env: plainEnv(), stdio: ['ignore', 'pipe', 'pipe'] })
    server.ended = new Promise(resolve => server.child.on('close', (code, signal) => resolve({ code, signal })))
    server.child.stdout.setEncoding('utf8')
    server.child.stderr.setEncoding('utf8')
    server.child.stderr.on('data', part => { server.err += part })
    server.url = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`服务一分钟没有就绪：${server.err}`)), 60_000)
      server.child.stdout.on('data', part => {
        server.out += part
        const ready = /^READY (\S+)$/m.exec(server.out)
        if (!ready) return
        clearTimeout(timer)
        resolve(ready[1])
      })
      server.child.on('error', reject)
      server.ended.then(({ code, signal }) => {
        clearTimeout(timer)
        reject(new Error(`服务没有启动（${code ?? signal}）：${server.err}`))
      })
    })
    return server
  }

  client() {
    return new Client(this.url, { fault: this.fault, told: this.told })
  }

  get log() {
    return this.out + this.err + (this.fault?.log ?? '')
  }

  get running() {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  async stop() {
    if (!this.running) return this.ended
    this.child.kill('SIGTERM')
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 20_000)
    const end = await this.ended
    clearTimeout(timer)
    if (end.code !== 0) throw new Error(`服务没有正常停下（${end.code ?? end.signal}）：${this.err.slice(-2000)}`)
    return end
  }

  kill() {
    this.child.kill('SIGKILL')
    return this.ended
  }
}
