// How a year of days off is written, with days of that year: what the paste box takes and the server reads.
import { LOCAL } from './useCalendar'

export function exampleOf(year: number): string {
  if (year === LOCAL) {
    return `[[holiday]]
name = "县里放假的节日"
basis = "某县府办通知〔2027〕1号"
off = [2027-04-08, 2027-04-09]
`
  }
  // A day off is made up for on the Sunday after.
  const sunday = 4 + ((7 - new Date(Date.UTC(year, 0, 4)).getUTCDay()) % 7)
  return `year = ${year}
notice = "国务院办公厅关于${year}年部分节假日安排的通知"

[[holiday]]
name = "元旦"
off = [${year}-01-01, ${year}-01-02, ${year}-01-03]
work = [${year}-01-${String(sunday).padStart(2, '0')}]

[[holiday]]
name = "清明节"
off = [${year}-04-04, ${year}-04-05, ${year}-04-06]
`
}
