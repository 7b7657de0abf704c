import { computed, onBeforeUnmount, ref, watch, type Ref } from 'vue'

import { readAccountPage } from '@/entities/admin/api'
import { showShort } from '@/base/when'
import type { AccountRow } from '@/entities/admin/types'
import { usePaged, type Paged } from '@/entities/usePaged'

const REST_MS = 300

export interface Accounts {
  list: Paged<AccountRow>
  find: Ref<string>
  shown: Ref<AccountRow[] | undefined>
  // Reads again what was read: someone found by name is still there after a change.
  again: () => Promise<void>
}

export function useAccounts(): Accounts {
  const find = ref('')
  const asked = computed(() => find.value.trim())
  const list = usePaged<AccountRow>((cursor, signal) => readAccountPage(asked.value, cursor, signal))

  async function again(): Promise<void> {
    const wanted = list.items.value?.length ?? 0
    await list.load()
    while (list.more.value && !list.failure.value && (list.items.value?.length ?? 0) < wanted) await list.loadMore()
  }

  // The server finds them; a moment of rest tells that the word is whole.
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(asked, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void list.load(), REST_MS)
  })
  onBeforeUnmount(() => clearTimeout(timer))
  void list.load()
  return { list, find, shown: list.items, again }
}

// What a person who has not yet an own password can still do with the one-time one; "" when there is none.
export function oneTimeTitle(account: AccountRow, now: number): string {
  if (!account.one_time_until) return ''
  const past = Date.parse(account.one_time_until) <= now
  return past ? `一次性密码已过期（${showShort(account.one_time_until)}）` : `一次性密码有效至 ${showShort(account.one_time_until)}`
}

export const stateTitle = (account: AccountRow): string => (account.state === 'disabled' ? '已停用' : '在用')
