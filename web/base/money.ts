// Yuan as typed by a person ↔ fen as the server takes it, without floating point.
export function fenOf(yuan: string): string | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(yuan.trim().replace(/[,，]/g, ''))
  if (!match) return undefined
  const fen = `${match[1]}${(match[2] ?? '').padEnd(2, '0')}`.replace(/^0+(?=\d)/, '')
  return fen
}

export function yuanOf(fen: string | number): string {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
