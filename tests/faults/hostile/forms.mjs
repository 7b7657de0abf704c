// A plausible body for each operation, out of the OpenAPI document and of what the county holds.

import { randomUUID } from 'node:crypto'

export class Forms {
  // `words`: what a field of this name holds in this county.
  constructor(document, words) {
    this.document = document
    this.words = words
  }

  follow(schema) {
    return schema?.$ref ? this.document.components.schemas[schema.$ref.split('/').at(-1)] : schema ?? {}
  }

  // Of this name, if the county knows one; else anything of its shape.
  value(name, given, whole, depth = 0) {
    const schema = this.follow(given)
    const known = this.words[name]
    if (known !== undefined && typeof known === (schema.type === 'integer' ? 'number' : schema.type === 'object' || schema.type === 'array' ? 'object' : schema.type)) return known
    switch (schema.type) {
      case 'string':
        if (schema.format === 'uuid') return randomUUID()
        if (schema.format === 'date') return this.words.day
        if (schema.format === 'date-time') return this.words.now
        if (/1\[0-9\]/.test(schema.pattern ?? '')) return '19900001111'
        if (/\[0-9\]\+/.test(schema.pattern ?? '')) return '1234'
        if (/a-z0-9_/.test(schema.pattern ?? '')) return 'other'
        return '普通的一句话'.padEnd(schema.minLength ?? 0, '话').slice(0, schema.maxLength ?? 200)
      case 'integer': return Math.max(schema.minimum ?? 1, Math.min(1, schema.maximum ?? 1))
      case 'number': return 1
      case 'boolean': return false
      case 'array': return depth > 3 || (!whole && !schema.minItems) ? [] : [this.value(name.replace(/s$/, ''), schema.items, whole, depth + 1)]
      case 'object': return this.object(schema, whole, depth + 1)
      default: return {}
    }
  }

  object(schema, whole, depth = 0) {
    const out = {}
    for (const [name, one] of Object.entries(schema.properties ?? {})) {
      if (whole || schema.required?.includes(name)) out[name] = this.value(name, one, whole, depth)
    }
    return out
  }

  // Every place of a body: { pointer, schema }, lists by their first item.
  places(given, at = '', depth = 0) {
    const schema = this.follow(given)
    const out = []
    if (depth > 4) return out
    for (const [name, one] of Object.entries(schema.properties ?? {})) {
      const field = this.follow(one)
      out.push({ pointer: `${at}/${name}`, schema: field })
      if (field.type === 'object') out.push(...this.places(field, `${at}/${name}`, depth + 1))
      if (field.type === 'array') {
        const item = this.follow(field.items)
        out.push({ pointer: `${at}/${name}/0`, schema: item })
        out.push(...this.places(item, `${at}/${name}/0`, depth + 1))
      }
      if (field.type === 'object' && field.additionalProperties && !field.properties) out.push({ pointer: `${at}/${name}/some_field`, schema: this.follow(field.additionalProperties) })
    }
    return out
  }
}

// A copy of the body with this value at the pointer; what lies on the way is made.
export function withValue(body, pointer, value) {
  const steps = pointer.split('/').slice(1)
  const put = (tree, at) => {
    if (at === steps.length) return value
    const step = steps[at]
    if (/^\d+$/.test(step)) {
      const list = Array.isArray(tree) ? [...tree] : []
      list[Number(step)] = put(list[Number(step)], at + 1)
      return list
    }
    const base = tree && typeof tree === 'object' && !Array.isArray(tree) ? tree : {}
    return { ...base, [step]: put(base[step], at + 1) }
  }
  return put(body, 0)
}
