import { computed, ref, shallowRef, type Ref } from 'vue'

import { asFailure, type Failure } from '@/base/failure'
import type { Id, ISO, Notice } from '@/entities/types'

import { keepMark, keptMark } from './marked'
import { markAllRead, markRead, readNotices, takeBackRead, type NoticeAsked, type NoticeCount, type NoticesRead } from './api'

// All that is told of one matter, the newest first.
export interface NoticeGroup {
  matter: Id
  first: Notice
  rest: Notice[]
  unread: number
}

export interface Notices {
  items: Ref<Notice[] | undefined>
  groups: Ref<NoticeGroup[]>
  counts: Ref<NoticeCount[]>
  failure: Ref<Failure | undefined>
  loading: Ref<boolean>
  more: Ref<boolean>
  unread: Ref<number>
  // "12", or "500以上" where no more are counted.
  unreadText: Ref<string>
  asked: Ref<NoticeAsked>
  // What was marked last, to be taken back.
  marked: Ref<NoticesRead | undefined>
  ask: (asked: NoticeAsked) => Promise<void>
  load: () => Promise<void>
  older: () => Promise<void>
  read: (notice: Notice) => Promise<void>
  readAll: (matter?: Id) => Promise<void>
  takeBack: () => Promise<void>
  forgetMark: () => void
  // Looks again whether what was marked can still be taken back.
  recall: () => void
}

// Which matter and where, in one line; a sealed matter has its number only.
export const noticeMatter = (notice: Notice): string => [notice.number, notice.title, notice.place_name].filter(Boolean).join(' · ')
// To whom it is, and which colleague has read it.
export const noticeOffice = (notice: Notice): string =>
  notice.office_name ? `发给${notice.office_name}${notice.read_by ? `，${notice.read_by}已读` : ''}` : ''

export function grouped(items: Notice[]): NoticeGroup[] {
  const groups = new Map<Id, NoticeGroup>()
  for (const notice of items) {
    const group = groups.get(notice.matter)
    if (group) group.rest.push(notice)
    else groups.set(notice.matter, { matter: notice.matter, first: notice, rest: [], unread: 0 })
    const held = groups.get(notice.matter)
    if (held && !notice.read_at) held.unread += 1
  }
  return [...groups.values()]
}

export function useNotices(): Notices {
  const items = shallowRef<Notice[]>()
  const counts = shallowRef<NoticeCount[]>([])
  const beyond = ref(false)
  const failure = shallowRef<Failure>()
  const loading = ref(false)
  const next = ref<ISO>()
  const asked = shallowRef<NoticeAsked>({})
  const marked = shallowRef<NoticesRead | undefined>(keptMark())
  let turns = 0

  async function turn(before?: ISO): Promise<void> {
    const mine = ++turns
    loading.value = true
    try {
      const page = await readNotices(asked.value, undefined, before)
      if (mine !== turns) return
      items.value = before ? [...(items.value ?? []), ...page.items] : page.items
      next.value = page.next
      if (!before) {
        counts.value = page.unread
        beyond.value = page.unread_more
      }
      failure.value = undefined
    } catch (error) {
      if (mine === turns) failure.value = asFailure(error)
    } finally {
      if (mine === turns) loading.value = false
    }
  }

  async function ask(what: NoticeAsked): Promise<void> {
    asked.value = what
    items.value = undefined
    await turn()
  }

  // The rest of the list stays where it is.
  async function read(notice: Notice): Promise<void> {
    if (notice.read_at) return
    await markRead(notice.id)
    items.value = items.value?.map((each) => (each.id === notice.id ? { ...each, read_at: new Date().toISOString() } : each))
    counts.value = counts.value.map((each) => (each.kind === notice.kind ? { ...each, unread: Math.max(0, each.unread - 1) } : each))
  }

  function forgetMark(): void {
    marked.value = undefined
    keepMark(undefined)
  }

  async function readAll(matter?: Id): Promise<void> {
    const done = await markAllRead(matter ? { matter } : asked.value.kind ? { kind: asked.value.kind } : {})
    marked.value = done.at ? done : undefined
    keepMark(marked.value)
    await turn()
  }

  async function takeBack(): Promise<void> {
    if (!marked.value?.at) return
    try {
      await takeBackRead(marked.value.at)
    } catch (error) {
      // Too late or another account's: the offer goes, the word why stays.
      if (!asFailure(error).passing) forgetMark()
      throw error
    }
    forgetMark()
    await turn()
  }

  const unread = computed(() => counts.value.reduce((sum, each) => sum + each.unread, 0))
  return {
    items,
    groups: computed(() => grouped(items.value ?? [])),
    counts,
    failure,
    loading,
    more: computed(() => next.value !== undefined),
    unread,
    unreadText: computed(() => `${unread.value}${beyond.value ? ' 条以上' : ' 条'}`),
    asked,
    marked,
    ask,
    load: () => turn(),
    older: () => turn(next.value),
    read,
    readAll,
    takeBack,
    forgetMark,
    recall: () => (marked.value = keptMark()),
  }
}
