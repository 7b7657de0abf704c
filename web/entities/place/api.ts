import { http } from '@/base/api'
import type { Category, County, Hint, Items, Place } from '@/entities/types'

export const readCounty = (signal?: AbortSignal) => http.get<County>('/public/county', { signal })

export const readPlaces = (parent?: string, signal?: AbortSignal) =>
  http.get<Items<Place>>('/public/places', { query: { parent }, signal }).then((page) => page.items)

export const findPlaces = (q: string, signal?: AbortSignal) =>
  http.get<Items<Place>>('/public/places', { query: { q }, signal }).then((page) => page.items)

export const locate = (lon_e6: number, lat_e6: number) =>
  http.get<{ place?: Place }>('/public/locate', { query: { lon_e6, lat_e6 } }).then((reply) => reply.place)

export const readHints = (place: string, category?: string) =>
  http.get<Items<Hint>>('/public/hints', { query: { place, category } }).then((page) => page.items)

// For staff: down to households inside their own scope.
export const readStaffPlaces = (query: { parent?: string; q?: string }, signal?: AbortSignal) =>
  http.get<Items<Place>>('/places', { query, signal }).then((page) => page.items)

export const readCategories = (signal?: AbortSignal) =>
  http.get<Items<Category>>('/categories', { signal }).then((page) => page.items)
