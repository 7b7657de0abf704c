import { computed, ref, type Ref } from 'vue'

import type { Failure } from '@/base/failure'
import { useLoad } from '@/base/load'
import { readStaffPlaces } from '@/entities/place/api'
import type { Place } from '@/entities/types'

export interface PlaceChoice {
  options: Ref<Place[]>
  failure: Ref<Failure | undefined>
  loading: Ref<boolean>
  ask: (text: string) => void
  choose: (value: string) => void
  opened: (open: boolean) => void
}

export function usePlaces(value: () => string, name: () => string | undefined, set: (value: string) => void): PlaceChoice {
  const asked = ref('')
  const chosen = ref<Place>()
  const { data, failure, loading, run } = useLoad((signal) => {
    if (asked.value !== '') return readStaffPlaces({ q: asked.value }, signal)
    return readStaffPlaces({ parent: chosen.value?.children ? chosen.value.id : undefined }, signal)
  })

  // A value that came with the form is shown by the name the page knows.
  const given = computed<Place[]>(() => {
    const known = name()
    if (chosen.value) return [chosen.value]
    return value() !== '' && known ? [{ id: value(), kind: 'village', name: known, full_name: known, children: false }] : []
  })
  const options = computed(() => {
    const found = data.value ?? []
    const other = given.value.filter((place) => !found.some((each) => each.id === place.id))
    // What is looked for stands before what was chosen: Enter takes the first.
    return asked.value ? [...found, ...other] : [...other, ...found]
  })

  function ask(text: string): void {
    asked.value = text.trim()
    void run()
  }

  function choose(id: string): void {
    chosen.value = options.value.find((place) => place.id === id)
    asked.value = ''
    set(id)
    void run()
  }

  function opened(open: boolean): void {
    if (open && (data.value === undefined || failure.value)) void run()
  }

  return { options, failure, loading, ask, choose, opened }
}
