import { describe, expect, it } from 'vitest'

import type { AccountRow } from '@/entities/admin/types'

import { oneTimeTitle } from './useAccounts'

const account = (until?: string): AccountRow => ({ id: 'a', login: 'new.one', name: '化名新人', state: 'active', posts: [], one_time_until: until })
const until = '2026-09-04T09:00:00+08:00'

describe('until when a one-time password opens', () => {
  it('says the hour, and that it is over from that hour on', () => {
    expect(oneTimeTitle(account(until), Date.parse(until) - 1)).toBe('一次性密码有效至 9月4日 09:00')
    expect(oneTimeTitle(account(until), Date.parse(until))).toBe('一次性密码已过期（9月4日 09:00）')
  })
  it('says nothing of who has an own password', () => expect(oneTimeTitle(account(), 0)).toBe(''))
})
