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
  return `国务院办公厅关于${year}年部分节假日安排的通知

一、元旦：1月1日至3日放假调休，共3天。1月${sunday}日（周日）上班。
二、春节：2月10日至16日放假，共7天。
三、清明节：4月4日至6日放假，共3天。
四、劳动节：5月1日至5日放假，共5天。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月20日放假，与周末连休。
七、国庆节：10月1日至7日放假，共7天。
`
}
