import { nextTick, onBeforeUnmount, ref, watch, type Ref } from 'vue'

import type { Failure } from '@/base/failure'

// What the field with this id holds, as far as its page shows it: a choice made in a list beside the field counts too.
export function heldBy(id: string): string | undefined {
  const field = document.getElementById(id)
  if (!field) return undefined
  const chooser = field.closest('.el-select, .el-cascader')
  if (chooser) return chooser.textContent ?? ''
  const inputs = field.matches('input, select, textarea') ? [field] : [...field.querySelectorAll('input, select, textarea')]
  const values = inputs.map((each) => {
    const input = each as HTMLInputElement
    return input.type === 'checkbox' || input.type === 'radio' ? String(input.checked) : input.value
  })
  return [...values, inputs[0] === field ? '' : field.textContent].join('\n')
}

const EVENTS = ['input', 'change', 'click', 'keyup'] as const
// A refusal of what was written; that somebody else was faster, or that no server answered, does not pass by writing on.
const passes = (failure: Failure) => failure.kind === 'refused' && [0, 400, 422].includes(failure.status)

// Errors leave the failure as their fields are changed, so that neither the box nor the field's own mark outlives its cause.
// Those of no known field, and a refusal that names none, go as soon as the form is written in. True: nothing is left to say.
export function useMended(failure: () => Failure | undefined, fields: () => Record<string, string> | undefined, box: Ref<HTMLElement | undefined>): Ref<boolean> {
  const over = ref(false)
  let before = new Map<string, string | undefined>()

  function look(): void {
    const now = failure()
    if (!now || over.value) return
    for (let n = now.errors.length - 1; n >= 0; --n) {
      const id = fields()?.[now.errors[n]?.pointer ?? '']
      const held = id ? heldBy(id) : undefined
      if (!id || held === undefined) continue
      // A field that came into sight since then is looked at from now on.
      if (before.get(id) === undefined) before.set(id, held)
      else if (held !== before.get(id)) now.errors.splice(n, 1)
    }
  }

  function written(event: Event): void {
    const now = failure()
    if (!now || over.value || !passes(now)) return
    const form = box.value?.closest('form') ?? box.value?.parentElement
    if (event.target instanceof Node && form?.contains(event.target)) {
      for (let n = now.errors.length - 1; n >= 0; --n) if (!fields()?.[now.errors[n]?.pointer ?? '']) now.errors.splice(n, 1)
      if (now.errors.length === 0) over.value = true
    }
  }

  async function heard(event: Event): Promise<void> {
    if (!failure()) return
    // The page's own handlers come after this one, and what they choose is drawn after them.
    await new Promise((resolve) => setTimeout(resolve))
    await nextTick()
    const some = (failure()?.errors.length ?? 0) > 0
    look()
    if (some && failure()?.errors.length === 0) over.value = true
    if (event.type === 'input' || event.type === 'change') written(event)
  }

  watch(
    failure,
    async (now) => {
      over.value = false
      before = new Map()
      await nextTick()
      for (const error of now?.errors ?? []) {
        const id = fields()?.[error.pointer]
        if (id) before.set(id, heldBy(id))
      }
    },
    { immediate: true },
  )
  for (const name of EVENTS) document.addEventListener(name, heard, true)
  onBeforeUnmount(() => EVENTS.forEach((name) => document.removeEventListener(name, heard, true)))
  return over
}
