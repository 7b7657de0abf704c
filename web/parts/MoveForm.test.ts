import { afterEach, expect, it } from 'vitest'
import { createApp, h, nextTick, shallowRef, type App, type ShallowRef } from 'vue'

import { Failure } from '@/base/failure'
import type { FieldOffer, MoveOffer, MoveRequest } from '@/entities/types'

import MoveForm from './MoveForm.vue'

const text = (name: string, label: string): FieldOffer => ({ name, label, kind: 'text', required: true })
const offer: MoveOffer = {
  proceeding: 'p1',
  move: 'x',
  title: '提交',
  tone: 'primary',
  blocked: [],
  fields: [text('place', '地点'), text('note', '说明')],
}

let app: App
let page: HTMLElement
let failure: ShallowRef<Failure | undefined>
let sent: MoveRequest[]

function open(): void {
  failure = shallowRef()
  sent = []
  page = document.createElement('div')
  document.body.append(page)
  app = createApp({ setup: () => () => h(MoveForm, { offer, failure: failure.value, onSubmit: (request: MoveRequest) => sent.push(request) }) })
  app.mount(page)
}

async function type(id: string, value: string): Promise<void> {
  const input = page.querySelector<HTMLInputElement>(`#${id}`)
  if (!input) throw new Error(`no ${id}`)
  input.value = value
  input.dispatchEvent(new Event('input'))
  await nextTick()
}

async function submit(): Promise<void> {
  page.querySelector('form')?.dispatchEvent(new Event('submit'))
  await nextTick()
}

const marks = () => [...page.querySelectorAll('.field .wrong')].map((mark) => mark.textContent)
const notice = () => page.querySelector('.problem')

afterEach(() => {
  app.unmount()
  page.remove()
})

it('a mark goes with its cause, and the box with the last mark', async () => {
  open()
  await submit()
  expect(marks()).toEqual(['请填写“地点”', '请填写“说明”'])
  await type('move-place', '村口')
  expect(marks()).toEqual(['请填写“说明”'])
  expect(notice()?.querySelectorAll('li')).toHaveLength(1)
  await type('move-note', '水沟')
  expect([marks(), notice(), sent]).toEqual([[], null, []])
  await submit()
  expect(sent).toHaveLength(1)
})

it('what the server refused stands until that field is changed, and again when it refuses again', async () => {
  open()
  await type('move-place', '村口')
  await type('move-note', '水沟')
  await submit()
  const refusal = () => new Failure('refused', '有内容需要修改', { status: 422, errors: [{ pointer: '/fields/note', message: '请写清楚' }] })
  failure.value = refusal()
  await nextTick()
  await type('move-place', '村尾')
  expect(marks()).toEqual(['请写清楚'])
  await type('move-note', '水沟堵了')
  expect([marks(), notice()]).toEqual([[], null])
  await submit()
  failure.value = refusal()
  await nextTick()
  expect(marks()).toEqual(['请写清楚'])
})
