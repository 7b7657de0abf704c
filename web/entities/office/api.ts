import { http } from '@/base/api'
import { dotted } from '@/base/text'
import type { Account, Duty, Items, OfficeView } from '@/entities/types'

export interface OfficeQuery {
  q?: string
  category?: string
  place?: string
  kind?: string
}

export const readOffices = (query: OfficeQuery, signal?: AbortSignal) =>
  http.get<Items<OfficeView>>('/offices', { query: { ...query }, signal }).then((page) => page.items)

export const readAccounts = (office: string, signal?: AbortSignal) =>
  http.get<Items<Account>>(`/offices/${office}/accounts`, { signal }).then((page) => page.items)

export const readDuties = (query: { category?: string; office?: string }, signal?: AbortSignal) =>
  http.get<Items<Duty>>('/duties', { query, signal }).then((page) => page.items)

// Below an office's name in a list of them; an office of the whole county has no place of its own.
export const officeNote = (office: OfficeView): string => dotted(office.kind_title, office.place_name)
