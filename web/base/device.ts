import { phoneMemory } from './remember'
import { uuid } from './uuid'

// Tells what was written in this browser from what was written in another, and in which order: drawn here, known to
// nobody else, gone with the browser's data. Nothing of the machine goes into it.
const ID = 'lianhu.device'
const SEQ = 'lianhu.device.seq'
let unstored: string | undefined
let last = 0

export function deviceId(): string {
  const known = phoneMemory.read(ID) ?? unstored
  if (known) return known
  const fresh = uuid()
  if (!phoneMemory.write(ID, fresh)) unstored = fresh
  return fresh
}

export function nextOnDevice(): number {
  last = Math.max(last, Number(phoneMemory.read(SEQ) ?? 0) || 0) + 1
  phoneMemory.write(SEQ, String(last))
  return last
}
