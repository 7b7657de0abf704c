import { onBeforeUnmount, onMounted, type Ref } from 'vue'

// Tells the style sheets how high the head and the foot are (banners come and go, text can be large),
// so that the desk's two panes fill exactly what is left.
export function useMeasured(name: '--head' | '--foot', element: Ref<HTMLElement | undefined>): void {
  let observer: ResizeObserver | undefined
  onMounted(() => {
    if (!element.value || typeof ResizeObserver === 'undefined') return
    observer = new ResizeObserver(() => {
      document.documentElement.style.setProperty(name, `${element.value?.offsetHeight ?? 0}px`)
    })
    observer.observe(element.value)
  })
  onBeforeUnmount(() => observer?.disconnect())
}
