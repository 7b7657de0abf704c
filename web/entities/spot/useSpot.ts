import { computed, onMounted, reactive, ref, shallowRef, watch, type Ref } from 'vue'

import { Attempt } from '@/base/attempt'
import { asFailure, Failure } from '@/base/failure'
import { useLoad } from '@/base/load'
import { uuid } from '@/base/uuid'
import { useSession } from '@/entities/session/store'
import type { Matter, Place, Receipt } from '@/entities/types'

import { readSpotForm, settleOnSpot } from './api'
import { emptySpot, firstPlace, missingInSpot, rememberPlace, spotReportOf, type SpotFields } from './form'
import type { SpotForm, SpotReport } from './types'

export type Settled = Matter & { receipt?: Receipt }

export interface Spot {
  offer: Ref<SpotForm | undefined>
  reading: Ref<boolean>
  unread: Ref<Failure | undefined>
  read: () => Promise<void>
  fields: SpotFields
  // The place whose name the page knows without asking.
  known: Ref<Place | undefined>
  failure: Ref<Failure | undefined>
  sending: Ref<boolean>
  settled: Ref<Settled | undefined>
  started: Ref<boolean>
  submit: () => Promise<void>
  again: () => void
}

export interface Ways {
  // Nothing: it was kept to be sent later.
  send?: (report: SpotReport, key: string) => Promise<Settled | undefined>
  read?: (signal: AbortSignal) => Promise<SpotForm>
  // Who fills the form in.
  account?: () => string
}

// One client id for one matter: pressed again after a lost answer it is the same matter.
export function useSpot(ways: Ways = {}): Spot {
  const session = useSession()
  const account = ways.account ?? (() => session.session?.account.id ?? '')
  const send = ways.send ?? settleOnSpot
  const { data: offer, loading: reading, failure: unread, run: read } = useLoad(ways.read ?? readSpotForm)
  const fields = reactive(emptySpot())
  const known = shallowRef<Place>()
  const failure = shallowRef<Failure>()
  const sending = ref(false)
  const settled = shallowRef<Settled>()
  const attempt = new Attempt()
  let clientId = uuid()

  function begin(): void {
    Object.assign(fields, emptySpot())
    if (!offer.value) return
    known.value = firstPlace(offer.value, account())
    fields.place = known.value?.id ?? ''
    fields.channel = offer.value.channel
  }
  watch(offer, (now, before) => {
    if (now && !before) begin()
  })

  const started = computed(() => settled.value === undefined && [fields.category, fields.text, fields.result, fields.name, fields.phone].some((text) => text !== ''))

  async function submit(): Promise<void> {
    if (sending.value) return
    const errors = missingInSpot(fields, offer.value)
    failure.value = errors.length > 0 ? new Failure('refused', '还不能登记', { errors }) : undefined
    if (failure.value) return
    sending.value = true
    const report = spotReportOf(fields, clientId)
    try {
      const matter = await send(report, attempt.key(report))
      settled.value = matter
      if (matter) rememberPlace(account(), { id: matter.place, kind: 'village', name: matter.place_name, full_name: matter.place_name, children: false })
      attempt.done()
      clientId = uuid()
    } catch (error) {
      failure.value = asFailure(error)
    } finally {
      sending.value = false
    }
  }

  function again(): void {
    settled.value = undefined
    failure.value = undefined
    begin()
  }

  onMounted(read)
  return { offer, reading, unread, read, fields, known, failure, sending, settled, started, submit, again }
}
