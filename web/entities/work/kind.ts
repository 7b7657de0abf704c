// A list names the part an office has in a matter by its word in the schema; people read its name.
const titles: Record<string, string> = { desk: '分流', lead: '主办', co: '协办', copied: '抄告', verify: '核查' }

export const kindTitle = (kind: string): string => titles[kind] ?? kind
