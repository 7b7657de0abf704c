import { describe, expect, it } from 'vitest'

import { faultOf, MOST_SECONDS, textOfVoices, typeOf, type Voice } from './voice'

const voice = (seconds: number): Voice => ({ id: 'v', name: '录音.webm', type: 'audio/webm', bytes: new ArrayBuffer(1), seconds })

describe('a voice note', () => {
  it('is taken up to two minutes, and refused by length, size and format', () => {
    expect(faultOf({ type: 'audio/webm;codecs=opus', size: 10 }, MOST_SECONDS + 0.4)).toBeUndefined()
    expect(faultOf({ type: 'audio/webm', size: 10 }, MOST_SECONDS + 1)).toBe('long')
    expect(faultOf({ type: 'audio/mp4', size: 7 * 1024 * 1024 }, 60)).toBe('size')
    expect(faultOf({ type: 'audio/amr', size: 10 }, 60)).toBe('format')
    expect(faultOf({ type: 'image/png', size: 10 }, 0)).toBe('format')
    expect(faultOf({ type: 'audio/mp4', size: 0 }, 0)).toBe('empty')
  })
  it('goes under the name the server knows', () => {
    expect(['audio/x-m4a', 'video/mp4', 'audio/mp3', 'audio/webm;codecs=opus', 'video/webm'].map(typeOf)).toEqual(['audio/mp4', 'audio/mp4', 'audio/mpeg', 'audio/webm', 'audio/webm'])
  })
  it('says in place of words how long somebody has to listen', () => {
    expect(textOfVoices([voice(61.6), voice(58)])).toBe('语音反映（120秒），待记录')
    expect(textOfVoices([voice(0)])).toBe('语音反映（1段），待记录')
  })
})
