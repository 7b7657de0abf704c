import { Http } from './http'

// The page's one client. The session store lends it the CSRF token and hears of an ended session.
let csrf: string | undefined
let onEnd: () => void = () => undefined

export function lendCsrf(token: string | undefined): void {
  csrf = token
}

export function whenSessionEnds(handler: () => void): void {
  onEnd = handler
}

export const http = new Http({
  base: '/api/v1',
  fetch: (input, init) => fetch(input, init),
  csrf: () => csrf,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  onUnauthenticated: () => {
    if (csrf) onEnd()
  },
})
