import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'

import { uuid } from '@/base/uuid'
import { phoneDb, type PhoneDb } from '@/entities/outbox/db'

import { emptyDraft, isEmpty, type Draft } from './draft'
import { dropDraft, readDraft, saveDraft } from './drafts'

const PAUSE = 400

// The one draft on the screen: a resident's, or a worker's own. Saved by itself shortly after each change.
export const useDraft = defineStore('draft', () => {
  const draft = ref<Draft>(emptyDraft('', uuid()))
  const pin = ref('')
  const kept = ref(true)
  let timer: ReturnType<typeof setTimeout> | undefined

  const database = (): Promise<PhoneDb | undefined> =>
    phoneDb().catch(() => {
      kept.value = false
      return undefined
    })

  async function save(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const db = await database()
    if (db && draft.value.name !== '') await saveDraft(db, draft.value).catch(() => (kept.value = false))
  }

  async function open(name: string): Promise<void> {
    if (draft.value.name === name) return
    const db = await database()
    pin.value = ''
    draft.value = db ? await readDraft(db, name) : emptyDraft(name, uuid())
  }

  async function clear(): Promise<void> {
    const { name } = draft.value
    draft.value = emptyDraft(name, uuid())
    pin.value = ''
    clearTimeout(timer)
    const db = await database()
    if (db) await dropDraft(db, name)
  }

  function put(value: Draft): Promise<void> {
    draft.value = value
    return save()
  }

  watch(
    draft,
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void save(), PAUSE)
    },
    { deep: true },
  )
  // A phone may end the page without a word: the last keystrokes go in now.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer !== undefined) void save()
  })

  return { draft, pin, kept, empty: computed(() => isEmpty(draft.value)), open, save, clear, put }
})
