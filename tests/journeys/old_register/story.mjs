// Registers from before the system: tried, taken in once, found by words of the matter and never by a name, in the register of their
// month and in no form, taken back whole by who took them in.

import { randomUUID } from 'node:crypto'

import { expect } from '../support/check.mjs'
import { offices } from '../support/county.mjs'
import { csvOf, rowsOf } from '../support/sheet.mjs'

export const title = '旧台账：先核对，一次写入，再传不重复；按事找得到、按人找不到；列在当月台账里，不进统计表；导入的人整批撤销'

const head = ['编号', '受理日期', '当事人', '纠纷类型', '纠纷概要', '调解结果', '调解日期', '协议金额', '身份证号']
const row = (number, more = {}) => [number, more.day ?? '2018-03-05', '化名旧台甲、化名旧台乙', more.kind ?? '邻里纠纷', more.text ?? '旧台账故事：两家为晒坝边界争执', '书面协议', '2018-03-20', '1280.50', '不导入']

export default async function story(scene) {
  const say = scene.step.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const mediator = await scene.staff('mediator')
  const desk = await scene.staff('triage')
  const leader = await scene.staff('leader')
  const water = await scene.staff('water')
  const path = `office=${offices.townMediation}&file_name=${encodeURIComponent('2018年登记簿.csv')}`
  const sends = (who, door, body, key = randomUUID(), query = path) =>
    who.client.request('POST', `/old-registers${door}?${query}`, { raw: body, type: 'application/octet-stream', headers: { 'Idempotency-Key': key } })
  const sheet = csvOf([head, row('旧2018-1'), row('旧2018-2', { text: '旧台账故事：苗木款没有付清', kind: '合同' }), row('旧2018-3', { kind: '鸡毛蒜皮' }), row('旧2018-1')])
  const total = async (who, query = '') => (await who.reads(`/old-cases?${query}`)).total

  await say('先核对：两行可以导入，两行有错误，写明哪一格怎么改；什么也没有写入', async () => {
    const { status, json } = await sends(mediator, '/check', sheet)
    expect.equal('核对', { status, fresh: json.fresh, faulty: json.faulty, written: json.written }, { status: 200, fresh: 2, faulty: 2, written: false })
    expect.contains('类型', json.items[0].faults[0].message, '请写其中一类：婚姻家庭、邻里')
    expect.contains('重复', json.items[1].faults[0].message, '与第 2 行的编号相同')
    expect.contains('没有读身份证号', json.notes.join(), '身份证号')
    expect.equal('没有写入', await total(mediator), 0)
  })
  await say('同一份表格带错误列退回', async () => {
    const reply = await sends(mediator, '/sheet', sheet)
    const rows = rowsOf(reply.bytes)
    expect.equal('错误列', rows[0].at(-1), '错误')
    expect.contains('第三行', rows[3].at(-1), 'D4（纠纷类型）')
  })
  await say('导入：一次写入两件；同一份再传、换一个编号再传、别人再传，都不多一件', async () => {
    const key = randomUUID()
    expect.equal('两件', (await sends(mediator, '', sheet, key)).json.fresh, 2)
    expect.equal('同一个请求', (await sends(mediator, '', sheet, key)).json.fresh, 0)
    const again = (await sends(desk, '', sheet)).json
    expect.equal('分流员再传', { fresh: again.fresh, known: again.known }, { fresh: 0, known: 2 })
    expect.equal('两件', await total(mediator), 2)
    expect.equal('另一份内容用同一个编号', (await sends(mediator, '', csvOf([head, row('旧2018-9')]), key)).status, 422)
  })
  await say('按概要找得到，按姓名找不到；别的部门一件也没有', async () => {
    expect.equal('按概要', await total(leader, `q=${encodeURIComponent('苗木款')}`), 1)
    expect.equal('按编号', await total(leader, `q=${encodeURIComponent('旧2018-1')}`), 1)
    expect.equal('按姓名', await total(mediator, `q=${encodeURIComponent('旧台甲')}`), 0)
    expect.equal('水务局', await total(water), 0)
  })
  await say('姓名只有调委会自己要看才写全', async () => {
    const parties = async (who, query) => (await who.reads(`/old-cases?${query}`)).items[0].parties
    expect.contains('自己', await parties(mediator, 'names=true'), '旧台甲')
    expect.yes('自己没有要求', !(await parties(mediator, '')).includes('旧台甲'))
    expect.yes('县中心', !(await parties(leader, 'names=true')).includes('旧台甲'))
  })
  await say('列在 2018 年 3 月的台账里，来源写旧台账，表格里也有；统计表里没有', async () => {
    const page = await mediator.reads('/statistics/register?from=2018-03')
    expect.equal('台账', { total: page.total, old: page.old, source: page.items[0].channel_title, matter: page.items[0].matter }, { total: 2, old: 2, source: '旧台账', matter: '' })
    const book = await mediator.client.request('GET', '/statistics/register/sheet?from=2018-03')
    expect.contains('表格', rowsOf(book.bytes)[2].join(), '旧台账')
    expect.equal('统计表', (await leader.reads('/statistics/mediation?from=2018-03')).total.values[0], 0)
  })
  await say('不该收的：没有这个调委会、水务局来导、标题不对、不是表格、太大', async () => {
    expect.equal('没有这个调委会', (await sends(desk, '/check', sheet, randomUUID(), 'office=nowhere')).status, 400)
    expect.equal('水务局', (await sends(water, '/check', sheet)).status, 400)
    expect.equal('标题', (await sends(mediator, '/check', csvOf([['姓名', '事情'], ['化名甲', '吵架']]))).json.code, 'sheet_columns')
    expect.equal('不是表格', (await sends(mediator, '/check', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))).status, 400)
    expect.equal('太大', (await sends(mediator, '/check', Buffer.alloc(13 << 20, 0x41))).status, 413)
  })
  await say('撤销：别人不能，导入的人可以；撤销后查不到，记录还在，改好的可以重新导入', async () => {
    const mine = (await mediator.reads('/old-registers')).items[0]
    expect.equal('可以撤销', { may: mine.may_undo, cases: mine.cases, file: mine.file_name }, { may: true, cases: 2, file: '2018年登记簿.csv' })
    expect.equal('分流员', (await desk.client.request('POST', `/old-registers/${mine.id}/undo`)).status, 409)
    expect.equal('水务局', (await water.client.request('POST', `/old-registers/${mine.id}/undo`)).status, 404)
    expect.equal('导入的人', (await mediator.client.request('POST', `/old-registers/${mine.id}/undo`)).status, 204)
    expect.equal('再撤销一次', (await mediator.client.request('POST', `/old-registers/${mine.id}/undo`)).status, 409)
    expect.equal('查不到了', await total(mediator), 0)
    expect.yes('记录还在', (await mediator.reads('/old-registers')).items[0].undone_at)
    expect.equal('重新导入', (await sends(mediator, '', sheet)).json.fresh, 2)
  })
}
