// Browser storage that may be switched off (private windows, WebViews): then nothing is remembered, nothing breaks.
function guarded<T>(action: () => T, otherwise: T): T {
  try {
    return action()
  } catch {
    return otherwise
  }
}

export interface Memory {
  read(key: string): string | undefined
  write(key: string, value: string): boolean
  drop(key: string): void
  // Every key that begins so.
  dropAll(prefix: string): void
}

function memoryOf(area: () => Storage): Memory {
  return {
    read: (key) => guarded(() => area().getItem(key) ?? undefined, undefined),
    write: (key, value) =>
      guarded(() => {
        area().setItem(key, value)
        return true
      }, false),
    drop: (key) => guarded(() => area().removeItem(key), undefined),
    dropAll: (prefix) =>
      guarded(() => {
        for (const key of Object.keys(area())) if (key.startsWith(prefix)) area().removeItem(key)
      }, undefined),
  }
}

export const phoneMemory = memoryOf(() => localStorage)
export const tabMemory = memoryOf(() => sessionStorage)
