import { http } from '@/base/api'
import type { Account, Duty, Items, OfficeView } from '@/entities/types'

export interface OfficeQuery {
  q?: string
  category?: string
  place?: string
  for?: 'assign'
}

export const readOffices = (query: OfficeQuery, signal?: AbortSignal) =>
  http.get<Items<OfficeView>>('/offices', { query: { ...query }, signal }).then((page) => page.items)

export const readAccounts = (office: string, signal?: AbortSignal) =>
  http.get<Items<Account>>(`/offices/${office}/accounts`, { signal }).then((page) => page.items)

export const readDuties = (query: { category?: string; office?: string }, signal?: AbortSignal) =>
  http.get<Items<Duty>>('/duties', { query, signal }).then((page) => page.items)
