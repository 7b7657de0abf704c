// Shows the server's instants as the county's wall clock, whatever the phone's own zone is.
const OFFSET_MS = 8 * 3_600_000

function parts(iso: string): Date | undefined {
  const at = Date.parse(iso)
  return Number.isNaN(at) ? undefined : new Date(at + OFFSET_MS)
}

const two = (n: number) => String(n).padStart(2, '0')

export function showDay(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day)
  return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日` : day
}

export function showTime(iso: string): string {
  const at = parts(iso)
  if (!at) return iso
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
}

export function showShort(iso: string): string {
  const at = parts(iso)
  return at ? `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}` : iso
}

export function today(now: number): string {
  return new Date(now + OFFSET_MS).toISOString().slice(0, 10)
}
