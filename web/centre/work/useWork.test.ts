import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, h, type App } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'

import type { BoxCount } from '@/entities/types'

import { useWork, type Work } from './useWork'

const { readWork } = vi.hoisted(() => ({ readWork: vi.fn() }))
vi.mock('@/entities/matter/api', () => ({ readWork }))
vi.mock('../shell/live', () => ({ useLive: () => undefined }))

let app: App
let router: Router
let work: Work
const has = (mine: number, team: number) => {
  const box = (name: BoxCount['box'], open: number) => ({ box: name, title: name, open, overdue: 0, due_today: 0 })
  readWork.mockResolvedValue({ items: [], counts: [box('desk', 9), box('mine', mine), box('team', team)], as_of: '2026-05-20T01:00:00Z' })
}
const settle = async () => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setTimeout(done))
}

async function open(path: string): Promise<void> {
  router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/work', component: { render: () => null } }] })
  await router.push(path)
  app = createApp({ setup: () => ((work = useWork()), () => h('p')) })
  app.use(router).mount(document.createElement('div'))
  await settle()
}

beforeEach(() => readWork.mockReset())
afterEach(() => app.unmount())

it('leads who asked for no list to the first with rows; the queue has a page of its own', async () => {
  has(0, 3)
  await open('/work')
  expect(work.box.value).toBe('team')
})

it('stays at the own list when it has rows, and when it empties under its reader', async () => {
  has(1, 3)
  await open('/work')
  expect(work.box.value).toBe('mine')
  has(0, 3)
  await work.list.load()
  await settle()
  expect(work.box.value).toBe('mine')
})

it('keeps to the list that was asked for, empty or not', async () => {
  has(0, 3)
  await open('/work?box=mine')
  expect(work.box.value).toBe('mine')
})

it('leads on from a list this person has not', async () => {
  has(0, 3)
  await open('/work?box=verify')
  expect(work.box.value).toBe('team')
})
