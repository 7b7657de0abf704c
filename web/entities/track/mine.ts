import { phoneMemory } from '@/base/remember'

export interface Mine {
  number: string
  secret: string
  title: string
}

const KEY = 'lianhu.mine'
const MOST = 50

// Numbers a person asked this phone to remember. Whoever holds the phone can open them: the page says so first.
export function readMine(): Mine[] {
  try {
    const list = JSON.parse(phoneMemory.read(KEY) ?? '[]') as unknown
    return Array.isArray(list) ? (list as Mine[]).filter((row) => row && row.number && row.secret) : []
  } catch {
    return []
  }
}

function write(list: Mine[]): boolean {
  if (list.length > 0) return phoneMemory.write(KEY, JSON.stringify(list.slice(0, MOST)))
  phoneMemory.drop(KEY)
  return true
}

export const remember = (row: Mine) => write([row, ...readMine().filter((other) => other.number !== row.number)])
export const forget = (number: string) => write(readMine().filter((row) => row.number !== number))
export const isRemembered = (number: string) => readMine().some((row) => row.number === number)
