import type { NoticesRead } from './api'

// What was marked as read at once can be taken back for ten minutes, also from a page opened again in the same tab.
// The server has the last word; its hour and its time are kept beside this machine's own, which may go wrong.
const KEY = 'lianhu.notices.marked'
export const BACK_MS = 10 * 60_000

interface Kept {
  mark: NoticesRead
  kept_at: number
}

export function keepMark(mark: NoticesRead | undefined, now = Date.now()): void {
  try {
    if (mark) sessionStorage.setItem(KEY, JSON.stringify({ mark, kept_at: now } satisfies Kept))
    else sessionStorage.removeItem(KEY)
  } catch {
    // A window that keeps nothing: then it can be taken back while the page is open.
  }
}

export function keptMark(now = Date.now()): NoticesRead | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null
    if (kept && now >= kept.kept_at && now - kept.kept_at < BACK_MS) return kept.mark
  } catch {
    // Written by another version.
  }
  keepMark(undefined)
  return undefined
}
