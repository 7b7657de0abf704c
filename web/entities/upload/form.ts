import { asFailure } from '@/base/failure'
import { phoneMemory } from '@/base/remember'
import { sha256Hex } from '@/base/sha256'
import { uuid } from '@/base/uuid'
import type { Attachment } from '@/entities/types'

import { doorOfMatter, doorOfSecret, sendInPieces, type Door } from './api'

// Of a form's file: told how much is there.
export type Upload = (file: Blob, name: string, told?: (share: number) => void) => Promise<Attachment>

const KEY = 'lianhu.uploads'
// The server keeps what is not whole for a day.
const KEEP_MS = 20 * 3_600_000

interface Begun {
  id: string
  at: number
}

function begun(): Record<string, Begun> {
  try {
    const all = JSON.parse(phoneMemory.read(KEY) ?? '{}') as Record<string, Begun>
    return Object.fromEntries(Object.entries(all).filter(([, one]) => Date.now() - one.at < KEEP_MS))
  } catch {
    return {}
  }
}

function remember(mark: string, id: string | undefined): void {
  const all = begun()
  if (id) all[mark] = { id, at: Date.now() }
  else delete all[mark]
  phoneMemory.write(KEY, JSON.stringify(all))
}

// A file cut off half-way goes on where it stopped: with the next try, and, chosen again, after the page was closed. What is
// remembered is a hash and the upload's own name, no word of the file or the matter. Whole or refused, it is forgotten: the same
// file for another move is another attachment.
async function send(door: Door, scope: string, file: Blob, name: string, told?: (share: number) => void): Promise<Attachment> {
  const bytes = await file.arrayBuffer()
  const mark = sha256Hex(new TextEncoder().encode(`${scope} ${name} ${sha256Hex(bytes)}`).buffer as ArrayBuffer).slice(0, 32)
  const id = begun()[mark]?.id ?? uuid()
  remember(mark, id)
  try {
    const attachment = await sendInPieces(door, { id, name, type: file.type, bytes }, told)
    remember(mark, undefined)
    return attachment
  } catch (error) {
    const failure = asFailure(error)
    if (!failure.passing && !failure.unauthenticated) remember(mark, undefined)
    throw failure
  }
}

export const uploadToMatter = (matter: string): Upload => (file, name, told) => send(doorOfMatter(matter, false), matter, file, name, told)
export const uploadBySecret = (secret: string): Upload => (file, name, told) => send(doorOfSecret(secret, false), secret, file, name, told)
