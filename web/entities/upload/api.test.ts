import { createHash } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { Failure } from '@/base/failure'
import { sha256Hex } from '@/base/sha256'

import { PIECE, sendInPieces, type Door, type UploadState, type Whole } from './api'

const whole = (size: number): Whole => ({ id: 'u1', name: '图.jpg', type: 'image/jpeg', bytes: new Uint8Array(size).map((_, n) => n % 251).buffer })
const offline = () => new Failure('offline', '没有网络')
const refused = (code: string) => new Failure('refused', code, { status: 409, code })

// A server that keeps what it got, may lose the line before or after taking a piece, and spoil a byte.
class FakeDoor implements Door {
  held = 0
  sha = ''
  size = 0
  done = false
  made = 0
  pieces: number[] = []
  trouble: ('before' | 'after' | undefined)[] = []
  spoiled = false

  private tell(): UploadState {
    return { id: 'u1', bytes: this.size, offset: this.held, ...(this.done ? { attachment: { id: 'a1', name: '', media_type: '', bytes: this.size, added_at: '', by: '' } } : {}) }
  }
  async begin(file: Whole, sha256: string) {
    this.size = file.bytes.byteLength
    this.sha = sha256
    return this.tell()
  }
  async state() {
    return this.tell()
  }
  async piece(_: string, offset: number, bytes: Blob) {
    const trouble = this.trouble.shift()
    if (trouble === 'before') throw offline()
    if (offset !== this.held) throw refused('upload_offset')
    this.held += bytes.size
    this.pieces.push(bytes.size)
    if (this.held === this.size) {
      if (this.spoiled) {
        this.spoiled = false
        this.held = 0
        throw refused('upload_hash')
      }
      if (!this.done) this.made += 1
      this.done = true
    }
    if (trouble === 'after') throw offline()
    return this.tell()
  }
}

describe('a file in pieces', () => {
  it('names it by the hash everybody knows', () => {
    const bytes = new TextEncoder().encode('普定𬭎')
    expect(sha256Hex(bytes.buffer as ArrayBuffer)).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it('sends every byte once', async () => {
    const door = new FakeDoor()
    expect((await sendInPieces(door, whole(2 * PIECE + 5))).id).toBe('a1')
    expect(door.pieces).toEqual([PIECE, PIECE, 5])
  })

  it('goes on behind what came when the line breaks, and makes one attachment', async () => {
    const door = new FakeDoor()
    door.trouble = [undefined, 'before', undefined, 'after', undefined]
    const file = whole(3 * PIECE)
    await expect(sendInPieces(door, file)).rejects.toMatchObject({ kind: 'offline' })
    expect(door.held).toBe(PIECE)
    await expect(sendInPieces(door, file)).rejects.toMatchObject({ kind: 'offline' })
    await sendInPieces(door, file)
    expect(door.pieces).toEqual([PIECE, PIECE, PIECE])
    expect(door.made).toBe(1)
  })

  it('asks where to go on when another tab was faster', async () => {
    const door = new FakeDoor()
    const begin = door.begin.bind(door)
    door.begin = async (file, sha) => {
      const state = await begin(file, sha)
      door.held = PIECE
      return state
    }
    await sendInPieces(door, whole(2 * PIECE))
    expect(door.pieces).toEqual([PIECE])
  })

  it('begins again once when what came is not what was sent', async () => {
    const door = new FakeDoor()
    door.spoiled = true
    await sendInPieces(door, whole(PIECE + 1))
    expect(door.pieces).toEqual([PIECE, 1, PIECE, 1])
    door.done = false
    door.held = 0
    door.piece = async () => {
      throw refused('upload_hash')
    }
    await expect(sendInPieces(door, whole(9))).rejects.toMatchObject({ code: 'upload_hash' })
  })
})
