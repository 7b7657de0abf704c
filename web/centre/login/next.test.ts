import { expect, it } from 'vitest'

import { safeNext } from './next'

it.each([
  ['/desk/matters/m1?x=1', '/desk/matters/m1?x=1'],
  ['/desk', '/desk'],
  ['//evil.test/desk/', '/desk/'],
  ['https://evil.test/desk/', '/desk/'],
  ['/deskx', '/desk/'],
  ['/desk/login?next=/desk/login', '/desk/'],
  [undefined, '/desk/'],
  [['/desk/work'], '/desk/'],
])('after the login %s leads to %s', (next, to) => expect(safeNext(next)).toBe(to))
