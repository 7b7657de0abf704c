import type { Category } from '@/entities/types'

export interface CategoryGroup {
  title: string
  categories: Category[]
}

// Kinds under their top kind; a top kind can be chosen itself while nobody knows better.
export function categoryGroups(all: Category[]): CategoryGroup[] {
  const byCode = new Map(all.map((category) => [category.code, category]))
  const topOf = (category: Category): Category => {
    const parent = category.parent ? byCode.get(category.parent) : undefined
    return parent && parent !== category ? topOf(parent) : category
  }
  return all
    .filter((category) => topOf(category) === category)
    .map((top) => ({ title: top.name, categories: all.filter((category) => topOf(category) === top) }))
}
