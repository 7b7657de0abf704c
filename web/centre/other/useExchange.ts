import { ref, shallowRef, watch, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, type Failure } from '@/base/failure'
import { useLoad, type Load } from '@/base/load'
import type { ImportReport } from '@/entities/reference/types'

// What one office's card does with sheets: its list, a sheet that came back tried first and then taken in.
export interface Exchange<T> {
  system: Ref<string>
  list: Load<T>
  file: Ref<File | undefined>
  report: Ref<ImportReport | undefined>
  failure: Ref<Failure | undefined>
  busy: Ref<boolean>
  pick: (chosen: File | undefined) => void
  check: () => Promise<void>
  take: () => Promise<void>
}

export interface ExchangeDoors<T> {
  // Those that exchange sheets; they may come after the card.
  systems: () => { id: string }[]
  read: (system: string, signal: AbortSignal) => Promise<T>
  check: (system: string, file: Blob) => Promise<ImportReport>
  take: (system: string, file: Blob, key: string) => Promise<ImportReport>
}

export function useExchange<T>(doors: ExchangeDoors<T>): Exchange<T> & { step: (work: () => Promise<void>) => Promise<void>; attempt: Attempt } {
  const system = ref('')
  const list = useLoad((signal) => doors.read(system.value, signal))
  const file = shallowRef<File>()
  const report = shallowRef<ImportReport>()
  const failure = shallowRef<Failure>()
  const busy = ref(false)
  const attempt = new Attempt()

  function pick(chosen: File | undefined): void {
    report.value = undefined
    failure.value = undefined
    file.value = chosen
  }
  watch(system, () => {
    pick(file.value)
    list.data.value = undefined
    void list.run()
  })
  watch(
    () => doors.systems()[0]?.id,
    (first) => {
      if (system.value === '' && first !== undefined) system.value = first
    },
    { immediate: true },
  )

  async function step(work: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    failure.value = undefined
    try {
      await work()
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      busy.value = false
    }
  }

  const check = () =>
    step(async () => {
      if (file.value) report.value = await doors.check(system.value, file.value)
    })
  const take = () =>
    step(async () => {
      const chosen = file.value
      if (!chosen) return
      report.value = await doors.take(system.value, chosen, attempt.key([system.value, chosen.name, chosen.size, chosen.lastModified]))
      attempt.done()
      void list.run()
    })

  return { system, list, file, report, failure, busy, pick, check, take, step, attempt }
}
