import { phoneMemory } from '@/base/remember'
import type { Id } from '@/entities/types'

import type { TaskList } from './types'

const KEY = 'lianhu.tasks'

// The messages to relay as they were last read, for where there is no signal; one account's at a time, gone with the sign-out.
export function keepTasks(account: Id, list: TaskList): void {
  phoneMemory.write(KEY, JSON.stringify({ account, list }))
}

export function keptTasks(account: Id | undefined): TaskList | undefined {
  try {
    const held = JSON.parse(phoneMemory.read(KEY) ?? 'null') as { account: Id; list: TaskList } | null
    return held && held.account === account ? held.list : undefined
  } catch {
    return undefined
  }
}

export const wipeTasks = (): void => phoneMemory.drop(KEY)
