// A version read from a body stands without the quotes that the If-Match header wants.
export const quoted = (tag: string): string => (tag.startsWith('"') ? tag : `"${tag}"`)
