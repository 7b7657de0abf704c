import { afterEach, describe, expect, it } from 'vitest'
import { createApp, h, nextTick, type App } from 'vue'

import type { Discrepancy, RecordChoice as Choice } from '@/entities/fact/types'

import RecordChoice from './RecordChoice.vue'

const discrepancy: Discrepancy = {
  id: 'd1',
  fact: 'place_detail',
  label: '详细地点',
  current: { text: '桥头', by: '甲镇综治中心 分流员', at: '2026-09-01T09:00:00+08:00' },
  offered: { text: '桥尾', by: '甲村第一网格 网格员', at: '2026-08-31T18:20:00+08:00' },
  received_at: '2026-09-01T10:00:00+08:00',
  other: { name: 'place_detail', label: '详细地点', kind: 'text', required: false, max: 200, value: '桥头' },
}

let app: App | undefined
let frame: HTMLElement
let chosen: Choice[]

function show(one: Discrepancy = discrepancy): void {
  chosen = []
  frame = document.createElement('div')
  document.body.append(frame)
  app = createApp({ render: () => h(RecordChoice, { discrepancy: one, onChoose: (choice: Choice) => chosen.push(choice) }) })
  app.mount(frame)
}
afterEach(() => {
  app?.unmount()
  frame.remove()
})

async function take(value: string): Promise<void> {
  const radio = frame.querySelector<HTMLInputElement>(`input[value=${value}]`)
  radio?.click()
  await nextTick()
}
async function submit(): Promise<void> {
  frame.querySelector('form')?.dispatchEvent(new Event('submit'))
  await nextTick()
}

describe('two records of one fact', () => {
  it('stand side by side, each with who wrote it and when', () => {
    show()
    for (const part of ['桥头', '桥尾', '甲镇综治中心 分流员', '2026年8月31日 18:20']) expect(frame.textContent).toContain(part)
  })

  it('ask for a choice before anything is sent', async () => {
    show()
    await submit()
    expect(chosen).toEqual([])
    expect(frame.textContent).toContain('请选择采用哪一处')
  })

  it('give the side that was taken, and a note when one was written', async () => {
    show()
    await take('offered')
    const note = frame.querySelector<HTMLInputElement>('#record-d1-note')
    if (note) note.value = ' 到现场看过 '
    note?.dispatchEvent(new Event('input'))
    await submit()
    expect(chosen).toEqual([{ take: 'offered', note: '到现场看过' }])
  })

  it('give a third only when it fits', async () => {
    show()
    await take('other')
    const third = frame.querySelector<HTMLInputElement>('#record-d1-value')
    expect(third?.value).toBe('桥头')
    if (third) third.value = '水'.repeat(201)
    third?.dispatchEvent(new Event('input'))
    await submit()
    expect(chosen).toEqual([])
    if (third) third.value = '桥下'
    third?.dispatchEvent(new Event('input'))
    await submit()
    expect(chosen).toEqual([{ take: 'other', value: '桥下' }])
  })

  it('are only shown to whoever may not choose', () => {
    const { other: _, ...shown } = discrepancy
    show(shown)
    expect(frame.querySelectorAll('input').length).toBe(0)
    expect(frame.textContent).toContain('由承办人或分流岗核对')
  })
})
