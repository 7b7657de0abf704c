import { describe, expect, it } from 'vitest'

import { actOf, factsOf, type KeyFacts } from './keymap'

const press = (key: string, more: Partial<KeyFacts> = {}) =>
  actOf({
    key,
    code: '',
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    isComposing: false,
    typing: false,
    onControl: false,
    overlay: false,
    ...more,
  })

describe('keys of the desk', () => {
  it.each([
    ['j', 'next'],
    ['J', 'next'],
    ['ArrowDown', 'next'],
    ['k', 'previous'],
    ['ArrowUp', 'previous'],
    ['a', 'accept'],
    ['n', 'fresh'],
    ['x', 'mark'],
    ['Enter', 'open'],
    ['/', 'search'],
    ['、', 'search'],
    ['?', 'help'],
    ['\uff1f', 'help'],
    ['Escape', 'back'],
  ])('%s means %s', (key, kind) => expect(press(key)).toEqual({ kind }))

  it('digits name the nth offered move', () => {
    expect(press('1')).toEqual({ kind: 'move', nth: 1 })
    expect(press('9')).toEqual({ kind: 'move', nth: 9 })
    expect(press('0')).toBeUndefined()
  })
  it('works while a Chinese input method is on', () => {
    expect(press('Process', { code: 'KeyJ' })).toEqual({ kind: 'next' })
    expect(press('Process', { code: 'Digit3' })).toEqual({ kind: 'move', nth: 3 })
  })
  it('is silent while typing, composing or with a modifier', () => {
    for (const key of ['j', 'k', 'a', 'x', '1', '/', '?', 'Enter']) {
      expect(press(key, { typing: true })).toBeUndefined()
      expect(press(key, { isComposing: true })).toBeUndefined()
      expect(press(key, { ctrlKey: true })).toBeUndefined()
      expect(press(key, { altKey: true })).toBeUndefined()
      expect(press(key, { metaKey: true })).toBeUndefined()
      expect(press(key, { overlay: true })).toBeUndefined()
    }
  })
  it('Esc leaves a search box but is left to an open dialog', () => {
    expect(press('Escape', { typing: true })).toEqual({ kind: 'back' })
    expect(press('Escape', { overlay: true })).toBeUndefined()
  })
  it('Enter on a button presses the button', () => expect(press('Enter', { onControl: true })).toBeUndefined())
  it('knows no other key', () => expect(press('z')).toBeUndefined())
})

describe('facts of an event', () => {
  it('sees typing in any field, also nested', () => {
    document.body.innerHTML = '<div role="combobox"><span id="a"></span></div><button><i id="b"></i></button>'
    const facts = (id: string) => {
      const event = new KeyboardEvent('keydown', { key: 'j', bubbles: true })
      let seen: KeyFacts | undefined
      const hear = (heard: Event) => (seen = factsOf(heard as KeyboardEvent, document))
      document.addEventListener('keydown', hear)
      document.getElementById(id)?.dispatchEvent(event)
      document.removeEventListener('keydown', hear)
      return seen
    }
    expect(facts('a')?.typing).toBe(true)
    expect(facts('b')?.typing).toBe(false)
    expect(facts('b')?.onControl).toBe(true)
  })
})
