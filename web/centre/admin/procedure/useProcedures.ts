import { computed, nextTick, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { ElMessage, ElMessageBox } from 'element-plus'

import type { Failure } from '@/base/failure'
import { useLoad, type Load } from '@/base/load'
import { checkProcedure, decideProcedure, readDraftText, readProcedureText, readProcedureVersions, submitProcedure, type ProcedureCheck, type ProcedureDraft, type ProcedureVersion } from '@/entities/admin/procedure'

import { useWho } from '../../shell/who'
import { useSaving } from '../useSaving'

export interface ProcedureWork {
  list: Load<{ items: ProcedureVersion[]; drafts: ProcedureDraft[] }>
  system: ComputedRef<boolean>
  text: Ref<string>
  report: Ref<ProcedureCheck | undefined>
  draft: Ref<ProcedureDraft | undefined>
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  pick: (file: File | undefined) => Promise<void>
  copy: (version: ProcedureVersion) => Promise<void>
  check: () => Promise<void>
  submit: () => Promise<void>
  look: (draft: ProcedureDraft) => Promise<void>
  decide: (release: boolean) => Promise<void>
}

export function useProcedures(): ProcedureWork {
  const who = useWho()
  const list = useLoad(readProcedureVersions)
  const system = computed(() => who.value?.may.includes('admin_system') ?? false)
  const text = ref('')
  const report = shallowRef<ProcedureCheck>()
  const draft = shallowRef<ProcedureDraft>()
  const { failure, sending, save } = useSaving()
  void list.run()

  const shows = async (): Promise<void> => {
    await nextTick()
    document.getElementById('procedure-report')?.focus()
  }
  async function pick(file: File | undefined): Promise<void> {
    if (!file) return
    // The server names lines of what it was sent: the field shows the same lines.
    text.value = (await file.text()).trim()
    report.value = undefined
  }
  const copy = async (version: ProcedureVersion): Promise<void> => {
    await save(['copy', version.sha256], async () => {
      text.value = (await readProcedureText(`${version.name}@${version.version}`)).trim()
      report.value = draft.value = undefined
    })
    document.getElementById('procedure-text')?.focus()
  }
  async function check(): Promise<void> {
    text.value = text.value.trim()
    draft.value = undefined
    if (await save(['check', text.value], async () => void (report.value = await checkProcedure(text.value)))) await shows()
  }
  async function submit(): Promise<void> {
    if (!(await save(['submit', text.value], (key) => submitProcedure(text.value, key)))) return
    ElMessage.success('已提交，请安全管理员核对发布')
    text.value = ''
    report.value = undefined
    await list.run()
  }
  async function look(one: ProcedureDraft): Promise<void> {
    const done = await save(['look', one.id], async () => {
      const held = await readDraftText(one.id)
      report.value = await checkProcedure(held)
      text.value = held
      draft.value = one
    })
    if (done) await shows()
  }
  async function decide(release: boolean): Promise<void> {
    const one = draft.value
    if (!one) return
    let reason: string | undefined
    if (release) {
      const question = `发布“${one.title}”第 ${one.version} 版？此后新登记的事项按这一版办，办理中的仍按原来的版本办到底。`
      if (!(await ElMessageBox.confirm(question, '请确认', { confirmButtonText: '发布', cancelButtonText: '取消' }).catch(() => undefined))) return
    } else {
      const asked = await ElMessageBox.prompt('请写明退回的原因：', '退回', {
        confirmButtonText: '退回',
        cancelButtonText: '取消',
        inputValidator: (text) => (text && text.trim().length >= 2 ? true : '请写明原因，至少两个字'),
      }).catch(() => undefined)
      if (!asked) return
      reason = asked.value.trim()
    }
    const decision = { release, sha256: one.sha256, ...(reason ? { reason } : {}) }
    if (!(await save([one.id, decision], (key) => decideProcedure(one.id, decision, key)))) return
    ElMessage.success(release ? '已发布，新登记的事项按这一版办' : '已退回')
    draft.value = report.value = undefined
    text.value = ''
    await list.run()
  }
  return { list, system, text, report, draft, failure, sending, pick, copy, check, submit, look, decide }
}
