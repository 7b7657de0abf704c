import { describe, expect, it, vi } from 'vitest'

import { Attempt } from './attempt'
import { Failure } from './failure'
import { Http } from './http'

type Answer = Response | 'cut'

function clientOf(answers: Answer[], csrf?: string) {
  const calls: { url: string; init: RequestInit; headers: Record<string, string> }[] = []
  const ended = vi.fn()
  const http = new Http({
    base: '/api/v1',
    fetch: async (url, init = {}) => {
      calls.push({ url: String(url), init, headers: init.headers as Record<string, string> })
      const answer = answers.shift()
      if (!answer || answer === 'cut') throw new TypeError('network')
      return answer
    },
    csrf: () => csrf,
    wait: async () => undefined,
    onUnauthenticated: ended,
  })
  return { http, calls, ended }
}

const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' }, ...init })
const problem = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json' } })

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Failure)
  return error as Failure
}

describe('http client', () => {
  it('a page of a paper tells how many there are', async () => {
    const { http } = clientOf([new Response('png', { headers: { 'X-Page-Count': '3' } }), new Response('png')])
    const told = await http.sheet('/p/1')
    expect([told.pages, await told.picture.text()]).toEqual([3, 'png'])
    expect((await http.sheet('/p/1')).pages).toBeUndefined()
  })
  it('keeps one idempotency key while it retries a write without an answer', async () => {
    const { http, calls } = clientOf(['cut', 'cut', json({ ok: 1 })])
    expect(await http.post('/x', { a: 1 })).toEqual({ ok: 1 })
    expect(calls).toHaveLength(3)
    expect(new Set(calls.map((call) => call.headers['Idempotency-Key'])).size).toBe(1)
    expect(calls[0]?.headers['Idempotency-Key']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('gives another write another key, and takes the key it is given', async () => {
    const { http, calls } = clientOf([json({}), json({}), json({})])
    await http.post('/x', {})
    await http.post('/x', {})
    await http.post('/x', {}, { key: 'mine' })
    const keys = calls.map((call) => call.headers['Idempotency-Key'])
    expect(keys[0]).not.toBe(keys[1])
    expect(keys[2]).toBe('mine')
  })

  it('gives up after three tries and says the network is away', async () => {
    const { http, calls } = clientOf(['cut', 'cut', 'cut', json({})])
    const failure = await failureOf(http.get('/x'))
    expect(failure.kind).toBe('offline')
    expect(failure.passing).toBe(true)
    expect(calls).toHaveLength(3)
  })

  it('does not retry an answered refusal and keeps its fields', async () => {
    const { http, calls } = clientOf([
      problem(422, { title: '有内容需要修改', detail: '请修改', code: 'invalid', errors: [{ pointer: '/text', message: '请写明经过' }] }),
    ])
    const failure = await failureOf(http.post('/x', {}))
    expect(calls).toHaveLength(1)
    expect(failure).toMatchObject({ kind: 'refused', status: 422, code: 'invalid', message: '请修改', passing: false })
    expect(failure.errors).toEqual([{ pointer: '/text', message: '请写明经过' }])
  })

  it('speaks Chinese when the refusal has no words', async () => {
    const { http } = clientOf([new Response('<html>', { status: 413 })])
    expect((await failureOf(http.post('/x', {}))).title).toBe('文件太大，请缩小后再传')
  })

  it('sends the CSRF token with writes only', async () => {
    const { http, calls } = clientOf([json({}), json({})], 'token')
    await http.get('/x')
    await http.delete('/x')
    expect(calls[0]?.headers['X-CSRF']).toBeUndefined()
    expect(calls[1]?.headers['X-CSRF']).toBe('token')
  })

  it('hands on versions both ways and reads 304 as no news', async () => {
    const { http, calls } = clientOf([json({ a: 1 }, { headers: { ETag: '"7"' } }), new Response(null, { status: 304 })])
    expect((await http.call('GET', '/x')).etag).toBe('"7"')
    const reply = await http.call('GET', '/x', { ifNoneMatch: '"7"' })
    expect(reply).toEqual({ status: 304, data: undefined })
    expect(calls[1]?.headers['If-None-Match']).toBe('"7"')
    expect(calls[1]?.headers['Idempotency-Key']).toBeUndefined()
  })

  it('tells of a stale version and of an ended session', async () => {
    const { http, ended } = clientOf([problem(412, {}), problem(401, {})])
    expect((await failureOf(http.post('/x', {}, { ifMatch: '"1"' }))).stale).toBe(true)
    expect((await failureOf(http.get('/x'))).unauthenticated).toBe(true)
    expect(ended).toHaveBeenCalledTimes(1)
  })

  it('leaves out what was not asked for in the address', async () => {
    const { http, calls } = clientOf([json({})])
    await http.get('/x', { query: { q: '水 沟', cursor: undefined, place: '', limit: 5 } })
    expect(calls[0]?.url).toBe(`/api/v1/x?q=${encodeURIComponent('水 沟')}&limit=5`)
  })

  it('sends bytes as they are', async () => {
    const { http, calls } = clientOf([json({})])
    await http.post('/x', new Blob(['abc'], { type: 'image/jpeg' }))
    expect(calls[0]?.headers['Content-Type']).toBe('image/jpeg')
    expect(calls[0]?.init.body).toBeInstanceOf(Blob)
  })

  it('calls half an answer a failure, not an answer', async () => {
    const { http } = clientOf([new Response('{"a":', { headers: { 'Content-Type': 'application/json' } })])
    expect((await failureOf(http.get('/x'))).kind).toBe('server')
  })
})

describe('attempt', () => {
  it('keeps its key for the same words and changes it with them', () => {
    const attempt = new Attempt()
    const first = attempt.key({ a: 1 })
    expect(attempt.key({ a: 1 })).toBe(first)
    const second = attempt.key({ a: 2 })
    expect(second).not.toBe(first)
    attempt.done()
    expect(attempt.key({ a: 2 })).not.toBe(second)
  })
})

describe('a file saved again after it was chosen', () => {
  const chosen = (readable: boolean): File => {
    const file = new File(['a'], 'a.xlsx')
    file.slice = () => ({ arrayBuffer: () => (readable ? Promise.resolve(new ArrayBuffer(1)) : Promise.reject(new Error('NotReadableError'))) }) as unknown as Blob
    return file
  }
  it('is asked for anew; one that can be read was cut off', async () => {
    const changed = await failureOf(clientOf(['cut', 'cut', 'cut', 'cut', 'cut']).http.call('POST', '/import', { body: chosen(false), key: 'k' }))
    expect(changed.kind).toBe('refused')
    expect(changed.errors?.[0]?.pointer).toBe('/file')
    expect((await failureOf(clientOf(['cut', 'cut', 'cut', 'cut', 'cut']).http.call('POST', '/import', { body: chosen(true), key: 'k' }))).kind).toBe('offline')
  })
})
