import { computed, shallowRef, watch, type Ref } from 'vue'

import { useSession } from '@/entities/session/store'
import type { Session } from '@/entities/types'

const last = shallowRef<Session>()

// Who the page belongs to: while an ended session is being renewed, still the person who was there.
export function useWho(): Ref<Session | undefined> {
  const store = useSession()
  watch(
    () => store.session,
    (session) => session && (last.value = session),
    { immediate: true },
  )
  return computed(() => store.session ?? last.value)
}
