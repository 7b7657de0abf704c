// The desk by keyboard alone. Pure: an event's facts in, an act out. Letters are dead while the
// worker types or while a dialog or drawer is open; with a modifier they belong to the browser.

export type Act =
  | { kind: 'next' | 'previous' | 'open' | 'accept' | 'search' | 'help' | 'back' | 'fresh' | 'mark' }
  | { kind: 'move'; nth: number }

export interface KeyFacts {
  key: string
  code: string
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
  isComposing: boolean
  typing: boolean
  onControl: boolean
  overlay: boolean
}

export const KEYS: { keys: string; does: string }[] = [
  { keys: 'J / ↓', does: '下一件' },
  { keys: 'K / ↑', does: '上一件' },
  { keys: 'Enter', does: '打开事项页' },
  { keys: 'A', does: '办理首选动作（蓝色按钮）' },
  { keys: '1 – 9', does: '办理第 n 个动作' },
  { keys: 'X', does: '勾选或取消勾选这一件（批量办理、批量打印）' },
  { keys: 'N', does: '载入新到的事项' },
  { keys: '/', does: '搜索' },
  { keys: '?', does: '显示或关闭本说明' },
  { keys: 'Esc', does: '关闭表单或说明，回到队列' },
  { keys: 'Ctrl + Enter', does: '在表单里：提交' },
]

const LETTERS: Record<string, Act> = {
  KeyJ: { kind: 'next' },
  KeyK: { kind: 'previous' },
  KeyA: { kind: 'accept' },
  KeyN: { kind: 'fresh' },
  KeyX: { kind: 'mark' },
}

// An input method swallows the letter ("Process") but still tells which key was pressed.
function letter(facts: KeyFacts): string {
  if (/^[a-z]$/i.test(facts.key)) return `Key${facts.key.toUpperCase()}`
  return facts.key === 'Process' || facts.key === 'Unidentified' ? facts.code : ''
}

function digit(facts: KeyFacts): number {
  const found = /^[1-9]$/.exec(facts.key) ?? /^(?:Digit|Numpad)([1-9])$/.exec(facts.key === 'Process' ? facts.code : '')
  return found ? Number(found[1] ?? found[0]) : 0
}

export function actOf(facts: KeyFacts): Act | undefined {
  if (facts.isComposing || facts.ctrlKey || facts.altKey || facts.metaKey) return undefined
  if (facts.key === 'Escape') return facts.overlay ? undefined : { kind: 'back' }
  if (facts.typing || facts.overlay) return undefined
  if (facts.key === '?' || facts.key === '\uff1f') return { kind: 'help' }
  if (facts.key === '/' || facts.key === '、') return { kind: 'search' }
  if (facts.key === 'Enter') return facts.onControl ? undefined : { kind: 'open' }
  if (facts.key === 'ArrowDown') return { kind: 'next' }
  if (facts.key === 'ArrowUp') return { kind: 'previous' }
  const nth = digit(facts)
  if (nth > 0) return { kind: 'move', nth }
  return LETTERS[letter(facts)]
}

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="textbox"]'
const CONTROL = 'a[href], button, summary, [role="button"], [role="menuitem"], [role="tab"]'
const OVERLAY = '[role="dialog"], .el-popper[aria-hidden="false"]'

function visible(element: Element): boolean {
  return element.getClientRects().length > 0
}

export function factsOf(event: KeyboardEvent, page: Document): KeyFacts {
  const target = event.target instanceof Element ? event.target : page.body
  return {
    key: event.key,
    code: event.code,
    ctrlKey: event.ctrlKey,
    altKey: event.altKey,
    metaKey: event.metaKey,
    isComposing: event.isComposing,
    typing: target.closest(TYPING) !== null,
    onControl: target.closest(CONTROL) !== null,
    overlay: [...page.querySelectorAll(OVERLAY)].some(visible),
  }
}
