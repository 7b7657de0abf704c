// Days counted a second time, by other means than the server's: the oracle of the clock stories.

import { readFileSync, readdirSync } from 'node:fs'

const folder = new URL('../../../calendar/', import.meta.url)
const years = readdirSync(folder).map(name => /^(\d{4})\.toml$/.exec(name)?.[1]).filter(Boolean)
const off = new Set()
const work = new Set()
for (const year of years) {
  const text = readFileSync(new URL(`${year}.toml`, folder), 'utf8')
  for (const [, key, list] of text.matchAll(/^(off|work)\s*=\s*\[([^\]]*)\]/gm)) {
    for (const day of list.match(/\d{4}-\d{2}-\d{2}/g) ?? []) (key === 'off' ? off : work).add(day)
  }
}
export const lastKnownYear = Math.max(...years.map(Number))

const DAY = 86_400_000
export const plus = (day, n) => new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString().slice(0, 10)
export const dayOf = time => new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 10)
export const today = () => dayOf(new Date().toISOString())
export const at = (day, clock = '09:30') => `${day}T${clock}:00+08:00`
export const daysBetween = (from, to) => (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY

export function isWorkingDay(day) {
  if (work.has(day)) return true
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return !off.has(day) && weekday !== 0 && weekday !== 6
}

// The first day is not counted; weekends and holidays are left out, make-up Saturdays count.
export function workingDays(start, n) {
  let day = start
  for (let left = n; left > 0;) {
    day = plus(day, 1)
    if (isWorkingDay(day)) left -= 1
  }
  return day
}

// Every day counts; only a last day on a day off moves on.
export function days(start, n) {
  let day = plus(start, n)
  while (!isWorkingDay(day)) day = plus(day, 1)
  return day
}

export const chinese = day => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
