// Files that are small to send and huge to open, or that pretend to be something else. Each is refused or kept harmless, soon, and
// without eating the server's memory.

import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

const u16 = n => Buffer.from([n & 255, (n >> 8) & 255])
const u32 = n => Buffer.from([n & 255, (n >>> 8) & 255, (n >>> 16) & 255, (n >>> 24) & 255])

// entries: { name, bytes, packed?, size?, method? }
export function zip(entries) {
  const parts = []
  const central = []
  let at = 0
  for (const { name, bytes = Buffer.alloc(0), packed, size = bytes.length, method = packed ? 8 : 0, attributes = 0 } of entries) {
    const label = Buffer.from(name)
    const data = packed ?? bytes
    const head = Buffer.concat([u16(20), u16(0x800), u16(method), u32(0), u32(packed ? 0 : crc32(bytes)), u32(data.length), u32(size), u16(label.length), u16(0)])
    parts.push(u32(0x04034b50), head, label, data)
    central.push(Buffer.concat([u32(0x02014b50), u16(0x314), head, u16(0), u16(0), u16(0), u32(attributes), u32(at), label]))
    at += 4 + head.length + label.length + data.length
  }
  const list = Buffer.concat(central)
  return Buffer.concat([...parts, list, u32(0x06054b50), u16(0), u16(0), u16(Math.min(entries.length, 0xffff)), u16(Math.min(entries.length, 0xffff)), u32(list.length), u32(at), u16(0)])
}

const packed = bytes => ({ packed: deflateRawSync(bytes, { level: 6 }), size: bytes.length })
const types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
const rels = kind => `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${kind === 'worksheet' ? 'worksheets/sheet1.xml' : 'xl/workbook.xml'}"/></Relationships>`
const workbook = '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
const sheet = (inner, head = '') => `<?xml version="1.0"?>${head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${inner}</sheetData></worksheet>`
function workbookOf(sheetBytes, more = []) {
  const text = (name, words) => ({ name, bytes: Buffer.from(words) })
  return zip([text('[Content_Types].xml', types), text('_rels/.rels', rels('officeDocument')), text('xl/workbook.xml', workbook), text('xl/_rels/workbook.xml.rels', rels('worksheet')), { name: 'xl/worksheets/sheet1.xml', ...sheetBytes }, ...more])
}
const rowsOf = (count, cell) => Array.from({ length: count }, (_, n) => `<row r="${n + 1}">${cell(n + 1)}</row>`).join('')
const cell = (n, words) => `<c r="A${n}" t="inlineStr"><is><t>${words}</t></is></c>`

function laughs() {
  let dtd = '<!DOCTYPE x [<!ENTITY a "ha">'
  for (let n = 0; n < 12; n += 1) dtd += `<!ENTITY ${'bcdefghijklmn'[n]} "${`&${'abcdefghijklm'[n]};`.repeat(10)}">`
  return `${dtd}]>`
}

