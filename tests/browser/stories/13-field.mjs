// J17 on the phone: no signal in the village. A voice, a photo, the words of the form; the page is killed half-way; it arrives once.

import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid } from '../../journeys/support/openings.mjs'
import { Staff } from '../../journeys/support/people.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, comesInOnPhone, drawsPhoto, until } from '../support/hands.mjs'

export const title = '下村没有信号：录音和照片存在手机里，网页中途被关也只传一次；工作清单离线可查；联户长两下上报'

const MOST_TAPS = 2
const fits = async (what, page) => expect.equal(`${what}没有横向滚动`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)

// How many rows a store on the phone holds.
const held = (page, base, store) => page.evaluate(async ([name, of]) => {
  const opening = indexedDB.open(name)
  const db = await new Promise(resolve => { opening.onsuccess = () => resolve(opening.result) })
  const counting = db.transaction(of).objectStore(of).count()
  const count = await new Promise(resolve => { counting.onsuccess = () => resolve(counting.result) })
  db.close()
  return count
}, [base, store])

// Somebody of the invented staff whom the demo gives no password.
async function lets(stage, fit, secret) {
  const admin = await stage.staff('secadmin')
  let cursor
  let account
  do {
    const page = await admin.reads(`/accounts?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    account ??= page.items.find(fit)
    cursor = page.next
  } while (!account && cursor)
  const { one_time_password: once } = (await admin.client.request('POST', `/accounts/${account.id}/reset`, { body: { reason: '首次登录' } })).json
  const person = await new Staff(stage.server.client(), account.login).comesIn(once)
  await person.client.request('POST', '/session/password', { body: { old: once, new: secret } })
  return account
}

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const screen = await stage.phone()
  let { page } = screen
  const desk = await stage.staff('triage')
  const grid = await findsHerGrid(desk.client)
  const water = await stage.staff('water')
  const given = await desk.records({ text: '山塘的闸门坏了。', place: grid.id, category: 'service.water.reservoir', name: '化名龙大山', phone: '19900004444' })
  await desk.does(given, 'accept', { category: 'service.water.reservoir', difficulty: 'ordinary' })
  await desk.does(given, 'assign', { lead_office: 'water', lead_receiver: water.id })

  // ---- what the day's work is, taken along ----
  const work = await stage.phone()
  await say('水务局经办人出门前看过工作清单：清单和事项存进手机，各留一条查阅记录，说明是存在手机上看的', async () => {
    await comesInOnPhone(work.page, 'water')
    await work.page.getByText('山塘的闸门坏了').waitFor()
    await until(work.page, '这件事项已存', async wanted => {
      const opening = indexedDB.open('lianhu-kept')
      const db = await new Promise(resolve => { opening.onsuccess = () => resolve(opening.result) })
      const reading = db.transaction('matters').objectStore('matters').getAll()
      const all = await new Promise(resolve => { reading.onsuccess = () => resolve(reading.result) })
      db.close()
      return all.some(one => JSON.stringify(one).includes(wanted))
    }, given.id)
    const rows = (await desk.reads(`/matters/${given.id}/access`)).items
    expect.equal('只有一条', rows.filter(row => /手机上/.test(row.purpose)).length, 1)
    await until(work.page, '离线外壳已装好', async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated')
  })
  await say('断网，关掉再打开：清单还在，写明“离线，截至”；事项能看，不能办，没有电话', async () => {
    await work.cut(true)
    await work.page.reload()
    await work.page.getByText(/离线，截至/).waitFor()
    await clean('离线的清单', work.page)
    await fits('离线的清单', work.page)
    await stage.photographs('13-list')
    await work.page.getByText('山塘的闸门坏了').click()
    await work.page.getByText(/只能查看，不能办理/).waitFor()
    expect.equal('没有办理', await work.page.getByRole('heading', { name: '可以办理' }).count(), 0)
    expect.lacks('没有电话', await work.page.locator('main').innerText(), '19900004444')
    await fits('离线的事项', work.page)
    await stage.photographs('13-matter')
  })
  await say('有了网络照常办理，不再多留记录；退出登录就清掉', async () => {
    await work.cut(false)
    await work.page.goto('/m/')
    await work.page.getByText(/更新于/).waitFor()
    expect.equal('还是一条', (await desk.reads(`/matters/${given.id}/access`)).items.filter(row => /手机上/.test(row.purpose)).length, 1)
    await work.page.goto('/m/me')
    await work.page.getByRole('button', { name: '退出登录' }).click()
    await work.page.getByRole('alertdialog').getByRole('button', { name: '退出登录' }).click()
    await work.page.locator('#login-name').waitFor()
    expect.equal('手机里没有了', [await held(work.page, 'lianhu-kept', 'lists'), await held(work.page, 'lianhu-kept', 'matters')], [0, 0])
  })

  // ---- she speaks ----
  await say('网格员代为上报：没有信号，录一段音，一个字不写', async () => {
    await comesInOnPhone(page, 'grid')
    await page.getByRole('link', { name: '代上报' }).click()
    await page.getByRole('button', { name: '开始录音' }).waitFor()
    await until(page, '离线外壳已装好', async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated')
    const photo = await drawsPhoto(page, '沟口')
    await screen.cut(true)
    await page.getByRole('button', { name: '开始录音' }).tap()
    await page.getByText(/正在录音：2 秒/).waitFor()
    await fits('录音', page)
    await page.getByRole('button', { name: '停止录音' }).tap()
    await page.getByText(/录音1\.(webm|m4a|ogg) · \d+ 秒/).waitFor()
    await page.locator('input[type=file][accept="image/*"]').setInputFiles(photo)
    await page.locator('ul.grid img').waitFor()
    await clean('录音', page)
    await fits('录了音', page)
    await stage.photographs('13-voice')
  })
  await say('太长、格式不对的录音当场说明，不加上', async () => {
    const file = page.locator('input[type=file][accept="audio/*"]')
    await file.setInputFiles({ name: '会议.amr', mimeType: 'audio/amr', buffer: Buffer.from('#!AMR\n') })
    await page.getByText(/这种文件不能用/).waitFor()
    await file.setInputFiles({ name: '大.mp3', mimeType: 'audio/mpeg', buffer: Buffer.alloc(7 * 1024 * 1024) })
    await page.getByText(/这段录音太大/).waitFor()
  })
  await say('写到一半网页被关掉：再打开，录音和照片都在', async () => {
    await until(page, '草稿已存', async () => {
      const opening = indexedDB.open('lianhu-phone')
      const db = await new Promise(resolve => { opening.onsuccess = () => resolve(opening.result) })
      const reading = db.transaction('drafts').objectStore('drafts').getAll()
      const drafts = await new Promise(resolve => { reading.onsuccess = () => resolve(reading.result) })
      db.close()
      return drafts.some(draft => draft.voices?.length === 1 && draft.photos.length === 1)
    })
    await page.close()
    page = await screen.page.context().newPage()
    await page.goto('/m/report')
    await page.getByText(/录音1\.(webm|m4a|ogg) · \d+ 秒/).waitFor()
  })
  await say('地点、代写的人、译员、联系要求都写上，提交：存在手机里', async () => {
    await page.getByRole('button', { name: '下一步' }).tap()
    expect.contains('自己的网格已经选好', await page.locator('#report-own option:checked').innerText(), '第1网格')
    await page.getByRole('button', { name: '下一步' }).tap()
    await page.locator('#report-name').fill('化名杨阿奶')
    await page.locator('#report-interpreter').fill('苗语，由侄女翻译')
    await page.locator('#report-contact').fill('请联系侄女 19900008888')
    await page.getByRole('heading', { name: '反映人是谁？' }).waitFor()
    await page.getByLabel('不要给反映人打电话').check()
    await page.getByLabel('不要给反映人寄纸质材料').check()
    expect.yes('代写的人已经填好', (await page.locator('#report-helped').inputValue()).length > 0)
    await fits('联系方式', page)
    await page.getByRole('button', { name: '下一步' }).tap()
    await page.getByText(/语音反映（\d+秒），待记录/).waitFor()
    await page.getByText('不要给反映人打电话；不要给反映人寄纸质材料').waitFor()
    expect.lacks('替别人写的，不称“我”“您”', await page.locator('dl.facts').innerText(), '我')
    await page.getByRole('button', { name: '提交', exact: true }).tap()
    await page.getByText('已存在这部手机里，还没有传出').waitFor()
  })
  const asked = []
  await say('信号时有时无：传到一半网页又被关掉，再打开接着传，只传一次', async () => {
    const context = page.context()
    const watches = one => one.on('response', reply => /uploads|matters$/.test(new URL(reply.url()).pathname) && asked.push(`${reply.request().method()} ${reply.status()}`))
    watches(page)
    // The first piece goes through and its answer is lost; then there is no line again.
    let pieces = 0
    await context.route('**/uploads/*/pieces/*', async route => {
      pieces += 1
      if (pieces === 1) await route.fetch()
      if (pieces <= 3) await route.abort()
      else await route.continue()
    })
    await screen.cut(false)
    await page.getByText(/照片和录音已传 0 个，共 2 个/).waitFor()
    await until(page, '断了', () => true)
    while (pieces < 2) await page.waitForTimeout(100)
    await page.close()
    stage.watch.take()
    page = await context.newPage()
    watches(page)
    await page.goto('/outbox')
    for (let n = 0; n < 40 && (await page.getByText('已送达').count()) === 0; n += 1) await page.waitForTimeout(250)
    await page.getByRole('link', { name: '查看回执' }).click()
    for (let n = 0; n < 20 && (await page.getByText(/已传 2 个，共 2 个/).count()) === 0; n += 1) {
      await page.evaluate(() => window.dispatchEvent(new Event('online')))
      await page.waitForTimeout(500)
    }
    await page.getByText(/已传 2 个，共 2 个/).waitFor()
    await context.unroute('**/uploads/*/pieces/*')
    stage.watch.take()
    stage.say(`      请求 ${asked.length} 次：${asked.join('，')}`)
    const rows = (await desk.lists()).filter(one => one.title.startsWith('语音反映'))
    expect.equal('一件', rows.length, 1)
    stage.left.spoken = rows[0].matter
    const now = await desk.opens(rows[0].matter)
    expect.equal('一段录音、一张照片', now.attachments.map(one => one.media_type.split('/')[0]).sort(), ['audio', 'image'])
    await stage.photographs('13-done')
  })

  // ---- the desk listens ----
  const { page: centre } = await stage.desktop()
  await say('分流岗在事项页听录音：键盘就能开始、暂停', async () => {
    await comesInAtDesk(centre, 'triage', `/desk/matters/${stage.left.spoken}`)
    await centre.getByText('苗语，由侄女翻译').waitFor()
    await centre.getByText('不要打电话').first().waitFor()
    const listen = centre.getByRole('button', { name: /^听录音/ }).last()
    await listen.focus()
    await centre.keyboard.press('Enter')
    const player = centre.locator('audio').last()
    await player.waitFor()
    await until(centre, '放出声来', () => [...document.querySelectorAll('audio')].some(one => one.readyState >= 2))
    await centre.waitForFunction(() => document.activeElement?.tagName === 'AUDIO')
    await clean('听录音', centre)
  })
  await say('把话记下来，标题随之改成她的话', async () => {
    await centre.getByRole('button', { name: '记下录音里说的话' }).click()
    await centre.getByRole('button', { name: '保存' }).click()
    await centre.getByText('请写下录音里说的话（至少 2 个字）').first().waitFor()
    await centre.locator('form textarea').last().fill('隔壁的沟没有出口。下雨就漫进菜地。')
    await centre.getByRole('button', { name: '保存' }).click()
    await centre.getByText('记下录音里说的话', { exact: true }).first().waitFor()
    await centre.getByRole('heading', { name: /隔壁的沟没有出口/ }).first().waitFor()
    await clean('记下以后', centre)
    await stage.photographs('13-desk')
  })
  await say('手机上的事项页也能听', async () => {
    await page.goto(`/m/matter/${stage.left.spoken}`)
    await page.getByRole('button', { name: /^听录音/ }).first().tap()
    await page.locator('audio').first().waitFor()
    await fits('手机事项页', page)
    await clean('手机事项页', page)
  })

  // ---- on the spot without a line ----
  await say('当场办结也一样：没有信号时存着，有了信号传一次', async () => {
    await page.goto('/m/spot')
    await page.locator('#spot-category option').nth(3).waitFor({ state: 'attached' })
    await screen.cut(true)
    await page.reload()
    await page.locator('#spot-category').selectOption({ label: '政策咨询' })
    await page.locator('#spot-text').fill('问没有信号时怎么登记。')
    await page.locator('#spot-result').fill('存着，有信号再传。')
    await page.getByRole('button', { name: '登记', exact: true }).tap()
    await page.getByText('已存在这部手机里，还没有传出').waitFor()
    await fits('当场办结', page)
    await screen.cut(false)
    await page.getByText(/已登记：/).waitFor()
    expect.equal('一件', (await desk.lists()).filter(one => one.title === '问没有信号时怎么登记').length, 1)
  })

  // ---- one tap ----
  await say('联户长：点类别、点上报，两下，地点、人、来源都填好了', async () => {
    const secret = 'Lian-Hu-Zhang-2026'
    const account = await lets(stage, one => one.login.startsWith('group.520422001001'), secret)
    const { page: head } = await stage.phone()
    await head.goto('/m/')
    await head.locator('#login-name').fill(account.login)
    await head.locator('#login-password').fill(secret)
    await head.getByRole('button', { name: '登录' }).click()
    const kind = head.getByRole('link', { name: '城区道路与路灯' })
    await kind.waitFor()
    await clean('联户长的首页', head)
    await fits('联户长的首页', head)
    await stage.photographs('13-head')
    let taps = 0
    const tap = async target => {
      taps += 1
      await target.tap()
    }
    await tap(kind)
    await head.getByRole('button', { name: '上报', exact: true }).waitFor()
    await clean('一键上报', head)
    await fits('一键上报', head)
    await stage.photographs('13-quick')
    await tap(head.getByRole('button', { name: '上报', exact: true }))
    await head.getByRole('heading', { name: '上报结果' }).waitFor()
    await head.locator('.number').or(head.getByText('已经登记')).first().waitFor()
    stage.say(`      点按 ${taps} 次`)
    expect.yes(`点按不超过 ${MOST_TAPS} 次`, taps <= MOST_TAPS, taps)
    const row = expect.one('在分流台上', await desk.work('desk'), one => one.channel_title === '联户长上报')
    expect.contains('标题有类别和地方', row.title, '城区道路与路灯')
  })

  // ---- where the page is not encrypted ----
  await say('网址没有加密：说明为什么不能录音，改用手机录音机', async () => {
    const plain = await stage.phone()
    await plain.page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }))
    await plain.page.goto('/report')
    await plain.page.getByText(/浏览器不允许网页使用麦克风/).waitFor()
    expect.equal('没有录音按钮', await plain.page.getByRole('button', { name: '开始录音' }).count(), 0)
    await plain.page.locator('input[type=file][accept="audio/*"][capture]').waitFor({ state: 'attached' })
    await fits('上报', plain.page)
  })
  await say('电脑版的外部来件在手机宽度上也不横向滚动', async () => {
    const { page: narrow } = await stage.screen({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    await comesInAtDesk(narrow, 'triage', '/desk/other')
    await narrow.getByText('导入来件表格').waitFor()
    await fits('外部来件', narrow)
    await stage.photographs('13-other')
  })
}
