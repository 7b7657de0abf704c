// Words of a page: one typed table, `{name}` stands for a value. No library: one language, ten lines.
export type Values = Record<string, string | number>

export function textOf<T extends Record<string, string>>(table: T): (key: keyof T & string, values?: Values) => string {
  return (key, values = {}) => (table[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

// What is not known leaves no stray dot.
export const dotted = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' · ')
