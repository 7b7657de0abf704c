import { ref, shallowRef, watch, type Ref } from 'vue'

import { asFailure, type Failure } from './failure'
import { saveBlob } from './save'

export interface Asked<T> {
  data: Ref<T | undefined>
  failure: Ref<Failure | undefined>
  loading: Ref<boolean>
  saving: Ref<boolean>
  load: () => Promise<void>
  // Keeps the same question's file under the name that the answer gives it.
  download: (file: () => Promise<Blob>, name: (answer: T) => string) => Promise<void>
}

// The answer to what the address asks: read anew whenever the question changes, and only the latest answer counts.
export function useAsked<Q, T>(query: Ref<Q>, read: (query: Q) => Promise<T>): Asked<T> {
  const data = shallowRef<T>()
  const failure = shallowRef<Failure>()
  const loading = ref(false)
  const saving = ref(false)
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    loading.value = true
    try {
      const answer = await read(query.value)
      if (mine !== turn) return
      data.value = answer
      failure.value = undefined
    } catch (error) {
      if (mine === turn) failure.value = asFailure(error)
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  async function download(file: () => Promise<Blob>, name: (answer: T) => string): Promise<void> {
    if (!data.value || saving.value) return
    saving.value = true
    try {
      saveBlob(await file(), name(data.value))
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      saving.value = false
    }
  }

  watch(query, (now, before) => {
    if (JSON.stringify(now) !== JSON.stringify(before)) void load()
  })
  void load()
  return { data, failure, loading, saving, load, download }
}
