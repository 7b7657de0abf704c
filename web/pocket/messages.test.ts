import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { common } from '@/base/messages'

import { shell } from './messages'
import { reportWords } from './words/report'
import { staffWords } from './words/staff'
import { trackWords } from './words/track'

const tables = { common, shell, reportWords, trackWords, staffWords }
const own = { ...shell, ...reportWords, ...trackWords, ...staffWords }

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return sources(path)
    return /\.(vue|ts)$/.test(name) && !/\.test\.ts$|words|messages\.ts/.test(path) ? [path] : []
  })
}

// A key is used when it stands in the source, or when a key made of parts (`report.${step}`) can become it.
function isUsed(key: string, text: string, made: RegExp[]): boolean {
  return text.includes(`'${key}'`) || made.some((pattern) => pattern.test(key))
}

describe('words of the phone pages', () => {
  const files = sources(join(__dirname))
  const text = files.map((path) => readFileSync(path, 'utf8')).join('\n')
  const made = Array.from(text.matchAll(/t\(`([^`]+)`/g), (match) => new RegExp(`^${(match[1] ?? '').replace(/\./g, '\\.').replace(/\$\{[^}]+\}/g, '\\w+')}$`))

  it('has no key twice', () => {
    const all = Object.values(tables).flatMap((table) => Object.keys(table))
    expect(all.filter((key, n) => all.indexOf(key) !== n)).toEqual([])
  })

  it('keeps no word nobody says', () => {
    expect(Object.keys(own).filter((key) => !isUsed(key, text, made))).toEqual([])
  })

  it('leaves no Chinese in a template', () => {
    const loose = files.filter((path) => path.endsWith('.vue')).filter((path) => {
      const template = /<template>[\s\S]*<\/template>/.exec(readFileSync(path, 'utf8'))?.[0] ?? ''
      return /[\u4e00-\u9fff]/.test(template)
    })
    expect(loose).toEqual([])
  })
})
