import { http } from '@/base/api'
import { asFailure } from '@/base/failure'
import { sha256Hex } from '@/base/sha256'
import type { Attachment } from '@/entities/types'

// A file for the way in pieces. Its id is the upload's own name: the same through every try, every reload.
export interface Whole {
  id: string
  name: string
  type: string
  bytes: ArrayBuffer
}

export interface UploadState {
  id: string
  bytes: number
  offset: number
  // Once it is whole.
  attachment?: Attachment
}

// Where it goes: a matter opened as staff, or a party's own by its secret.
export interface Door {
  begin(file: Whole, sha256: string): Promise<UploadState>
  state(id: string): Promise<UploadState>
  piece(id: string, offset: number, bytes: Blob): Promise<UploadState>
}

function door(base: string, headers: Record<string, string>, ofReport: boolean): Door {
  const at = (id: string) => `${base}/${encodeURIComponent(id)}`
  return {
    begin: (file, sha256) =>
      http.put<UploadState>(at(file.id), { name: file.name, media_type: file.type, sha256, bytes: file.bytes.byteLength, of_report: ofReport }, { headers, key: file.id }),
    state: (id) => http.get<UploadState>(at(id), { headers }),
    piece: (id, offset, bytes) => http.put<UploadState>(`${at(id)}/pieces/${offset}`, bytes, { headers, key: `${id}-${offset}` }),
  }
}

export const doorOfMatter = (matter: string, ofReport: boolean) => door(`/matters/${matter}/uploads`, {}, ofReport)
export const doorOfSecret = (secret: string, ofReport: boolean) => door('/track/uploads', { 'X-Track-Secret': secret }, ofReport)

// On a line that breaks every minute each piece that came is kept: the next try goes on behind it.
export const PIECE = 64 * 1024

// `told`: how much of it is there, from 0 to 1, before each piece.
export async function sendInPieces(to: Door, file: Whole, told: (share: number) => void = () => undefined): Promise<Attachment> {
  const sha256 = sha256Hex(file.bytes)
  let state = await to.begin(file, sha256)
  let begunAgain = false
  while (!state.attachment) {
    const { offset } = state
    told(offset / Math.max(1, file.bytes.byteLength))
    const piece = new Blob([file.bytes.slice(offset, offset + PIECE)], { type: 'application/octet-stream' })
    try {
      state = await to.piece(file.id, offset, piece)
    } catch (error) {
      const failure = asFailure(error)
      // Another try of ours was faster (a second tab, a late answer): ask where to go on.
      if (failure.code === 'upload_offset') state = await to.state(file.id)
      else if (failure.code === 'upload_hash' && !begunAgain) {
        begunAgain = true
        state = await to.begin(file, sha256)
      } else throw failure
    }
  }
  return state.attachment
}
