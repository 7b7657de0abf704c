import { saveBlob } from '@/base/save'
import { checkStubs, readStubs, reopenStub, stubTemplate, takeStubs } from '@/entities/reference/stubs'
import type { StubList, StubView } from '@/entities/reference/types'

import { useExchange, type Exchange } from './useExchange'

export interface Stubs extends Exchange<StubList> {
  template: () => Promise<void>
  reopen: (stub: StubView) => Promise<void>
}

export function useStubs(systems: () => { id: string }[]): Stubs {
  const { step, attempt, ...shown } = useExchange({ systems, read: readStubs, check: checkStubs, take: takeStubs })
  const template = () => step(async () => saveBlob(await stubTemplate(shown.system.value), '存根表格.xlsx'))
  const reopen = (stub: StubView) =>
    step(async () => {
      await reopenStub(stub, attempt.key([stub.id, stub.etag, 'reopen']))
      void shown.list.run()
    })
  return { ...shown, template, reopen }
}
