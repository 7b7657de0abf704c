// The mediator's desk: my mediations with what each lacks, the talk by keyboard, a clause from the library, the check of the draft, a lost
// network, a note of a caucus, and the board of signatures.

import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid, goesToMediation, party } from '../../journeys/support/openings.mjs'
import { Resident } from '../../journeys/support/people.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk } from '../support/hands.mjs'

export const title = '调解台：键盘记谈话，从条款库起草，自查，断网不丢，单方谈话，签署'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const grid = await findsHerGrid(stage.server.client())
  const desk = await stage.staff('triage')
  const mediator = await stage.staff('mediator')
  const her = new Resident(stage.server.client(), { name: '化名郑七𬭎', phone: '19900007777' })
  const matter = await her.reports({ text: '屋后的水沟改到我家菜园边上来了。', place: grid.id })
  await goesToMediation(desk, mediator, matter)
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const due = new Date(Date.now() + 8 * 3_600_000 + 10 * 86_400_000).toISOString().slice(0, 10)
  await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
  for (const one of (await mediator.opens(matter)).parties) await mediator.does(matter, 'consent', { consenting_party: one.id, consent_on: today, consent_way: 'signed' })
  const now = await mediator.does(matter, 'register', { dispute_kind: 'dispute.neighbour.drain' })
  const mine = party(now, '反映人').id
  const his = party(now, '对方当事人').id
  const screen = await stage.desktop()
  const { page } = screen
  const bench = () => mediator.reads(`/matters/${matter.id}/mediation`)
  const until = async (what, fits) => {
    for (let i = 0; i < 60; i++) {
      const seen = await bench()
      if (fits(seen)) return seen
      await new Promise(resolve => setTimeout(resolve, 250))
    }
    throw new Error(`没有等到：${what}`)
  }

  await say('我的调解：列出这一件，写着案卷缺什么；点进调解台', async () => {
    await comesInAtDesk(page, 'mediator', '/desk/mediations')
    await page.getByRole('heading', { name: '我的调解' }).waitFor()
    const row = page.getByRole('listitem').filter({ hasText: matter.number }).first()
    await row.getByText(/案卷还有 \d+ 处要补/).waitFor()
    await clean('我的调解', page)
    await row.getByRole('link', { name: '调解台' }).click()
    await page.getByRole('heading', { name: '调解台' }).waitFor()
  })
  await say('谈话：只用键盘，回车到下一行，问完接着答；删去一行可以撤销', async () => {
    await page.getByLabel('开始时间').fill('00:10')
    await page.getByLabel('调解地点').fill('塔山社区调解室')
    await page.getByLabel('到场人').fill('化名郑七𬭎、化名田大山')
    await page.getByRole('button', { name: '加一行' }).click()
    await page.keyboard.type('水沟是哪一天改的？')
    await page.keyboard.press('Enter')
    await page.keyboard.type('上个月初八。')
    await page.keyboard.press('Enter')
    await page.keyboard.type('这一行不要。')
    await page.getByRole('button', { name: '第 3 行，问，删去' }).click()
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByRole('button', { name: '第 3 行，问，删去' }).click()
    const seen = await until('谈话存下', one => one.talk?.paper.rows.length === 2)
    expect.equal('先问后答', seen.talk.paper.rows.map(one => one.kind), ['ask', 'answer'])
    await clean('调解台', page)
  })
  await say('断网时接着写：留在页面里，刷新也还在，通了自动保存', async () => {
    await screen.cut(true)
    await page.getByLabel('开场说明').fill('说明自愿、平等的原则，不履行的后果和司法确认。')
    await page.getByText('网络不通，写的内容留在这台电脑的这个页面里').first().waitFor()
    await screen.cut(false)
    await until('通了就存下', one => one.talk?.paper.opening?.includes('司法确认'))
  })
  await say('别处先存过：两份都在，由人来选', async () => {
    const before = (await bench()).talk
    const saved = await mediator.client.request('PUT', `/matters/${matter.id}/mediation/talk`, { body: { ...before.paper, place: '同事改的地点' }, headers: { 'If-Match': `"v${before.version}"` } })
    expect.equal('同事先存', saved.status, 200)
    await page.getByLabel('调解地点').fill('塔山社区二楼')
    await page.getByText('这份草稿在别处保存过，两份都没有丢。').waitFor()
    await clean('两份草稿', page)
    await page.getByRole('button', { name: '用页面上的，盖过另一份' }).click()
    await until('用了页面上的', one => one.talk?.paper.place === '塔山社区二楼')
  })
  await say('谈完了：填进调解记录，看过再提交', async () => {
    await page.getByRole('button', { name: /谈完了，填入/ }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText(/Ctrl \+ Enter/).waitFor()
    expect.contains('问答', await drawer.locator('#move-record').inputValue(), '问化名郑七𬭎：水沟是哪一天改的？')
    await drawer.getByRole('button', { name: '调解记录', exact: true }).click()
    await page.getByText('已办理：调解记录').waitFor()
  })
  await say('起草：条款库里选排水改道，填空，放进草稿；自查说缺什么', async () => {
    await page.getByLabel('主要事实').fill('水沟改道之后水漫进菜园。')
    await page.getByLabel('争议事项').fill('改道和补偿。')
    await page.getByRole('button', { name: '从条款库里选' }).click()
    await page.getByLabel('找条款').fill('排水')
    await page.getByRole('button', { name: /排水改道/ }).click()
    await page.getByLabel('现在的出口', { exact: true }).fill('屋后')
    await clean('条款库', page)
    await page.getByRole('button', { name: '放进草稿' }).click()
    await page.getByText('还有空没有填：新的出口').waitFor()
    await page.getByRole('button', { name: '再加一条' }).click()
    await page.getByLabel('第 2 条，由谁履行').selectOption(his)
    await page.getByLabel('第 2 条，对谁履行').selectOption(mine)
    await page.getByLabel('第 2 条，金额（元）').fill('1280.50')
    await page.getByLabel('第 2 条，内容').fill('尽快补偿菜园损失')
    await page.getByText('第 2 条金额大写：壹仟贰佰捌拾元伍角整').waitFor()
    await page.getByText('“尽快”没有写明做到什么').waitFor()
    await clean('草稿自查', page)
  })
  await say('单方谈话：记下之后只有这里看得到', async () => {
    await mediator.does(matter, 'caucus', { caucus_party: his, caucus_on: today, caucus_text: '私下说愿意多让一点。' })
    await page.reload()
    await page.getByText('私下说愿意多让一点。').first().waitFor()
    expect.lacks('她那边没有', JSON.stringify(await her.looks()), '多让一点')
  })
  await say('签署：表上写着等谁；只捺印时才问代读人；窄屏不横着滚', async () => {
    const clauses = JSON.stringify([{ debtor: his, creditor: mine, deed: 'do', text: '把水沟改回原处', due, method: '自行施工' }])
    await mediator.does(matter, 'succeed_written', { facts: '水沟改道。', clauses, last_due_on: due })
    await page.reload()
    await page.getByText(/待化名.*签署/).first().waitFor()
    await page.getByRole('button', { name: /当事人签署/ }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('签署方式').first().waitFor()
    expect.equal('签名时不问代读人', await drawer.locator('#move-reader').count(), 0)
    await drawer.getByLabel('只捺印').check()
    await drawer.locator('#move-reader').waitFor()
    await clean('签署', page)
    await page.keyboard.press('Escape')
    await mediator.does(matter, 'sign', { signing_party: mine, party_signed_on: today, signed_way: 'fingerprint', reader: '化名代读人' })
    await mediator.does(matter, 'sign', { signing_party: his, party_signed_on: today, signed_way: 'signature', signed_place: '外地，寄回' })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.reload()
    await page.getByText('待调解员签字、盖章').first().waitFor()
    expect.equal('没有横向滚动', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
    await clean('调解台（窄屏）', page)
    await page.goto(new URL('/desk/mediations', page.url()).href)
    await page.getByRole('heading', { name: '我的调解' }).waitFor()
    await page.getByText(matter.number).first().waitFor()
    expect.equal('列表没有横向滚动', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
    await clean('我的调解（窄屏）', page)
  })
}
