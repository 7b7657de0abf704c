import { defineStore } from 'pinia'
import { ref } from 'vue'

import { phoneMemory } from '@/base/remember'
import type { Id, Session } from '@/entities/types'

interface Worker {
  id: Id
  name: string
  // What the last session allowed, so that the same buttons stand there without a network.
  may?: string[]
}

const KEY = 'lianhu.worker'

function stored(): Worker | undefined {
  try {
    return JSON.parse(phoneMemory.read(KEY) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

// Who signed in last on this phone, and has not signed out: lets that person write reports without a network.
// No right comes from it; sending needs a session.
export const useWorker = defineStore('worker', () => {
  const worker = ref<Worker | undefined>(stored())

  function take(session: Session): void {
    worker.value = { id: session.account.id, name: session.account.name, may: session.may }
    phoneMemory.write(KEY, JSON.stringify(worker.value))
  }

  function forget(): void {
    worker.value = undefined
    phoneMemory.drop(KEY)
  }

  // What a session allows, else what the last one did.
  const may = (session: Session | undefined, what: string): boolean => (session ? session.may : (worker.value?.may ?? [])).includes(what)

  return { worker, take, forget, may }
})
