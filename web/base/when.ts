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

export function showMonth(month: string): string {
  const match = /^(\d{4})-(\d{2})/.exec(month)
  return match ? `${match[1]}年${Number(match[2])}月` : month
}

export function showTime(iso: string): string {
  const at = parts(iso)
  if (!at) return iso
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
}

// What is known by its day only is kept as that day's first minute.
export function showMoment(iso: string): string {
  const at = parts(iso)
  return at && at.getUTCHours() === 0 && at.getUTCMinutes() === 0 ? showTime(iso).slice(0, -6) : showTime(iso)
}

// A value of a form that is an instant; any other text is given back as it is.
export function showIfTime(text: string): string {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) ? showTime(text) : text
}

export function showShort(iso: string): string {
  const at = parts(iso)
  return at ? `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}` : iso
}

// The county's day of an instant.
export function dayOf(iso: string): string {
  return parts(iso)?.toISOString().slice(0, 10) ?? iso
}

// "09:30" by the county's clock.
export function clock(now: number): string {
  return new Date(now + OFFSET_MS).toISOString().slice(11, 16)
}

export function today(now: number): string {
  return new Date(now + OFFSET_MS).toISOString().slice(0, 10)
}
