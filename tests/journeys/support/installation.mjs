// One county of one story: data folder, key and database, on SQLite or PostgreSQL.
//
// The demo county is installed once for each engine; every story gets a copy of its own.

import { cp, mkdir, mkdtemp, rm, chmod } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { password } from './county.mjs'
import { Server } from './server.mjs'
import { binary, lianhu, must, psqlProgram, root } from './tools.mjs'

const pg = path.join(root, 'tools/pg.sh')
let folder
let cluster
let ownCluster = false
const templates = {}
let count = 0

// Made once, though several stories ask for it at the same moment.
let making
function home() {
  making ??= mkdtemp(path.join(os.tmpdir(), 'lianhu-j.')).then(async made => {
    await chmod(made, 0o755)
    return (folder = made)
  })
  return making
}

let starting
function clusterFolder() {
  starting ??= (async () => {
    ownCluster = !process.env.LIANHU_PG_DIR
    cluster = process.env.LIANHU_PG_DIR ?? path.join(await home(), 'pg')
    await must(pg, ['start', cluster, '--no-fsync'])
    return cluster
  })()
  return starting
}

const databaseName = word => `journeys_${process.pid}_${word}`
const sql = async text => must(psqlProgram(), [`postgresql://lianhu@/postgres?host=${await clusterFolder()}`, '--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', `--command=${text}`])

async function emptyDatabase(name) {
  const { out } = await must(pg, ['url', await clusterFolder(), name])
  return out.trim()
}

async function install(place) {
  await must(binary, ['demo', ...place.where(), '--seed', '1', '--matters', '0', '--password', password])
}

function template(engine) {
  templates[engine] ??= (async () => {
    const base = path.join(await home(), `template-${engine}`)
    const name = databaseName('base')
    const place = new Installation(engine, base, engine === 'postgres' ? await emptyDatabase(name) : '', name)
    await install(place)
    return place
  })()
  return templates[engine]
}

export class Installation {
  constructor(engine, folderOfIt, database, name) {
    this.engine = engine
    this.folder = folderOfIt
    this.data = path.join(folderOfIt, 'data')
    this.key = `${this.data}.key`
    this.database = database
    this.name = name
    this.servers = []
  }

  // A county with its staff and no matter yet.
  static async county(engine) {
    const from = await template(engine)
    const place = await Installation.bare(engine, { empty: engine !== 'postgres' })
    await cp(from.folder, place.folder, { recursive: true })
    if (engine === 'postgres') await sql(`CREATE DATABASE ${place.name} TEMPLATE ${from.name}`)
    return place
  }

  // Nothing but a place to put one: for restoring.
  static async bare(engine, { empty = true } = {}) {
    const n = (count += 1)
    const at = path.join(await home(), `county-${n}`)
    await mkdir(at, { recursive: true })
    const name = databaseName(`n${n}`)
    let database = ''
    if (engine === 'postgres') database = empty ? await emptyDatabase(name) : `postgresql://lianhu@/${name}?host=${await clusterFolder()}`
    return new Installation(engine, at, database, name)
  }

  where() {
    return ['--data', this.data, ...(this.database ? ['--database', this.database] : [])]
  }

  tool(command, ...more) {
    return lianhu([command, ...this.where(), ...more])
  }

  async serve(options) {
    const server = await Server.start(this, options)
    this.servers.push(server)
    return server
  }

  // The hand of somebody who reaches the database past the program. Answers the rows as arrays of text.
  async meddle(statement) {
    if (this.engine === 'postgres') {
      const { out } = await must(psqlProgram(), [this.database, '--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--field-separator=\t', '--set=ON_ERROR_STOP=1', `--command=${statement}`])
      return out.split('\n').filter(Boolean).map(line => line.split('\t'))
    }
    const script = 'import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nfor r in c.execute(sys.argv[2]).fetchall(): print("\\t".join("" if v is None else str(v) for v in r))\nc.commit()\n'
    const { out } = await must('python3', ['-c', script, path.join(this.data, 'lianhu.db'), statement])
    return out.split('\n').filter(Boolean).map(line => line.split('\t'))
  }

  async remove() {
    for (const server of this.servers) await server.stop().catch(() => server.kill())
    if (this.database) await must(pg, ['drop', await clusterFolder(), this.name])
    await rm(this.folder, { recursive: true, force: true })
  }
}

export async function tidyUp() {
  if (cluster) {
    if (templates.postgres) await must(pg, ['drop', cluster, databaseName('base')]).catch(() => {})
    if (ownCluster) await must(pg, ['destroy', cluster]).catch(() => {})
  }
  if (folder) await rm(folder, { recursive: true, force: true })
}
