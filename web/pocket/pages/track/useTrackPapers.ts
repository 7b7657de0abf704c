import { computed, ref, shallowRef, type Ref } from 'vue'

import { asFailure, type Failure } from '@/base/failure'
import { usePictures } from '@/base/picture'
import { saveBlob } from '@/base/save'
import { trackPage, trackPdf } from '@/entities/track/api'
import type { DocumentRow } from '@/entities/types'

export interface TrackPapers {
  // The papers wait for a PIN the server has found right.
  locked: Ref<boolean>
  // Why the PIN was refused.
  wrong: Ref<string>
  failure: Ref<Failure | undefined>
  // Which paper is being fetched; ASKING while the PIN is looked at.
  busy: Ref<string>
  opened: Ref<string>
  unlock: (typed: string) => Promise<void>
  toggle: (row: DocumentRow) => Promise<void>
  save: (row: DocumentRow) => Promise<void>
  // Addresses of the pictures that have come, in the paper's order.
  sheets: (row: DocumentRow) => string[]
}

export const ASKING = 'pin'
const PIN_CODES = ['pin_wrong', 'pin_required']

export function useTrackPapers(secret: () => string, documents: () => DocumentRow[], pinNeeded: () => boolean): TrackPapers {
  // The PIN lives as long as this view, nowhere else.
  const pin = ref('')
  const wrong = ref('')
  const failure = shallowRef<Failure>()
  const busy = ref('')
  const opened = ref('')
  const counts: Record<string, number> = {}
  const { show, addresses, drop } = usePictures()

  const name = (row: DocumentRow, page: number) => `${row.id}/${page}`
  const pagesOf = (row: DocumentRow) => Array.from({ length: counts[row.id] ?? 1 }, (_, n) => n + 1)

  const read = (row: DocumentRow, page: number, proof: string) =>
    show(name(row, page), async () => {
      const sheet = await trackPage(secret(), row.id, page, proof)
      counts[row.id] = sheet.pages ?? 1
      return sheet.picture
    })

  async function guarded(what: string, action: () => Promise<void>): Promise<void> {
    busy.value = what
    failure.value = undefined
    wrong.value = ''
    try {
      await action()
    } catch (error) {
      const met = asFailure(error)
      if (PIN_CODES.includes(met.code)) {
        pin.value = ''
        wrong.value = met.message
      } else failure.value = met
    } finally {
      busy.value = ''
    }
  }

  // Only the server knows whether a PIN is right: it is asked for the first picture.
  const unlock = (typed: string) =>
    guarded(ASKING, async () => {
      const first = documents()[0]
      if (!first) return
      try {
        await read(first, 1, typed)
      } catch (error) {
        // This paper cannot be drawn; the PIN was looked at before, and the others may be read.
        if (asFailure(error).status !== 409) throw error
      }
      pin.value = typed
    })

  async function toggle(row: DocumentRow): Promise<void> {
    if (opened.value === row.id) {
      opened.value = ''
      for (const page of pagesOf(row)) drop(name(row, page))
      return
    }
    await guarded(row.id, async () => {
      await read(row, 1, pin.value)
      opened.value = row.id
      for (const page of pagesOf(row).slice(1)) await read(row, page, pin.value)
    })
  }

  return {
    locked: computed(() => pinNeeded() && pin.value === ''),
    wrong,
    failure,
    busy,
    opened,
    unlock,
    toggle,
    save: (row) => guarded(row.id, async () => saveBlob(await trackPdf(secret(), row.id, pin.value), `${row.title}.pdf`)),
    sheets: (row) => pagesOf(row).flatMap((page) => addresses.value[name(row, page)] ?? []),
  }
}
