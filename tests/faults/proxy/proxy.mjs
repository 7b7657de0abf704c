// A TCP proxy on the loopback that does to a line what bad networks do. It never changes, repeats or reorders a byte of a direction:
// TCP does not either.
//
// Each connection is given one fate when it is opened, and a place in its stream where the fate strikes. Until then the bytes pass.

import net from 'node:net'

// What may befall a line. `side`: whose bytes are counted until it strikes.
export const fates = {
  fine: {},
  slow: {},  // every piece comes late
  narrow: {},  // few bytes at a time
  cut_request: { side: 'up', strike: line => line.ends() },
  reset_request: { side: 'up', strike: line => line.resets() },
  cut_answer: { side: 'down', strike: line => line.ends() },
  reset_answer: { side: 'down', strike: line => line.resets() },
  // The far side hears everything; the near side hears nothing more, and then the line falls.
  unheard: { side: 'down', strike: line => line.deafens() },
  // Half open: nothing passes any more in either direction, and nobody is told.
  silent: { side: 'down', strike: line => line.falls_silent() },
  refused: {},
}
const gentle = { fine: 1 }

export class FaultProxy {
  // `to`: { host, port } or { path }. `weights`: { fate: share }. `reach`: how many bytes may pass before a fate strikes.
  // `deaf_ms`: how long an unheard line stands. `pass`: sees and may change a piece on its way up (planted bugs only).
  constructor({ to, chance, weights = gentle, reach = 4000, deaf_ms = 300, latency = [5, 120], pass }) {
    Object.assign(this, { to, chance, weights, reach, deaf_ms, latency, pass })
    this.lines = new Set()
    this.told = {}
    this.server = net.createServer({ allowHalfOpen: true, noDelay: true }, near => this.takes(near))
  }

  async opens(port = 0) {
    await new Promise((resolve, reject) => this.server.once('error', reject).listen(port, '127.0.0.1', resolve))
    this.port = this.server.address().port
    return this
  }

  get url() {
    return `http://127.0.0.1:${this.port}`
  }

  takes(near) {
    const fate = this.chance.among(this.weights)
    this.told[fate] = (this.told[fate] ?? 0) + 1
    if (fate === 'refused') return near.resetAndDestroy()
    const line = new Line(this, near, fate)
    this.lines.add(line)
  }

  // From now on every new line is fine; lines that are down or silent are taken away.
  heals() {
    this.weights = gentle
    for (const line of [...this.lines]) if (line.fate !== 'fine') line.resets()
  }

  // One event for all open lines: 'ends', 'resets', 'falls_silent'.
  strikes(what) {
    for (const line of [...this.lines]) line[what]()
  }

  // No new line is taken, as when a machine is gone; and again.
  shuts() {
    return new Promise(resolve => {
      this.strikes('resets')
      this.server.close(resolve)
    })
  }

  reopens() {
    return this.opens(this.port)
  }

  async closes() {
    await this.shuts().catch(() => {})
  }
}

class Line {
  constructor(proxy, near, fate) {
    Object.assign(this, { proxy, near, fate })
    this.left = fates[fate].strike ? 1 + proxy.chance.below(proxy.reach) : Infinity
    this.wait = fate === 'slow' ? proxy.latency[0] + proxy.chance.below(proxy.latency[1]) : 0
    this.far = net.connect({ ...proxy.to, allowHalfOpen: true, noDelay: true })
    this.down = false
    this.carries(this.near, this.far, 'up')
    this.carries(this.far, this.near, 'down')
  }

  carries(from, to, side) {
    const queue = []
    let busy = false
    let ended = false
    const work = async () => {
      if (busy) return
      busy = true
      while (queue.length && !this.down && !this.mute) {
        let piece = queue.shift()
        if (this.wait) await pause(this.wait)
        if (this.fate === 'narrow') {
          if (piece.length > 200) queue.unshift(piece.subarray(200))
          piece = piece.subarray(0, 200)
          await pause(2)
        }
        if (fates[this.fate].side === side && piece.length >= this.left) {
          const before = piece.subarray(0, this.left - 1)
          if (before.length && !this.deaf) to.write(before)
          this.left = Infinity
          fates[this.fate].strike(this)
          if (side === 'down') continue
          break
        }
        if (fates[this.fate].side === side) this.left -= piece.length
        if (this.down || this.mute || (side === 'down' && this.deaf)) continue
        if (!to.write(piece)) await new Promise(resolve => { to.once('drain', resolve); to.once('close', resolve) })
      }
      busy = false
      if (ended && !queue.length && !this.down && !this.mute) to.end()
      if (queue.length < 64) from.resume()
    }
    from.on('data', piece => {
      if (this.mute || this.down) return
      queue.push(side === 'up' && this.proxy.pass ? this.proxy.pass(piece, this) : piece)
      if (queue.length > 256) from.pause()
      work()
    })
    from.on('end', () => {
      ended = true
      work()
    })
    from.on('error', () => this.ends())
    from.on('close', () => {
      if (!this.mute) {
        ended = true
        if (this.near.destroyed && this.far.destroyed) this.proxy.lines.delete(this)
        if (!busy) to.destroy()
      } else this.ends()
    })
  }

  ends() {
    this.down = true
    this.near.destroy()
    this.far.destroy()
    this.proxy.lines.delete(this)
  }

  resets() {
    this.down = true
    for (const one of [this.near, this.far]) {
      if (one.remoteFamily) one.resetAndDestroy()
      else one.destroy()
    }
    this.proxy.lines.delete(this)
  }

  deafens() {
    this.deaf = true
    setTimeout(() => this.ends(), this.proxy.deaf_ms).unref()
  }

  falls_silent() {
    this.mute = true
    this.near.resume()
    this.far.resume()
  }
}

const pause = ms => new Promise(resolve => { setTimeout(resolve, ms) })
