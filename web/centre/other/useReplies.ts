import { computed, reactive, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { ElMessage } from 'element-plus'

import { Attempt } from '@/base/attempt'
import { asFailure, type Failure } from '@/base/failure'
import { useLoad, type Load } from '@/base/load'
import { saveBlob } from '@/base/save'
import { today } from '@/base/when'
import { makeReplySheet, readReplies, readReplySheets, replySheetFile, type ReplyPeriod } from '@/entities/reference/replies'
import type { ReplyRow, ReplySheetRow } from '@/entities/reference/types'
import { usePaged, type Paged } from '@/entities/usePaged'

const DAY_MS = 86_400_000
const SHOWN_DAYS = 30

export interface Replies {
  query: ReplyPeriod
  list: Paged<ReplyRow>
  ready: ComputedRef<number>
  sheets: Load<ReplySheetRow[]>
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  answer: () => Promise<void>
}

export function useReplies(first: string): Replies {
  const now = Date.now()
  const query: ReplyPeriod = reactive({ system: first, from: today(now - SHOWN_DAYS * DAY_MS), to: today(now) })
  const list = usePaged<ReplyRow>((cursor, signal) => readReplies(query, cursor, signal))
  const sheets = useLoad(readReplySheets)
  const ready = computed(() => list.items.value?.filter((row) => row.ready).length ?? 0)
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const attempt = new Attempt()
  watch(query, () => {
    failure.value = undefined
    list.items.value = undefined
    void list.load()
  })

  async function answer(): Promise<void> {
    if (sending.value) return
    sending.value = true
    failure.value = undefined
    try {
      const sheet = await makeReplySheet({ ...query }, attempt.key([{ ...query }, list.items.value?.map((row) => row.reference + row.reply_state + row.ready)]))
      attempt.done()
      ElMessage.success(`已答复 ${sheet.standing} 件，答复表正在下载`)
      saveBlob(await replySheetFile(sheet.id), `${sheet.system_title}答复表-${sheet.from}-${sheet.to}.xlsx`)
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      sending.value = false
      void list.load()
      void sheets.run()
    }
  }

  return { query, list, ready, sheets, failure, sending, answer }
}
