import { defineStore } from 'pinia'

import { useNotices } from '@/entities/notice/useNotices'
import { useSession } from '@/entities/session/store'

// The bell and the page show the same notices.
export const useNoticeCount = defineStore('notices', () => {
  const notices = useNotices()
  useSession().wipeOnEnd(() => {
    notices.items.value = undefined
    notices.forgetMark()
  })
  return notices
})
