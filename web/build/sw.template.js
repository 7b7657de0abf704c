/* Starts the phone pages without a network. Keeps the shell only: no reply of the API is ever stored. */
const CACHE = 'lianhu-shell-' + __VERSION__
const SHELL = __SHELL__
const PAGE = '/'

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([PAGE, ...SHELL]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('lianhu-shell-') && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

function ours(url) {
  return !url.pathname.startsWith('/api/') && url.pathname !== '/desk' && !url.pathname.startsWith('/desk/')
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin || !ours(url)) return
  if (event.request.mode === 'navigate') {
    // The network first, so that a new version shows at once; the stored page only when it fails.
    event.respondWith(fetch(event.request).catch(() => caches.match(PAGE)))
    return
  }
  if (url.pathname.startsWith('/assets/')) {
    event.respondWith(caches.match(event.request).then((hit) => hit || fetch(event.request)))
  }
})
