import { describe, expect, it } from 'vitest'

import { CHANNELS, channelFor, emptyIntake, emptyParty, isStarted, missingOf, reportOf } from './intakeForm'

describe('counter intake', () => {
  it('four fields make a report, nothing else is sent', () => {
    const form = { ...emptyIntake('call'), text: ' 沟淹了地 ', place: 'p1', name: '化名甲', phone: '19900000001' }
    expect(reportOf(form, 'c1')).toEqual({
      channel: 'call', text: '沟淹了地', place: 'p1', name: '化名甲', phone: '19900000001', hide_identity: false, client_id: 'c1',
    })
  })
  it('sends the hour of receipt in the county zone, and only a given one', () => {
    expect(reportOf({ ...emptyIntake(), received_at: '2026-11-22T16:40' }, 'c').received_at).toBe('2026-11-22T16:40:00+08:00')
    expect('received_at' in reportOf(emptyIntake(), 'c')).toBe(false)
  })
  it('keeps the wishes for safe contact', () => {
    const report = reportOf({ ...emptyIntake(), no_call: true, no_paper: true, contact_note: '打给侄女', helped_by: '网格员', interpreter: '苗语', sealed: true }, 'c')
    expect(report).toMatchObject({ no_call: true, no_paper: true, contact_note: '打给侄女', helped_by: '网格员', interpreter: '苗语', seal: 'sealed' })
  })
  it('leaves out other parties without a name', () => {
    const form = { ...emptyIntake(), parties: [emptyParty(), { ...emptyParty(), name: '化名乙', kind: 'legal' as const }] }
    expect(reportOf(form, 'c').parties).toEqual([{ role: 'respondent', kind: 'legal', name: '化名乙' }])
  })
  it('takes the number of another system, received on the day the paper was', () => {
    const form = { ...emptyIntake('letter'), reference_system: 'petition', reference_number: ' 信1 ', reference_received: '2026-11-22', reference_due: '2026-12-01' }
    expect(reportOf(form, 'c').reference).toEqual({ system: 'petition', number: '信1', received_on: '2026-11-22', due_on: '2026-12-01' })
    const letter = { ...form, reference_system: 'court', reference_due: '', reference_kind: 'pre_filing' }
    expect(reportOf(letter, 'c').reference).toEqual({ system: 'court', number: '信1', received_on: '2026-11-22', kind: 'pre_filing' })
    expect('reference' in reportOf({ ...emptyIntake(), reference_system: 'petition' }, 'c')).toBe(false)
    const pointers = (half: Partial<typeof form>) => missingOf({ ...emptyIntake(), text: '沟淹了地', place: 'p1', ...half }).map((error) => error.pointer)
    expect(pointers({ reference_number: '信1' })).toEqual(['/reference/system'])
    expect(pointers({ reference_system: 'petition' })).toEqual(['/reference/number', '/reference/received_on'])
    expect(pointers({ reference_system: 'petition', reference_number: '信1', reference_received: '2026-11-22' })).toEqual([])
  })
  it('says what is missing', () => {
    expect(missingOf(emptyIntake()).map((error) => error.pointer)).toEqual(['/text', '/place'])
    expect(missingOf({ ...emptyIntake(), text: '有事', place: 'p' })).toEqual([])
    expect(missingOf({ ...emptyIntake(), text: '长'.repeat(5001), place: 'p' })).toHaveLength(1)
  })
  it('a chosen channel alone is nothing to lose', () => {
    expect(isStarted(emptyIntake('letter'))).toBe(false)
    expect(isStarted({ ...emptyIntake(), text: '有' })).toBe(true)
  })
})

it('follows the other system it came from, and comes back when it came from none', () => {
  expect(channelFor('hotline', 'counter', 'counter')).toBe('api')
  expect(channelFor('', 'api', 'call')).toBe('call')
  // Changed back by hand: what the counter says stands.
  expect(channelFor('', 'letter', 'call')).toBe('letter')
  expect(CHANNELS.map((channel) => channel.value)).toContain('api')
})

it('sends what stands in the form', () => {
  const form = { ...emptyIntake('api'), text: '路灯不亮', place: 'p', reference_system: 'court', reference_number: '（2026）黔0422诉前调1号', reference_received: '2026-09-01' }
  expect(reportOf(form, 'id')).toMatchObject({ channel: 'api', reference: { system: 'court' } })
})
