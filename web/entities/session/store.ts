import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

import { http, lendCsrf, whenSessionEnds } from '@/base/api'
import { asFailure } from '@/base/failure'
import type { Session } from '@/entities/types'

type Wipe = () => Promise<void> | void

export const useSession = defineStore('session', () => {
  const session = ref<Session>()
  // True once the server was asked: a router guard waits for it.
  const known = ref(false)
  const wipes = new Set<Wipe>()

  function take(value: Session | undefined): void {
    session.value = value
    known.value = true
    lendCsrf(value?.csrf)
  }

  async function resume(): Promise<void> {
    try {
      take(await http.get<Session>('/session'))
    } catch (error) {
      const failure = asFailure(error)
      if (failure.unauthenticated) take(undefined)
      else throw failure
    }
  }

  async function login(name: string, password: string, key?: string): Promise<void> {
    take(await http.post<Session>('/session', { login: name, password }, { key }))
  }

  async function changePassword(old: string, fresh: string, key?: string): Promise<void> {
    await http.post<void>('/session/password', { old, new: fresh }, { key })
    await resume()
  }

  // What must not outlive the session on a shared machine registers here.
  function wipeOnEnd(wipe: Wipe): void {
    wipes.add(wipe)
  }

  async function logout(): Promise<void> {
    try {
      await http.delete<void>('/session')
    } finally {
      take(undefined)
      for (const wipe of wipes) await wipe()
    }
  }

  whenSessionEnds(() => take(undefined))

  const may = (what: string) => computed(() => session.value?.may.includes(what) ?? false)
  return { session, known, resume, login, logout, changePassword, wipeOnEnd, may }
})
