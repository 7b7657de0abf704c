import { defineStore } from 'pinia'
import { ref } from 'vue'

import { asFailure, type Failure } from '@/base/failure'
import { phoneMemory } from '@/base/remember'
import type { County } from '@/entities/types'

import { readCounty } from './api'

const KEY = 'lianhu.county'

function stored(): County | undefined {
  try {
    return (JSON.parse(phoneMemory.read(KEY) ?? 'null') as County | null) ?? undefined
  } catch {
    return undefined
  }
}

// Who runs this site, its telephone and its kinds of matters: public, read once a visit, and remembered so that the
// telephone number can be shown without a network.
export const useCounty = defineStore('county', () => {
  const county = ref<County | undefined>(stored())
  const failure = ref<Failure>()
  let reading: Promise<void> | undefined

  async function read(): Promise<void> {
    try {
      county.value = await readCounty()
      phoneMemory.write(KEY, JSON.stringify(county.value))
      failure.value = undefined
    } catch (error) {
      failure.value = asFailure(error)
      reading = undefined
    }
  }

  function load(): Promise<void> {
    return (reading ??= read())
  }

  return { county, failure, load }
})
