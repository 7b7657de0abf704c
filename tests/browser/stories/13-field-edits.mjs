// J17's first half on the screens: a correction written without signal, the difference it meets, and the choice.

import { randomUUID } from 'node:crypto'

import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid, she } from '../../journeys/support/openings.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, comesInOnPhone } from '../support/hands.mjs'

export const title = '手机上没有信号时写的更正：先存着、只送一次；与别人的不一样就两处都留，请一个人核对'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const worker = await stage.staff('grid')
  const water = await stage.staff('water')
  const desk = await stage.staff('triage')
  const screen = await stage.phone()
  const { page: phone } = screen
  const sent = []
  phone.on('response', reply => reply.url().endsWith('/facts') && sent.push(reply.status()))
  const narrow = async what => expect.equal(`${what}没有横向滚动`, await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
  let matter
  await say('一件交给水务局的事项', async () => {
    const grid = await findsHerGrid(worker.client)
    matter = await worker.records({ channel: 'grid_worker', text: '隔壁新挖的排水沟没有出口，漫进苞谷地。', place: grid.id, name: she.name, phone: she.phone })
    await desk.does(matter, 'accept', { category: 'service.water.ditch', difficulty: 'ordinary' })
    await desk.does(matter, 'assign', { lead_office: 'water', lead_receiver: water.id })
  })

  await say('手机：没有改动不能提交，填错的当场指出', async () => {
    await comesInOnPhone(phone, 'grid')
    await phone.goto(`/m/matter/${matter.id}`)
    await phone.getByRole('button', { name: '更正事项' }).tap()
    await clean('手机更正', phone)
    await narrow('更正')
    const submit = phone.locator('form').getByRole('button', { name: '更正事项' })
    await submit.tap()
    await phone.getByText('没有改动，不用提交').first().waitFor()
    await phone.locator('[id="fact-title"]').fill('水')
    await submit.tap()
    await phone.getByText('“标题”至少写 2 个字').first().waitFor()
  })
  await say('写到一半离开再回来：只留改过的', async () => {
    await phone.locator('[id="fact-title"]').fill('排水沟漫水')
    await phone.locator('form').getByRole('button', { name: '取消' }).tap()
    await phone.getByRole('button', { name: '更正事项' }).tap()
    expect.equal('写过的', await phone.locator('[id="fact-title"]').inputValue(), '排水沟漫水')
  })
  await say('没有信号：更正存在手机里，页面上写明未送达', async () => {
    await screen.cut(true)
    await phone.getByText('现在没有网络').waitFor()
    await phone.locator('[id="fact-place_detail"]').fill('老槐树东侧')
    await phone.locator('form').getByRole('button', { name: '更正事项' }).tap()
    await phone.getByText('未送达').waitFor()
    await phone.getByText('详细地点 → 老槐树东侧').waitFor()
    await narrow('未送达')
    await phone.getByRole('link', { name: /待传 1 条/ }).click()
    await phone.getByText('等待传出').waitFor()
    await phone.getByText('标题 → 排水沟漫水').waitFor()
    await clean('待传', phone)
    expect.equal('还没有送', sent, [])
  })
  await say('这时有人在电脑上改了同一项', async () => {
    const view = await water.opens(matter.id)
    const reply = await water.client.request('POST', `/matters/${matter.id}/facts`, {
      body: { edits: [{ fact: 'place_detail', base: view.place_detail ?? '', value: '桥头' }], client_id: randomUUID(), device: randomUUID(), device_seq: 1, made_at: new Date().toISOString() } })
    expect.equal('改了', reply.json.results[0].result, 'applied')
  })
  await say('有了信号：送一次；标题更正了，地点两处都留着', async () => {
    await screen.cut(false)
    await phone.getByText('已送达').first().waitFor()
    await phone.getByText('详细地点：两处记录不一样，都保留，等人核对').waitFor()
    await phone.getByText('您写的：详细地点　老槐树东侧').waitFor()
    await phone.getByText('由承办人或分流岗核对两处记录').waitFor()
    await phone.getByText('标题：已更正').waitFor()
    await phone.getByRole('link', { name: '打开事项' }).click()
    await phone.getByRole('heading', { name: '排水沟漫水' }).waitFor()
    expect.equal('一次', sent, [200])
  })

  const { page } = await stage.desktop()
  await say('电脑：被请的人的列表里有这一件，打开就看到两处、谁填的', async () => {
    await comesInAtDesk(page, 'water', '/desk/work?box=differing')
    await page.getByRole('button', { name: /两处不一样/ }).waitFor()
    await page.getByRole('link', { name: '排水沟漫水' }).click()
    const card = page.getByRole('region', { name: '两处记录不一样' })
    await card.getByText('现在登记的“桥头”').waitFor()
    await card.getByText('另一处“老槐树东侧”').waitFor()
    await card.getByText(/网格员/).first().waitFor()
    await clean('两处不一样', page)
  })
  await say('没有选就提交、另填太长：都指出来；选了一处，记入经过', async () => {
    await page.getByRole('button', { name: /^核对详细地点/ }).click()
    const dialog = page.getByRole('dialog', { name: '两处记录不一样' })
    await dialog.getByRole('button', { name: '采用这一处' }).click()
    await dialog.getByRole('link', { name: '请选择采用哪一处' }).waitFor()
    await dialog.getByText('都不对，另填').click()
    await dialog.locator('input[type=text]').first().fill('水'.repeat(201))
    await dialog.getByRole('button', { name: '采用这一处' }).click()
    await dialog.getByRole('link', { name: '“详细地点”最多写 200 个字' }).waitFor()
    await clean('核对', page)
    await dialog.getByText('老槐树东侧').click()
    await dialog.getByLabel(/怎样核对的/).fill('到现场看过')
    await dialog.getByRole('button', { name: '采用这一处' }).click()
    await page.getByText('核对两处记录').waitFor()
    await page.getByText(/采用“老槐树东侧”，原登记“桥头”。到现场看过/).waitFor()
    expect.equal('没有待核对的了', await page.getByRole('region', { name: '两处记录不一样' }).count(), 0)
  })
  await say('电脑上的更正：当事人的联系方式', async () => {
    await page.getByRole('button', { name: /^更正反映人/ }).click()
    const dialog = page.getByRole('dialog', { name: /^更正反映人/ })
    await dialog.getByLabel(/^联系电话/).fill('12')
    await dialog.getByRole('button', { name: /^更正反映人/ }).click()
    await dialog.getByRole('link', { name: /请填写 11 位手机号/ }).waitFor()
    await dialog.getByLabel(/^联系电话/).fill('19900005678')
    await dialog.getByLabel('不要寄送纸质材料').check()
    await clean('更正当事人', page)
    await dialog.getByRole('button', { name: /^更正反映人/ }).click()
    await page.getByText('电话 19900005678').waitFor()
    await page.getByText('不要寄送纸质材料').first().waitFor()
  })
  await say('手机：核对的卡片在手机上也能办', async () => {
    for (const [who, value] of [[worker, '桥下'], [desk, '桥上']]) {
      const reply = await who.client.request('POST', `/matters/${matter.id}/facts`, {
        body: { edits: [{ fact: 'title', base: '看错的', value }], client_id: randomUUID(), device: randomUUID(), device_seq: 1, made_at: new Date().toISOString() } })
      expect.equal('保留', reply.json.results[0].result, 'kept')
    }
    const { page: hers } = await stage.phone()
    await comesInOnPhone(hers, 'water')
    await hers.getByRole('button', { name: /两处不一样/ }).tap()
    await hers.getByRole('link', { name: /排水沟漫水/ }).click()
    await hers.getByRole('heading', { name: '两处记录不一样' }).waitFor()
    await clean('手机核对', hers)
    expect.equal('没有横向滚动', await hers.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
    await hers.getByText('桥下', { exact: true }).tap()
    await hers.getByRole('button', { name: '采用这一处' }).first().tap()
    await hers.getByRole('heading', { name: '桥下' }).waitFor()
    expect.equal('都核对了', await hers.getByRole('heading', { name: '两处记录不一样' }).count(), 0)
  })
}
