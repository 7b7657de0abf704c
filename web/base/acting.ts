import { ref, shallowRef, type Ref } from 'vue'

import { asFailure, type Failure } from './failure'

export interface Acting<T> {
  refusal: Ref<Failure | undefined>
  sending: Ref<boolean>
  // Whether it was done; what came back stands in `data` then. A second act waits for nobody: it is not begun.
  act: (does: () => Promise<T>) => Promise<boolean>
}

// Acts on a page that the server answers with the whole page anew.
export function useActing<T>(data: Ref<T | undefined>): Acting<T> {
  const refusal = shallowRef<Failure>()
  const sending = ref(false)

  async function act(does: () => Promise<T>): Promise<boolean> {
    if (sending.value) return false
    sending.value = true
    refusal.value = undefined
    try {
      data.value = await does()
      return true
    } catch (error) {
      refusal.value = asFailure(error)
      return false
    } finally {
      sending.value = false
    }
  }

  return { refusal, sending, act }
}
