// What a story expects, said so that a failure reads as a sentence: the step, what was expected, what came.

export class Unmet extends Error {
  constructor(what, wanted, got) {
    super(`${what}\n      应为：${shown(wanted)}\n      实为：${shown(got)}`)
    this.name = 'Unmet'
  }
}

function shown(value) {
  if (value instanceof RegExp) return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text === undefined) return '（没有）'
  return text.length > 600 ? `${text.slice(0, 600)}……` : text
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)

export const expect = {
  equal(what, got, wanted) {
    if (!same(got, wanted)) throw new Unmet(what, wanted, got)
  },
  different(what, got, unwanted) {
    if (same(got, unwanted)) throw new Unmet(what, `不是 ${shown(unwanted)}`, got)
  },
  matches(what, got, pattern) {
    if (typeof got !== 'string' || !pattern.test(got)) throw new Unmet(what, pattern, got)
  },
  contains(what, got, part) {
    if (!got || !got.includes(part)) throw new Unmet(what, `含有 ${shown(part)}`, got)
  },
  lacks(what, got, part) {
    if (got && got.includes(part)) throw new Unmet(what, `不含 ${shown(part)}`, got)
  },
  yes(what, holds, got = holds) {
    if (!holds) throw new Unmet(what, '是', got)
  },
  one(what, list, fits) {
    const found = list.filter(fits)
    if (found.length !== 1) throw new Unmet(what, '恰好一项', list.length > 12 ? `${found.length} 项，共 ${list.length} 项` : list)
    return found[0]
  },
  none(what, list, fits) {
    const found = list.filter(fits)
    if (found.length) throw new Unmet(what, '一项也没有', found)
  },
  // A refusal: its status and code, and that it speaks Chinese to the reader.
  refused(what, reply, status, code) {
    const got = { status: reply.status, code: reply.json?.code }
    if (reply.status !== status || (code && reply.json?.code !== code)) throw new Unmet(what, { status, code }, { ...got, detail: reply.json?.detail ?? reply.text.slice(0, 200) })
    return reply.json
  },
  // A refusal that points at the field to be mended.
  fault(what, reply, pointer) {
    this.refused(what, reply, 400)
    const pointers = (reply.json.errors ?? []).map(one => one.pointer)
    if (!pointers.includes(pointer)) throw new Unmet(`${what}，须指出是哪一栏`, pointer, pointers.length ? pointers : reply.json.detail)
  },
}
