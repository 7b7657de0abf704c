import type { Plugin } from 'vite'

const FONT_FACE = /@font-face\s*\{[^}]*vant-icon[^}]*\}/
const OUTSIDE = /url\(\s*["']?(?:https?:)?\/\/[^)]*\)/

// No page asks any other host for anything. Vant's icon font names one as its second source; the pages use no
// glyph of it, so the whole font goes (33 KB less). A build with any other outside address in a style fails.
export function noOutside(): Plugin {
  return {
    name: 'lianhu-no-outside',
    enforce: 'pre',
    transform(code, id) {
      if (!/vant\/es\/icon\/index\.css/.test(id)) return undefined
      if (!FONT_FACE.test(code)) throw new Error('the icon font of vant looks different: see build/no-outside.ts')
      return { code: code.replace(FONT_FACE, ''), map: null }
    },
    generateBundle(_, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'asset' || !name.endsWith('.css')) continue
        const found = OUTSIDE.exec(String(file.source))
        if (found) throw new Error(`${name} asks another host: ${found[0].slice(0, 100)}`)
      }
    },
  }
}
