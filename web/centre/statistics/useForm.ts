import { computed, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { useAsked, type Asked } from '@/base/asked'

import { monthName } from './months'

interface Spanned {
  title: string
  from: string
  to: string
}

export interface FormOf<Q, T> extends Omit<Asked<T>, 'data' | 'download'> {
  query: Ref<Q>
  form: Ref<T | undefined>
  span: Ref<string>
  change: (part: Partial<Q>) => void
  download: () => Promise<void>
  pdf: () => Promise<void>
}

// A form's question lives in the address: screen, print, sheet and the lists behind the figures are of that one question.
export function useForm<Q extends object, T extends Spanned>(names: readonly (keyof Q & string)[], read: (query: Q) => Promise<T>, file: (query: Q, form: T) => Promise<Blob>, printed: (query: Q, form: T) => Promise<Blob>): FormOf<Q, T> {
  const route = useRoute()
  const router = useRouter()
  const text = (name: string) => (typeof route.query[name] === 'string' && route.query[name] !== '' ? route.query[name] : undefined)
  const query = computed(() => Object.fromEntries(names.map((name) => [name, text(name)])) as Q)
  const { data: form, failure, loading, saving, load, download } = useAsked(query, (asked) => read(asked))
  const span = computed(() => {
    const of = form.value
    return of ? (of.from === of.to ? monthName(of.from) : `${monthName(of.from)}至${monthName(of.to)}`) : ''
  })

  function change(part: Partial<Q>): void {
    const next = Object.fromEntries(Object.entries({ ...query.value, ...part }).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''))
    void router.replace({ query: next })
  }
  const saved = (made: typeof file, ending: string) => () =>
    download(() => (form.value ? made(query.value, form.value) : Promise.reject(new Error('nothing to save'))), (of) => `${of.title}${of.from === of.to ? of.from : `${of.from}至${of.to}`}.${ending}`)
  return { query, form, failure, loading, saving, span, change, load, download: saved(file, 'xlsx'), pdf: saved(printed, 'pdf') }
}
