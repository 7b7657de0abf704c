import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(html|js|css|svg|json|webmanifest)$/
const SMALLEST_WORTH_IT = 512

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })
}

// Writes x.gz beside every text file, so that the server never compresses at run time.
// The gzip header carries no time: two builds of one source give the same bytes.
export function precompress(): Plugin {
  let out = ''
  return {
    name: 'lianhu-precompress',
    apply: 'build',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir)
    },
    closeBundle: {
      order: 'post',
      handler() {
        for (const path of files(out)) {
          if (!TEXT.test(path)) continue
          const plain = readFileSync(path)
          if (plain.length < SMALLEST_WORTH_IT) continue
          writeFileSync(`${path}.gz`, gzipSync(plain, { level: constants.Z_BEST_COMPRESSION }))
        }
      },
    },
  }
}
