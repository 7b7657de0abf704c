import { ref, shallowRef } from 'vue'

interface Question {
  message: string
  sure?: string
  answer: (yes: boolean) => void
}

// The open question, drawn by AskDialog.
export const question = shallowRef<Question>()

// A question before something that cannot be undone.
export function ask(message: string, sure?: string): Promise<boolean> {
  question.value?.answer(false)
  return new Promise((resolve) => {
    question.value = {
      message,
      ...(sure ? { sure } : {}),
      answer: (yes) => {
        question.value = undefined
        resolve(yes)
      },
    }
  })
}

const SHOWN_MS = 3_500
let timer: ReturnType<typeof setTimeout> | undefined

// A short word that something was done, drawn by SayLine and read out by screen readers.
export const said = ref('')

export function say(message: string): void {
  clearTimeout(timer)
  said.value = message
  timer = setTimeout(() => (said.value = ''), SHOWN_MS)
}
