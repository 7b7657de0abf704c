import { computed, ref, watch, type Ref } from 'vue'

import { readAccountPage } from '@/entities/admin/api'
import { showShort } from '@/base/when'
import type { AccountRow } from '@/entities/admin/types'
import { usePaged, type Paged } from '@/entities/usePaged'

export interface Accounts {
  list: Paged<AccountRow>
  find: Ref<string>
  shown: Ref<AccountRow[] | undefined>
  // Reads again what was read: someone found by name is still there after a change.
  again: () => Promise<void>
}

export function useAccounts(): Accounts {
  const list = usePaged<AccountRow>((cursor, signal) => readAccountPage(cursor, signal))
  const find = ref('')
  const words = (account: AccountRow) => [account.login, account.name, ...account.posts.flatMap((post) => [post.office_name, post.role_title])].join(' ')
  const asked = computed(() => find.value.trim().toLowerCase())
  const shown = computed(() => (asked.value ? list.items.value?.filter((account) => words(account).toLowerCase().includes(asked.value)) : list.items.value))

  // The server gives accounts by pages only; to find one, all of them are read once.
  async function rest(): Promise<void> {
    while (asked.value && list.more.value && !list.failure.value) await list.loadMore()
  }

  async function again(): Promise<void> {
    const wanted = list.items.value?.length ?? 0
    await list.load()
    while (list.more.value && !list.failure.value && (list.items.value?.length ?? 0) < wanted) await list.loadMore()
  }

  let reading = false
  watch(asked, async () => {
    if (reading) return
    reading = true
    await rest()
    reading = false
  })
  void list.load()
  return { list, find, shown, again }
}

// What a person who has not yet an own password can still do with the one-time one; "" when there is none.
export function oneTimeTitle(account: AccountRow, now: number): string {
  if (!account.one_time_until) return ''
  const past = Date.parse(account.one_time_until) <= now
  return past ? `一次性密码已过期（${showShort(account.one_time_until)}）` : `一次性密码有效至 ${showShort(account.one_time_until)}`
}

export const stateTitle = (account: AccountRow): string => (account.state === 'disabled' ? '已停用' : '在用')
