import { computed, ref, shallowRef, type Ref } from 'vue'

import { asFailure, type Failure } from '@/base/failure'
import type { Notice } from '@/entities/types'

import { FIRST_NOTICES, markAllRead, markRead, readNotices } from './api'

export interface Notices {
  items: Ref<Notice[] | undefined>
  failure: Ref<Failure | undefined>
  loading: Ref<boolean>
  more: Ref<boolean>
  unread: Ref<number>
  load: () => Promise<void>
  older: () => Promise<void>
  read: (notice: Notice) => Promise<void>
  readAll: () => Promise<void>
}

// Which matter and where, in one line; a sealed matter has its number only.
export const noticeMatter = (notice: Notice): string => [notice.number, notice.title, notice.place_name].filter(Boolean).join(' · ')
// To whom it is, and which colleague has read it.
export const noticeOffice = (notice: Notice): string =>
  notice.office_name ? `发给${notice.office_name}${notice.read_by ? `，${notice.read_by}已读` : ''}` : ''

export function useNotices(): Notices {
  const items = shallowRef<Notice[]>()
  const failure = shallowRef<Failure>()
  const loading = ref(false)
  const more = ref(false)

  async function turn(before?: string): Promise<void> {
    loading.value = true
    try {
      const page = (await readNotices(undefined, before)).items
      items.value = before ? [...(items.value ?? []), ...page] : page
      // A page may be short of what its reader may not know, so only an empty one is the end.
      more.value = before ? page.length > 0 : page.length >= FIRST_NOTICES / 2
      failure.value = undefined
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      loading.value = false
    }
  }

  // The rest of the list stays where it is.
  async function read(notice: Notice): Promise<void> {
    if (notice.read_at) return
    await markRead(notice.id)
    items.value = items.value?.map((each) => (each.id === notice.id ? { ...each, read_at: new Date().toISOString() } : each))
  }

  async function readAll(): Promise<void> {
    await markAllRead()
    await turn()
  }

  return {
    items,
    failure,
    loading,
    more,
    unread: computed(() => items.value?.filter((notice) => !notice.read_at).length ?? 0),
    load: () => turn(),
    older: () => turn(items.value?.[items.value.length - 1]?.made_at),
    read,
    readAll,
  }
}
