// Where to go after the login: only to a page of the desk itself, never to another site.
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/desk(?:\/|\?|$)/.test(next)) return '/desk/'
  return next.startsWith('/desk/login') ? '/desk/' : next
}
