import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, nextTick, ref, type Ref } from 'vue'

import { provideLive, useLive } from './live'

class FakeSource extends EventTarget {
  static made: FakeSource[] = []
  readyState = 1
  constructor(readonly url: string) {
    super()
    FakeSource.made.push(this)
  }
  close(): void {
    this.readyState = 2
  }
}

const heard = { work: vi.fn(), matter: vi.fn(), reopened: vi.fn() }
let signedIn: Ref<boolean>
let unmount: () => void

beforeEach(() => {
  vi.stubGlobal('EventSource', FakeSource)
  FakeSource.made = []
  for (const each of Object.values(heard)) each.mockReset()
  signedIn = ref(true)
  const Page = defineComponent({ setup: () => (useLive(heard), () => h('p')) })
  const app = createApp({ setup: () => (provideLive(signedIn), () => h(Page)) })
  app.mount(document.createElement('div'))
  unmount = () => app.unmount()
})

afterEach(() => {
  unmount()
  vi.unstubAllGlobals()
})

describe('the one stream of the desk', () => {
  it('passes events on to the page', () => {
    FakeSource.made[0]?.dispatchEvent(new Event('work'))
    FakeSource.made[0]?.dispatchEvent(new MessageEvent('matter', { data: '{"matter":"m1","version":2}' }))
    expect(heard.work).toHaveBeenCalledTimes(1)
    expect(heard.matter).toHaveBeenCalledWith({ matter: 'm1', version: 2 })
  })
  it('ends with the session and begins anew with the next, telling that something may be missed', async () => {
    signedIn.value = false
    await nextTick()
    expect(FakeSource.made[0]?.readyState).toBe(2)
    signedIn.value = true
    await nextTick()
    expect(FakeSource.made).toHaveLength(2)
    expect(heard.reopened).toHaveBeenCalledTimes(1)
  })
  it('tells a page that is gone nothing more', () => {
    unmount()
    FakeSource.made[0]?.dispatchEvent(new Event('work'))
    expect(heard.work).not.toHaveBeenCalled()
  })
})
