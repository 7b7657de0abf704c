// The official form of people's mediation: a refusal and an agreement of this month, each figure the cases behind it.

import { at, dayOf } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { categories } from '../support/county.mjs'
import { child, complaint, findsHerGrid, goesToMediation, party } from '../support/openings.mjs'

export const title = '人民调解统计表：一件只计一次，数字就是点开的案件，核对相符；当月不能定稿'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const leader = await scene.staff('leader')
  const mediator = await scene.staff('mediator')
  const water = await scene.staff('water')
  const grid = await findsHerGrid(desk.client)
  const today = dayOf(new Date().toISOString())
  const month = today.slice(0, 7)
  const form = (who, query = '') => who.reads(`/statistics/mediation?from=${month}${query}`)
  const value = (view, name, row = view.total) => row.values[view.columns.findIndex(each => each.name === name)]

  const starts = async (text, name, phone) => {
    const her = scene.resident({ name, phone })
    const receipt = await her.reports({ text, place: grid.id, category: categories.drain })
    const row = expect.one('待分流', await desk.work('desk'), one => one.number === receipt.number)
    await goesToMediation(desk, mediator, row.matter)
    let matter = await mediator.opens(row.matter)
    const mediation = { proceeding: child(matter).id }
    const parties = [party(matter, '反映人').id, party(matter, '对方当事人').id]
    await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
    for (const one of parties) await mediator.does(matter, 'consent', { consenting_party: one, consent_on: today, consent_way: 'oral' }, mediation)
    await mediator.does(matter, 'register', { dispute_kind: categories.drain })
    matter = await mediator.does(matter, 'session', { session_on: at(today), session_place: '社区调解室', session_kind: 'together', present: '双方', record: '各说经过。' }, mediation)
    return { matter, mediation, parties }
  }
  await say('还没有调解终结的案件：每一栏都是 0，核对相符', async () => {
    const view = await form(leader)
    expect.equal('都是零', view.total.values.filter(each => each !== 0), [])
    expect.equal('都相符', view.checks.filter(each => !each.holds), [])
  })
  let refused, agreed
  await say('两件进入调解：正在调解的不计', async () => {
    refused = await starts(complaint, '化名统计甲', '19900003331')
    agreed = await starts(`${complaint}（第二家）`, '化名统计乙', '19900003332')
    expect.equal('案件总数', value(await form(leader), 'total'), 0)
  })
  await say('一件因一方拒绝停止，一件达成书面协议', async () => {
    await mediator.does(refused.matter, 'refuse', { refusing_party: refused.parties[1], refused_on: today, refuse_way: 'oral' }, refused.mediation)
    const clauses = JSON.stringify([{ debtor: agreed.parties[1], creditor: agreed.parties[0], deed: 'pay', text: '赔偿苞谷损失', quantity: 125000, due: today, method: '现金' }])
    await mediator.does(agreed.matter, 'succeed_written', { facts: '排水沟没有出口', clauses, last_due_on: today }, agreed.mediation)
  })
  await say('统计表：总数二，成功一，金额一千二百五十元，依申请二，邻里纠纷二；核对相符', async () => {
    const view = await form(leader)
    const names = ['total', 'parties', 'success', 'form.written', 'form.oral', 'amount', 'source.application', 'committee.town', 'kind.2']
    expect.equal('数字', names.map(name => value(view, name)), [2, 4, 1, 1, 0, 125000, 2, 2, 2])
    expect.equal('都相符', view.checks.filter(each => !each.holds), [])
    expect.equal('按乡镇', view.rows.map(each => each.name), ['定南街道'])
    expect.yes('写明口径', view.notes.some(each => each.title === '哪些案件'), view.notes)
  })
  await say('每个数字打开的案件加起来就是这个数字', async () => {
    const view = await form(leader)
    for (const [index, column] of view.columns.entries()) {
      if (view.total.values[index] === 0) continue
      const page = await leader.reads(`/statistics/mediation/cases?from=${month}&row=total&column=${column.name}&as_of=${encodeURIComponent(view.as_of)}`)
      expect.equal(column.title, [page.value, page.items.reduce((sum, each) => sum + each.value, 0)], [view.total.values[index], view.total.values[index]])
    }
  })
  await say('各看各的：街道看到自己的两件，水务局一件也没有', async () => {
    expect.equal('水务局', value(await form(water), 'total'), 0)
    expect.equal('分流员', value(await form(desk), 'total'), 2)
  })
  await say('同一张表的 xlsx', async () => {
    const file = await leader.client.request('GET', `/statistics/mediation/sheet?from=${month}`)
    expect.equal('xlsx', [file.status, file.headers['content-type']], [200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])
  })
  await say('台账：两件都在，委员会自己写全名，别人只见姓；按综治清单的分类表，合计就是收到的事项', async () => {
    const register = (who, query = '') => who.reads(`/statistics/register?from=${month}${query}`)
    expect.equal('两件', (await register(leader)).total, 2)
    expect.contains('写全名', (await register(mediator, '&names=true')).items[0].parties, '统计甲')
    expect.equal('主任看不到全名', (await register(leader, '&names=true')).items.filter(each => each.parties.includes('统计')), [])
    const codes = await leader.reads(`/statistics/codes?from=${month}`)
    expect.equal('合计', codes.total.received, codes.rows.reduce((sum, each) => sum + each.received, 0))
    for (const part of codes.rows.flatMap(each => each.parts)) expect.equal(part.name, (await leader.pages(`/matters?${part.received_query}`)).length, part.received)
    for (const path of ['register', 'codes']) expect.equal(path, (await leader.client.request('GET', `/statistics/${path}/sheet?from=${month}`)).status, 200)
  })
  await say('当月没有过完不能定稿；问错了说得出哪里错', async () => {
    expect.fault('当月', await leader.client.request('POST', `/statistics/mediation/months/${month}/freeze`), '/month')
    expect.refused('水务局不能定稿', await water.client.request('POST', '/statistics/mediation/months/2026-01/freeze'), 403, 'not_yours')
    expect.fault('月份', await leader.client.request('GET', '/statistics/mediation?from=2026-13'), '/from')
    expect.fault('栏目', await leader.client.request('GET', '/statistics/mediation/cases?column=x'), '/column')
  })
  await say('反悔的协议不再计：回到调解，总数只剩一件', async () => {
    await mediator.does(agreed.matter, 'back_to_session', { reason: '金额要重谈' }, agreed.mediation)
    const view = await form(leader)
    expect.equal('总数、成功', [value(view, 'total'), value(view, 'success')], [1, 0])
  })
}
