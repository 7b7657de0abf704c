// A table of a paper as one text: a line a row, the cells parted by ｜, as the server takes them.
const BAR = '｜'

export const readRows = (text: string, columns: number): string[][] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = line.split(/[｜|]/).map((cell) => cell.trim())
      return Array.from({ length: columns }, (_, i) => cells[i] ?? '')
    })

// A bar or a line break inside a cell would part it.
const cell = (text: string) => text.replace(/[｜|\n]+/g, ' ').trim()

export const writeRows = (rows: string[][]): string =>
  rows
    .map((row) => row.map(cell))
    .filter((row) => row.some((one) => one !== ''))
    .map((row) => row.join(BAR))
    .join('\n')
