export interface Matrix {
  heads: string[]
  groups: { state: string; rows: string[][] }[]
}

// The server's tab-divided table, with the lines of one state under one heading.
export function readMatrix(text: string): Matrix {
  const [head, ...lines] = text.split('\n').filter((line) => line.trim() !== '')
  const groups: Matrix['groups'] = []
  for (const line of lines) {
    const [state = '', ...cells] = line.split('\t')
    const last = groups[groups.length - 1]
    if (last?.state === state) last.rows.push(cells)
    else groups.push({ state, rows: [cells] })
  }
  return { heads: head?.split('\t') ?? [], groups }
}
