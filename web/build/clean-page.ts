// Before each file of tests: the page as a browser opens it. The files share one, since making a page for each takes ten times as
// long as all the tests; a mock is a file's own all the same.
import { beforeAll } from 'vitest'

beforeAll(() => {
  document.body.replaceChildren()
  localStorage.clear()
  sessionStorage.clear()
})
