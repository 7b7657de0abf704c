import { computed, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { useAsked, type Asked } from '@/base/asked'
import { briefSheet, readBrief, type Brief, type BriefQuery, type Period } from '@/entities/brief/api'

const PERIODS: Period[] = ['day', 'week', 'month']

export interface BriefPage extends Omit<Asked<Brief>, 'data' | 'download'> {
  query: Ref<BriefQuery>
  brief: Ref<Brief | undefined>
  change: (part: Partial<BriefQuery>) => void
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
  const { data: brief, failure, loading, saving, load, download } = useAsked(query, (asked) => readBrief(asked))

  function change(part: Partial<BriefQuery>): void {
    const next = Object.fromEntries(Object.entries({ ...query.value, ...part }).filter(([, each]) => each))
    void router.replace({ query: next })
  }
  return { query, brief, failure, loading, saving, change, load, download: () => download(() => briefSheet(query.value), (each) => `${each.title}${each.from}.xlsx`) }
}
