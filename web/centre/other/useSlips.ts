import { saveBlob } from '@/base/save'
import { checkSlips, readSlips, slipSheet, takeSlips } from '@/entities/reference/slips'
import type { SlipList } from '@/entities/reference/types'

import { useExchange, type Exchange } from './useExchange'

export interface Slips extends Exchange<SlipList> {
  sheet: () => Promise<void>
}

export function useSlips(systems: () => { id: string }[]): Slips {
  const { step, attempt: _, ...shown } = useExchange({ systems, read: readSlips, check: checkSlips, take: takeSlips })
  return { ...shown, sheet: () => step(async () => saveBlob(await slipSheet(shown.system.value), '联系单.xlsx')) }
}
