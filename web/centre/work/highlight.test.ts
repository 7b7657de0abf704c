import { expect, it } from 'vitest'

import { highlight } from './highlight'

const shown = (text: string, query: string) => highlight(text, query).map((piece) => (piece.hit ? `[${piece.text}]` : piece.text)).join('')

it.each([
  ['排水沟淹了菜地', '菜地', '排水沟淹了[菜地]'],
  ['PD2026-0117 水沟', 'pd2026 水', '[PD2026]-0117 [水]沟'],
  ['一.二', '.', '一[.]二'],
  ['没有', '菜地', '没有'],
  ['原样', '  ', '原样'],
])('%s + %s', (text, query, result) => expect(shown(text, query)).toBe(result))

it('loses nothing of the text', () => {
  const text = '<b>沟</b>沟沟(沟'
  expect(highlight(text, '沟 (').map((piece) => piece.text).join('')).toBe(text)
})
