import { ref, shallowRef, watch, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, type Failure } from '@/base/failure'
import { useLoad, type Load } from '@/base/load'
import { saveBlob } from '@/base/save'
import { checkStubs, readStubs, reopenStub, stubTemplate, takeStubs } from '@/entities/reference/stubs'
import type { ImportReport, StubList, StubView } from '@/entities/reference/types'

export interface Stubs {
  system: Ref<string>
  list: Load<StubList>
  file: Ref<File | undefined>
  report: Ref<ImportReport | undefined>
  failure: Ref<Failure | undefined>
  busy: Ref<boolean>
  pick: (file: File | undefined) => void
  check: () => Promise<void>
  take: () => Promise<void>
  template: () => Promise<void>
  reopen: (stub: StubView) => Promise<void>
}

export function useStubs(first: string): Stubs {
  const system = ref(first)
  const list = useLoad((signal) => readStubs(system.value, signal))
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
      if (file.value) report.value = await checkStubs(system.value, file.value)
    })
  const take = () =>
    step(async () => {
      const chosen = file.value
      if (!chosen) return
      report.value = await takeStubs(system.value, chosen, attempt.key([system.value, chosen.name, chosen.size, chosen.lastModified]))
      attempt.done()
      if (system.value) void list.run()
    })
  const template = () => step(async () => saveBlob(await stubTemplate(system.value), '存根表格.xlsx'))
  const reopen = (stub: StubView) =>
    step(async () => {
      await reopenStub(stub, attempt.key([stub.id, stub.etag, 'reopen']))
      if (system.value) void list.run()
    })

  return { system, list, file, report, failure, busy, pick, check, take, template, reopen }
}
