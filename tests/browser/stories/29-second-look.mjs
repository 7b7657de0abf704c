// What a newcomer stumbled over: who a message reaches before it is sent, where a matter came from, what can be taken back, and a
// phone that has no line, or a server that says nothing.

import { expect } from '../../journeys/support/check.mjs'
import { findsHerGrid } from '../../journeys/support/openings.mjs'
import { Resident } from '../../journeys/support/people.mjs'
import { clean } from '../support/axe.mjs'
import { comesInAtDesk, comesInOnPhone, drawsPhoto, picksByKeys, until } from '../support/hands.mjs'

export const title = '再看一眼：来源跟着来件走，传达以前先说到谁；移出、撤销都问一声；断网打开也能当场办结，没有回应说得出来'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1440, height: 900 }

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const { page } = await stage.desktop()
  const grid = await findsHerGrid(stage.server.client())
  const staff = await stage.staff('triage')
  const looks = async (what, of = page, at = 'h1') => {
    await clean(what, of)
    const size = of.viewportSize()
    await of.setViewportSize(PHONE)
    expect.yes(`${what}：390 像素宽不横向滚动`, await of.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
    await of.locator(at).first().scrollIntoViewIfNeeded()
    if (process.env.LIANHU_LOOK) await stage.photographs(`29-${what}-390`)
    await of.setViewportSize(size ?? DESK)
    if (process.env.LIANHU_LOOK) await stage.photographs(`29-${what}`)
  }

  await say('窗口登记：红框随着填写消失；选了 12345，来源变为其他系统，登记出来也是', async () => {
    await comesInAtDesk(page, 'triage', '/desk/intake')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByRole('alert').getByText('有 2 处需要修改').waitFor()
    await page.locator('#intake-text').fill('热线转来：小桥护栏断了一截，孩子放学要走。')
    await page.getByRole('alert').getByText('有 1 处需要修改').waitFor()
    await picksByKeys(page, page.locator('#intake-place'), '塔山社区', /第2网格/)
    await page.getByRole('alert').waitFor({ state: 'detached' })
    await page.getByText(/^更多内容/).click()
    await page.locator('#intake-system').selectOption('hotline')
    expect.yes('来源已经是其他系统', await page.getByRole('radio', { name: '其他系统' }).isChecked())
    await page.getByText('来源已改为“其他系统”').waitFor()
    await page.locator('#intake-system').selectOption('')
    expect.yes('不是转来的，改回来访', await page.getByRole('radio', { name: '来访' }).isChecked())
    await page.locator('#intake-system').selectOption('hotline')
    await page.locator('#intake-number').fill('HQ-0291')
    await looks('窗口登记', page, '#intake-number')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('已登记').first().waitFor()
    const found = expect.one('搜到一件', (await staff.reads('/search?q=HQ-0291')).items, () => true)
    expect.equal('来源', (await staff.opens({ id: found.matter })).channel_title, '其他系统')
  })

  await say('外部来件：打开时不再问没有系统的清单', async () => {
    const bad = []
    page.on('response', reply => reply.url().includes('/api/v1/replies?') && !reply.url().includes('system=') && bad.push(reply.url()))
    await page.goto('/desk/other')
    await page.getByRole('region', { name: '答复来件系统' }).getByText('HQ-0291').waitFor()
    expect.equal('没有系统的请求', bad, [])
  })

  await say('传达以前先说：到多少联户，多少还没有联户长', async () => {
    await page.goto('/desk/messages')
    await page.getByRole('button', { name: '写一条消息' }).click()
    await page.locator('#message-place').fill('塔山社区')
    await page.getByRole('option', { name: /塔山社区/ }).filter({ visible: true }).first().click()
    await page.getByText(/会传达到 \d+ 个联户/).waitFor()
    const told = await page.locator('.reach').innerText()
    const reach = await staff.reads('/message-reach?place=520422001001')
    expect.contains('联户数', told, `${reach.groups} 个联户`)
    if (reach.headless) expect.contains('没有联户长的', told, `${reach.headless}`)
    await looks('传达以前')
    await page.getByRole('button', { name: '取消' }).click()
  })

  await say('研判会：移出以前问一声，理由还在，可以再列入', async () => {
    const matter = await new Resident(stage.server.client(), { name: '化名周三' }).reports({ text: '后山的电线垂到路面，来往要低头。', place: grid.id })
    await page.goto('/desk/conference')
    await page.locator('#conference-matter').fill(matter.number)
    await page.locator('#conference-reason').fill('电力和村里都说不归自己管')
    await page.getByRole('button', { name: '列入清单' }).click()
    const row = page.locator('ol li', { hasText: matter.number })
    await row.getByRole('button', { name: '移出清单' }).click()
    await page.getByRole('dialog').getByText('电力和村里都说不归自己管').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    await row.waitFor()
    await row.getByRole('button', { name: '记录意见' }).click()
    await row.locator('form').getByRole('button', { name: '记录意见' }).click()
    await page.getByRole('alert').getByText('请写研判意见').waitFor()
    await page.locator('#conference-text').fill('由')
    await page.getByRole('alert').waitFor({ state: 'detached' })
    await row.getByRole('button', { name: '取消' }).click()
    await row.getByRole('button', { name: '移出清单' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '移出', exact: true }).click()
    await row.waitFor({ state: 'detached' })
    expect.equal('编号还在', await page.locator('#conference-matter').inputValue(), matter.number)
    expect.equal('理由还在', await page.locator('#conference-reason').inputValue(), '电力和村里都说不归自己管')
    await page.getByRole('button', { name: '列入清单' }).click()
    await row.waitFor()
  })

  await say('通知：全部已读以后换一页再回来，还能撤销', async () => {
    await page.goto('/desk/notices')
    await page.getByRole('button', { name: '全部标为已读' }).click()
    await page.getByText('十分钟以内可以撤销').waitFor()
    await page.goto('/desk/work')
    await page.goto('/desk/notices')
    await page.getByText('十分钟以内可以撤销').waitFor()
    await looks('全部已读以后')
    await page.getByRole('button', { name: '撤销', exact: true }).click()
    await page.getByText('十分钟以内可以撤销').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '全部标为已读' }).waitFor()
  })

  await say('简报：存为常用的名称看得全', async () => {
    await page.goto('/desk/brief?period=month')
    await page.getByRole('button', { name: '存为常用' }).click()
    expect.yes('名称没有被截短', await page.locator('#brief-name').evaluate(input => input.scrollWidth <= input.clientWidth))
    await looks('存为常用')
    await page.getByRole('button', { name: '取消' }).click()
  })

  await say('轮驻安排：没有登记电话的说得出来', async () => {
    await page.goto('/desk/rota')
    await page.getByText('没有安排').first().waitFor()
    await looks('轮驻')
  })

  await say('账号安全：只有暂停登录的才有解除暂停', async () => {
    const { page: admin } = await stage.desktop()
    for (let n = 0; n < 6; n += 1) await stage.server.client().request('POST', '/session', { body: { login: 'leader', password: `wrong-${n}-password` } })
    await comesInAtDesk(admin, 'secadmin', '/desk/admin/security')
    await admin.locator('#account-find').fill('leader')
    await admin.getByRole('button', { name: '解除暂停：leader' }).waitFor()
    expect.equal('只有这一个', await admin.getByRole('button', { name: /^解除暂停/ }).count(), 1)
    await looks('账号安全', admin)
    await admin.getByRole('button', { name: '解除暂停：leader' }).click()
    await admin.getByRole('button', { name: '确认' }).click()
    await admin.getByRole('button', { name: '解除暂停：leader' }).waitFor({ state: 'detached' })
  })

  const screen = await stage.phone()
  const { page: phone } = screen
  const thing = '桥头的反光镜歪了，转弯看不见来车。'
  await say('手机上代为上报：类别打几个字就找到，问的是反映人，核对页列得全', async () => {
    await comesInOnPhone(phone, 'grid')
    await phone.goto('/m/report')
    await phone.locator('#report-text').fill(thing)
    const photo = await drawsPhoto(phone, '桥头')
    await phone.locator('input[type=file][accept="image/*"]').setInputFiles([photo, { ...photo, name: '桥头.png' }])
    await phone.getByRole('button', { name: '删除 桥头（2）.jpg' }).waitFor()
    await phone.locator('#report-category-find').fill('水')
    await phone.getByText(/符合的 \d+ 项/).waitFor()
    await looks('类别', phone, '.find li:last-child')
    await phone.locator('.find li button').first().tap()
    expect.contains('选上了', await phone.locator('#report-category option:checked').innerText(), '水')
    await phone.getByRole('button', { name: '下一步' }).tap()
    await phone.locator('#report-detail').fill('桥头往北二十步')
    await phone.getByRole('button', { name: '下一步' }).tap()
    await phone.getByRole('heading', { name: '反映人是谁？' }).waitFor()
    await phone.getByLabel('不要给反映人打电话').check()
    await phone.getByLabel('不公开身份').check()
    await looks('反映人', phone)
    await phone.getByRole('button', { name: '下一步' }).tap()
    const facts = await phone.locator('dl.facts').innerText()
    for (const words of ['桥头往北二十步', '不公开身份', '不要给反映人打电话']) expect.contains('核对页', facts, words)
    await until(phone, '离线外壳已装好', async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated')
  })
  await say('一份上报两张照片算待传一条；待传和上报结果下面有工作导航', async () => {
    await screen.cut(true)
    await phone.getByRole('button', { name: '提交', exact: true }).tap()
    await phone.getByText('已存在这部手机里，还没有传出').waitFor()
    await phone.getByRole('link', { name: '待传 1 条（点击查看）' }).waitFor()
    await phone.getByRole('navigation', { name: '工作导航' }).waitFor()
    await phone.getByRole('navigation', { name: '工作导航' }).getByRole('link', { name: '待传 1' }).tap()
    await phone.getByText('等待传出').waitFor()
    await phone.getByRole('navigation', { name: '工作导航' }).waitFor()
    await looks('待传', phone)
  })
  await say('断网时重新打开：当场办结还在，点进去能填', async () => {
    await phone.goto('/m/')
    await phone.getByRole('link', { name: '当场办结' }).waitFor()
    await looks('断网打开', phone)
    await phone.getByRole('link', { name: '当场办结' }).tap()
    await phone.locator('#spot-text').waitFor()
    await screen.cut(false)
  })
  await say('有网络、服务器没有回应：三秒里说出来，能再试，服务器一好就自己读到', async () => {
    const held = []
    let silent = true
    await phone.context().route('**/api/v1/**', async route => {
      if (silent) await new Promise(resolve => held.push(resolve))
      await route.continue().catch(() => {})
    })
    await phone.goto('/m/find')
    await phone.getByText('还没有回应').waitFor({ timeout: 8_000 })
    await phone.getByRole('button', { name: '再试一次' }).waitFor()
    await looks('没有回应', phone)
    silent = false
    await phone.getByRole('button', { name: '再试一次' }).tap()
    await phone.locator('ul.list li').first().waitFor()
    for (const goes of held) goes()
  })
  await say('断网时写的上报已经送到，只有一件', async () => {
    await until(phone, '都传出了', () => !document.body.innerText.includes('待传 1'))
    expect.one('送到一件', (await staff.reads(`/search?q=${encodeURIComponent('反光镜歪了')}`)).items, () => true)
  })
}
