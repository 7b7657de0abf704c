import { computed, nextTick, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { ElMessage, ElMessageBox } from 'element-plus'

import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import { useLoad, type Load } from '@/base/load'
import { checkCalendar, readCalendar, readCalendarTexts, saveCalendar, type CalendarCheck, type CalendarInput, type CalendarTexts, type CalendarView } from '@/entities/admin/calendar'

import { useUnsavedWarning } from '../../shell/unsaved'

export interface CalendarWork {
  view: Load<CalendarView>
  texts: Load<CalendarTexts>
  year: Ref<number>
  years: ComputedRef<{ value: number; title: string }[]>
  text: Ref<string>
  check: Ref<CalendarCheck | undefined>
  failure: Ref<Failure | undefined>
  busy: Ref<'' | 'check' | 'save'>
  pick: (file: File | undefined) => Promise<void>
  examine: () => Promise<void>
  takeBack: () => Promise<void>
  save: () => Promise<void>
}

export const LOCAL = 0
const MOST_CHARS = 30_000
const titleOf = (year: number): string => (year === LOCAL ? '本地放假（少数民族习惯的节日等）' : `${year} 年`)

export function useCalendar(): CalendarWork {
  const view = useLoad(readCalendar)
  const year = ref(-1)
  const texts = useLoad((signal) => readCalendarTexts(year.value, signal))
  const text = ref('')
  const check = shallowRef<CalendarCheck>()
  const failure = shallowRef<Failure>()
  const busy = ref<'' | 'check' | 'save'>('')
  const attempt = new Attempt()
  let checked: CalendarInput | undefined
  useUnsavedWarning(() => busy.value === 'save' || text.value !== '')

  const years = computed(() => {
    const known = view.data.value?.years.map((one) => one.year) ?? []
    const next = (view.data.value?.known_through ?? 0) + 1
    return [next, ...known, LOCAL].map((value) => ({ value, title: titleOf(value) }))
  })

  function forget(): void {
    check.value = undefined
    failure.value = undefined
  }
  watch(text, forget)
  watch(year, () => {
    forget()
    text.value = ''
    texts.data.value = undefined
    void texts.run()
  })

  async function begin(): Promise<void> {
    await view.run()
    if (year.value < 0 && view.data.value) year.value = view.data.value.known_through + 1
  }

  async function pick(file: File | undefined): Promise<void> {
    if (!file) return
    const read = file.size > MOST_CHARS * 4 ? undefined : (await file.text()).trim()
    if (read === undefined || read.length > MOST_CHARS) {
      failure.value = new Failure('refused', '文件太大', { errors: [{ pointer: '/text', message: '一年的放假安排不超过 3 万字，这个文件太大，请核对是不是选错了' }] })
      return
    }
    text.value = read
  }

  async function tries(input: CalendarInput): Promise<void> {
    busy.value = 'check'
    forget()
    try {
      check.value = await checkCalendar(input)
      checked = input
      await nextTick()
      document.getElementById('calendar-check')?.focus()
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      busy.value = ''
    }
  }

  async function examine(): Promise<void> {
    // The server names lines of what it was sent: the field shows the same lines.
    text.value = text.value.trim()
    await nextTick()
    if (text.value === '') failure.value = new Failure('refused', '还没有内容', { errors: [{ pointer: '/text', message: '请先粘贴放假安排，或选择文件' }] })
    else await tries({ year: year.value, text: text.value })
  }
  const takeBack = () => tries({ year: year.value })

  async function save(): Promise<void> {
    const shown = check.value
    if (!shown || !checked || busy.value) return
    const question = `${shown.title}：保存后立即生效，重算 ${shown.moved + shown.settled} 个未了期限，每件事项留下记录。保存？`
    const agreed = await ElMessageBox.confirm(question, '请确认', { confirmButtonText: '保存并重算', cancelButtonText: '取消' }).catch(() => undefined)
    if (!agreed) return
    busy.value = 'save'
    failure.value = undefined
    try {
      const saved = await saveCalendar(checked, shown.etag, attempt.key([checked, shown.etag]))
      attempt.done()
      text.value = ''
      await nextTick()
      forget()
      ElMessage.success(saved.finished ? `已保存，重算了 ${saved.moved} 个未了期限` : '已保存，未了期限正在重算')
      await Promise.all([view.run(), texts.run()])
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.stale) check.value = undefined
    } finally {
      busy.value = ''
    }
  }

  void begin()
  return { view: { ...view, run: begin }, texts, year, years, text, check, failure, busy, pick, examine, takeBack, save }
}
