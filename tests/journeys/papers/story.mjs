// The mediator's papers: which are offered when, what the matter fills in by itself, what its maker still writes, a blank form for the
// kitchen table, and a stranger who asks whether the paper is genuine.

import { at, today as dayNow, plus } from '../support/calendar.mjs'
import { expect } from '../support/check.mjs'
import { complaint, findsHerGrid, goesToMediation, party, she } from '../support/openings.mjs'

export const title = '标准文书：到哪一步出哪些，事项里有的自动填好，没有的由调解员写；空白文书有编号；扫码核对只说真假，不说姓名'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const mediator = await scene.staff('mediator')
  const resident = scene.resident(she)
  const grid = await findsHerGrid(resident.client)
  const matter = await resident.reports({ text: complaint, place: grid.id })
  await goesToMediation(desk, mediator, matter)
  const today = dayNow()
  const path = `/matters/${matter.id}/papers`
  const offers = async (who = mediator) => (await who.reads(path)).items
  const names = async () => (await offers()).map(one => one.paper)
  const field = (offer, name) => expect.one(name, offer.fields, one => one.name === name).value
  const makes = async (body, who = mediator) => who.client.request('POST', path, { body, headers: { 'If-Match': `"${(await mediator.opens(matter)).etag}"` } })

  await say('刚转来：可以出申请书、告知书，还不能出协议书', async () => {
    const now = await names()
    for (const paper of ['application', 'registration_form', 'rights_notice']) expect.yes(paper, now.includes(paper), now)
    for (const paper of ['agreement', 'dossier_cover']) expect.yes(`没有 ${paper}`, !now.includes(paper), now)
    expect.equal('协议书还不到时候', (await makes({ paper: 'agreement', fields: {} })).json?.code, 'paper_not_now')
  })
  await also('当事人的门没有；不承办的人不能出', async () => {
    expect.equal('当事人', (await resident.client.request('GET', path)).status, 401)
    const stranger = await scene.staff('water')
    const reply = await stranger.client.request('GET', path)
    expect.equal('别的岗位', reply.json?.items ?? [], [])
  })
  await say('告知书发给一方：不选发给谁就说到那一栏', async () => {
    expect.equal('没有选', (await makes({ paper: 'rights_notice', fields: {} })).json?.errors?.[0]?.pointer, '/party')
    const other = party(await mediator.opens(matter), '对方当事人')
    const reply = await makes({ paper: 'rights_notice', party: other.id, fields: {} })
    expect.equal('出具', { status: reply.status, detail: reply.json?.detail }, { status: 200 })
    const made = expect.one('告知书', reply.json.documents, one => one.title === '人民调解权利义务告知书')
    expect.yes('编号', /-1$/.test(made.number ?? ''), made)
    const pdf = await mediator.client.request('GET', `/matters/${matter.id}/documents/${made.id}/pdf`)
    expect.equal('印得出来', pdf.status, 200)
  })
  await say('调解以前先印一份空白记录带走，当事人已经印好', async () => {
    await mediator.does(matter, 'inform', { mediator_post: mediator.id, recusal: 'none', informed_on: today })
    for (const one of (await mediator.opens(matter)).parties) await mediator.does(matter, 'consent', { consenting_party: one.id, consent_on: today, consent_way: 'signed' })
    await mediator.does(matter, 'register', { dispute_kind: 'dispute.neighbour.drain' })
    const reply = await makes({ paper: 'session_record', blank: true, fields: {} })
    expect.equal('空白', reply.status, 200)
    const made = expect.one('空白记录', reply.json.documents, one => one.title === '人民调解记录（空白）')
    expect.yes('编号', /-K1$/.test(made.number ?? ''), made)
    expect.equal('印得出来', (await mediator.client.request('GET', `/matters/${matter.id}/documents/${made.id}/pages/1`)).status, 200)
  })
  await also('空白的写坏一份：作废写明原因，行和编号都留着，下一份是新的编号', async () => {
    const forms = async () => (await mediator.opens(matter)).documents.filter(one => one.blank)
    const [first] = await forms()
    expect.equal('在外面', first.standing, '空白，还没有收回')
    const voids = async (id, reason) => mediator.client.request('POST', `/matters/${matter.id}/documents/${id}/void`, { body: { reason }, headers: { 'If-Match': `"${(await mediator.opens(matter)).etag}"` } })
    expect.equal('不写原因', (await voids(first.id, '')).json?.errors?.[0]?.pointer, '/reason')
    expect.equal('不知道的文书', (await voids('00000000-0000-7000-8000-000000000000', '写坏了')).status, 404)
    expect.equal('作废', (await voids(first.id, '写坏了')).status, 200)
    expect.equal('再作废', (await voids(first.id, '写坏了')).json?.code, 'already_void')
    expect.equal('再印一份', (await makes({ paper: 'session_record', blank: true, fields: {} })).status, 200)
    expect.equal('登记', (await forms()).map(one => [one.number.slice(-3), one.standing]), [['-K1', '已作废：写坏了'], ['-K2', '空白，还没有收回']])
  })
  await say('谈妥以后：条款、份数、日期自动填好，争议和责任由调解员写', async () => {
    await mediator.does(matter, 'session', { session_on: at(today, '09:00'), session_place: '塔山社区调解室', session_kind: 'together', present: '社区网格员', record: '双方谈妥。' })
    const now = await mediator.opens(matter)
    const clauses = [{ debtor: party(now, '对方当事人').id, creditor: party(now, '反映人').id, deed: 'pay', text: '赔偿菜地损失', quantity: 168437, due: plus(today, 20), method: '转账' }]
    await mediator.does(matter, 'succeed_written', { facts: '新挖水沟淹了菜地。', clauses: JSON.stringify(clauses), last_due_on: plus(today, 20) })
    const agreement = expect.one('协议书', await offers(), one => one.paper === 'agreement')
    expect.yes('大写', field(agreement, 'terms').includes('1684.37元（大写：壹仟陆佰捌拾肆元叁角柒分）'), field(agreement, 'terms'))
    expect.equal('卷号', field(agreement, 'number'), `（${today.slice(0, 4)}）定南街道人调字第001号`)
    expect.equal('份数', field(agreement, 'copies'), String(now.parties.length + 1))
    expect.equal('没有电话', /199\d{8}/.test(field(agreement, 'parties')), false)
    const missing = await makes({ paper: 'agreement', fields: {} })
    expect.equal('还缺', missing.json?.errors?.map(one => one.pointer), ['/fields/dispute', '/fields/liability'])
    expect.equal('写错的日期', (await makes({ paper: 'agreement', fields: { last_due: '下个月' } })).json?.errors?.[0]?.pointer, '/fields/last_due')
    expect.equal('不认识的项', (await makes({ paper: 'agreement', fields: { nothing: '1' } })).json?.errors?.[0]?.pointer, '/fields/nothing')
    expect.equal('没有这种文书', (await makes({ paper: 'nothing', fields: {} })).json?.errors?.[0]?.pointer, '/paper')
    const written = { paper: 'agreement', fields: { dispute: '水沟走向和损失数额。', liability: '对方承担主要责任。' } }
    const before = (await mediator.opens(matter)).documents.length
    const looks = page => mediator.client.request('POST', `${path}/preview/${page}`, { body: written })
    const seen = await looks(1)
    expect.equal('预览是一页图片', { status: seen.status, type: seen.headers['content-type'] }, { status: 200, type: 'image/png' })
    const pages = Number(seen.headers['x-page-count'])
    expect.yes('说有几页', pages >= 1, pages)
    expect.equal('没有这一页', (await looks(pages + 1)).json?.code, 'page_missing')
    expect.equal('还缺的，预览也说', (await mediator.client.request('POST', `${path}/preview/1`, { body: { paper: 'agreement', fields: {} } })).json?.errors?.[0]?.pointer, '/fields/dispute')
    expect.equal('什么也没有保存', (await mediator.opens(matter)).documents.length, before)
    const reply = await makes(written)
    expect.equal('出具', { status: reply.status, detail: reply.json?.detail }, { status: 200 })
    const told = expect.one('写进了办理经过', reply.json.timeline, one => one.title === '出具文书' && one.text?.includes('人民调解协议书'))
    const code = /校验码 ([0-9a-f]{12})/.exec(told.text)?.[1]
    const genuine = await resident.client.request('POST', '/public/verify', { body: { number: matter.number, code } })
    expect.equal('核对', { genuine: genuine.json?.genuine, title: genuine.json?.title }, { genuine: true, title: '人民调解协议书' })
    expect.equal('不说姓名', JSON.stringify(genuine.json).includes(she.name), false)
    const word = await mediator.client.request('GET', `/matters/${matter.id}/documents/${expect.one('协议书', reply.json.documents, one => one.title === '人民调解协议书').id}/docx`)
    expect.equal('协议书没有 Word', word.json?.code, 'docx_none')
    const forged = await resident.client.request('POST', '/public/verify', { body: { number: matter.number, code: '000000000000' } })
    expect.equal('伪造的', forged.json?.genuine, false)
  })
  await say('给领导的情况报告可以导出为 Word', async () => {
    const fields = { to: '县综治中心', subject: '塔山社区排水沟纠纷', opening: '现将情况报告如下。', facts: '水沟淹地。', course: '调解一次，已经谈妥。', plan: '督促履行。' }
    const reply = await makes({ paper: 'situation_report', fields })
    expect.equal('出具', { status: reply.status, detail: reply.json?.detail }, { status: 200 })
    const report = expect.one('情况报告', reply.json.documents, one => one.title === '情况报告')
    expect.equal('可以导出', report.word, true)
    const word = await mediator.client.request('GET', `/matters/${matter.id}/documents/${report.id}/docx`)
    expect.equal('Word', { status: word.status, type: word.headers['content-type'] }, { status: 200, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' })
  })
}
