// J3: the wrong office. It must say by which row of the duty list; the centre rules; the ruling binds the next time.

import { days, dayOf } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories, offices } from '../support/county.mjs'
import { findsHerGrid } from '../support/openings.mjs'

export const title = '派错了机构：引用职责清单退回，中心裁定，下次照办，居民的期限从不重算'

const townDuty = 'duty.water.ditch.town.520422001'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const her = scene.resident({ name: '化名韦二姐' })
  const desk = await scene.staff('triage')
  const water = await scene.staff('water')
  const town = await scene.staff('town')
  let matter, grid, today, before

  const overall = async () => {
    const { deadlines } = await her.looks()
    const one = expect.one('办结期限', deadlines, row => row.title === '办结期限')
    return { start: one.start_day, due: one.due_day, state: one.state, sentence: one.sentence }
  }
  const ditch = async text => {
    const place = await findsHerGrid(her.client, 2)
    const taken = await desk.records({ channel: 'call', text, place: place.id, category: categories.ditch, name: '化名韦二姐' })
    await desk.does(taken, 'accept', { category: categories.ditch, difficulty: 'ordinary' })
    return taken
  }
  const toWater = async of => desk.does(of, 'assign', { lead_office: offices.water, lead_receiver: water.id })

  await say('她上报村里的灌溉沟垮了，分流岗受理，交办水务局', async () => {
    grid = await findsHerGrid(her.client)
    const receipt = await her.reports({ text: '灌溉沟垮了一截，下边二十几户没有水。', place: grid.id, category: categories.ditch })
    today = dayOf(receipt.received_at)
    matter = expect.one('待分流', await desk.work('desk'), one => one.number === receipt.number).matter
    await desk.does(matter, 'accept', { category: categories.ditch, difficulty: 'ordinary' })
    await toWater(matter)
    before = await overall()
    expect.equal('办结期限从收到之日起七日', { start: before.start, due: before.due }, { start: today, due: days(today, 7) })
  })
  await say('退回必须引用职责清单的一条，也必须说明理由', async () => {
    const bare = await water.tries(matter, 'return', { reason: '不归我们管' })
    expect.equal('没有引用', bare.status >= 400 && bare.status < 500, true)
    expect.fault('没有理由', await water.tries(matter, 'return', { duty_row: townDuty }), '/fields/reason')
    expect.fault('清单里没有的一条', await water.tries(matter, 'return', { duty_row: 'duty.no.such', reason: '不归我们管' }), '/fields/duty_row')
  })
  await say('水务局引用“村内沟渠归乡镇”退回', async () => {
    const now = await water.does(matter, 'return', { duty_row: townDuty, reason: '这是村内沟渠，不是骨干渠道。' })
    expect.equal('状态', now.status.title, '被退回，待裁定')
  })
  await say('她只看到机构之间正在确定由谁办理，期限一天没有变', async () => {
    const track = await her.looks()
    expect.contains('下一步', track.next_step, '您的期限照常计算')
    expect.lacks('看不到机构之间的话', JSON.stringify(track), '骨干渠道')
    expect.equal('期限', await overall(), before)
  })
  await say('中心裁定退回成立，改派街道综治中心', async () => {
    const now = await desk.does(matter, 'rule_uphold', { ruling_text: '村内沟渠由街道办理。', lead_office: offices.townCentre, lead_receiver: town.id })
    const ruling = expect.one('裁定记录', now.rulings, () => true)
    expect.equal('裁定', { upheld: ruling.upheld, competent: ruling.competent_name }, { upheld: true, competent: '定南街道综治中心' })
    expect.equal('期限', await overall(), before)
  })
  await say('水务局从此与这件事无关，打不开', async () => {
    expect.refused('打开', await water.get(`/matters/${matter}`), 404, 'not_found')
  })
  await say('街道签收办理，她的期限仍是最初的那一天', async () => {
    await town.does(matter, 'sign')
    expect.equal('期限', await overall(), before)
  })
  await say('下一次同村同类的事，先列出裁定所指的机构，并说明出自哪次裁定', async () => {
    const { items } = await desk.reads(`/offices?category=${categories.ditch}&place=${(await findsHerGrid(her.client, 2)).id}`)
    expect.equal('第一个', { id: items[0].id, suggested: items[0].suggested }, { id: offices.townCentre, suggested: true })
    expect.contains('理由', items[0].reason, '裁定先例')
    const sentAway = items.find(one => one.id === offices.water)
    expect.yes('被裁定不办的机构不再推荐', !sentAway?.suggested, sentAway)
  })

  // ---- the other way round: the return is not upheld ----
  let second
  await say('另一件事：水务局又以同一条退回，中心裁定不成立', async () => {
    second = await ditch('第2网格的支渠漏水。')
    await toWater(second)
    await water.does(second, 'return', { duty_row: townDuty, reason: '认为是村内沟渠。' })
    const now = await desk.does(second, 'rule_reject', { ruling_text: '支渠跨村，由水务局办理。' })
    expect.equal('回到水务局', now.status.title, '已交办，待签收')
  })
  await say('同一条不能再用一次', async () => {
    expect.refused('再退', await water.tries(second, 'return', { duty_row: townDuty, reason: '还是认为不归我们。' }), 409, 'need_missing')
  })
  await say('下一件同村同类的事，也不能以这一条退回；别的理由可以', async () => {
    const third = await ditch('第2网格的支渠又漏了。')
    await toWater(third)
    const again = expect.refused('同一条', await water.tries(third, 'return', { duty_row: townDuty, reason: '仍认为是村内沟渠。' }), 409, 'need_missing')
    expect.contains('说明为什么', again.detail, '中心已裁定')
    await water.does(third, 'return', { duty_row: 'duty.water.ditch.village.520422001001', reason: '只是淤塞。' })
  })
  await say('水务局签收后办理、反馈；办理的人不能自己核查', async () => {
    await water.does(second, 'sign')
    await water.does(second, 'handle', { record: '现场看过，已安排堵漏。' })
    const now = await water.does(second, 'report_back', { result: '已堵漏。' })
    expect.none('自己核查', now.moves, one => one.move === 'verify_pass')
  })
}
