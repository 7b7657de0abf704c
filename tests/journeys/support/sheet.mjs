// Reads the first sheet of an xlsx by other means than the server's, and writes CSV for it to read.

import { inflateRawSync } from 'node:zlib'

function entries(bytes) {
  const files = {}
  let end = bytes.length - 22
  while (end >= 0 && bytes.readUInt32LE(end) !== 0x06054b50) end -= 1
  if (end < 0) throw new Error('不是压缩包')
  let at = bytes.readUInt32LE(end + 16)
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n -= 1) {
    const method = bytes.readUInt16LE(at + 10)
    const size = bytes.readUInt32LE(at + 20)
    const nameLength = bytes.readUInt16LE(at + 28)
    const local = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(data, data + size)
    files[name] = (method === 8 ? inflateRawSync(packed) : packed).toString('utf8')
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return files
}

const plain = xml => xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')
const texts = xml => [...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map(one => plain(one[1])).join('')
const columnOf = reference => [...reference.replace(/\d+$/, '')].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1
// Days since 1899-12-30, as spreadsheets count.
export const dayOfSerial = serial => new Date(Date.UTC(1899, 11, 30) + Number(serial) * 86_400_000).toISOString().slice(0, 10)

// Rows of text; a number stays as it is stored.
export function rowsOf(bytes) {
  const files = entries(bytes)
  const shared = [...(files['xl/sharedStrings.xml'] ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(one => texts(one[1]))
  return [...files['xl/worksheets/sheet1.xml'].matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map(([, row]) => {
    const cells = []
    for (const [, attributes, inner = ''] of row.matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const reference = /r="([A-Z]+\d+)"/.exec(attributes)[1]
      const kind = /t="(\w+)"/.exec(attributes)?.[1]
      const value = /<v>([^<]*)<\/v>/.exec(inner)?.[1]
      cells[columnOf(reference)] = kind === 's' ? shared[Number(value)] : kind === 'inlineStr' ? texts(inner) : plain(value ?? '')
    }
    return Array.from(cells, cell => cell ?? '')
  })
}

export const csvOf = rows => rows.map(row => row.map(cell => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n')
