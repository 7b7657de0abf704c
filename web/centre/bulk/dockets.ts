import { tabMemory } from '@/base/remember'

// The chosen matters on their way to a print page: in this tab only.
const CHOSEN = 'lianhu.desk.dockets'

export const chooseForPrint = (matters: string[]) => tabMemory.write(CHOSEN, JSON.stringify(matters))

export function chosenForPrint(): string[] {
  try {
    return JSON.parse(tabMemory.read(CHOSEN) ?? '[]') as string[]
  } catch {
    return []
  }
}
