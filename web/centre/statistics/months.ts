// Months as the form names them: "2026-03".

export interface Span {
  from: string
  to: string
}

const text = (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}`

export function monthsBack(day: string, count: number): string[] {
  let [year = 0, month = 0] = day.split('-').map(Number)
  return Array.from({ length: count }, () => {
    const out = text(year, month)
    if (--month === 0) [year, month] = [year - 1, 12]
    return out
  })
}

export const monthName = (month: string): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`

// The spans that are reported, as of a day.
export function spans(day: string): { title: string; span: Span }[] {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const [, last = ''] = monthsBack(day, 2)
  const quarter = Math.floor((month - 1) / 3) * 3 + 1
  return [
    { title: '上月', span: { from: last, to: last } },
    { title: '本月', span: { from: text(year, month), to: text(year, month) } },
    { title: '本季', span: { from: text(year, quarter), to: text(year, month) } },
    { title: '今年', span: { from: text(year, 1), to: text(year, month) } },
    { title: '去年', span: { from: text(year - 1, 1), to: text(year - 1, 12) } },
  ]
}
