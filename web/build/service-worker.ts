import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

interface Options {
  // The page whose shell must start without a network.
  page: string
  template: string
}

interface Chunk {
  type: string
  fileName: string
  isEntry?: boolean
  name?: string
  imports?: string[]
  dynamicImports?: string[]
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> }
}

// Everything the page can reach, statically or by a lazy route. Other pages' assets stay out.
function reachable(bundle: Record<string, Chunk>, entry: string): string[] {
  const seen = new Set<string>()
  const assets = new Set<string>()
  const queue = Object.values(bundle)
    .filter((chunk) => chunk.isEntry && chunk.name === entry)
    .map((chunk) => chunk.fileName)
  while (queue.length > 0) {
    const name = queue.pop() as string
    const chunk = bundle[name]
    if (seen.has(name) || !chunk) continue
    seen.add(name)
    for (const css of chunk.viteMetadata?.importedCss ?? []) assets.add(css)
    for (const asset of chunk.viteMetadata?.importedAssets ?? []) assets.add(asset)
    queue.push(...(chunk.imports ?? []), ...(chunk.dynamicImports ?? []))
  }
  return [...seen, ...assets].sort()
}

// Emits /sw.js: a list of the shell's files and a version made of their hashed names.
export function serviceWorker(options: Options): Plugin {
  let root = ''
  return {
    name: 'lianhu-service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    generateBundle(_, bundle) {
      const shell = reachable(bundle as unknown as Record<string, Chunk>, options.page).map((name) => `/${name}`)
      const version = createHash('sha256').update(shell.join('\n')).digest('hex').slice(0, 12)
      const source = readFileSync(join(root, options.template), 'utf8')
        .replace('__VERSION__', JSON.stringify(version))
        .replace('__SHELL__', JSON.stringify(shell))
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  }
}
