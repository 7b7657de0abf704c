// The other side of a gateway: a real HTTP or SMTP receiver on this machine that keeps what came and answers as told.
//
// answers (each used once, then yes): yes no busy (500) hang (takes it and says nothing) cut (takes it and breaks the line)

import http from 'node:http'
import net from 'node:net'

import { Unmet } from './check.mjs'

class Receiver {
  constructor() {
    this.taken = []
    this.answers = []
    this.waiting = []
    this.sockets = new Set()
  }

  took(message) {
    this.taken.push(message)
    this.waiting.splice(0).forEach(look => look())
  }

  next() {
    return this.answers.shift() ?? 'yes'
  }

  // Resolves when `count` messages have come in all.
  until(count, limit = 15_000) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Unmet('外发的消息没有到', `${count} 条`, `${this.taken.length} 条`)), limit)
      const look = () => {
        if (this.taken.length < count) return void this.waiting.push(look)
        clearTimeout(timer)
        resolve(this.taken)
      }
      look()
    })
  }

  async listens(server) {
    this.server = server
    server.on('connection', socket => {
      this.sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => this.sockets.delete(socket))
    })
    await new Promise(done => server.listen(0, '127.0.0.1', done))
    this.port = server.address().port
    return this
  }

  async close() {
    for (const socket of this.sockets) socket.destroy()
    await new Promise(done => this.server.close(done))
  }
}

export class HttpReceiver extends Receiver {
  static open() {
    const receiver = new HttpReceiver()
    return receiver.listens(http.createServer((request, response) => {
      const parts = []
      request.on('data', part => parts.push(part))
      request.on('end', () => {
        const body = Buffer.concat(parts).toString('utf8')
        receiver.took({ method: request.method, path: request.url, headers: request.headers, body, id: request.headers['x-lianhu-delivery'] })
        const answer = receiver.next()
        if (answer === 'hang') return
        if (answer === 'cut') return void request.socket.destroy()
        const [status, code] = { yes: [200, 'OK'], no: [200, 'BAD_NUMBER'], busy: [500, 'BUSY'] }[answer]
        response.writeHead(status, { 'Content-Type': 'application/json' })
        response.end(JSON.stringify({ code }))
      })
    }))
  }

  url(path = '/') {
    return `http://127.0.0.1:${this.port}${path}`
  }
}

export class MailReceiver extends Receiver {
  static open() {
    const receiver = new MailReceiver()
    return receiver.listens(net.createServer(socket => {
      let text = ''
      let data = false
      const mail = { to: [] }
      socket.setEncoding('utf8')
      socket.write('220 receiver ESMTP\r\n')
      const does = line => {
        const word = line.split(/[ :]/)[0].toUpperCase()
        if (word === 'EHLO') socket.write('250-receiver\r\n250 8BITMIME\r\n')
        else if (word === 'MAIL') [mail.from] = /<[^>]*>/.exec(line) ?? [], socket.write('250 OK\r\n')
        else if (word === 'RCPT') mail.to.push(/<([^>]*)>/.exec(line)?.[1]), socket.write('250 OK\r\n')
        else if (word === 'DATA') data = true, socket.write('354 go on\r\n')
        else if (word === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 OK\r\n')
      }
      socket.on('data', part => {
        text += part
        for (;;) {
          const end = text.indexOf(data ? '\r\n.\r\n' : '\r\n')
          if (end < 0) return
          const piece = text.slice(0, end)
          text = text.slice(end + (data ? 5 : 2))
          if (!data) {
            does(piece)
            continue
          }
          data = false
          const [head, body] = piece.split('\r\n\r\n')
          receiver.took({ ...mail, head, body: Buffer.from(body ?? '', 'base64').toString('utf8'), id: /^X-Lianhu-Delivery: (.*)$/m.exec(head)?.[1].trim() })
          const answer = receiver.next()
          if (answer === 'cut') socket.destroy()
          else socket.write({ yes: '250 taken\r\n', no: '550 no such box\r\n', busy: '451 later\r\n' }[answer] ?? '')
        }
      })
    }))
  }

  url() {
    return `smtp://127.0.0.1:${this.port}`
  }
}
