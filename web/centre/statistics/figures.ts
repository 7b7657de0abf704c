import type { FormColumn } from '@/entities/statistics/api'

// As the form writes it: amounts in 万元 with two digits, half up; everything else whole, and zero as 0.
export function shown(column: FormColumn, value: number): string {
  if (column.unit !== '万元') return String(value)
  const hundredths = Math.floor((Math.abs(value) + 5_000) / 10_000)
  return `${value < 0 && hundredths > 0 ? '-' : ''}${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

export interface Group {
  title: string
  columns: number
}

export function groupsOf(columns: FormColumn[]): Group[] {
  const out: Group[] = []
  for (const column of columns) {
    const last = out.at(-1)
    if (last && last.title === column.group && column.group !== '') last.columns += 1
    else out.push({ title: column.group, columns: 1 })
  }
  return out
}
