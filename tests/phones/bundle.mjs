// The phone's own code as one script, made by the web app's build tool; each phone runs a copy of its own.

import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const web = fileURLToPath(new URL('../../web/', import.meta.url))
const require = createRequire(path.join(web, 'package.json'))
export const fromWeb = name => import(pathToFileURL(require.resolve(name)).href)

export async function bundle() {
  const { build } = await import(pathToFileURL(path.join(web, 'node_modules/vite/dist/node/index.js')).href)
  const made = await build({
    configFile: false,
    root: web,
    logLevel: 'error',
    resolve: { alias: { '@': web.replace(/\/$/, ''), idb: path.join(web, 'node_modules/idb/build/index.js') } },
    build: { write: false, minify: false, target: 'es2022', lib: { entry: fileURLToPath(new URL('phone.ts', import.meta.url)), formats: ['iife'], name: 'Phone' } },
  })
  return [made].flat()[0].output[0].code
}
