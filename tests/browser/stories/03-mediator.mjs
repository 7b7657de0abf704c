// J1, the mediator in the village, with a phone.

import { expect } from '../../journeys/support/check.mjs'
import { complaint, neighbour } from '../../journeys/support/openings.mjs'
import { comesInOnPhone } from '../support/hands.mjs'

export const title = '调解员在手机上告知权利，记录对方的同意'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const number = stage.needs('number')
  stage.needs('desk')
  const { page } = await stage.phone()
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const done = () => page.getByText('已办理').first().waitFor()

  await say('登录后看到交来的事项', async () => {
    await comesInOnPhone(page, 'mediator')
    for (const box of [/^我承办的 \d+$/, /^本机构承办 \d+$/]) {
      await page.getByRole('button', { name: box }).click()
      if (await page.getByText(number).first().waitFor({ timeout: 5_000 }).then(() => true, () => false)) break
    }
    await page.getByText(number).first().click()
    await page.getByRole('heading', { name: '可以办理' }).waitFor()
    stage.left.matter = new URL(page.url()).pathname.split('/').pop()
  })
  await say('按两个字查找，也找得到', async () => {
    await page.goto('/m/')
    await page.getByRole('link', { name: '查找', exact: true }).click()
    await page.locator('#find-text').fill('沟')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByText('请至少输入 2 个字').waitFor()
    await page.locator('#find-text').fill(complaint.slice(0, 2))
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('heading', { name: '查到的事项' }).waitFor()
    await page.getByText(number).first().click()
    await page.getByRole('heading', { name: '可以办理' }).waitFor()
  })
  await say('告知权利义务、询问回避', async () => {
    await page.getByRole('button', { name: '告知权利义务、询问回避' }).click()
    const mediators = page.locator('#move-mediator_post')
    await mediators.locator('option').nth(1).waitFor({ state: 'attached' })
    await mediators.selectOption({ index: 1 })
    await page.locator('#move-recusal').getByRole('radio').first().check()
    await page.locator('#move-informed_on').fill(today)
    await page.getByRole('button', { name: '告知权利义务、询问回避' }).click()
    await done()
    await page.getByText('征求各方意愿').first().waitFor()
  })
  await say('记录邻居当面签字同意', async () => {
    await page.getByRole('button', { name: '记录同意' }).click()
    const field = page.locator('#move-consenting_party')
    const parties = field.locator('option, label').filter({ hasText: neighbour.name })
    await parties.first().waitFor({ state: 'attached' })
    if (await field.evaluate(one => one.tagName) === 'SELECT') await field.selectOption({ label: await parties.first().innerText() })
    else await field.getByLabel(new RegExp(neighbour.name)).check()
    await page.locator('#move-consent_on').fill(today)
    const ways = page.locator('#move-consent_way')
    const labels = await ways.locator('option, label').allInnerTexts()
    const wanted = expect.one('有“签字”', labels, one => /签字|书面/.test(one))
    if (await ways.evaluate(one => one.tagName) === 'SELECT') await ways.selectOption({ label: wanted })
    else await ways.getByText(wanted.trim(), { exact: true }).click()
    await page.getByRole('button', { name: '记录同意' }).click()
    await done()
  })
  await say('受理还要等她本人同意', async () => {
    const button = page.getByRole('button', { name: '受理', exact: true })
    await button.click()
    await page.getByText(/同意/).first().waitFor()
    const send = page.locator('form').getByRole('button', { name: '受理', exact: true })
    expect.equal('不能提交', await send.isDisabled(), true)
  })
}
