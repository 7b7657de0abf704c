// Requests that no HTTP library writes: malformed lines, smuggling shapes, pipelines. What is sent as one request gets one answer or
// none; what breaks the protocol is answered 400 or 431 once and the line is closed.

import net from 'node:net'

const answersIn = parts => [...Buffer.concat(parts).toString('latin1').matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(one => Number(one[1])).filter(status => status !== 100).length
const HOST = 'Host: 127.0.0.1\r\n'
const PAGE = '/api/v1/public/county'
const get = (more = '', line = `GET ${PAGE} HTTP/1.1`) => `${line}\r\n${HOST}${more}\r\n`
const post = (more, body = '') => `POST /api/v1/public/reports HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nIdempotency-Key: 12345678-aaaa\r\n${more}\r\n${body}`
const SMUGGLED = get('X-Smuggled: 1\r\n')

// A crowded machine answers late; what comes unasked comes right behind the answer.
const PATIENCE_MS = 8_000
const BEHIND_MS = 400

// Sends the bytes, and gathers what comes until the line is closed, or there is enough and nothing more behind it.
export function speaks(port, bytes, { answers = 1, closed: wantsClosed = false, ends = false } = {}) {
  return new Promise(resolve => {
    const parts = []
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    let closed = false
    let timer
    const done = () => {
      clearTimeout(timer)
      socket.destroy()
      const text = Buffer.concat(parts).toString('latin1')
      resolve({ text, closed, statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(one => Number(one[1])).filter(status => status !== 100) })
    }
    const waits = () => {
      clearTimeout(timer)
      timer = setTimeout(done, !wantsClosed && answersIn(parts) >= answers ? BEHIND_MS : PATIENCE_MS)
    }
    socket.on('connect', () => {
      for (const piece of Array.isArray(bytes) ? bytes : [bytes]) socket.write(piece)
      if (ends) socket.end()
      waits()
    })
    socket.on('data', part => {
      parts.push(part)
      waits()
    })
    socket.on('end', () => {
      closed = true
      done()
    })
    socket.on('error', () => {
      closed = true
      done()
    })
  })
}

// Refused once, and the line is closed: nothing behind it is read as a request.
const broken = (...more) => ({ statuses: [400, ...more], answers: 1, closed: true })
// Answered like any other.
const served = (status = 200, answers = 1) => ({ statuses: [status], answers })
// Answered by any refusal, or dropped.
const harmless = { statuses: [400, 404, 405, 411, 413, 417, 431, 505], answers: [0, 1] }

const body = '{"a":1}'
const chunked = (chunks, more = 'Transfer-Encoding: chunked\r\n') => post(more, chunks)

export const shapes = {
  'ordinary': [get(), served()],
  'CL and TE': [post(`Content-Length: 4\r\nTransfer-Encoding: chunked\r\n`, `0\r\n\r\n${SMUGGLED}`), broken()],
  'TE and CL': [post(`Transfer-Encoding: chunked\r\nContent-Length: 4\r\n`, `0\r\n\r\n${SMUGGLED}`), broken()],
  'two CL that differ': [post(`Content-Length: 0\r\nContent-Length: ${SMUGGLED.length}\r\n`, SMUGGLED), broken()],
  'two CL alike': [post(`Content-Length: 7\r\nContent-Length: 7\r\n`, body), broken()],
  // RFC 9112 6.3 lets a server read a list of equal lengths as one; docs/reliability.md names it.
  'CL as a list of equals': [post(`Content-Length: 7, 7\r\n`, body), { statuses: [400], answers: 1 }],
  'CL as a list that differs': [post(`Content-Length: 7, ${SMUGGLED.length}\r\n`, body), broken()],
  'CL with a plus': [post(`Content-Length: +7\r\n`, body), broken()],
  'negative CL': [post(`Content-Length: -1\r\n`, body), broken()],
  'CL in hex': [post(`Content-Length: 0x7\r\n`, body), broken()],
  'CL beyond 64 bit': [post(`Content-Length: 18446744073709551617\r\n`, body), broken(413)],
  'CL of ten gigabytes': [post(`Content-Length: 10737418240\r\n`, body), { statuses: [413], answers: 1, closed: true }],
  'CL with letters': [post(`Content-Length: 7a\r\n`, body), broken()],
  'TE twice': [chunked(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n'), broken()],
  'TE chunked, identity': [chunked(`0\r\n\r\n`, 'Transfer-Encoding: chunked, identity\r\n'), broken()],
  'TE xchunked': [chunked(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding: xchunked\r\n'), broken()],
  'TE with a tab': [chunked(`0\r\n\r\n`, 'Transfer-Encoding:\tchunked\r\n'), { statuses: [400, 428], answers: 1 }],
  'space before the colon': [chunked(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding : chunked\r\n'), broken()],
  'TE in HTTP/1.0': [`POST ${PAGE} HTTP/1.0\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`, broken()],
  'chunk size beyond 64 bit': [chunked('FFFFFFFFFFFFFFFFF\r\nx'), broken(413)],
  'chunk size 2^64-1': [chunked('FFFFFFFFFFFFFFFF\r\nx'), broken(413)],
  'negative chunk size': [chunked('-1\r\nx\r\n'), broken()],
  'chunk size with a plus': [chunked('+1\r\nx\r\n0\r\n\r\n'), broken()],
  'chunk without its end': [chunked('1\r\nxx0\r\n\r\n'), broken()],
  'long chunk extension': [chunked(`1;${'x'.repeat(70_000)}\r\nx\r\n0\r\n\r\n`), { statuses: [400, 413, 431], answers: 1 }],
  'bare LF between chunks': [chunked(`1\nx\n0\n\n${SMUGGLED}`), broken()],
  'a thousand trailers': [chunked(`0\r\n${'X-T: 1\r\n'.repeat(3000)}\r\n`), { statuses: [400, 413, 431], answers: 1 }],
  'no Host': [`GET ${PAGE} HTTP/1.1\r\n\r\n`, broken()],
  'two Hosts': [get('Host: evil.example\r\n'), broken()],
  'HTTP/0.9': ['GET /\r\n', harmless],
  'HTTP/2.0': [get('', `GET ${PAGE} HTTP/2.0`), harmless],
  'HTTP/2 preface': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', harmless],
  'HTTP/1.2': [get('', `GET ${PAGE} HTTP/1.2`), harmless],
  'TLS hello': [Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, ...Array(40).fill(7)]), harmless],
  'noise': [Buffer.from(Array.from({ length: 3000 }, (_, n) => (n * 7919) % 256)), harmless],
  'only line ends': ['\r\n'.repeat(50), { statuses: [400], answers: [0, 1] }],
  'two blanks in the line': [get('', `GET  ${PAGE}  HTTP/1.1`), harmless],
  'lower case method': [get('', `get ${PAGE} HTTP/1.1`), harmless],
  'unknown method': [get('', `BREW ${PAGE} HTTP/1.1`), harmless],
  'CONNECT': ['CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n', harmless],
  'TRACE': [get('Cookie: secret=1\r\n', `TRACE ${PAGE} HTTP/1.1`), harmless],
  'absolute target of another host': [get('', `GET http://evil.example${PAGE} HTTP/1.1`), { statuses: [200, 400, 421], answers: 1 }],
  'asterisk': [get('', 'OPTIONS * HTTP/1.1'), harmless],
  'NUL in the target': [get('', 'GET /api\u0000/v1 HTTP/1.1'), harmless],
  'path above the root': [get('', 'GET /../../../../etc/passwd HTTP/1.1'), { statuses: [400, 404], answers: 1 }],
  'path above the root, escaped': [get('', 'GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1'), { statuses: [400, 404], answers: 1 }],
  'assets above the root': [get('', 'GET /assets/..%2f..%2fetc%2fpasswd HTTP/1.1'), { statuses: [400, 404], answers: 1 }],
  'long target': [get('', `GET /${'a'.repeat(12_000)} HTTP/1.1`), { statuses: [404, 414, 431], answers: 1 }],
  'longer target': [get('', `GET /${'a'.repeat(200_000)} HTTP/1.1`), { statuses: [414, 431, 400], answers: 1, closed: true }],
  'head of a megabyte': [get(`X-Long: ${'x'.repeat(1 << 20)}\r\n`), { statuses: [431, 400], answers: 1, closed: true }],
  'ten thousand headers': [get(Array.from({ length: 10_000 }, (_, n) => `X-${n}: 1\r\n`).join('')), { statuses: [431, 400], answers: 1, closed: true }],
  'the same header 300 times': [get('X-A: b\r\n'.repeat(300)), { statuses: [200, 400, 431], answers: 1 }],
  'header without a colon': [get('Nonsense\r\n'), broken()],
  'header without a name': [get(': x\r\n'), broken()],
  'NUL in a header': [get('X-A: a\u0000b\r\n'), broken()],
  'CR in a header': [get('X-A: a\rX-B: b\r\n'), broken()],
  'folded header': [get('X-A: a\r\n b\r\n'), { statuses: [200, 400], answers: 1 }],
  'bare LF': [`GET ${PAGE} HTTP/1.1\n${HOST.replace('\r', '')}\n`, harmless],
  'Expect something else': [post(`Expect: 200-ok\r\nContent-Length: 7\r\n`, body), { statuses: [417], answers: 1, closed: true }],
  'Upgrade': [get('Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n'), served()],
  'Range': [get('Range: bytes=0-18446744073709551615,5-2\r\n'), served()],
  'cookies of all shapes': [get(`Cookie: ;;=;a;=b;lianhu=;lianhu=${'x'.repeat(3000)}; lianhu="a;b"; __Host-lianhu=\u00ff\r\n`), served()],
  'two cookies of one name': [get('Cookie: lianhu=a\r\nCookie: lianhu=b\r\n', 'GET /api/v1/session HTTP/1.1'), served(401)],
  'twenty in a row': [get().repeat(20), served(200, 20)],
  'one after a refused one': [get('', `GET /api/v1/nowhere HTTP/1.1`) + get(), { statuses: [404, 200], answers: 2 }],
  'half of a body, then the end': [post('Content-Length: 700\r\n', body), { statuses: [400], answers: [0, 1] }],
  'closed by half, still answered': [get(), served(), { ends: true }],
  'byte by byte': [[...get()].map(one => Buffer.from(one)), served()],
  'forwarded by itself': [get('X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\nForwarded: for=1.2.3.4\r\n'), served()],
}

// Faults of all shapes; each is spoken on a line of its own.
export async function rawShapes(port) {
  const faults = []
  let passed = 0
  const turns = Object.entries(shapes)
  const one = async ([name, [bytes, wanted, options]]) => {
    const answers = [wanted.answers].flat()
    const heard = await speaks(port, bytes, { answers: Math.max(...answers), closed: wanted.closed, ...options })
    const wrong = []
    if (heard.statuses.some(status => status >= 500)) wrong.push(`得到 ${heard.statuses}`)
    if (!answers.includes(heard.statuses.length)) wrong.push(`应有 ${answers.join(' 或 ')} 个回答，实有 ${heard.statuses.length} 个（${heard.statuses}）`)
    for (const status of heard.statuses) if (!wanted.statuses.includes(status)) wrong.push(`不该是 ${status}（应为 ${wanted.statuses.join(' 或 ')}）`)
    if (wanted.closed && !heard.closed) wrong.push('连接没有关')
    if (/root:x:0/.test(heard.text)) wrong.push('读到了本机的文件')
    if (wrong.length) faults.push(`原始请求“${name}”：${wrong.join('；')}`)
    else passed += 1
  }
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let turn = turns.shift(); turn; turn = turns.shift()) await one(turn)
  }))
  return { passed, faults }
}
