// Planted bugs of the self-test: a front that answers one request with 500, one that escapes twice what it hands on, one that lets a
// formula through into a workbook, one that keeps a request for ever; and a log that a stranger wrote a line into.

import http from 'node:http'

import { zip } from './bombs.mjs'
import { partsOf } from './stored.mjs'

// Hands every request on to the server; `turns` may change an answer.
function front(turns) {
  return async url => {
    const to = new URL(url)
    const server = http.createServer((request, response) => {
      const onward = http.request({ host: to.hostname, port: to.port, method: request.method, path: request.url, headers: request.headers }, answer => {
        const parts = []
        answer.on('data', part => parts.push(part))
        answer.on('end', () => {
          const reply = { status: answer.statusCode, headers: { ...answer.headers }, bytes: Buffer.concat(parts) }
          const turned = turns(request, reply)
          if (turned === undefined) return
          delete turned.headers['content-length']
          response.writeHead(turned.status, turned.headers)
          response.end(turned.bytes)
        })
      })
      onward.on('error', () => response.destroy())
      request.pipe(onward)
    })
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
    return { url: `http://127.0.0.1:${server.address().port}`, closes: () => new Promise(resolve => { server.closeAllConnections(); server.close(resolve) }) }
  }
}

let count = 0
const breaksOne = front((request, reply) => {
  count += 1
  return count === 25 ? { ...reply, status: 500, bytes: Buffer.from('{}') } : reply
})
const escapesTwice = front((request, reply) => (/json/.test(reply.headers['content-type'] ?? '') && request.method === 'GET' ? { ...reply, bytes: Buffer.from(reply.bytes.toString('utf8').replaceAll('<', '&lt;').replaceAll("'", '&#39;')) } : reply))
const calculates = front((request, reply) => {
  if (!/spreadsheet/.test(reply.headers['content-type'] ?? '') || reply.status !== 200) return reply
  const parts = partsOf(reply.bytes)
  const entries = Object.entries(parts).map(([name, bytes]) => ({ name, bytes: /sheet1\.xml$/.test(name) ? Buffer.from(bytes.toString('utf8').replace('</sheetData>', '<row r="99999"><c r="A99999"><f>HYPERLINK("http://evil.example")</f></c></row></sheetData>')) : bytes }))
  return { ...reply, bytes: zip(entries) }
})
const keepsOne = front((request, reply) => (request.method === 'POST' && request.url.endsWith('/public/verify') ? undefined : reply))

const few = ['report_matter', 'collect_matter', 'verify_paper', 'search_matters']
export const plants = {
  'one-answer-500': { round: { front: breaksOne, only: few }, found: /500/ },
  'escapes-twice': { round: { front: escapesTwice, only: few, share: 0.6 }, found: /写的是/ },
  'formula-cell': { round: { front: calculates, only: few }, found: /会计算的格/ },
  'forged-log-line': { round: { only: few, log: '{"at":"x","operation":"forged","status":200}\nlogin ok\n' }, found: /没有的操作/ },
  'never-answers': { round: { front: keepsOne, only: few }, found: /没有回答/ },
}
