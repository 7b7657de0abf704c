import { toRaw } from 'vue'

import { uuid } from '@/base/uuid'
import type { PhoneDb } from '@/entities/outbox/db'

import { emptyDraft, isEmpty, type Draft } from './draft'

// Plain copy: IndexedDB cannot store Vue's proxies.
function plain(draft: Draft): Draft {
  const raw = toRaw(draft)
  return { ...raw, trail: raw.trail.map((place) => ({ ...toRaw(place) })), photos: raw.photos.map((photo) => ({ ...toRaw(photo) })), voices: raw.voices.map((voice) => ({ ...toRaw(voice) })) }
}

export async function readDraft(db: PhoneDb, name: string): Promise<Draft> {
  const stored = await db.get('drafts', name)
  return stored ? { ...emptyDraft(name, stored.client_id), ...stored } : emptyDraft(name, uuid())
}

export async function saveDraft(db: PhoneDb, draft: Draft): Promise<void> {
  if (isEmpty(draft)) await db.delete('drafts', draft.name)
  else await db.put('drafts', plain(draft))
}

export const dropDraft = (db: PhoneDb, name: string) => db.delete('drafts', name)
