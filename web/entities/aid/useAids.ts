import { computed, watch } from 'vue'

import { useLoad } from '@/base/load'
import type { Matter } from '@/entities/types'

import { aidStep, readAids } from './api'

// The aids for the step the matter is at. A failure is silent: nothing waits for them.
export function useAids(matter: () => Matter) {
  const step = computed(() => aidStep(matter()))
  const { data, run } = useLoad(async (signal) => (step.value ? readAids(step.value, signal) : []))
  watch(() => JSON.stringify(step.value), run, { immediate: true })
  return data
}
