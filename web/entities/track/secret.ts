import { tabMemory } from '@/base/remember'

const KEY = 'lianhu.track'

// The secret stands behind # and so never reaches a server or its logs. It stays in the address bar: for a resident
// without an account the bookmarked or scanned address is the only key. The copy in this tab's memory lets a
// reload or a step back work; leaving by the page's own button removes both.
export function takeSecret(hash: string): string | undefined {
  const given = decodeURIComponent(hash.replace(/^#/, '')).trim()
  if (given !== '') {
    tabMemory.write(KEY, given)
    return given
  }
  return tabMemory.read(KEY)
}

export const dropSecret = () => tabMemory.drop(KEY)
