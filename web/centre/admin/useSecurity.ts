import { ref, shallowRef, type Ref } from 'vue'
import { ElMessage, ElMessageBox } from 'element-plus'

import { asFailure, type Failure } from '@/base/failure'
import { disableAccount, enableAccount, endSessions, resetPassword, unlockAccount } from '@/entities/admin/api'
import type { AccountRow } from '@/entities/admin/types'

import type { Paged } from '@/entities/usePaged'
import { useAccounts } from './useAccounts'

export interface Security {
  list: Paged<AccountRow>
  find: Ref<string>
  shown: Ref<AccountRow[] | undefined>
  refusal: Ref<Failure | undefined>
  busy: Ref<string | undefined>
  code: Ref<{ login: string; code: string; until: string } | undefined>
  reset: (account: AccountRow) => Promise<void>
  toggle: (account: AccountRow) => Promise<void>
  end: (account: AccountRow) => Promise<void>
  unlock: (account: AccountRow) => Promise<void>
}

export function useSecurity(): Security {
  const { list, find, shown, again } = useAccounts()
  const refusal = shallowRef<Failure>()
  const busy = ref<string>()
  const code = shallowRef<{ login: string; code: string; until: string }>()

  async function act(account: AccountRow, question: string, work: () => Promise<void>): Promise<void> {
    const agreed = await ElMessageBox.confirm(question, '请确认', { confirmButtonText: '确认', cancelButtonText: '取消' }).catch(() => undefined)
    if (!agreed) return
    busy.value = account.id
    refusal.value = undefined
    try {
      await work()
      await again()
    } catch (error) {
      refusal.value = asFailure(error)
    } finally {
      busy.value = undefined
    }
  }

  const reset = (account: AccountRow) =>
    act(account, `重置 ${account.login} 的密码？原密码立即失效。`, async () => {
      const made = await resetPassword(account.id)
      code.value = { login: account.login, code: made.one_time_password, until: made.valid_until }
    })

  const toggle = (account: AccountRow) =>
    account.state === 'disabled'
      ? act(account, `恢复账号 ${account.login}？`, () => enableAccount(account.id))
      : act(account, `停用账号 ${account.login}？停用后不能登录，名下事项需另行交接。`, () => disableAccount(account.id))

  const end = (account: AccountRow) =>
    act(account, `结束 ${account.login} 的所有登录？`, async () => {
      await endSessions(account.id)
      ElMessage.success(`已结束 ${account.login} 的登录`)
    })

  const unlock = (account: AccountRow) =>
    act(account, `解除 ${account.login} 因多次输错密码的登录暂停？`, async () => {
      await unlockAccount(account.id)
      ElMessage.success(`${account.login} 可以登录了`)
    })

  return { list, find, shown, refusal, busy, code, reset, toggle, end, unlock }
}
