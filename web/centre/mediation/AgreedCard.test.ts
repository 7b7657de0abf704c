import { expect, it } from 'vitest'
import { createApp } from 'vue'

import { clock } from '@/base/when'
import type { Matter } from '@/entities/types'

import AgreedCard from './AgreedCard.vue'

const item = (kind: string, facts: string) => ({ kind, by: '化名调解员', position: 1, at: '2026-09-01T01:00:00Z', title: '', attachments: [], details: [{ label: '主要事实', value: facts }] })
function shown(timeline: object[], documents: object[] = []): string {
  const at = document.createElement('div')
  const app = createApp(AgreedCard, { matter: { id: 'm', timeline, documents, may_make_papers: true } as unknown as Matter })
  app.component('RouterLink', { template: '<a><slot /></a>' })
  app.mount(at)
  return at.textContent ?? ''
}

it('the newest agreement stands there to be read, with its paper', () => {
  const text = shown([item('succeed_written', '旧的'), item('back_to_session', '不是'), item('succeed_written', '排水沟被堵')], [{ id: 'd', title: '人民调解协议书', number: 'PD1-03', blank: false, voided: false }])
  expect(text).toContain('排水沟被堵')
  expect(text).not.toContain('旧的')
  expect(text).toContain('打开人民调解协议书 PD1-03')
})

it('without an agreement there is nothing; without a paper it says so', () => {
  expect(shown([item('session', '谈了')])).toBe('')
  expect(shown([item('succeed_written', '排水沟被堵')], [{ id: 'd', title: '人民调解协议书', blank: true, voided: false }])).toContain('还没有出具协议书')
})

it('a row of the talk is stamped by the county clock, whatever the zone of the device', () => {
  expect(clock(Date.parse('2026-09-01T01:05:00Z'))).toBe('09:05')
  expect(clock(Date.parse('2026-09-01T23:30:00Z'))).toBe('07:30')
})
