// Ctrl+Enter sends the form the focus is in; an input method's own Enter never does. Listened to on the way down, for a
// search box keeps every Enter to itself.
export function submitByKeys(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
  const form = event.target instanceof Element ? event.target.closest('form') : null
  if (!form) return
  event.preventDefault()
  event.stopPropagation()
  form.querySelector<HTMLElement>('button[type="submit"]')?.click()
}

// A search box swallows Escape even when its list is closed; then the key means the form.
export function closesByKeys(event: KeyboardEvent): boolean {
  if (event.key !== 'Escape' || event.isComposing || !(event.target instanceof HTMLInputElement)) return false
  return event.target.getAttribute('aria-expanded') === 'false' && event.target.getAttribute('role') === 'combobox'
}

const FIELD = 'input:not([type="hidden"]):not([disabled]), textarea, select, button[type="submit"]'

export function focusFirst(frame: HTMLElement | undefined): void {
  frame?.querySelector<HTMLElement>(FIELD)?.focus()
}
