// Whoever looks after others' work lands on what is overdue and near; notices say which matter, and are read at once.

import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid } from '../../journeys/support/openings.mjs'
import { Resident } from '../../journeys/support/people.mjs'
import { comesInAtDesk } from '../support/hands.mjs'

export const title = '督办员登录后先看到临期和超期；通知可以全部标为已读'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const { page: desk } = await stage.desktop()
  await say('督办员登录，落在“临期和超期”', async () => {
    await comesInAtDesk(desk, 'super')
    await desk.getByRole('button', { name: /^临期和超期/, pressed: true }).waitFor()
    expect.contains('网址', desk.url(), 'box=watch')
  })
  await say('全部事项里按期限筛选', async () => {
    await desk.goto('/desk/matters')
    await desk.getByLabel('期限', { exact: true }).selectOption('overdue')
    await desk.waitForURL(/due=overdue/)
    await desk.getByText(/没有符合条件的事项|已显示/).first().waitFor()
    for (const text of await desk.locator('td.due').allInnerTexts()) expect.contains('期限', text, '已超期')
  })
  await say('简报：点开一个数字，就是这些事项；存为常用，下次一点就是', async () => {
    const place = await findsHerGrid(stage.server.client())
    await new Resident(stage.server.client(), {}).reports({ text: '晒坝的灯不亮。', place: place.id })
    await desk.goto('/desk/brief?period=month')
    await desk.getByRole('heading', { name: '简报', exact: true }).waitFor()
    const received = desk.locator('.figures').getByRole('link', { name: /新收/ })
    const count = Number((await received.innerText()).replace(/\D/g, ''))
    await received.click()
    await desk.waitForURL(/matters\?from=.*to=/)
    await desk.locator('td.main').first().waitFor()
    expect.contains('件数', await desk.getByText(/已显示 \d+ 件/).innerText(), `已显示 ${Math.min(count, 30)} 件`)
    await desk.goto('/desk/brief?period=month')
    await desk.getByRole('button', { name: '存为常用' }).click()
    await desk.getByLabel('名称', { exact: true }).fill('本月全县')
    await desk.getByRole('button', { name: '保存', exact: true }).click()
    await desk.getByRole('link', { name: '本月全县' }).waitFor()
    await desk.getByRole('button', { name: '日报', exact: true }).click()
    await desk.waitForURL(/period=day/)
    await desk.getByRole('link', { name: '本月全县' }).click()
    await desk.waitForURL(/period=month/)
    const [file] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('button', { name: '下载表格' }).click()])
    expect.matches('文件名', file.suggestedFilename(), /月报.*\.xlsx$/)
    await desk.getByRole('button', { name: '删除常用简报：本月全县' }).click()
    await desk.getByRole('dialog').getByRole('button', { name: '删除' }).click()
    await desk.getByRole('link', { name: '本月全县' }).waitFor({ state: 'detached' })
  })
  const { page: triage } = await stage.desktop()
  await say('通知写明是哪一件、在哪里；全部标为已读', async () => {
    const grid = await findsHerGrid(stage.server.client())
    for (const text of ['桥头的护栏松了。', '公厕的门坏了。']) await new Resident(stage.server.client(), {}).reports({ text, place: grid.id })
    await comesInAtDesk(triage, 'triage', '/desk/notices')
    await triage.getByRole('heading', { name: '通知', level: 1 }).waitFor()
    await triage.locator('li.card').first().waitFor()
    const marks = triage.locator('li.card .chip', { hasText: '未读' })
    const unread = await marks.count()
    await triage.getByRole('button', { name: /^标为已读/ }).first().click()
    await marks.nth(unread - 1).waitFor({ state: 'detached' })
    const all = triage.getByRole('button', { name: '全部标为已读' })
    await all.waitFor()
    expect.matches('哪一件', await triage.locator('li.card a').first().innerText(), /\d+ · .+ · .+/)
    await all.click()
    await triage.getByText(/条标为已读，十分钟以内可以撤销/).waitFor()
    expect.equal('未读', await marks.count(), 0)
    await triage.getByRole('button', { name: '撤销', exact: true }).click()
    await all.waitFor()
    await triage.getByRole('button', { name: /^其他进展/ }).click()
    await triage.locator('li.card').first().waitFor()
    await triage.getByLabel('只看未读').check()
    await marks.first().waitFor()
  })
}
