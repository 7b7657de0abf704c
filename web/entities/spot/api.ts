import { http } from '@/base/api'
import type { Matter, Receipt } from '@/entities/types'

import type { SpotForm, SpotReport } from './types'

export const readSpotForm = (signal?: AbortSignal) => http.get<SpotForm>('/spot', { signal })

export const settleOnSpot = (report: SpotReport, key: string) => http.post<Matter & { receipt?: Receipt }>('/spot', report, { key })
