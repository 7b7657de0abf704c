import { describe, expect, it } from 'vitest'

import type { FactGroup } from '@/entities/fact/types'
import type { FieldOffer } from '@/entities/types'

import { basesOf, editsOf, factOffer, halfWritten, pointerInForm, shownValue } from './fact-edits'

const field = (name: string, kind: FieldOffer['kind'], value = ''): FieldOffer => ({ name, label: name, kind, required: false, value })
const group: FactGroup = { title: '事项', fields: [field('title', 'text', '排水沟'), field('amount_fen', 'money', '1250'), field('no_call', 'bool', 'false'), field('people', 'number')] }
const words = { yes: '是', no: '否', none: '（不填）' }

describe('edits of a form of facts', () => {
  it('are what was changed, each with what stood there when the form was opened', () => {
    const offer = factOffer(group, '更正事项')
    const bases = basesOf(offer)
    expect(editsOf(offer, bases, { title: '排水沟', amount_fen: '1250', no_call: 'true' })).toEqual([{ fact: 'no_call', base: 'false', value: 'true' }])
    expect(editsOf(offer, bases, { title: '水沟', no_call: 'false' })).toEqual([
      { fact: 'title', base: '排水沟', value: '水沟' },
      { fact: 'amount_fen', base: '1250', value: '' },
    ])
  })

  it('build on what still waits on this phone', () => {
    const offer = factOffer(group, '更正事项', { title: '水沟' })
    expect(basesOf(offer).title).toBe('水沟')
    expect(group.fields[0]?.value).toBe('排水沟')
  })

  it('of a form that was left keep their own base, and nothing of what was not touched', () => {
    const offer = factOffer(group, '更正事项')
    const bases = basesOf(offer)
    expect(halfWritten(offer, bases, { title: '水沟', amount_fen: '12.50', no_call: 'false', people: '' })).toEqual({ values: { title: '水沟' }, bases: { title: '排水沟' } })
  })

  it('are pointed at in the form', () => {
    const edits = [{ fact: 'title', base: '', value: 'x' }, { fact: 'parties/p/phone', base: '', value: '1' }]
    expect(pointerInForm('/edits/1/value', edits)).toBe('/fields/parties/p/phone')
    expect(pointerInForm('/edits/7/value', edits)).toBe('/edits/7/value')
    expect(pointerInForm('/client_id', edits)).toBe('/client_id')
  })

  it('are shown to the eye', () => {
    expect(shownValue(field('a', 'money'), '1250', words)).toBe('12.50')
    expect(shownValue(field('a', 'bool'), 'true', words)).toBe('是')
    expect(shownValue(field('a', 'text'), '', words)).toBe('（不填）')
    expect(shownValue({ ...field('a', 'category'), choices: [{ value: 'x', title: '排水' }] }, 'x', words)).toBe('排水')
  })
})