const chunk = (name, data) => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}
export function png(width, height, data = deflateSync(Buffer.alloc(1000))) {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 1
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

const zeros = size => packed(Buffer.alloc(size, 0x20))

// For every door that reads a sheet.
export const sheets = () => ({
  'one part of 100 MB': workbookOf(zeros(100 << 20)),
  'a hundred thousand rows': workbookOf(packed(Buffer.from(sheet(rowsOf(100_000, n => cell(n, 'x')))))),
  'one cell of 30 MB': workbookOf(packed(Buffer.from(sheet(rowsOf(1, n => cell(n, 'x'.repeat(30 << 20))))))),
  'laughs': workbookOf({ bytes: Buffer.from(sheet(rowsOf(1, n => cell(n, '&m;')), laughs())) }),
  'an entity from a file': workbookOf({ bytes: Buffer.from(sheet(rowsOf(1, n => cell(n, '&x;')), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')) }),
  'forty thousand entries': workbookOf({ bytes: Buffer.from(sheet('')) }, Array.from({ length: 40_000 }, (_, n) => ({ name: `xl/x${n}.xml` }))),
  'names above the folder': workbookOf({ bytes: Buffer.from(sheet('')) }, [{ name: '../../../../tmp/lianhu-was-here' }, { name: '/etc/lianhu-was-here' }]),
  'a link': workbookOf({ bytes: Buffer.from(sheet('')) }, [{ name: 'xl/link', bytes: Buffer.from('/etc/passwd'), attributes: 0xa1ff0000 }]),
  'a size that lies': workbookOf({ packed: deflateRawSync(Buffer.alloc(20 << 20)), size: 10 }),
  'row number beyond': workbookOf({ bytes: Buffer.from(sheet('<row r="99999999999"><c r="ZZZZZZZ99999999999" t="inlineStr"><is><t>x</t></is></c></row>')) }),
  'nested a hundred thousand deep': workbookOf(packed(Buffer.from(sheet('<x>'.repeat(100_000))))),
  'half of it': workbookOf({ bytes: Buffer.from(sheet('')) }).subarray(0, 500),
  'only the end': zip([]),
  'a zip in a zip': zip([{ name: 'a.xlsx', bytes: workbookOf({ bytes: Buffer.from(sheet('')) }) }]),
  'CSV of one line of 5 MB': Buffer.from(`a,${'"'.repeat(5 << 20)}`),
  'CSV of a million columns': Buffer.from(','.repeat(1_000_000)),
  'CSV that never closes': Buffer.from(`a,b\n"${'x\n'.repeat(200_000)}`),
  'not UTF-8': Buffer.from([0x61, 0x2c, 0xff, 0xfe, 0x0a, 0xc0, 0xaf]),
  'empty': Buffer.alloc(0),
})

// For the doors of attachments: [bytes, type].
export const pictures = () => ({
  'sixty thousand pixels square': [png(60_000, 60_000), 'image/png'],
  'two thousand million wide': [png(0x7fffffff, 1), 'image/png'],
  'no pixel': [png(0, 0), 'image/png'],
  'a chunk longer than the file': [Buffer.concat([png(8, 8).subarray(0, 33), Buffer.from([0x7f, 0xff, 0xff, 0xff]), Buffer.from('IDAT')]), 'image/png'],
  'a page in a picture': [Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<html><script>alert(1)</script>')]), 'image/jpeg'],
  'SVG': [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'image/svg+xml'],
  'HTML': [Buffer.from('<html><script>alert(1)</script></html>'), 'text/html'],
  'GIF that is a script': [Buffer.from('GIF89a/*x*/=1;alert(1)'), 'image/gif'],
  'WebP with a lying size': [Buffer.concat([Buffer.from('RIFF'), Buffer.from([0xff, 0xff, 0xff, 0xff]), Buffer.from('WEBPVP8X'), Buffer.from([0xff, 0xff, 0xff, 0xff])]), 'image/webp'],
  'JPEG of segments without end': [Buffer.concat([Buffer.from([0xff, 0xd8]), ...Array.from({ length: 20_000 }, () => Buffer.from([0xff, 0xe1, 0, 2]))]), 'image/jpeg'],
  'sound without frames': [Buffer.concat([Buffer.from('ID3'), Buffer.alloc(3000)]), 'audio/mpeg'],
  'ogg with a lying page': [Buffer.concat([Buffer.from('OggS'), Buffer.alloc(23, 0xff)]), 'audio/ogg'],
  'mp4 with a box of no size': [Buffer.concat([Buffer.from([0, 0, 0, 0]), Buffer.from('ftypisom'), Buffer.alloc(100)]), 'audio/mp4'],
  'webm in itself': [Buffer.from([0x1a, 0x45, 0xdf, 0xa3, ...Array(500).fill(0x01)]), 'audio/webm'],
  'truncated multipart': [Buffer.from('--x\r\nContent-Disposition: form-data; name="a"; filename="a.jpg"\r\n\r\n'), 'multipart/form-data; boundary=x'],
})
