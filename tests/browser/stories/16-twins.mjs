// The same thing twice at the desk: suggested while it is written and in the queue, joined by one button; two things at once are split.

import { expect } from '../../journeys/support/check.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, picksByKeys, writesReport } from '../support/hands.mjs'

export const title = '重复与拆分：分流时提示可能是同一件，点一下并入；她凭原来的回执看到并入以后的进展；拆分另立一件'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const { page: phone } = await stage.phone()
  const numbers = []
  const reports = async text => {
    await phone.goto('/')
    await writesReport(phone, { text, category: 'service.water.ditch', grid: '第2网格', detail: '晒坝边', name: '化名周一', phone: '19900003001' })
    await phone.getByRole('button', { name: '提交', exact: true }).click()
    await phone.getByRole('heading', { name: '已经登记' }).waitFor()
    numbers.push(await phone.locator('.number').innerText())
    return phone.getByRole('link', { name: '查看进展' }).getAttribute('href')
  }
  const { page } = await stage.desktop()
  await say('两个人先后说了同一条沟', async () => {
    await reports('晒坝边的水沟被砖渣塞死了，谷子都没地方晒，水往晒坝上漫。')
    stage.left.twin = await reports('有人把砖渣倒在晒坝旁的水沟里，现在水漫晒坝，谷子没地方晒。')
  })
  await say('窗口正在登记第三个人的话：登记以前就提示', async () => {
    await comesInAtDesk(page, 'triage', '/desk/intake')
    await page.locator('#intake-text').fill('晒坝旁的水沟塞满了砖渣，水漫晒坝，谷子没地方晒，请派人来清。')
    await picksByKeys(page, page.locator('#intake-place'), '塔山社区', /第2网格/)
    await page.getByText('可能已经有人反映过').waitFor()
    await page.getByRole('link', { name: new RegExp(numbers[0]) }).waitFor()
    await clean('窗口登记', page)
    await page.locator('#intake-text').fill('')
  })
  await say('打开第二件：提示第一件，写着为什么像', async () => {
    await page.goto(`/desk/search?q=${numbers[1]}`)
    await page.locator('ol a').first().click()
    const card = page.locator('section.twins')
    await card.getByText('可能是同一件事').waitFor()
    expect.contains('理由', await card.innerText(), '同一地点')
    await clean('事项页', page)
    await card.locator('li', { hasText: numbers[0] }).getByRole('button', { name: '不是同一件' }).click()
    await page.getByRole('dialog').getByText('不能撤销').waitFor()
    await clean('不是同一件', page)
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    await card.locator('li', { hasText: numbers[0] }).waitFor()
    await stage.pictures?.('twins', page)
    await card.locator('li', { hasText: numbers[0] }).getByRole('button', { name: '并入这一件' }).click()
  })
  await say('并入的表单里编号已经填好，写明理由就提交', async () => {
    const form = page.getByRole('dialog')
    await form.waitFor()
    expect.yes('编号已填', (await form.locator('input').evaluateAll((all, number) => all.some(one => one.value === number), numbers[0])))
    await form.locator('textarea').last().fill('同一条沟')
    await form.getByRole('button', { name: '并入另一事项' }).click()
    await page.getByRole('button', { name: '确定' }).click().catch(() => {})
    await page.getByRole('heading', { name: '相关事项' }).waitFor()
  })
  await say('她凭原来的回执看到第一件的进展，自己的话还在', async () => {
    await phone.goto(stage.left.twin)
    await phone.getByText('已并入同一件事').waitFor()
    const main = await phone.locator('main').innerText()
    expect.contains('第一件的编号', main, numbers[0])
    expect.contains('自己的话', main, '有人把砖渣倒在晒坝旁的水沟里')
    expect.equal('没有横向滚动', await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
    await clean('查询页', phone)
  })
  await say('拆分：第一件里的另一个问题另立一件', async () => {
    await page.goto(`/desk/search?q=${numbers[0]}`)
    await page.locator('ol a').first().click()
    await page.getByText(numbers[0]).first().waitFor()
    await page.getByText('并入的反映说了什么').click()
    await page.locator('details[open]').getByText(/砖渣倒在晒坝旁的水沟里/).waitFor()
    await page.getByRole('button', { name: '拆分', exact: true }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('button', { name: '拆分', exact: true }).click()
    await form.getByText('请写明拆出来单独办理的问题').first().waitFor()
    await form.getByText('请选择随同的当事人').first().waitFor()
    await form.locator('#split-party-0').check()
    await form.locator('#split-text').fill('晒坝的路灯也不亮。')
    await form.locator('#split-reason').fill('路灯归别的机构')
    await clean('拆分', page)
    await form.getByRole('button', { name: '拆分', exact: true }).click()
    await form.getByText('已另立事项').waitFor()
  })
  await say('并错了的，在并入的那一件上撤销：重新单独办理，第一件照旧', async () => {
    await page.goto(`/desk/search?q=${numbers[1]}`)
    await page.locator('ol a').first().click()
    await page.getByText(numbers[1]).first().waitFor()
    await page.getByRole('button', { name: '撤销并案' }).click()
    const form = page.getByRole('dialog')
    await form.waitFor()
    await form.locator('textarea').last().fill('核实后不是一条沟')
    await form.getByRole('button', { name: '重新办理' }).click()
    await page.getByRole('button', { name: '确定' }).click().catch(() => {})
    await page.getByText('第 2 轮').first().waitFor()
    await clean('撤销并案之后', page)
  })
}
