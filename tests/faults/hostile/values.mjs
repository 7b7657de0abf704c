// What strangers put into fields. Each text carries a mark of its own, by which it is found again wherever it comes out.

const letters = '0123456789abcdefghijklmnopqrstuvwxyz'
export const MARK = /zq[0-9a-z]{5}qz/g

export class Marks {
  constructor() {
    this.count = 0
    this.sent = new Map()
  }

  next() {
    this.count += 1
    let n = this.count
    let text = ''
    for (let i = 0; i < 5; i += 1) {
      text = letters[n % 36] + text
      n = Math.floor(n / 36)
    }
    return `zq${text}qz`
  }

  // The text of this kind, kept under its mark.
  text(kind, max = 200) {
    const mark = this.next()
    const text = texts[kind](mark, max)
    if (typeof text === 'string') this.sent.set(mark, { text, kind })
    return text
  }
}

// As bytes of JSON, where no JSON writer would write them.
export class Raw {
  constructor(bytes) {
    this.bytes = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes
  }
}

const filled = (text, max) => text + '长'.repeat(Math.max(0, max - [...text].length))

export const texts = {
  script: m => `${m}<script>alert(1)</script>`,
  attribute: m => `"><img src=x onerror=alert(1)>${m}`,
  entity: m => `${m}&lt;b&gt;&amp;&#39;]]>`,
  formula: m => `=cmd|'/C calc'!A0${m}`,
  formula_plus: m => `+1+1${m}`,
  formula_minus: m => `-2+3${m}`,
  formula_at: m => `@SUM(1)${m}`,
  sql: m => `${m}'; DROP TABLE matter; --`,
  like: m => `${m}%_\\%'`,
  path: m => `../../../../etc/passwd${m}`,
  path_windows: m => `..\\..\\${m}`,
  template: m => `${m}{{7*7}}\${7*7}<%= 7*7 %>#{7*7}`,
  format: m => `%s%n%x{0}{}${m}`,
  log: m => `${m}{"at":"x","operation":"forged","status":200}`,
  shell: m => `$(id)\`id\`;id|id${m}`,
  rare: m => `${m}𠮷𪚥㐀👨‍👩‍👧é`,
  combining: m => `${m}e${'\u0301'.repeat(20)}`,
  regex: m => `${m}(a+)+$`,
  null_word: m => `${m}null`,
  full: (m, max) => filled(m, max),
  over: (m, max) => filled(m, max + 1),
  huge: m => m + 'x'.repeat(60_000),
  nul: m => `${m}\u0000x`,
  control: m => `${m}\u0008\u001b[31m`,
  // At its end it is a blank, and taken off like one.
  c1: m => `${m}\u0085x`,
  bidi: m => `${m}\u202e\u2066gpj.exe`,
  zero_width: m => `${m}\u200b\ufeff\u2060`,
  noncharacter: m => `${m}\uffff`,
  crlf: m => `${m}\r\nSet-Cookie: a=b\r\n\r\n`,
  newline: m => `${m}\n${m}`,
  tab: m => `\t=1+1${m}`,
  lone: m => new Raw(`"${m}\\ud800"`),
  lone_low: m => new Raw(`"${m}\\udc00x"`),
  not_utf8: m => new Raw(Buffer.concat([Buffer.from(`"${m}`), Buffer.from([0xff, 0xc0, 0xaf]), Buffer.from('"')])),
  bad_escape: m => new Raw(`"${m}\\q"`),
}
export const textKinds = Object.keys(texts)

// A value of another kind than the field's.
export const strange = {
  number: 12,
  negative: -1,
  fraction: 1.5,
  beyond: new Raw('9223372036854775808'),
  below: new Raw('-9223372036854775809'),
  infinite: new Raw('1e400'),
  tiny: new Raw('-1e-400'),
  long_number: new Raw('1'.repeat(5000)),
  nan: new Raw('NaN'),
  yes: true,
  nothing: null,
  empty: '',
  list: [],
  lists: [[[[]]]],
  object: {},
  prototype: new Raw('{"__proto__":{"a":1},"constructor":{"prototype":{}}}'),
  deep: new Raw('['.repeat(5000) + ']'.repeat(5000)),
  many: new Raw(`[${'0,'.repeat(20_000)}0]`),
  many_texts: new Raw(`[${'"",'.repeat(20_000)}""]`),
  many_keys: new Raw(`{${Array.from({ length: 5000 }, (_, n) => `"k${n}":"v"`).join(',')}}`),
  twice: new Raw('{"a":1,"a":2}'),
}
export const strangeKinds = Object.keys(strange)

// Raw values stand in the tree as themselves; here the tree becomes bytes.
export function bytesOf(tree) {
  const raws = []
  const text = JSON.stringify(tree, (key, value) => {
    if (!(value instanceof Raw)) return value
    raws.push(value.bytes)
    return `\u0001${raws.length - 1}\u0001`
  })
  const parts = text.split(/"\\u0001(\d+)\\u0001"/)
  return Buffer.concat(parts.map((part, n) => (n % 2 ? raws[Number(part)] : Buffer.from(part, 'utf8'))))
}

// Whole bodies that are no good, whatever the operation.
export const bodies = {
  nothing: Buffer.alloc(0),
  half: Buffer.from('{"text":"水'),
  array: Buffer.from('[]'),
  null: Buffer.from('null'),
  bom: Buffer.from('\ufeff{}'),
  twice: Buffer.from('{"a":1,"a":2}'),
  unknown: Buffer.from('{"zq_unknown":1}'),
  deep: Buffer.from('{"a":'.repeat(50_000)),
  deep_list: Buffer.from('['.repeat(100_000)),
  not_utf8: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  comment: Buffer.from('{/*x*/}'),
  trailing: Buffer.from('{} {}'),
  noise: Buffer.from(Array.from({ length: 2000 }, (_, n) => (n * 7919) % 256)),
  zeros: Buffer.alloc(4096),
  long_key: Buffer.from(`{"${'k'.repeat(50_000)}":1}`),
}
export const types = ['text/plain', 'application/xml', 'application/json; charset=utf-16', 'multipart/form-data; boundary=x', 'multipart/form-data', '', 'application/x-www-form-urlencoded', `application/${'x'.repeat(2000)}`, 'application/json, text/html']

// For headers: what an HTTP library would not let out is in raw.mjs.
export const headerValues = ['', ' ', '"', '*', 'W/"v1"', '"v1", "v2"', 'x'.repeat(5000), '../../etc/passwd', "' OR 1=1 --", '=cmd|x', '<script>', '{{7*7}}', '%00', '%FF%FE', '%', '%zz', '\u00ff\u00fe', 'v'.repeat(81), '-1', '99999999999999999999', '"v99999999999999999999"', '"v-1"']
