import { describe, expect, it } from 'vitest'

import { emptySpot, fieldsOfReport, firstPlace, labelOf, missingInSpot, spotReportOf } from './form'
import type { SpotForm } from './types'

const offer: SpotForm = {
  title: '当场办结',
  fields: [{ name: 'content', label: '反映的情况', kind: 'longtext', required: true, max: 10 }],
  places: [{ id: 'g1', kind: 'grid', name: '第1网格', full_name: '甲镇甲村第1网格', children: false }],
  channels: [{ value: 'counter', title: '窗口来访' }],
  channel: 'counter',
}
const full = { ...emptySpot(), category: 'opinion.enquiry', place: 'g1', text: ' 问医保怎样缴费 ', result: '已告知' }

describe('what was settled on the spot', () => {
  it('sends the four fields, and of the others only what was told', () => {
    expect(spotReportOf(full, 'c')).toEqual({ category: 'opinion.enquiry', place: 'g1', text: '问医保怎样缴费', result: '已告知', client_id: 'c' })
    expect(spotReportOf({ ...full, received_at: '2026-11-20T09:30', name: '化名甲' }, 'c')).toMatchObject({ received_at: '2026-11-20T09:30:00+08:00', name: '化名甲' })
  })
  it('names every field that is missing or too long, by the server\'s own label', () => {
    expect(missingInSpot(emptySpot(), offer).map((each) => each.pointer)).toEqual(['/category', '/place', '/text', '/result'])
    expect(missingInSpot({ ...full, text: '一' }, offer)[0]?.message).toBe('“反映的情况”至少 2 个字')
    expect(missingInSpot({ ...full, text: '字'.repeat(11) }, offer)[0]?.message).toBe('“反映的情况”最多 10 字，现在 11 字')
    expect(missingInSpot(full, offer)).toEqual([])
    expect(labelOf(undefined, 'result')).toBe('结果')
  })
  it('comes back into the form as it was told', () => {
    const told = { ...full, text: '问医保', received_at: '2026-11-20T09:30', name: '化名甲' }
    expect(fieldsOfReport(spotReportOf(told, 'c'))).toEqual(told)
  })
  it('begins at the worker\'s own place', () => {
    expect(firstPlace(offer, 'a')?.id).toBe('g1')
  })
})
