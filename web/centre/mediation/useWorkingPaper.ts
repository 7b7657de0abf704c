import { onBeforeUnmount, reactive, ref, shallowRef, watch, type Ref } from 'vue'

import { asFailure, type Failure } from '@/base/failure'
import { tabMemory } from '@/base/remember'
import type { Saved } from '@/entities/mediation/api'

// A working paper on the screen: saved a moment after each change; what could not be saved stays in this tab, over a reload and a
// lost network, and is tried again. Where somebody saved another version meanwhile, both stay until a person has chosen.
export type PaperState = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'conflict' | 'refused'

export interface WorkingPaper<Paper extends object, View extends Saved<Paper>> {
  paper: Paper
  view: Ref<View | undefined>
  state: Ref<PaperState>
  failure: Ref<Failure | undefined>
  theirs: Ref<View | undefined>
  begin: (view: View | undefined) => void
  save: () => Promise<boolean>
  keepMine: () => Promise<void>
  takeTheirs: () => void
}

interface Kept<Paper> {
  version: number
  paper: Paper
}

const PAUSE = 1200
const AGAIN = 10_000

const KEPT = 'lianhu.bench.'
export const keptKey = (proceeding: string, kind: string) => `${KEPT}${proceeding}.${kind}`
// The session ended: nothing of a mediation stays in this browser.
export const forgetKept = () => tabMemory.dropAll(KEPT)

export function useWorkingPaper<Paper extends object, View extends Saved<Paper>>(
  key: () => string,
  blank: () => Paper,
  send: (paper: Paper, version: number) => Promise<View>,
  reread: () => Promise<View | undefined>,
): WorkingPaper<Paper, View> {
  const paper = reactive(blank()) as Paper
  const view = shallowRef<View>()
  const theirs = shallowRef<View>()
  const failure = shallowRef<Failure>()
  const state = ref<PaperState>('saved')
  let version = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let quiet = ''
  let sending: Promise<boolean> | undefined

  const text = () => JSON.stringify(paper)
  function put(next: Paper): void {
    for (const name of Object.keys(paper)) delete (paper as Record<string, unknown>)[name]
    Object.assign(paper, JSON.parse(JSON.stringify(next)) as Paper)
    quiet = text()
  }
  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), ms)
  }

  function begin(fresh: View | undefined): void {
    view.value = fresh
    version = fresh?.version ?? 0
    put(fresh?.paper ?? blank())
    state.value = 'saved'
    const kept = tabMemory.read(key())
    if (!kept) return
    const mine = JSON.parse(kept) as Kept<Paper>
    if (JSON.stringify(mine.paper) === quiet) return tabMemory.drop(key())
    put(mine.paper)
    if (mine.version === version) {
      state.value = 'unsaved'
      later(PAUSE)
    } else {
      theirs.value = fresh
      state.value = 'conflict'
    }
  }

  async function once(): Promise<boolean> {
    const sent = text()
    state.value = 'saving'
    try {
      view.value = await send(JSON.parse(sent) as Paper, version)
      version = view.value.version
      failure.value = undefined
      if (text() === sent) {
        state.value = 'saved'
        tabMemory.drop(key())
        return true
      }
      tabMemory.write(key(), JSON.stringify({ version, paper }))
      state.value = 'unsaved'
      later(PAUSE)
      return true
    } catch (error) {
      failure.value = asFailure(error)
      if (failure.value.stale) {
        state.value = 'conflict'
        theirs.value = await reread().catch(() => undefined)
        if (theirs.value && JSON.stringify(theirs.value.paper) === sent) takeTheirs()
      } else if (failure.value.passing) {
        state.value = 'waiting'
        later(AGAIN)
      } else state.value = 'refused'
      return false
    }
  }

  async function save(): Promise<boolean> {
    clearTimeout(timer)
    if (state.value === 'conflict') return false
    if (state.value === 'saved') return true
    if (sending) await sending
    sending = once()
    const went = await sending
    sending = undefined
    return went
  }

  async function keepMine(): Promise<void> {
    version = theirs.value?.version ?? version
    theirs.value = undefined
    state.value = 'unsaved'
    await save()
  }
  function takeTheirs(): void {
    const fresh = theirs.value
    theirs.value = undefined
    failure.value = undefined
    tabMemory.drop(key())
    begin(fresh)
  }

  watch(
    () => text(),
    (now) => {
      if (now === quiet) return
      quiet = ''
      tabMemory.write(key(), JSON.stringify({ version, paper }))
      if (state.value === 'conflict') return
      state.value = 'unsaved'
      later(PAUSE)
    },
  )
  const back = () => state.value === 'waiting' && void save()
  window.addEventListener('online', back)
  onBeforeUnmount(() => {
    window.removeEventListener('online', back)
    clearTimeout(timer)
  })
  return { paper, view, state, failure, theirs, begin, save, keepMine, takeTheirs }
}
