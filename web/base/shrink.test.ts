import { expect, it } from 'vitest'

import { photoName } from './shrink'

it('gives each photo of a report a name of its own', () => {
  expect(photoName('a.png', [])).toBe('a.jpg')
  expect(photoName('a.webp', ['a.jpg'])).toBe('a（2）.jpg')
  expect(photoName('a.jpeg', ['a.jpg', 'a（2）.jpg'])).toBe('a（3）.jpg')
  expect(photoName('.png', ['b.jpg'])).toBe('照片.jpg')
})
