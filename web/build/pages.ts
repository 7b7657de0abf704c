import type { Plugin } from 'vite'

// While developing, the same addresses as in service: /desk… is the centre, every other page is the phone's.
export function devPages(): Plugin {
  return {
    name: 'lianhu-dev-pages',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/'
        const wantsPage = (request.headers.accept ?? '').includes('text/html')
        if (wantsPage && !path.startsWith('/api/') && !path.endsWith('.html')) {
          request.url = path === '/desk' || path.startsWith('/desk/') ? '/centre.html' : '/pocket.html'
        }
        next()
      })
    },
  }
}
