import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

import { asFailure, type Failure } from '@/base/failure'
import { markRead, readNotices } from '@/entities/notice/api'
import { useSession } from '@/entities/session/store'
import type { Notice } from '@/entities/types'

// The bell and the page show the same notices.
export const useNoticeCount = defineStore('notices', () => {
  const items = ref<Notice[]>()
  const failure = ref<Failure>()
  const loading = ref(false)
  const unread = computed(() => items.value?.filter((notice) => !notice.read_at).length ?? 0)

  useSession().wipeOnEnd(() => (items.value = undefined))

  async function load(): Promise<void> {
    loading.value = true
    try {
      items.value = (await readNotices()).items
      failure.value = undefined
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      loading.value = false
    }
  }

  async function read(notice: Notice): Promise<void> {
    if (notice.read_at) return
    await markRead(notice.id)
    await load()
  }

  return { items, failure, loading, unread, load, read }
})
