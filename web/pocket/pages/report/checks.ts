import { Failure, type FieldError } from '@/base/failure'
import { today } from '@/base/when'
import { placeOf, type Draft } from '@/entities/report/draft'

import { t } from '../../messages'

export type StepName = 'what' | 'where' | 'who' | 'check'
export const steps: StepName[] = ['what', 'where', 'who', 'check']

// Pointers of the server's answer → input on the page, and the step it stands on.
export const inputs: Record<string, { id: string; step: StepName }> = {
  '/text': { id: 'report-text', step: 'what' },
  '/category': { id: 'report-category', step: 'what' },
  '/happened_on': { id: 'report-day', step: 'what' },
  '/place': { id: 'report-place-0', step: 'where' },
  '/place_detail': { id: 'report-detail', step: 'where' },
  '/name': { id: 'report-name', step: 'who' },
  '/phone': { id: 'report-phone', step: 'who' },
  '/contact_note': { id: 'report-contact', step: 'who' },
  '/helped_by': { id: 'report-helped', step: 'who' },
  '/interpreter': { id: 'report-interpreter', step: 'who' },
  '/pin': { id: 'report-pin', step: 'who' },
}

export const idsOf = (step: StepName) =>
  Object.fromEntries(Object.entries(inputs).flatMap(([pointer, input]) => (input.step === step ? [[pointer, input.id]] : [])))

function what(draft: Draft, now: number): FieldError[] {
  const length = Array.from(draft.text.trim()).length
  const errors: FieldError[] = []
  // Who spoke need not write.
  if (length < 2 && (length > 0 || draft.voices.length === 0)) errors.push({ pointer: '/text', message: t('report.text.short') })
  if (length > 5000) errors.push({ pointer: '/text', message: t('report.text.long') })
  if (draft.happened_on > today(now)) errors.push({ pointer: '/happened_on', message: t('report.day.future') })
  return errors
}

function who(draft: Draft, pin: string): FieldError[] {
  const errors: FieldError[] = []
  if (draft.phone.trim() && !/^\+?[\d\s-]{5,20}$/.test(draft.phone.trim())) errors.push({ pointer: '/phone', message: t('report.phone.bad') })
  if (pin && !/^\d{4,8}$/.test(pin)) errors.push({ pointer: '/pin', message: t('report.pin.bad') })
  return errors
}

// Shape only, so that a slip shows at once; the server has the last word.
export function checkStep(step: StepName, draft: Draft, pin: string, now: number): Failure | undefined {
  let errors: FieldError[] = []
  if (step === 'what') errors = what(draft, now)
  if (step === 'where' && !placeOf(draft)) errors = [{ pointer: '/place', message: t('report.place.need') }]
  if (step === 'who') errors = who(draft, pin)
  if (errors.length === 0) return undefined
  return new Failure('refused', t('problem.title', { n: errors.length }), { errors })
}

export function firstBadStep(draft: Draft, pin: string, now: number): { step: StepName; failure: Failure } | undefined {
  for (const step of steps) {
    const failure = checkStep(step, draft, pin, now)
    if (failure) return { step, failure }
  }
  return undefined
}
