import { ref, shallowRef, type Ref } from 'vue'

import { asFailure, type Failure } from './failure'
import { saveBlob } from './save'

export interface Download {
  saving: Ref<boolean>
  failure: Ref<Failure | undefined>
  take: (read: () => Promise<Blob>, name: string) => Promise<void>
}

// A page's own file: one at a time, and why it did not come.
export function useDownload(): Download {
  const saving = ref(false)
  const failure = shallowRef<Failure>()

  async function take(read: () => Promise<Blob>, name: string): Promise<void> {
    if (saving.value) return
    saving.value = true
    failure.value = undefined
    try {
      saveBlob(await read(), name)
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      saving.value = false
    }
  }

  return { saving, failure, take }
}
