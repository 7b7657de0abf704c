import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'

import { asFailure, type Failure } from '@/base/failure'

import { readSystems } from './api'
import type { OtherSystem } from './types'

// The other systems' names: read once, they change only with a new version of the server.
export const useSystems = defineStore('systems', () => {
  const items = shallowRef<OtherSystem[]>([])
  const failure = shallowRef<Failure>()
  const loading = ref(false)

  async function load(): Promise<void> {
    if (items.value.length || loading.value) return
    loading.value = true
    try {
      items.value = await readSystems()
      failure.value = undefined
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      loading.value = false
    }
  }

  const of = (id: string): OtherSystem | undefined => items.value.find((system) => system.id === id)
  return { items, failure, loading, load, of }
})
