// Notices at the desk and on the 联户长's phone: the call list, letters, stuck gateways, messages down the tree.

import { expect } from '../../journeys/support/check.mjs'
import { complaint, findsHerGrid, receiver } from '../../journeys/support/openings.mjs'
import { offices, password } from '../../journeys/support/county.mjs'
import { Staff } from '../../journeys/support/people.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk } from '../support/hands.mjs'

export const title = '通知发送：号码打开要留记录，结果登记，信合成一批；通知下达：到联户长手机，读过、传达，回执按地点'

const narrow = async (what, page) => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect.equal(`${what}没有横向滚动`, wide, 0)
}

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const triage = await stage.staff('triage')
  const grid = await findsHerGrid(triage.client)
  let number
  await say('有一件受理的事项，没有短信通道', async () => {
    const matter = await triage.records({ channel: 'counter', text: `${complaint}（通知）`, place: grid.id, name: '化名罗阿婆', phone: '19900001111' })
    number = matter.number
    await triage.does(matter, 'accept', { category: 'service.water.ditch', difficulty: 'ordinary' })
    await triage.adds(matter, { role: 'respondent', kind: 'natural', name: '化名田大山', address: '塔山社区虚构巷2号' })
    await triage.does(matter, 'assign', { lead_office: offices.water, lead_receiver: await receiver(triage, offices.water) })
    for (let n = 0; n < 200; n += 1) {
      const calls = (await triage.reads('/calls')).items
      const letters = (await triage.reads('/letters')).waiting
      if (calls.some(one => one.number === number && one.news.length === 3) && letters.some(one => one.waiting > 0)) return
      await new Promise(done => setTimeout(done, 100))
    }
    expect.yes('电话名单和信都有了', false)
  })
  const { page } = await stage.desktop()
  await say('分流岗打开“通知发送”，号码隐去中间四位', async () => {
    await comesInAtDesk(page, 'triage', '/desk/deliveries')
    const row = page.locator('tr', { hasText: number })
    await row.getByText('199****1111').waitFor()
    await clean('通知发送', page)
    await row.getByRole('button', { name: `打开号码：${number}` }).click()
    await row.getByText('19900001111').waitFor()
  })
  await say('登记结果：告知了家人要写是谁，写了才收', async () => {
    await page.getByRole('button', { name: `登记结果：${number}` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('已告知家人或他人').check()
    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await dialog.getByRole('alert').waitFor()
    await clean('登记结果', page)
    await dialog.locator('#call-note').fill('女儿')
    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await page.locator('tr', { hasText: number }).waitFor({ state: 'detached' })
  })
  await say('信合成一批下载，登记寄出', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '打印成一批（PDF）' }).first().click()])
    expect.matches('文件名', download.suggestedFilename(), /^通知信.*\.pdf$/)
    await page.getByRole('button', { name: '已寄出' }).first().click()
    await page.locator('.chip', { hasText: '已寄出' }).first().waitFor()
    await clean('要寄的信', page)
  })
  await say('系统管理员看发送通道：没有事项和人', async () => {
    const { page: operator } = await stage.desktop()
    await comesInAtDesk(operator, 'sysadmin', '/desk/admin/outbox')
    await operator.getByRole('heading', { name: '发送通道', level: 1 }).waitFor()
    await operator.getByText('还没有配置短信').waitFor()
    await clean('发送通道', operator)
  })
  await say('县综治中心向塔山社区传达一条消息', async () => {
    const { page: centre } = await stage.desktop()
    await comesInAtDesk(centre, 'triage', '/desk/messages')
    await centre.getByRole('button', { name: '写一条消息' }).click()
    await centre.getByRole('button', { name: '传达', exact: true }).click()
    await centre.getByRole('alert').waitFor()
    await centre.locator('#message-place').fill('塔山社区')
    await centre.getByRole('option', { name: /塔山社区/ }).filter({ visible: true }).first().click()
    await centre.locator('#message-title').fill('周三上午停水')
    await centre.locator('#message-text').fill('自来水管检修，周三 8:00 到 12:00 停水，请提前储水。')
    await clean('写消息', centre)
    await centre.getByRole('button', { name: '传达', exact: true }).click()
    await centre.getByRole('link', { name: '周三上午停水' }).click()
    await centre.getByRole('heading', { name: /的回执$/ }).waitFor()
    await clean('回执', centre)
    stage.left.message = centre.url()
  })
  await say('联户长在手机上读到，告知各户后回执', async () => {
    const admin = await stage.staff('secadmin')
    const found = (await admin.reads(`/accounts?limit=50&q=${encodeURIComponent('联户长')}`)).items.find(one => one.login.startsWith('group.520422001001'))
    expect.yes('有一位联户长', found)
    const reset = await admin.client.request('POST', `/accounts/${found.id}/reset`, { body: { reason: '首次登录' } })
    const first = await new Staff(stage.server.client(), found.login).comesIn(reset.json.one_time_password)
    const changed = await first.client.request('POST', '/session/password', { body: { old: reset.json.one_time_password, new: `${password}-x` } })
    expect.equal('首次登录改了密码', { status: changed.status, detail: changed.json?.detail }, { status: 200 })
    const { page: phone, cut } = await stage.phone()
    await phone.goto('/m/')
    await phone.locator('#login-name').fill(found.login)
    await phone.locator('#login-password').fill(`${password}-x`)
    await phone.getByRole('button', { name: '登录' }).click()
    await phone.getByRole('link', { name: '要传达的消息' }).click()
    await phone.getByText('周三上午停水').waitFor()
    await clean('要传达的消息', phone)
    await narrow('要传达的消息', phone)
    await phone.getByRole('button', { name: '我已读：周三上午停水' }).click()
    await phone.getByText('✓ 已读').waitFor()
    await phone.getByRole('button', { name: '已告知各户：周三上午停水' }).click()
    await phone.getByRole('button', { name: '回执', exact: true }).click()
    await phone.getByRole('alert').waitFor()
    await phone.locator('#relay-households').fill('11')
    await phone.getByRole('button', { name: '回执', exact: true }).click()
    await phone.getByText('告知 11 户').waitFor()
    await clean('传达以后', phone)
    // Without signal: the answer waits in the phone, and arrives once.
    const sent = await triage.client.request('POST', '/messages', { body: { place: '520422001001', title: '周五停电', text: '线路检修。', until_day: '2027-01-31', receipts: true, open_to_all: false } })
    expect.equal('又发一条', sent.status, 201)
    await phone.getByRole('button', { name: '更新' }).click()
    await phone.getByText('周五停电').waitFor()
    await cut(true)
    await phone.getByRole('button', { name: '我已读：周五停电' }).click()
    await phone.getByText('“我已读”已经存在手机里').waitFor()
    await phone.getByRole('link', { name: /待传 1 条/ }).first().waitFor()
    await cut(false)
    await phone.getByText('“我已读”已经存在手机里').waitFor({ state: 'detached' })
    await phone.locator('article', { hasText: '周五停电' }).getByText('✓ 已读').waitFor()
    expect.equal('只有一个回执', (await triage.reads(`/messages/${sent.json.id}`)).message.read, 1)
  })
  await say('发的人看见：一个联户已传达，告知 11 户，没有谁的名字', async () => {
    const { page: centre } = await stage.desktop()
    await comesInAtDesk(centre, 'triage', new URL(stage.left.message).pathname)
    await centre.getByText('告知 11 户').waitFor()
    expect.lacks('没有联户长的账号', await centre.locator('main, body').first().innerText(), 'group.')
  })
}
