// The stories run a copy of the program, so that a build going on beside them changes nothing under their feet.
// Imported before anything of ../journeys/support, which reads LIANHU_BINARY when it is loaded.

import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const built = process.env.LIANHU_BINARY ?? fileURLToPath(new URL('../../../build/lianhu', import.meta.url))
if (!existsSync(built)) {
  process.stderr.write(`没有找到程序：${built}\n请先构建。\n`)
  process.exit(2)
}
const folder = mkdtempSync(path.join(os.tmpdir(), 'lianhu-b.'))
const copy = path.join(folder, 'lianhu')
copyFileSync(built, copy)
process.env.LIANHU_BINARY = copy
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
