import { afterEach, expect, it } from 'vitest'
import { createApp, h, nextTick, shallowRef, type App } from 'vue'

import { Failure } from '@/base/failure'

import ProblemNotice from './ProblemNotice.vue'

let app: App
const failure = shallowRef<Failure>()
const chosen = shallowRef('请选择')

function open(fields: Record<string, string>): void {
  const page = document.createElement('div')
  document.body.append(page)
  app = createApp({
    setup: () => () =>
      h('form', [
        h(ProblemNotice, { failure: failure.value, fields }),
        h('input', { id: 'name', 'aria-invalid': failure.value?.errors.some((error) => error.pointer === '/name') ?? false }),
        h('input', { id: 'phone' }),
        h('div', { class: 'el-select' }, [h('input', { id: 'place' }), h('span', chosen.value)]),
      ]),
  })
  app.mount(page)
}

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve, 5))
  await nextTick()
}
const input = (id: string) => document.getElementById(id) as HTMLInputElement
const lines = () => [...document.querySelectorAll('.problem li')].map((line) => line.textContent?.trim())
const box = () => document.querySelector('.problem')

async function type(id: string, value: string): Promise<void> {
  input(id).value = value
  input(id).dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
}

async function fail(problem: ConstructorParameters<typeof Failure>[2]): Promise<void> {
  failure.value = new Failure('refused', '没有办成', problem)
  await settle()
}

const BOTH = [
  { pointer: '/name', message: '请填写姓名' },
  { pointer: '/place', message: '请选择地点' },
]

afterEach(() => {
  app.unmount()
  document.body.innerHTML = ''
  failure.value = undefined
  chosen.value = '请选择'
})

it('lets a line and the mark of its field go when that field is changed, and the box with the last one', async () => {
  open({ '/name': 'name', '/place': 'place' })
  await fail({ status: 422, errors: BOTH })
  expect(lines()).toEqual(['请填写姓名', '请选择地点'])
  expect(input('name').getAttribute('aria-invalid')).toBe('true')
  await type('phone', '1')
  expect(lines()).toHaveLength(2)
  await type('name', '化名甲')
  expect(lines()).toEqual(['请选择地点'])
  expect(input('name').getAttribute('aria-invalid')).toBe('false')
  // Chosen in a list that stands elsewhere on the page: no event of the field itself.
  document.body.addEventListener('click', () => (chosen.value = '甲村'), { once: true })
  document.body.dispatchEvent(new Event('click', { bubbles: true }))
  await settle()
  expect(box()).toBeNull()
})

it('comes back with the next refusal of the same field', async () => {
  open({ '/name': 'name' })
  await fail({ status: 422, errors: [BOTH[0]!] })
  await type('name', '甲')
  expect(box()).toBeNull()
  await fail({ status: 422, errors: [{ pointer: '/name', message: '姓名至少 2 个字' }] })
  expect(lines()).toEqual(['姓名至少 2 个字'])
})

it('lets a refusal of no known field go when the form is written in', async () => {
  open({ '/name': 'name' })
  await fail({ status: 422, errors: [{ pointer: '/elsewhere', message: '别处不对' }] })
  await type('phone', '1')
  expect(box()).toBeNull()
  await fail({ status: 422, detail: '这一周已经列入' })
  expect(box()?.textContent).toContain('这一周已经列入')
  await type('phone', '2')
  expect(box()).toBeNull()
})

it('keeps what does not pass by writing: somebody else was faster, no network', async () => {
  open({ '/name': 'name' })
  await fail({ status: 412, detail: '内容已被他人更新' })
  await type('name', '甲')
  expect(box()?.textContent).toContain('内容已被他人更新')
  failure.value = new Failure('offline', '连不上网络')
  await settle()
  await type('name', '乙')
  expect(box()).not.toBeNull()
})
