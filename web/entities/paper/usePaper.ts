import { computed, nextTick, reactive, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, type Failure } from '@/base/failure'
import { useLoad, type Load } from '@/base/load'
import { usePictures } from '@/base/picture'
import type { DocumentRow, Id, Matter } from '@/entities/types'

import { issuePaper, previewPaper, readPaperOffers, type PaperOffer, type PaperOffers, type PaperOrder } from './api'
import { changedSince, dropTyped, keepTyped, typedOf, writtenIn, type Changed, type Written } from './typed'

export interface Making {
  offers: Load<PaperOffers>
  offer: ComputedRef<PaperOffer | undefined>
  values: Record<string, string>
  party: Ref<Id>
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  looking: Ref<boolean>
  // The page that was drawn, as long as nothing was changed since.
  picture: ComputedRef<string | undefined>
  page: Ref<number>
  pages: Ref<number>
  made: Ref<DocumentRow | undefined>
  // After a refusal because somebody acted meanwhile: what the matter says otherwise now.
  changed: Ref<Changed[]>
  // The same, when the paper is not made any more: what was written for it.
  gone: Ref<Written | undefined>
  choose: (paper: string) => void
  // The record of this talk: filled in anew from what it said; what was typed stays.
  chooseTalk: (talk: Id) => Promise<void>
  set: (name: string, text: string) => void
  look: (page: number) => Promise<void>
  issue: (blank: boolean) => Promise<Matter | undefined>
}

// One paper being made at a matter: chosen, completed, looked at, issued.
export function usePaper(matter: () => Id, wanted: () => string, of: () => Id = () => ''): Making {
  const talk = ref<Id>(of())
  const offers = useLoad((signal) => readPaperOffers(matter(), talk.value, signal))
  const chosen = ref('')
  const offer = computed(() => offers.data.value?.items.find((one) => one.paper === chosen.value))
  const values = reactive<Record<string, string>>({})
  const party = ref<Id>('')
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const looking = ref(false)
  const page = ref(1)
  const pages = ref(0)
  const drawn = ref('')
  const made = shallowRef<DocumentRow>()
  const changed = shallowRef<Changed[]>([])
  const gone = shallowRef<Written>()
  const attempt = new Attempt()
  const { show, addresses, drop } = usePictures()

  function choose(paper: string): void {
    chosen.value = paper
    failure.value = undefined
    changed.value = []
    gone.value = undefined
    drawn.value = ''
    page.value = 1
    pages.value = 0
  }
  async function chooseTalk(which: Id): Promise<void> {
    talk.value = which
    drawn.value = ''
    await offers.run()
  }
  watch(offers.data, (now) => {
    if (!now || (chosen.value && offer.value)) return
    choose(now.items.some((one) => one.paper === wanted()) ? wanted() : '')
  })
  watch(offer, (now) => {
    for (const name of Object.keys(values)) delete values[name]
    if (now) Object.assign(values, typedOf(matter(), now))
  })
  watch(values, () => offer.value && keepTyped(matter(), offer.value, values))

  const set = (name: string, text: string): void => {
    values[name] = text
  }

  const order = (now: PaperOffer, blank: boolean): PaperOrder => ({
    paper: now.paper,
    ...(now.to_one_party && party.value ? { party: party.value } : {}),
    ...(blank ? { blank } : {}),
    ...(now.of_talk && !blank && offers.data.value?.talk ? { talk: offers.data.value.talk } : {}),
    // What was not changed is the matter's own, whatever it says by then.
    fields: Object.fromEntries(now.fields.filter((field) => values[field.name] !== field.value).map((field) => [field.name, values[field.name] ?? ''])),
  })
  const signature = (now: PaperOffer) => JSON.stringify(order(now, false))
  const picture = computed(() => (offer.value && drawn.value === signature(offer.value) ? addresses.value[String(page.value)] : undefined))

  async function look(which: number): Promise<void> {
    const now = offer.value
    if (!now || looking.value) return
    looking.value = true
    failure.value = undefined
    const what = signature(now)
    if (drawn.value !== what) Object.keys(addresses.value).forEach(drop)
    try {
      await show(String(which), async () => {
        const sheet = await previewPaper(matter(), order(now, false), which)
        pages.value = sheet.pages ?? 1
        return sheet.picture
      })
      drawn.value = what
      page.value = which
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      looking.value = false
    }
  }

  // Somebody acted meanwhile: what is typed stays, the matter's own values are read again.
  async function readAgain(was: PaperOffer): Promise<void> {
    const written = writtenIn(was, values)
    await offers.run()
    await nextTick()
    const now = offers.data.value?.items.find((one) => one.paper === was.paper)
    if (now) changed.value = changedSince(was, now)
    else gone.value = written
  }

  async function issue(blank: boolean): Promise<Matter | undefined> {
    const now = offer.value
    const etag = offers.data.value?.etag
    if (!now || !etag || sending.value) return undefined
    sending.value = true
    failure.value = undefined
    changed.value = []
    const body = order(now, blank)
    try {
      const fresh = await issuePaper(matter(), etag, body, attempt.key([body, etag]))
      made.value = fresh.documents.filter((one) => one.title.startsWith(now.title)).at(-1)
      if (!blank) dropTyped(matter(), now.paper)
      attempt.done()
      if (!blank) talk.value = ''
      await offers.run()
      if (!blank) choose('')
      return fresh
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.stale) await readAgain(now)
      return undefined
    } finally {
      sending.value = false
    }
  }

  return { offers, offer, values, party, failure, sending, looking, picture, page, pages, made, changed, gone, choose, chooseTalk, set, look, issue }
}
