// An amount in the characters of papers, as the server writes it: 128050 fen → 壹仟贰佰捌拾元伍角整.
const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const UNITS: [number, string][] = [[100_000_000, '亿'], [10_000, '万'], [1000, '仟'], [100, '佰'], [10, '拾']]

function whole(yuan: number): string {
  for (const [size, name] of UNITS) {
    if (yuan < size) continue
    const rest = yuan % size
    const head = whole(Math.floor(yuan / size)) + name
    if (rest === 0) return head
    return head + (rest < size / 10 ? '零' : '') + whole(rest)
  }
  return DIGITS[yuan] ?? ''
}

export function capitalOf(fen: number): string {
  const yuan = Math.floor(fen / 100)
  const jiao = Math.floor(fen / 10) % 10
  const last = fen % 10
  let out = yuan > 0 ? `${whole(yuan)}元` : ''
  if (fen === 0) out = '零元'
  if (jiao > 0) out += `${DIGITS[jiao]}角`
  if (jiao === 0 && last > 0 && yuan > 0) out += '零'
  return last > 0 ? `${out}${DIGITS[last]}分` : `${out}整`
}
