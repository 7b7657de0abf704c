import { expect, it } from 'vitest'

import type { BoxCount } from '@/entities/types'

import { landing } from './landing'

const box = (name: BoxCount['box'], open: number): BoxCount => ({ box: name, title: name, open, overdue: 0, due_today: 0 })

it.each([
  ['the own list when it has rows', [box('mine', 2), box('team', 5)], 'mine'],
  ['the first that has rows', [box('mine', 0), box('team', 0), box('copied', 1)], 'copied'],
  ['the first when all are empty', [box('mine', 0), box('team', 0)], 'mine'],
  ['none without a list', [], undefined],
])('lands on %s', (_, boxes, wanted) => expect(landing(boxes)?.box).toBe(wanted))
