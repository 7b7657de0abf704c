import { describe, expect, it } from 'vitest'

import { quickReport, type QuickForm } from './quick'

const place = { id: 'g1', kind: 'group' as const, name: '塔山社区三组', full_name: '定南街道塔山社区三组', children: false }
const form: QuickForm = { places: [place], kinds: [{ value: 'service.road.street', title: '城区道路与路灯' }], channel: 'group_head' }
const kind = form.kinds[0]!

describe('one tap of a group head', () => {
  it('is a whole report: kind, place, channel and who, filled by the post', () => {
    expect(quickReport({ kind, place, words: ' ', voices: [] }, form, '化名甲一', 'c')).toEqual({
      channel: 'group_head',
      title: '城区道路与路灯（塔山社区三组）',
      category: 'service.road.street',
      place: 'g1',
      text: '联户长一键上报，请派人查看。',
      name: '化名甲一',
      hide_identity: false,
      client_id: 'c',
    })
  })
  it('takes words before a recording, and says when there is only a recording', () => {
    const voices = [{ id: 'v', name: '录音1.webm', type: 'audio/webm', bytes: new ArrayBuffer(1), seconds: 7 }]
    expect(quickReport({ kind, place, words: '灯不亮', voices }, form, '', 'c')).toMatchObject({ text: '灯不亮' })
    expect(quickReport({ kind, place, words: '', voices }, form, '', 'c').text).toBe('语音反映（7秒），待记录')
    expect(quickReport({ kind, place, words: '', voices }, form, '', 'c').name).toBeUndefined()
  })
})
