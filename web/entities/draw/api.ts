import { http } from '@/base/api'
import type { Id, Items } from '@/entities/types'

import type { DrawPage, DrawView } from './types'

export const readDraws = (signal?: AbortSignal) => http.get<Items<DrawView>>('/draws', { signal }).then((page) => page.items)

export const readDraw = (id: Id, signal?: AbortSignal) => http.get<DrawPage>(`/draws/${id}`, { signal })
