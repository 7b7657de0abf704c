// Running programs, and where things stand in the tree.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

export const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '')
export const binary = process.env.LIANHU_BINARY ?? path.join(root, 'build/lianhu')
export const fonts = process.env.LIANHU_FONTS ?? path.join(root, '.tools/fonts')

// The stories say where things are by options only.
export const plainEnv = () => {
  const env = { ...process.env, LC_ALL: 'C.UTF-8' }
  for (const name of ['DATA', 'DATABASE', 'PORT', 'FONTS']) delete env[name]
  return env
}

export function run(program, args, { input, env = plainEnv(), cwd = root, limit = 300_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd, stdio: ['pipe', 'pipe', 'pipe'] })
    const out = [], err = []
    const timer = setTimeout(() => child.kill('SIGKILL'), limit)
    child.stdout.on('data', part => out.push(part))
    child.stderr.on('data', part => err.push(part))
    child.on('error', reject)
    child.stdin.on('error', () => {})
    child.stdin.end(input ?? '')
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code, signal, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') })
    })
  })
}

export async function must(program, args, options) {
  const done = await run(program, args, options)
  if (done.code !== 0) throw new Error(`${path.basename(program)} ${args.join(' ')} 以 ${done.code ?? done.signal} 结束：${done.err || done.out}`)
  return done
}

export const lianhu = (args, options) => run(binary, args, options)

// What a phone's camera reads from a printed page.
export async function scans(picture) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lianhu-q.'))
  try {
    const file = path.join(folder, 'page.png')
    await writeFile(file, picture)
    const { out } = await must('zbarimg', ['--quiet', '--raw', file])
    return out.trim()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export function psqlProgram() {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort().reverse() : []
  const found = versions.map(version => `/usr/lib/postgresql/${version}/bin/psql`).find(existsSync)
  return found ?? 'psql'
}
