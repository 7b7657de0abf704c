import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { asFailure, type Failure } from '@/base/failure'
import { saveBlob } from '@/base/save'
import { briefSheet, readBrief, type Brief, type BriefQuery, type Period } from '@/entities/brief/api'

const PERIODS: Period[] = ['day', 'week', 'month']

export interface BriefPage {
  query: Ref<BriefQuery>
  brief: Ref<Brief | undefined>
  failure: Ref<Failure | undefined>
  loading: Ref<boolean>
  saving: Ref<boolean>
  change: (part: Partial<BriefQuery>) => void
  load: () => Promise<void>
  download: () => Promise<void>
}

// What is asked for lives in the address: screen, print and sheet are of that one question.
export function useBrief(): BriefPage {
  const route = useRoute()
  const router = useRouter()
  const text = (name: string) => (typeof route.query[name] === 'string' && route.query[name] !== '' ? route.query[name] : undefined)
  const query = computed<BriefQuery>(() => ({
    period: PERIODS.find((each) => each === text('period')) ?? 'week',
    day: text('day'),
    place: text('place'),
    category: text('category'),
  }))
  const brief = shallowRef<Brief>()
  const failure = shallowRef<Failure>()
  const loading = ref(false)
  const saving = ref(false)
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    loading.value = true
    try {
      const answer = await readBrief(query.value)
      if (mine !== turn) return
      brief.value = answer
      failure.value = undefined
    } catch (error) {
      if (mine === turn) failure.value = asFailure(error)
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  async function download(): Promise<void> {
    if (!brief.value || saving.value) return
    saving.value = true
    try {
      saveBlob(await briefSheet(query.value), `${brief.value.title}${brief.value.from}.xlsx`)
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      saving.value = false
    }
  }

  function change(part: Partial<BriefQuery>): void {
    const next = Object.fromEntries(Object.entries({ ...query.value, ...part }).filter(([, each]) => each))
    void router.replace({ query: next })
  }

  watch(query, (now, before) => {
    if (JSON.stringify(now) !== JSON.stringify(before)) void load()
  })
  void load()
  return { query, brief, failure, loading, saving, change, load, download }
}
