// An answer taken apart: its status, what it betrays, which matters it lists, and how it looks to somebody who may not know.

import { execFile } from 'node:child_process'

import { rowsOf } from '../journeys/support/sheet.mjs'
import { secretsIn } from './markers.mjs'

const textOf = pdf => new Promise(resolve => {
  const child = execFile('pdftotext', ['-', '-'], { maxBuffer: 1 << 24 }, (error, text) => resolve(error ? '' : text))
  child.stdin.on('error', () => {})
  child.stdin.end(pdf)
})

async function readable(reply) {
  const type = reply.headers['content-type'] ?? ''
  if (/spreadsheet/.test(type)) return rowsOf(reply.bytes).flat().join('\n')
  if (/pdf/.test(type)) return textOf(reply.bytes)
  return /json|text|svg/.test(type) ? reply.text : ''
}

// Status, names of headers and body, without what differs at every request and without the id that was asked for.
export function shapeOf(reply, asked) {
  const body = reply.json ? JSON.stringify({ ...reply.json, request_id: undefined, as_of: undefined }) : `${reply.bytes.length} 字节`
  const headers = Object.keys(reply.headers).filter(name => name !== 'connection' && name !== 'keep-alive').sort().join()
  return `${reply.status} ${headers} ${asked.reduce((text, id) => (id ? text.replaceAll(id, '…') : text), body)}`
}

export async function takenApart(reply, markers, asked = []) {
  const text = await readable(reply)
  return {
    status: reply.status,
    code: reply.json?.code,
    shape: reply.status >= 400 ? shapeOf(reply, asked) : undefined,
    found: secretsIn(decodeURIComponent(reply.headers['content-disposition']?.replaceAll('%', '%') ?? '') + text, markers).map(secret => secret.text),
    rows: reply.json?.items?.map?.(one => one.matter ?? one.id),
    json: reply.json,
  }
}
