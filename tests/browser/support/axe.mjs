// Accessibility by axe: nothing serious, nothing critical.

import { expect } from '../../journeys/support/check.mjs'
import { axeSource } from './chromium.mjs'

export async function serious(page) {
  // Passed as a value, not as a script element: the page's content security policy stays as it is.
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  return violations
    .filter(one => one.impact === 'serious' || one.impact === 'critical')
    .map(one => `${one.impact} ${one.id}：${one.nodes.slice(0, 3).map(node => `${node.target.join(' ')}${node.any[0] ? `（${node.any[0].message}）` : ''}`).join('；')}`)
}

export const clean = async (what, page) => expect.equal(`${what}没有严重的无障碍问题`, await serious(page), [])
