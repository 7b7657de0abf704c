// A county that is killed and opened again: the server's process, the database's, and the door the clients wait at.

import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, readdirSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { Installation } from '../journeys/support/installation.mjs'
import { binary, fonts, must, plainEnv, psqlProgram, root, run } from '../journeys/support/tools.mjs'

export const pause = ms => new Promise(resolve => setTimeout(resolve, ms))
const pgTool = path.join(root, 'tools/pg.sh')
const LONGEST_MS = 60_000

// A cluster of our own, with fsync on: what is tried here is what a county would run. Made by tools/pg.sh, then run as our own
// child, so that its end is known at once.
export class Cluster {
  static async start() {
    const cluster = new Cluster()
    cluster.home = await mkdtemp(path.join(os.tmpdir(), 'lianhu-f.'))
    await chmod(cluster.home, 0o755)
    cluster.folder = path.join(cluster.home, 'pg')
    cluster.log = openSync(path.join(cluster.home, 'postgres.log'), 'a')
    await must(pgTool, ['start', cluster.folder])
    await must(pgTool, ['stop', cluster.folder])
    await cluster.back()
    process.env.LIANHU_PG_DIR = cluster.folder
    return cluster
  }

  // The postmaster first, then its children.
  family() {
    const first = this.child.pid
    const children = readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number).filter(pid => parentOf(pid) === first)
    return [first, ...children]
  }

  // 'immediate': as `pg_ctl stop -m immediate`; 'kill': everything of it at once, by SIGKILL; 'backends': those that serve, not the postmaster.
  async dies(way) {
    const family = this.family()
    const [postmaster, ...children] = family
    const send = (pid, signal) => { try { process.kill(pid, signal) } catch { /* gone already */ } }
    if (way === 'immediate') send(postmaster, 'SIGQUIT')
    else if (way === 'kill') for (const pid of family) send(pid, 'SIGKILL')
    else for (const pid of children.filter(isBackend)) send(pid, 'SIGKILL')
    if (way !== 'backends') await this.ended
  }

  // Nobody else brings a stopped database back: this is the operator. Answers when it takes connections again.
  async back() {
    const bin = path.dirname(psqlProgram())
    const words = [path.join(bin, 'postgres'), '-D', path.join(this.folder, 'data')]
    if (process.getuid() === 0) words.unshift('setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', '--inh-caps=-all')
    for (let tries = 1; ; tries += 1) {
      const child = spawn(words[0], words.slice(1), { cwd: this.folder, stdio: ['ignore', 'ignore', this.log] })
      this.child = child
      this.ended = new Promise(resolve => child.on('close', resolve))
      while (child.exitCode === null && child.signalCode === null) {
        if ((await run(path.join(bin, 'pg_isready'), ['--quiet', '--host', this.folder])).code === 0) return
        await pause(20)
      }
      // What is left of the one before still holds its memory for a moment.
      if (tries === 20) throw new Error(`数据库没有再启动：${readFileSync(path.join(this.home, 'postgres.log'), 'utf8').slice(-1500)}`)
      await pause(50)
    }
  }

  async remove() {
    await this.dies('immediate')
    closeSync(this.log)
    await rm(this.home, { recursive: true, force: true })
  }
}

function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1])
  } catch {
    return undefined
  }
}

function isBackend(pid) {
  try {
    return /lianhu .*\[local\]/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
  } catch {
    return false
  }
}

export class County {
  static async install(engine) {
    const county = new County()
    county.engine = engine
    county.place = await Installation.county(engine)
    county.busy = 0  // requests under way
    county.life = 0
    county.readyTimes = []
    county.away = false  // its database is
    county.odd = []      // answers nothing excuses
    county.errors = ''
    county.shut()
    return county
  }

  // ---- the door ----

  open() {
    this.isOpen = true
    this.letIn()
  }

  shut() {
    if (this.isOpen === false) return
    this.isOpen = false
    this.door = new Promise(resolve => { this.letIn = resolve })
  }

  async atDoor() {
    while (!this.isOpen) await this.door
  }

  // Nobody inside: what was under way has been answered or has failed. False: somebody waits and waits.
  async empty() {
    const last = performance.now() + LONGEST_MS
    while (this.busy > 0) {
      if (performance.now() > last) return false
      await pause(2)
    }
    return true
  }

  // ---- the process ----

  // Opened; with `killAfter` it is killed so many ms after it began, ready or not. Answers whether it is ready.
  async starts({ killAfter } = {}) {
    const began = performance.now()
    const child = spawn(binary, ['serve', ...this.place.where(), '--port', '0', '--fonts', fonts, '--per-minute', '0'], { env: plainEnv(), stdio: ['ignore', 'pipe', 'pipe'] })
    this.child = child
    this.life += 1
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8')
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', part => {
      err += part
      for (const line of part.split('\n')) if (line.includes('"broken"')) this.errors += `${line}\n`
    })
    this.ended = new Promise(resolve => child.on('close', (code, signal) => resolve({ code, signal })))
    const ready = new Promise(resolve => child.stdout.on('data', part => {
      out += part
      const found = /^READY (\S+)$/m.exec(out)
      if (found) resolve(found[1])
    }))
    const first = await Promise.race([ready, this.ended, ...(killAfter === undefined ? [] : [pause(killAfter).then(() => 'kill')]), pause(LONGEST_MS).then(() => 'late')])
    if (first === 'kill') {
      await this.kill()
      return false
    }
    if (typeof first !== 'string') throw new Error(`服务没有启动（${first.code ?? first.signal}）：${err.slice(-1500)}`)
    if (first === 'late') throw new Error(`服务 ${LONGEST_MS / 1000} 秒没有就绪：${err.slice(-1500)}`)
    this.url = new URL(first)
    this.readyTimes.push(performance.now() - began)
    return true
  }

  get running() {
    return this.child && this.child.exitCode === null && this.child.signalCode === null
  }

  kill() {
    this.child.kill('SIGKILL')
    return this.ended
  }

  // Frozen for a while, as a machine that swaps or a host that is moved.
  async freezes(ms) {
    this.child.kill('SIGSTOP')
    await pause(ms)
    this.child.kill('SIGCONT')
  }

  async remove() {
    if (this.running) await this.kill()
    await this.place.remove()
  }
}
