import { nextTick, ref, shallowRef, watch, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import { saveBlob } from '@/base/save'
import { checkImport, importSheet, importTemplate, takeImport } from '@/entities/reference/api'
import type { ImportReport } from '@/entities/reference/types'

import { useUnsavedWarning } from '../shell/unsaved'

export type Busy = '' | 'check' | 'take' | 'sheet'

export interface ImportWork {
  system: Ref<string>
  file: Ref<File | undefined>
  report: Ref<ImportReport | undefined>
  failure: Ref<Failure | undefined>
  busy: Ref<Busy>
  pick: (file: File | undefined) => void
  check: () => Promise<void>
  take: () => Promise<void>
  download: () => Promise<void>
  template: () => Promise<void>
  again: () => void
}

const MOST_BYTES = 12 * 1024 * 1024

// Which doors the sheet goes through; `of` is the system it came from, or the committee it is of.
export interface ImportDoors {
  check: (of: string, file: File) => Promise<ImportReport>
  take: (of: string, file: File, key: string) => Promise<ImportReport>
  sheet: (of: string, file: File) => Promise<Blob>
  template: (of: string) => Promise<Blob>
  templateName: string
}
const TICKETS: ImportDoors = { check: checkImport, take: takeImport, sheet: importSheet, template: importTemplate, templateName: '来件模板.xlsx' }

// Try first, then take in: the file stays in the browser and goes up with each step.
// `taken`: rows were written.
export function useImport(first: string, taken: () => void = () => undefined, doors: ImportDoors = TICKETS): ImportWork {
  const system = ref(first)
  const file = shallowRef<File>()
  const report = shallowRef<ImportReport>()
  const failure = shallowRef<Failure>()
  const busy = ref<Busy>('')
  const attempt = new Attempt()
  useUnsavedWarning(() => busy.value === 'take')

  const forget = (): void => {
    report.value = undefined
    failure.value = undefined
  }
  watch(system, forget)

  function pick(chosen: File | undefined): void {
    forget()
    file.value = chosen
    if (chosen && chosen.size > MOST_BYTES) {
      failure.value = new Failure('refused', '文件太大', { errors: [{ pointer: '/file', message: '文件超过 12 MB，请拆分后分次上传' }] })
      file.value = undefined
    }
  }

  async function step(name: Busy, work: (file: File) => Promise<void>): Promise<void> {
    if (!file.value || busy.value) return
    busy.value = name
    failure.value = undefined
    try {
      await work(file.value)
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      busy.value = ''
    }
  }

  async function showReport(next: ImportReport): Promise<void> {
    report.value = next
    await nextTick()
    document.getElementById('import-report')?.focus()
  }

  const check = () => step('check', async (chosen) => showReport(await doors.check(system.value, chosen)))
  const take = () =>
    step('take', async (chosen) => {
      const key = attempt.key([system.value, chosen.name, chosen.size, chosen.lastModified])
      await showReport(await doors.take(system.value, chosen, key))
      attempt.done()
      taken()
    })
  const download = () =>
    step('sheet', async (chosen) => saveBlob(await doors.sheet(system.value, chosen), `${chosen.name.replace(/\.[^.]*$/, '')}-核对.xlsx`))

  async function template(): Promise<void> {
    try {
      saveBlob(await doors.template(system.value), doors.templateName)
    } catch (error) {
      failure.value = asFailure(error)
    }
  }

  function again(): void {
    forget()
    file.value = undefined
    document.getElementById('import-file')?.focus()
  }

  return { system, file, report, failure, busy, pick, check, take, download, template, again }
}
