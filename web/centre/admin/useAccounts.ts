import { readAccountPage } from '@/entities/admin/api'
import type { AccountRow } from '@/entities/admin/types'

import { usePaged, type Paged } from '../work/usePaged'

export function useAccounts(): Paged<AccountRow> {
  const list = usePaged<AccountRow>((cursor, signal) => readAccountPage(cursor, signal))
  void list.load()
  return list
}

export const stateTitle = (account: AccountRow): string => (account.state === 'disabled' ? '已停用' : '在用')
