import { ref } from 'vue'

import { phoneMemory } from './remember'

const KEY = 'lianhu.large'

// 长辈版: 20px text, 60px targets. A class on <html>; theme.css does the rest.
export const large = ref(phoneMemory.read(KEY) === 'yes')

function show(): void {
  document.documentElement.classList.toggle('large', large.value)
}

export function setLarge(on: boolean): void {
  large.value = on
  if (on) phoneMemory.write(KEY, 'yes')
  else phoneMemory.drop(KEY)
  show()
}

show()
