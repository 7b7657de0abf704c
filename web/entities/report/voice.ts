import type { Photo } from '@/base/shrink'

// What was spoken instead of written. Bytes like a photo's, and how long it lasts (0: the phone could not tell).
export interface Voice extends Photo {
  seconds: number
}

export const MOST_SECONDS = 120
export const MOST_VOICES = 3
const MOST_BYTES = 6 * 1024 * 1024

// By what the browser says of the file; the server looks at the content.
const TAKEN = ['audio/webm', 'audio/ogg', 'audio/mp4', 'audio/x-m4a', 'audio/m4a', 'audio/aac', 'audio/mpeg', 'audio/mp3', 'video/mp4', 'video/webm', '']
const plain = (type: string) => (type.split(';')[0] ?? '').trim().toLowerCase()

export type VoiceFault = 'format' | 'size' | 'long' | 'empty'

export function faultOf(file: { type: string; size: number }, seconds: number): VoiceFault | undefined {
  if (file.size === 0) return 'empty'
  if (!TAKEN.includes(plain(file.type))) return 'format'
  if (file.size > MOST_BYTES) return 'size'
  return Math.floor(seconds) > MOST_SECONDS ? 'long' : undefined
}

// A phone's recorder names the same container in many ways; the server knows four.
export function typeOf(type: string): string {
  const given = plain(type)
  if (given === 'video/webm') return 'audio/webm'
  if (['audio/x-m4a', 'audio/m4a', 'audio/aac', 'video/mp4'].includes(given)) return 'audio/mp4'
  return given === 'audio/mp3' ? 'audio/mpeg' : given
}

// Stands where words are asked for: whoever reads the list sees that somebody has to listen. The server knows these words
// again when the recording was heard (server/desk/matter_desk.cc).
export function textOfVoices(voices: Voice[]): string {
  const seconds = Math.round(voices.reduce((sum, voice) => sum + voice.seconds, 0))
  return `语音反映（${seconds > 0 ? `${seconds}秒` : `${voices.length}段`}），待记录`
}
