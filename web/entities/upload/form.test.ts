import { beforeEach, describe, expect, it, vi } from 'vitest'

import { Failure } from '@/base/failure'

const sendInPieces = vi.hoisted(() => vi.fn())
vi.mock('./api', () => ({ sendInPieces, doorOfMatter: () => ({}), doorOfSecret: () => ({}) }))

import { uploadBySecret, uploadToMatter } from './form'

const file = (text: string) => new Blob([text], { type: 'image/jpeg' })
const idOf = (call: number): string => sendInPieces.mock.calls[call]?.[1].id as string

describe('a file of a form', () => {
  beforeEach(() => {
    localStorage.clear()
    sendInPieces.mockReset()
  })
  it('cut off, it goes on under its name, also when it is chosen again', async () => {
    sendInPieces.mockRejectedValueOnce(new Failure('offline', '连不上网络')).mockResolvedValueOnce({ id: 'a1' })
    await expect(uploadToMatter('m')(file('x'), '图.jpg')).rejects.toThrow()
    await uploadToMatter('m')(file('x'), '图.jpg')
    expect(idOf(1)).toBe(idOf(0))
  })
  it('whole or refused, the same file is another upload', async () => {
    sendInPieces.mockResolvedValueOnce({ id: 'a1' }).mockRejectedValueOnce(new Failure('refused', '读不出', { status: 422, code: 'media_broken' })).mockResolvedValueOnce({ id: 'a2' })
    await uploadToMatter('m')(file('x'), '图.jpg')
    await expect(uploadToMatter('m')(file('x'), '图.jpg')).rejects.toThrow()
    await uploadToMatter('m')(file('x'), '图.jpg')
    expect(new Set([idOf(0), idOf(1), idOf(2)]).size).toBe(3)
  })
  it('another matter, another file, another secret: another upload', async () => {
    sendInPieces.mockRejectedValue(new Failure('offline', '连不上网络'))
    for (const send of [uploadToMatter('m'), uploadToMatter('n'), uploadBySecret('s')]) await expect(send(file('x'), '图.jpg')).rejects.toThrow()
    await expect(uploadToMatter('m')(file('y'), '图.jpg')).rejects.toThrow()
    expect(new Set([0, 1, 2, 3].map(idOf)).size).toBe(4)
    expect(localStorage.getItem('lianhu.uploads')).not.toContain('图')
  })
})
