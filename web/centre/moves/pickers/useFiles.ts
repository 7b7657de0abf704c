import { reactive } from 'vue'

import { asFailure } from '@/base/failure'
import { uuid } from '@/base/uuid'
import { uploadToMatter } from '@/entities/upload/form'

export interface FileRow {
  key: string
  file: File
  state: 'sending' | 'done' | 'failed' | 'refused'
  // How much of it is there, in percent.
  share: number
  id?: string
  fault?: string
}

export interface Files {
  rows: FileRow[]
  add: (files: File[]) => void
  again: (row: FileRow) => Promise<void>
  remove: (row: FileRow) => void
}

const LARGEST = 10 * 1024 * 1024
const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf']

export function refusalOf(file: Pick<File, 'size' | 'type'>): string | undefined {
  if (!TYPES.includes(file.type)) return '只能传 JPG、PNG、WebP 照片或 PDF'
  if (file.size === 0) return '文件是空的'
  return file.size > LARGEST ? '超过 10 MB，请缩小后再传' : undefined
}

// `earlier`: files that went up before this form was opened again; they stay attached.
export function useFiles(matter: string, earlier: string[], set: (ids: string[]) => void): Files {
  const rows = reactive<FileRow[]>([])
  const tell = () => set([...earlier, ...rows.flatMap((row) => (row.id ? [row.id] : []))])

  async function again(row: FileRow): Promise<void> {
    row.state = 'sending'
    try {
      row.id = (await uploadToMatter(matter)(row.file, row.file.name, (share) => (row.share = Math.floor(share * 100)))).id
      row.state = 'done'
      tell()
    } catch (error) {
      row.state = 'failed'
      row.fault = asFailure(error).title
    }
  }

  function add(files: File[]): void {
    for (const file of files) {
      const fault = refusalOf(file)
      rows.push({ key: uuid(), file, share: 0, state: fault ? 'refused' : 'sending', ...(fault ? { fault } : {}) })
      const row = rows[rows.length - 1]
      if (row && !fault) void again(row)
    }
  }

  function remove(row: FileRow): void {
    rows.splice(rows.indexOf(row), 1)
    tell()
  }

  return { rows, add, again, remove }
}
