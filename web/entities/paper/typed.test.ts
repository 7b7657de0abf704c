import { afterEach, describe, expect, it } from 'vitest'

import type { PaperOffer } from './api'
import { anyPapers, dropTyped, forgetPapers, keepTyped, typedOf } from './typed'

const offer = {
  paper: 'agreement',
  title: '协议书',
  to_one_party: false,
  of_talk: false,
  word: false,
  fields: [
    { name: 'facts', label: '事实', kind: 'text', required: true, many_lines: true, max: 4000, value: '水沟堵了', help: '', columns: [] },
    { name: 'dispute', label: '争议', kind: 'text', required: true, many_lines: true, max: 2000, value: '', help: '', columns: [] },
  ],
} as PaperOffer

afterEach(forgetPapers)

describe('half-written papers', () => {
  it('begin with what the matter has, and come back as they were left', () => {
    expect(typedOf('m', offer)).toEqual({ facts: '水沟堵了', dispute: '' })
    keepTyped('m', offer, { facts: '水沟堵了', dispute: '谁来清' })
    expect(typedOf('m', offer)).toEqual({ facts: '水沟堵了', dispute: '谁来清' })
    expect(typedOf('other', offer).dispute).toBe('')
  })
  it('follow the matter in what was not touched, and go when nothing of their own is left', () => {
    keepTyped('m', offer, { facts: '水沟堵了', dispute: '谁来清' })
    const newer = { ...offer, fields: offer.fields.map((field) => (field.name === 'facts' ? { ...field, value: '水沟又堵了' } : field)) }
    expect(typedOf('m', newer).facts).toBe('水沟又堵了')
    keepTyped('m', offer, { facts: '水沟堵了', dispute: '' })
    expect(anyPapers()).toBe(false)
    keepTyped('m', offer, { facts: '', dispute: '' })
    expect(typedOf('m', offer).facts).toBe('')
    dropTyped('m', 'agreement')
    expect(typedOf('m', offer).facts).toBe('水沟堵了')
  })
})
