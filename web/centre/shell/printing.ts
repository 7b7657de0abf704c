import { onBeforeUnmount, onMounted } from 'vue'

// Paper cannot be clicked: what is folded on the screen is open in print, and folded again after it.
export function useOpenInPrint(): void {
  let opened: HTMLDetailsElement[] = []
  const open = () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')]
    for (const part of opened) part.open = true
  }
  const fold = () => {
    for (const part of opened) part.open = false
    opened = []
  }
  onMounted(() => {
    window.addEventListener('beforeprint', open)
    window.addEventListener('afterprint', fold)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeprint', open)
    window.removeEventListener('afterprint', fold)
  })
}
