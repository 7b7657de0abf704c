import { onBeforeUnmount, onMounted } from 'vue'

import { actOf, factsOf, type Act } from './keymap'

export function useKeys(doAct: (act: Act) => void): void {
  function hear(event: KeyboardEvent): void {
    if (event.defaultPrevented) return
    const act = actOf(factsOf(event, document))
    if (!act) return
    event.preventDefault()
    doAct(act)
  }
  onMounted(() => document.addEventListener('keydown', hear))
  onBeforeUnmount(() => document.removeEventListener('keydown', hear))
}
