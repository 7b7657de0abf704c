import { ref, shallowRef, watch, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, type Failure } from '@/base/failure'
import { useLoad, type Load } from '@/base/load'
import { saveBlob } from '@/base/save'
import { checkSlips, readSlips, slipSheet, takeSlips } from '@/entities/reference/slips'
import type { ImportReport, SlipList } from '@/entities/reference/types'

export interface Slips {
  system: Ref<string>
  list: Load<SlipList>
  file: Ref<File | undefined>
  report: Ref<ImportReport | undefined>
  failure: Ref<Failure | undefined>
  busy: Ref<boolean>
  pick: (file: File | undefined) => void
  check: () => Promise<void>
  take: () => Promise<void>
  sheet: () => Promise<void>
}

export function useSlips(first: string): Slips {
  const system = ref(first)
  const list = useLoad((signal) => readSlips(system.value, signal))
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
    if (system.value) void list.run()
  })

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
      if (file.value) report.value = await checkSlips(system.value, file.value)
    })
  const take = () =>
    step(async () => {
      const chosen = file.value
      if (!chosen) return
      report.value = await takeSlips(system.value, chosen, attempt.key([system.value, chosen.name, chosen.size, chosen.lastModified]))
      attempt.done()
      if (system.value) void list.run()
    })
  const sheet = () => step(async () => saveBlob(await slipSheet(system.value), '联系单.xlsx'))

  return { system, list, file, report, failure, busy, pick, check, take, sheet }
}
