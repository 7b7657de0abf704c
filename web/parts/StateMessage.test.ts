import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, h, nextTick, reactive, type App } from 'vue'

import { Failure } from '@/base/failure'

import { FIRST_AGAIN_MS, SLOW_MS } from './slow-reading'
import StateMessage from './StateMessage.vue'

let app: App
const state = reactive<{ loading: boolean; has: boolean; failure: Failure | undefined }>({ loading: true, has: false, failure: undefined })
let retries = 0

beforeEach(() => {
  vi.useFakeTimers()
  retries = 0
  Object.assign(state, { loading: true, has: false, failure: undefined })
  const page = document.createElement('div')
  document.body.append(page)
  app = createApp({ setup: () => () => h(StateMessage, { ...state, onRetry: () => ++retries }, () => '内容') })
  app.mount(page)
})

afterEach(() => {
  app.unmount()
  document.body.innerHTML = ''
  vi.useRealTimers()
})

const text = () => document.body.textContent ?? ''
async function pass(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms)
  await nextTick()
}

it('says that no answer has come yet, with a way to try again, and goes on waiting', async () => {
  expect(text()).toContain('正在读取')
  await pass(SLOW_MS - 1)
  expect(document.querySelector('button')).toBeNull()
  await pass(1)
  expect(text()).toContain('还没有回应')
  document.querySelector('button')?.click()
  expect(retries).toBe(1)
  Object.assign(state, { loading: false, has: true })
  await nextTick()
  expect(text()).toBe('内容')
})

it('asks again by itself while a failure may pass, with growing pauses, and stops when it came', async () => {
  Object.assign(state, { loading: false, failure: new Failure('offline', '连不上网络') })
  await nextTick()
  expect(text()).toContain('正在自动重试')
  await pass(FIRST_AGAIN_MS)
  expect(retries).toBe(1)
  await pass(FIRST_AGAIN_MS)
  expect(retries).toBe(1)
  await pass(FIRST_AGAIN_MS)
  expect(retries).toBe(2)
  Object.assign(state, { failure: undefined, has: true })
  await nextTick()
  await pass(600_000)
  expect(retries).toBe(2)
})

it('leaves a refusal alone', async () => {
  Object.assign(state, { loading: false, failure: new Failure('refused', '没有找到', { status: 404 }) })
  await nextTick()
  await pass(600_000)
  expect(retries).toBe(0)
  expect(text()).not.toContain('自动重试')
})
