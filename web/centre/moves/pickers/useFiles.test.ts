import { describe, expect, it, vi } from 'vitest'

import { Failure } from '@/base/failure'

const upload = vi.hoisted(() => vi.fn())
vi.mock('@/entities/upload/form', () => ({ uploadToMatter: () => upload }))

import { refusalOf, useFiles } from './useFiles'

const picture = (name: string) => new File(['x'], name, { type: 'image/png' })
const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('files of a form', () => {
  it('says what it does not take', () => {
    expect(refusalOf({ size: 1, type: 'image/png' })).toBeUndefined()
    expect(refusalOf({ size: 0, type: 'image/png' })).toBe('文件是空的')
    expect(refusalOf({ size: 10 * 1024 * 1024 + 1, type: 'application/pdf' })).toContain('10 MB')
    expect(refusalOf({ size: 1, type: 'text/html' })).toContain('PDF')
  })
  it('hands over earlier and new ids, and takes a removed one back', async () => {
    const set = vi.fn()
    upload.mockResolvedValueOnce({ id: 'f1' }).mockResolvedValueOnce({ id: 'f2' })
    const files = useFiles('m', ['f0'], set)
    files.add([picture('a.png'), picture('b.png')])
    await settled()
    expect(set).toHaveBeenLastCalledWith(['f0', 'f1', 'f2'])
    const first = files.rows[0]
    if (first) files.remove(first)
    expect(set).toHaveBeenLastCalledWith(['f0', 'f2'])
  })
  it('a failed upload is shown, and the same file sent on', async () => {
    upload.mockReset()
    upload.mockRejectedValueOnce(new Failure('offline', '连不上网络')).mockResolvedValueOnce({ id: 'f1' })
    const set = vi.fn()
    const files = useFiles('m', [], set)
    files.add([picture('a.png')])
    await settled()
    const row = files.rows[0]
    expect(row?.state).toBe('failed')
    expect(row?.fault).toBe('连不上网络')
    expect(set).not.toHaveBeenCalled()
    if (row) await files.again(row)
    expect(set).toHaveBeenLastCalledWith(['f1'])
    expect(upload.mock.calls[0]?.[0]).toBe(upload.mock.calls[1]?.[0])
  })
})
