import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'

import { deviceId, nextOnDevice } from '@/base/device'
import { asFailure, type Failure } from '@/base/failure'
import type { Photo } from '@/base/shrink'
import type { FactEdit } from '@/entities/fact/types'
import type { Voice } from '@/entities/report/voice'
import { useSession } from '@/entities/session/store'
import type { SpotReport } from '@/entities/spot/types'
import type { Id, Report, StaffReport } from '@/entities/types'

import { phoneDb } from './db'
import { openItems, waitingValues } from './facts'
import { Outbox } from './outbox'
import type { FactsRow, MessageRow, PhotoRow, ReportRow, Row, SpotRow, VoiceRow } from './row'
import { sender } from './sender'

const FIRST_PAUSE = 5_000
const LONGEST_PAUSE = 60_000
const KEEP_RECEIPT = 24 * 3_600_000

// The open page's postman: sends when something is written, when the network is back, when the page is looked at,
// and else with growing pauses. Needs no service worker, so it works on plain http too.
export const useOutbox = defineStore('outbox', () => {
  const session = useSession()
  const rows = shallowRef<Row[]>([])
  // The browser keeps nothing (private window): then a report can only be sent, not stored.
  const broken = ref<Failure>()
  let box: Promise<Outbox> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_PAUSE
  let started = false

  const open = () =>
    (box ??= phoneDb().then(
      (db) => new Outbox({ db, sender, owner: () => session.session?.account.id, now: () => Date.now(), onChange: () => void show() }),
    ))

  async function show(): Promise<void> {
    rows.value = await (await open()).rows()
  }

  const unsent = computed(() => rows.value.filter((row) => row.state !== 'sent'))
  const waiting = computed(() => unsent.value.filter((row) => row.state !== 'dead'))

  // As the list shows them, not as they leave the phone.
  const items = computed(() => openItems(rows.value))

  async function flush(): Promise<void> {
    clearTimeout(timer)
    // A worker's rows need the session; a page of a resident has not asked for it.
    if (!session.known && waiting.value.some((row) => row.owner !== undefined)) await session.resume().catch(() => undefined)
    const before = waiting.value.length
    await (await open()).flush()
    await show()
    pause = waiting.value.length < before ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE)
    if (waiting.value.length > 0) timer = setTimeout(() => void flush(), pause)
  }

  async function start(): Promise<void> {
    if (started) return
    started = true
    try {
      const outbox = await open()
      await outbox.forgetSentBefore(Date.now() - KEEP_RECEIPT)
      await show()
    } catch (error) {
      broken.value = asFailure(error)
      started = false
      return
    }
    window.addEventListener('online', () => void flush())
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && waiting.value.length > 0) void flush()
    })
    watch(
      () => session.session?.account.id,
      (id) => {
        if (id && waiting.value.some((row) => row.owner === id)) void flush()
      },
    )
    if (waiting.value.length > 0) await flush()
  }

  async function add(report: Report | StaffReport, photos: Photo[], owner?: Id, voices: Voice[] = []): Promise<string> {
    const key = await (await open()).add(report, photos, owner, voices)
    await show()
    pause = FIRST_PAUSE
    void flush()
    return key
  }

  async function addSpot(spot: SpotReport, owner: Id): Promise<string> {
    const key = await (await open()).addSpot(spot, owner)
    await show()
    pause = FIRST_PAUSE
    void flush()
    return key
  }

  async function addFacts(facts: Pick<FactsRow, 'matter' | 'title' | 'told'> & { edits: FactEdit[] }, owner: Id): Promise<string> {
    const key = await (await open()).addFacts({ ...facts, device: deviceId(), device_seq: nextOnDevice() }, owner)
    await show()
    pause = FIRST_PAUSE
    void flush()
    return key
  }

  // Settled when this answer was sent, refused, or has to wait for a network.
  async function addReceipt(answer: Pick<MessageRow, 'message' | 'title' | 'receipt' | 'place_name'>, owner: Id): Promise<void> {
    await (await open()).addReceipt(answer, owner)
    await show()
    pause = FIRST_PAUSE
    await flush()
  }

  async function retry(key: string): Promise<void> {
    await (await open()).retry(key)
    await flush()
  }

  const discard = async (key: string) => (await open()).discard(key)
  const discardOwned = async (owner: Id) => (await open()).discardOwned(owner)
  const reportOf = (key: string) => rows.value.find((row): row is ReportRow => row.kind === 'report' && row.key === key)
  const spotOf = (key: string) => rows.value.find((row): row is SpotRow => row.kind === 'spot' && row.key === key)
  const photosOf = (key: string) => rows.value.filter((row): row is PhotoRow => row.kind === 'photo' && row.parent === key)
  const voicesOf = (key: string) => rows.value.filter((row): row is VoiceRow => row.kind === 'voice' && row.parent === key)

  const receiptOf = (message: Id, place: Id, owner: Id | undefined) =>
    rows.value.find((row): row is MessageRow => row.kind === 'receipt' && row.message === message && row.receipt.place === place && row.owner === owner)
  const waitingFacts = (matter: Id, owner: Id) => waitingValues(rows.value, matter, owner)

  return { rows, items, unsent, waiting, broken, start, flush, add, addFacts, addReceipt, addSpot, retry, discard, discardOwned, reportOf, spotOf, photosOf, voicesOf, receiptOf, waitingFacts }
})
