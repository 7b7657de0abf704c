// What was taken comes back unchanged or not at all, and runs nowhere: every list and page of everybody as JSON, every workbook, every
// PDF and Word file is read by other means than the server's, and each mark found in it must stand in its whole text.

import { inflateRawSync } from 'node:zlib'
import { writeFile, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { run } from '../../journeys/support/tools.mjs'
import { ask } from './county.mjs'
import { MARK } from './values.mjs'

const plain = xml => xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll(/&#x([0-9a-fA-F]+);/g, (_, n) => String.fromCodePoint(Number.parseInt(n, 16))).replaceAll(/&#(\d+);/g, (_, n) => String.fromCodePoint(Number(n))).replaceAll('&amp;', '&')

export function partsOf(bytes) {
  const files = {}
  let end = bytes.length - 22
  while (end >= 0 && bytes.readUInt32LE(end) !== 0x06054b50) end -= 1
  if (end < 0) throw new Error('不是压缩包')
  let at = bytes.readUInt32LE(end + 16)
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n -= 1) {
    const nameLength = bytes.readUInt16LE(at + 28)
    const local = bytes.readUInt32LE(at + 42)
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(data, data + bytes.readUInt32LE(at + 20))
    files[bytes.toString('utf8', at + 46, at + 46 + nameLength)] = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return files
}

// The texts of a workbook's cells; a cell that would be calculated is a fault.
export function cellsOf(bytes, says) {
  const files = partsOf(bytes)
  const shared = [...(files['xl/sharedStrings.xml']?.toString('utf8') ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(one => [...one[1].matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(t => plain(t[1])).join(''))
  const out = []
  for (const [name, part] of Object.entries(files)) {
    if (/externalLink|connections|vbaProject|ddeLink/i.test(name)) says(`工作簿里有 ${name}`)
    if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) continue
    const xml = part.toString('utf8')
    if (/<f[ >]/.test(xml)) says(`工作簿的 ${name} 里有会计算的格：${/<f[ >][^<]*/.exec(xml)[0]}`)
    if (/<hyperlink /.test(xml) && new RegExp(MARK.source).test(xml)) says(`工作簿的 ${name} 里有链接`)
    for (const [, attributes, inner = ''] of xml.matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const kind = /t="(\w+)"/.exec(attributes)?.[1]
      if (kind === 's') out.push(shared[Number(/<v>([^<]*)<\/v>/.exec(inner)?.[1])] ?? '')
      else if (kind === 'inlineStr') out.push([...inner.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(t => plain(t[1])).join(''))
      else if (new RegExp(MARK.source).test(inner)) says(`${kind ?? '数字'}格里有人写的话`)
    }
  }
  return out
}

export class Stored {
  // `paths`: these only.
  constructor({ url, document, readers, marks, words, paths }) {
    Object.assign(this, { url, document, readers, marks, words, paths })
    this.faults = []
    this.seen = { json: new Set(), xlsx: new Set(), pdf: new Set(), docx: new Set() }
  }

  says(what) {
    if (this.faults.length < 200) this.faults.push(what)
  }

  // `loose`: blanks and line ends are the page's own.
  text(where, form, text, loose = false) {
    for (const [mark] of text.matchAll(MARK)) {
      const sent = this.marks.sent.get(mark)
      if (!sent) continue
      this.seen[form].add(mark)
      const even = value => (loose ? value.replace(/[\s\u00a0\u200b\ufeff\u2060]+/g, '') : value)
      const [here, whole] = [even(text), even(sent.text)]
      if (here.includes(whole) || here.includes(whole.trim())) continue
      // A title shows the beginning of a text.
      const at = whole.indexOf(mark)
      const from = here.indexOf(mark) - at
      const piece = from < 0 ? '' : here.slice(from).replace(/(…|……)$/, '')
      if (piece.length > mark.length && whole.startsWith(piece)) continue
      this.says(`${where}（${form}）：${sent.kind} 写的是 ${JSON.stringify(sent.text.slice(0, 80))}，出来的是 ${JSON.stringify(text.slice(Math.max(0, text.indexOf(mark) - 40), text.indexOf(mark) + 80))}`)
    }
  }

  json(where, value) {
    if (typeof value === 'string') this.text(where, 'json', value)
    else if (value && typeof value === 'object') for (const [key, one] of Object.entries(value)) {
      // A sentence of the server may hold a text among words of its own.
      if (new RegExp(MARK.source).test(key)) this.says(`${where}：标记成了栏名`)
      this.json(where, one)
    }
  }

  async reads(reader, at) {
    const reply = await ask(this.url, { method: 'GET', path: at, headers: reader.headers, limit: 30_000 })
    const where = `${reader.name} ${at.slice(0, 80)}`
    if (reply.hung) return this.says(`${where}：没有回答`)
    if (reply.lost) return this.says(`${where}：连接断了`)
    if (reply.status >= 500) return this.says(`${where}：${reply.status} ${reply.json?.detail ?? ''}`)
    if (reply.status !== 200) return undefined
    const type = reply.headers['content-type'] ?? ''
    if (/html|svg|xml;|javascript/.test(type)) this.says(`${where}：作为 ${type} 送出`)
    if (/json/.test(type)) {
      if (reply.json === undefined) return this.says(`${where}：不是有效的 JSON`)
      if (!isUtf8(reply.bytes)) this.says(`${where}：不是 UTF-8`)
      this.json(where, reply.json)
    } else if (/spreadsheet/.test(type)) for (const cell of cellsOf(reply.bytes, what => this.says(`${where}：${what}`))) this.text(where, 'xlsx', cell)
    else if (/pdf/.test(type)) await this.pdf(where, reply.bytes)
    else if (/wordprocessing/.test(type)) {
      const xml = partsOf(reply.bytes)['word/document.xml'].toString('utf8')
      if (/<w:instrText|w:dde|<w:fldSimple/i.test(xml)) this.says(`${where}：Word 里有会计算的域`)
      this.text(where, 'docx', [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(one => plain(one[1])).join(''), true)
    }
    return reply
  }

  async pdf(where, bytes) {
    // What would run, or lead away by itself.
    if (/\/(JavaScript|JS|Launch|OpenAction)\b/.test(bytes.toString('latin1'))) this.says(`${where}：PDF 里有会运行的东西`)
    const folder = await mkdtemp(path.join(os.tmpdir(), 'lianhu-p.'))
    try {
      await writeFile(path.join(folder, 'a.pdf'), bytes)
      const { code, out } = await run('pdftotext', ['-layout', path.join(folder, 'a.pdf'), '-'])
      if (code !== 0) this.says(`${where}：PDF 读不开`)
      this.pages(where, out)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  // A page breaks a text where its line is full: a mark is looked for without the blanks, the text by what a page can show of it.
  pages(where, out) {
    const even = out.replace(/\s+/g, '')
    for (const [mark] of even.matchAll(MARK)) if (this.marks.sent.has(mark)) this.seen.pdf.add(mark)
  }

  // Every reading operation, by everybody, about each matter they see.
  async everything({ matters = 6 } = {}) {
    const paths = this.paths ?? Object.entries(this.document.paths).filter(([, methods]) => methods.get).map(([at]) => at)
    for (const reader of Object.values(this.readers)) {
      const turns = []
      for (const at of paths) {
        const names = [...at.matchAll(/\{(\w+)\}/g)].map(one => one[1])
        if (/stream$/.test(at)) continue
        const query = (this.document.paths[at].get.parameters ?? []).filter(one => one.in === 'query' && one.required).map(one => `${one.name}=${encodeURIComponent(this.words[one.name] ?? '')}`).join('&')
        const asked = query ? `?${query}` : ''
        if (!names.length) turns.push(at + asked)
        else for (const context of (reader.matters ?? []).slice(0, matters)) if (names.every(name => context[name])) turns.push(at.replace(/\{(\w+)\}/g, (_, name) => context[name]) + asked)
      }
      await Promise.all(Array.from({ length: 4 }, async () => {
        for (let turn = turns.shift(); turn; turn = turns.shift()) await this.reads(reader, turn)
      }))
    }
  }
}

function isUtf8(bytes) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
