import { http } from '@/base/api'
import type { Receipt, Report, Verification } from '@/entities/types'

export const sendReport = (report: Report, key: string) => http.post<Receipt>('/public/reports', report, { key })

export const verifyPaper = (number: string, code: string) => http.post<Verification>('/public/verify', { number, code })
