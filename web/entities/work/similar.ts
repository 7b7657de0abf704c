import { readMatters } from '@/entities/matter/api'
import type { Matter, WorkItem } from '@/entities/types'

const MOST = 5

// Open matters of the same kind at the same place: perhaps the same dispute. The worker decides.
export async function readSimilar(matter: Matter, signal?: AbortSignal): Promise<WorkItem[]> {
  const page = await readMatters({ open: true, category: matter.category, place: matter.place, limit: MOST + 1 }, signal)
  return page.items.filter((item) => item.matter !== matter.id).slice(0, MOST)
}
