// A report written where there is no signal arrives once.

import { expect } from '../../journeys/support/check.mjs'
import { draftKept, drawsPhoto, until, writesReport } from '../support/hands.mjs'

export const title = '没有信号时写好的上报，有网络以后传出，只传一次'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const screen = await stage.phone()
  const { page } = screen
  const text = '村口的路灯不亮，晚上看不见路。'
  const sent = []
  let before = 0
  // A piece's place and an upload's name are left out: what counts is what was asked for, and how it was answered.
  page.on('response', reply => ['POST', 'PUT'].includes(reply.request().method()) && sent.push(`${reply.status()} ${new URL(reply.url()).pathname.replace(/[0-9a-f-]{36}/, '…').replace(/\/\d+$/, '/n')}`))

  await say('写到一半关掉网页，再打开还在', async () => {
    await page.goto('/report')
    await page.locator('#report-text').fill('村口的路灯')
    await draftKept(page, '村口的路灯')
    await page.goto('about:blank')
    await page.goto('/')
    await page.getByRole('link', { name: /接着写/ }).click()
    await page.waitForFunction(() => document.querySelector('#report-text')?.value === '村口的路灯')
  })
  await say('写到最后一步', async () => {
    await page.goto('/')
    const photo = await drawsPhoto(page, '路灯')
    await writesReport(page, { text, name: '化名石小妹', phone: '19900003333', photo })
    await until(page, '离线外壳已装好', async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated')
  })
  await say('网络断了，页面说明内容存在手机里', async () => {
    await screen.cut(true)
    await page.getByText('现在没有网络').waitFor()
  })
  await say('照样提交：存在手机里，等待传出', async () => {
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.getByText('已存在这部手机里，还没有传出').waitFor()
    await page.getByRole('link', { name: /待传 1 条/ }).click()
    await page.getByText('等待传出').first().waitFor()
    expect.equal('还没有传出', sent, [])
  })
  await say('断网时关掉再打开，网页和待传的内容还在', async () => {
    await page.reload()
    await page.getByText('等待传出').first().waitFor()
  })
  await say('网络恢复，自动传出，得到编号', async () => {
    await screen.cut(false)
    await page.getByText('已送达').waitFor()
    await page.getByRole('link', { name: '查看回执' }).click()
    expect.matches('编号', await page.locator('.number').innerText(), /^PD\d{4}-\d{6}$/)
    await page.getByText('照片已传 1 张，共 1 张').waitFor()
  })
  await say('只传了一次', async () => {
    const pieces = sent.filter(one => one === '200 /api/v1/track/uploads/…/pieces/n').length
    expect.equal('发出的请求', sent.slice(0, 2), ['201 /api/v1/public/reports', '200 /api/v1/track/uploads/…'])
    expect.equal('此外只有照片的各片', sent.length, 2 + pieces)
    before = sent.length
    await screen.cut(true)
    await screen.cut(false)
    await page.reload()
    await page.locator('.number').waitFor()
    expect.equal('再断一次也不重传', sent.length, before)
    const desk = await stage.staff('triage')
    expect.one('分流岗的待办', await desk.work('desk'), one => one.title.includes('村口的路灯'))
  })
}
