import { fileURLToPath } from 'node:url'

import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

import { precompress } from './build/gzip.ts'
import { noOutside } from './build/no-outside.ts'
import { devPages } from './build/pages.ts'
import { serviceWorker } from './build/service-worker.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const pages = ['pocket', 'centre']
const server = process.env.LIANHU_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  appType: 'mpa',
  plugins: [vue(), devPages(), noOutside(), serviceWorker({ page: 'pocket', template: 'build/sw.template.js' }), precompress()],
  resolve: { alias: { '@': here('.') } },
  build: {
    target: ['chrome86', 'safari14'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: Object.fromEntries(pages.map((name) => [name, here(`./${name}.html`)])) },
  },
  server: { proxy: { '/api': server } },
  test: { environment: 'happy-dom', pool: 'threads', isolate: false, setupFiles: ['build/clean-page.ts'], include: ['{base,build,entities,parts,pocket,centre}/**/*.test.ts'] },
})
