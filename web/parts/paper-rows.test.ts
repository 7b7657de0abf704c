import { describe, expect, it } from 'vitest'

import { readRows, writeRows } from './paper-rows'

describe('rows of a paper', () => {
  it('are read cell by cell and written the same', () => {
    const text = '申请人｜化名张三｜｜\n被申请人｜化名李四㛃｜女｜'
    expect(readRows(text, 4)).toEqual([
      ['申请人', '化名张三', '', ''],
      ['被申请人', '化名李四㛃', '女', ''],
    ])
    expect(writeRows(readRows(text, 4))).toBe(text)
  })
  it('lose empty rows, and no cell can part itself', () => {
    expect(writeRows([['a｜b', 'c\nd'], ['', ' ']])).toBe('a b｜c d')
    expect(readRows('', 3)).toEqual([])
    expect(readRows('a|b|c|d', 3)).toEqual([['a', 'b', 'c']])
  })
})
