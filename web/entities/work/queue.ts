// The desk's queue as it stands on the screen. A refresh never moves what the worker looks at:
// rows already shown are updated in place, new ones wait until the worker asks for them, and the
// selected row stays (marked gone) until the worker leaves it. Order: due time, then number.

export interface QueueRow {
  matter: string
  number: string
  due_at?: string
}

export interface Queue<R extends QueueRow> {
  rows: R[]
  waiting: R[]
  selected?: string
  gone: string[]
}

export interface Fetched<R extends QueueRow> {
  rows: R[]
  // False when the server has further pages: a row missing from this page may stand on a later one.
  complete: boolean
}

const NEVER = '9999'

function byDue(a: QueueRow, b: QueueRow): number {
  const left = a.due_at ?? NEVER
  const right = b.due_at ?? NEVER
  if (left !== right) return Date.parse(left) - Date.parse(right) || (left < right ? -1 : 1)
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0
}

export function inOrder<R extends QueueRow>(rows: R[]): R[] {
  return [...rows].sort(byDue)
}

export function emptyQueue<R extends QueueRow>(): Queue<R> {
  return { rows: [], waiting: [], gone: [] }
}

export function openQueue<R extends QueueRow>(rows: R[], selected?: string): Queue<R> {
  const sorted = inOrder(rows)
  const known = sorted.some((row) => row.matter === selected)
  return { rows: sorted, waiting: [], gone: [], selected: known ? selected : sorted[0]?.matter }
}

function beyond<R extends QueueRow>(row: R, fetched: Fetched<R>): boolean {
  const last = fetched.rows[fetched.rows.length - 1]
  return !fetched.complete && last !== undefined && byDue(row, last) > 0
}

export function refresh<R extends QueueRow>(queue: Queue<R>, answer: Fetched<R>): Queue<R> {
  const fetched = { ...answer, rows: inOrder(answer.rows) }
  if (queue.rows.length === 0) return openQueue(fetched.rows, queue.selected)
  const fresh = new Map(fetched.rows.map((row) => [row.matter, row]))
  const shown = new Set(queue.rows.map((row) => row.matter))
  const gone: string[] = []
  const rows = queue.rows.flatMap((row) => {
    const now = fresh.get(row.matter)
    if (now) return [now]
    if (beyond(row, fetched)) return [row]
    if (row.matter !== queue.selected) return []
    gone.push(row.matter)
    return [row]
  })
  return { ...queue, rows, gone, waiting: fetched.rows.filter((row) => !shown.has(row.matter)) }
}

export function append<R extends QueueRow>(queue: Queue<R>, more: R[]): Queue<R> {
  const shown = new Set(queue.rows.map((row) => row.matter))
  const added = more.filter((row) => !shown.has(row.matter))
  const taken = new Set(added.map((row) => row.matter))
  return {
    ...queue,
    rows: inOrder([...queue.rows, ...added]),
    waiting: queue.waiting.filter((row) => !taken.has(row.matter)),
  }
}

export function takeWaiting<R extends QueueRow>(queue: Queue<R>): Queue<R> {
  return { ...append(queue, queue.waiting), waiting: [] }
}

// The row is dealt with: it leaves, and the one below it (or the last) is looked at next.
export function finish<R extends QueueRow>(queue: Queue<R>, matter: string): Queue<R> {
  const at = queue.rows.findIndex((row) => row.matter === matter)
  const rows = queue.rows.filter((row) => row.matter !== matter)
  const next = at < 0 ? queue.selected : (rows[at] ?? rows[rows.length - 1])?.matter
  const selected = queue.selected === matter ? next : queue.selected
  return {
    ...queue,
    rows,
    selected,
    gone: queue.gone.filter((id) => id !== matter),
    waiting: queue.waiting.filter((row) => row.matter !== matter),
  }
}

export function select<R extends QueueRow>(queue: Queue<R>, matter: string): Queue<R> {
  if (!queue.rows.some((row) => row.matter === matter)) return queue
  const left = queue.gone.filter((id) => id !== matter)
  return {
    ...queue,
    selected: matter,
    rows: queue.rows.filter((row) => !left.includes(row.matter)),
    gone: queue.gone.filter((id) => id === matter),
  }
}

export function step<R extends QueueRow>(queue: Queue<R>, by: 1 | -1): Queue<R> {
  const at = queue.rows.findIndex((row) => row.matter === queue.selected)
  const to = at < 0 ? (by > 0 ? 0 : queue.rows.length - 1) : at + by
  const target = queue.rows[Math.min(Math.max(to, 0), queue.rows.length - 1)]
  return target ? select(queue, target.matter) : queue
}
