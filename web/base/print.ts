// Folded explanations are opened for paper and folded again after.
let opened: HTMLDetailsElement[] = []

window.addEventListener('beforeprint', () => {
  opened = Array.from(document.querySelectorAll<HTMLDetailsElement>('details:not([open])'))
  opened.forEach((details) => (details.open = true))
})
window.addEventListener('afterprint', () => {
  opened.forEach((details) => (details.open = false))
  opened = []
})
