// Notices on their way out: by SMS, webhook and mail to real receivers on this machine, with every way they may fail; by call
// and by letter where no gateway brings them. At least once, one stable id, never again after a yes.

import { createHmac, randomUUID } from 'node:crypto'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { expect } from '../support/check.mjs'
import { offices } from '../support/county.mjs'
import { complaint, findsHerGrid, neighbour, receiver as receiverIn, she } from '../support/openings.mjs'
import { today } from '../support/calendar.mjs'
import { HttpReceiver, MailReceiver } from '../support/receiver.mjs'
import { rowsOf } from '../support/sheet.mjs'

export const title = '通知发得出去：短信、签名接口、邮件，送不到的打电话或寄信；中断后用同一编号再发，确认过的不再发'

const secret = 'Jie-Kou-Mi-Yao-2026'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const sms = await HttpReceiver.open()
  const hook = await HttpReceiver.open()
  const mail = await MailReceiver.open()
  try {
    await tells(scene, say, { sms, hook, mail })
  } finally {
    await Promise.all([sms.close(), hook.close(), mail.close()])
  }
}

async function gateways(folder, { sms, hook, mail }, { quiet = ['00:00', '00:00'] } = {}) {
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'key'), `${secret}\n`)
  await chmod(path.join(folder, 'key'), 0o600)
  await writeFile(path.join(folder, 'sms.toml'), [
    'title = "短信平台"', 'kind = "http"', 'serves = "party"', `url = "${sms.url('/send')}"`, 'secret_file = "key"', 'timeout_s = 1',
    'headers = { Authorization = "Bearer {secret}" }', 'body = \'{"mobile":"{to}","template":"T1","params":{"code":"{number}","text":"{text}"}}\'',
    'yes = { status = [200], contains = \'"OK"\' }', 'no = { contains = "BAD_NUMBER" }', `quiet = { from = "${quiet[0]}", until = "${quiet[1]}" }`, ''].join('\n'))
  await writeFile(path.join(folder, 'hook.toml'), ['title = "水务局接口"', 'kind = "webhook"', 'serves = "office"', 'offices = ["water"]', `url = "${hook.url('/in')}"`, 'secret_file = "key"', 'timeout_s = 1', ''].join('\n'))
  await writeFile(path.join(folder, 'mail.toml'), ['title = "水务局邮箱"', 'kind = "mail"', 'serves = "office"', 'offices = ["water"]', `url = "${mail.url()}"`, 'starttls = false', 'from = "lianhu@county.example"', 'to = "duty@water.example"', 'timeout_s = 2', ''].join('\n'))
}

async function tells(scene, say, others) {
  const { sms, hook, mail } = others
  const place = await scene.county()
  scene.place = place
  const folder = path.join(place.folder, 'gateways')
  const opens = async options => {
    await gateways(folder, others, options)
    scene.server = await place.serve({ ...scene.options, more: ['--gateways', folder] })
  }
  await say('带着三个发送通道开起来', () => opens())
  let triage, town, operator
  const comeIn = async () => {
    triage = await scene.staff('triage')
    town = await scene.staff('town')
    operator = await scene.staff('sysadmin')
  }
  await comeIn()
  const again = async options => {
    await scene.server.stop()
    await opens(options)
    await comeIn()
  }
  const grid = await findsHerGrid(triage.client)
  let count = 0
  const accepted = async (words = {}) => {
    count += 1
    const her = scene.resident(words.phone === null ? { name: she.name } : she)
    const receipt = await her.reports({ text: `${complaint}（第${count}次）`, place: grid.id, ...(words.report ?? {}) })
    await triage.does(receipt.id, 'accept', { category: 'service.water.ditch', difficulty: 'ordinary' })
    return receipt
  }
  const outbox = () => operator.reads('/outbox')
  const stuck = async fits => scene.eventually(async () => expect.one('运维看见这一组', (await outbox()).items, fits))
  const retries = async row => {
    const reply = await operator.client.request('POST', '/outbox/retry', { body: { gateway: row.gateway, state: row.state, ...(row.cause ? { cause: row.cause } : {}), reason: '通道已恢复' } })
    expect.equal('重新发送', { status: reply.status, detail: reply.json?.detail }, { status: 200 })
  }

  // ---- 送得到的 ----
  let first
  await say('受理后她收到短信：编号、到了哪一步、到哪里看，没有案情', async () => {
    first = await accepted()
    const [message] = await sms.until(1)
    const body = JSON.parse(message.body)
    expect.equal('发给谁', body.mobile, she.phone)
    expect.equal('编号是模板里单独的一项', body.params.code, first.number)
    expect.contains('到了哪一步', body.params.text, '受理')
    expect.lacks('没有案情', message.body, '排水沟')
    expect.equal('密钥从文件来', message.headers.authorization, `Bearer ${secret}`)
    expect.yes('有稳定的送达编号', /^[0-9a-f-]{36}$/.test(message.id), message.id)
  })
  await say('交办水务局：接口收到签名的消息，邮箱也收到，都没有案情和姓名', async () => {
    await triage.does(first.id, 'assign', { lead_office: offices.water, lead_receiver: await receiverIn(triage, offices.water) })
    const [message] = await hook.until(1)
    const { 'x-lianhu-timestamp': stamp, 'x-lianhu-signature': signature } = message.headers
    expect.equal('签名', signature, `sha256=${createHmac('sha256', secret).update(`${stamp}.${message.id}.${message.body}`).digest('hex')}`)
    expect.yes('时间是现在', Math.abs(Number(stamp) - Date.now() / 1000) < 60, stamp)
    const told = JSON.parse(message.body)
    expect.equal('哪个机构、哪一件', { id: told.id, office: told.office, number: told.number }, { id: message.id, office: 'water', number: first.number })
    const [letter] = await mail.until(1)
    expect.equal('邮件发到机构的邮箱', letter.to, ['duty@water.example'])
    expect.contains('Message-ID 就是送达编号', letter.head, `Message-ID: <${letter.id}@county.example>`)
    expect.contains('邮件的话', letter.body, first.number)
    for (const text of [message.body, letter.body]) {
      expect.lacks('没有案情', text, '排水沟')
      expect.lacks('没有姓名', text, she.name)
    }
    await sms.until(2)
  })
  await say('要求不打电话的，一条短信也没有', async () => {
    await accepted({ report: { no_call: true } })
    const open = await accepted()
    await sms.until(3)
    expect.contains('第三条是后面那件', sms.taken[2].body, open.number)
  })
  await say('不公开的事项，短信里没有编号和内容', async () => {
    const sealed = await triage.records({ channel: 'counter', text: '家里的事，不想让邻居知道。', place: grid.id, name: '化名钱一', phone: '19900003333', seal: 'sealed' })
    await triage.does(sealed, 'accept', { category: 'service.water.ditch', difficulty: 'ordinary' })
    const taken = (await sms.until(5)).filter(one => one.body.includes('19900003333'))
    expect.equal('登记和受理各一条', taken.length, 2)
    for (const message of taken) {
      expect.lacks('没有编号', message.body, sealed.number)
      expect.lacks('没有步骤', message.body, '受理')
    }
  })

  // ---- 送不到的 ----
  await say('对方不接受这个号码：转到分流岗的电话名单，号码隐去，打开要留记录', async () => {
    sms.answers.push('no')
    const refused = await accepted()
    const row = await scene.eventually(async () => expect.one('名单上有她', (await triage.reads('/calls')).items, one => one.matter === refused.id))
    expect.equal('号码隐去', { phone: row.phone, name: row.name }, { phone: '199****1111', name: she.name })
    expect.contains('告知什么', row.news[0], '受理')
    const opened = await triage.client.request('POST', `/calls/${row.call}/number`, {})
    expect.equal('打开号码', opened.json, { phone: she.phone })
    expect.refused('别的机构没有这一行', await (await scene.staff('water')).client.request('POST', `/calls/${row.call}/number`, {}), 403, 'role_needed')
    const result = (body, key = randomUUID()) => triage.client.request('POST', `/calls/${row.call}/result`, { body, headers: { 'Idempotency-Key': key } })
    expect.equal('告知了别人，要写是谁', expect.refused('没有写', await result({ outcome: 'told_other' }), 400, 'invalid_fields').errors[0].pointer, '/note')
    expect.equal('约定哪天', expect.refused('没有写', await result({ outcome: 'call_again' }), 400, 'invalid_fields').errors[0].pointer, '/again_on')
    expect.refused('没有这个结果', await result({ outcome: 'happy' }), 400, 'invalid_fields')
    const key = randomUUID()
    expect.equal('登记', (await result({ outcome: 'told_other', note: '女儿' }, key)).status, 204)
    expect.equal('同一次提交不登记两遍', (await result({ outcome: 'told_other', note: '女儿' }, key)).status, 204)
    expect.refused('已经有结果', await result({ outcome: 'reached' }), 409, 'already_told')
    expect.none('名单上没有了', (await triage.reads('/calls')).items, one => one.matter === refused.id)
  })
  await say('名单导出成表格，带号码，给打电话的人', async () => {
    sms.answers.push('no')
    const refused = await accepted()
    await scene.eventually(async () => expect.one('名单上有她', (await triage.reads('/calls')).items, one => one.matter === refused.id))
    const reply = await triage.get('/calls/xlsx')
    const rows = rowsOf(reply.bytes)
    expect.one('有她的号码', rows, row => row[0] === refused.number && row[3] === she.phone)
  })
  for (const [answer, cause] of [['busy', '对方回答 500'], ['hang', '对方没有在时限内回答'], ['cut', '连接中途断开']]) {
    await say(`短信平台${{ busy: '出错', hang: '不回答', cut: '收下后断线' }[answer]}：等着，运维看得见原因，重新发送用同一个送达编号`, async () => {
      const before = sms.taken.length
      sms.answers.push(answer)
      const matter = await accepted()
      await sms.until(before + 1)
      const row = await stuck(one => one.gateway === 'sms' && one.cause === cause)
      expect.equal('一条', { count: row.count, state: row.state, retry: row.can_retry }, { count: 1, state: 'waiting', retry: true })
      await retries(row)
      const taken = await sms.until(before + 2)
      const ours = taken.filter(one => one.body.includes(matter.number))
      expect.equal('同一个编号送了两次', [ours.length, ours[0].id === ours[1].id], [2, true])
    })
  }
  await say('断线又恢复以后，谁也不会再收到第三次', async () => {
    const before = sms.taken.length
    const matter = await accepted()
    await sms.until(before + 1)
    expect.contains('只有新的一条', sms.taken[before].body, matter.number)
    expect.equal('没有别的', sms.taken.length, before + 1)
  })
  await say('正在发送时断电：重新开机后用同一个编号再发一次', async () => {
    const before = sms.taken.length
    sms.answers.push('hang')
    const matter = await accepted()
    await sms.until(before + 1)
    await scene.server.kill()
    const [[state]] = await place.meddle("SELECT state FROM delivery WHERE state = 'sending'")
    expect.equal('停在正在发送', state, 'sending')
    // The dead one's lease would run out by itself after a minute and a half.
    await place.meddle('UPDATE lease SET until_at = 0')
    await opens()
    await comeIn()
    const taken = await sms.until(before + 2)
    expect.equal('同一个编号', [taken[before].id === taken[before + 1].id, taken[before + 1].body.includes(matter.number)], [true, true])
  })
  await say('静默时段里先不发，过了再发', async () => {
    const before = sms.taken.length
    const hour = h => `${String((new Date(Date.now() + 8 * 3_600_000).getUTCHours() + h + 24) % 24).padStart(2, '0')}:00`
    await again({ quiet: [hour(0), hour(2)] })
    const matter = await accepted()
    await stuck(one => one.gateway === 'sms' && one.state === 'quiet' && one.count === 1)
    expect.equal('一条也没有发', sms.taken.length, before)
    await scene.server.stop()
    await place.meddle("UPDATE delivery SET next_at = 0 WHERE state = 'quiet'")
    await opens()
    await comeIn()
    const taken = await sms.until(before + 1)
    expect.contains('发出去了', taken[before].body, matter.number)
  })
  await say('停止一组的发送要写理由，记入管理日志；页上没有事项和人', async () => {
    sms.answers.push('no')
    await accepted()
    const row = await stuck(one => one.gateway === 'sms' && one.state === 'refused')
    const body = { gateway: 'sms', state: 'refused', ...(row.cause ? { cause: row.cause } : {}) }
    expect.refused('没有理由', await operator.client.request('POST', '/outbox/give-up', { body }), 400, 'invalid_fields')
    expect.refused('分流员不能', await triage.client.request('POST', '/outbox/give-up', { body: { ...body, reason: '不要了' } }), 403, 'role_needed')
    const done = await operator.client.request('POST', '/outbox/give-up', { body: { ...body, reason: '已改打电话' } })
    expect.equal('停止了', done.json.count, row.count)
    const log = await (await scene.staff('auditor')).reads('/audit?kind=deliveries_given_up')
    expect.contains('管理日志', log.items[0].detail, '已改打电话')
    const text = JSON.stringify(await outbox())
    for (const word of [she.phone, she.name, first.number, secret]) expect.lacks('没有个人信息和密钥', text, word)
  })

  // ---- 信 ----
  await say('没有电话、只有地址的，写信：打印成一批，可以重印，登记寄出', async () => {
    const matter = await accepted({ phone: null })
    const { phone: _, ...byLetter } = neighbour
    await triage.adds(matter.id, byLetter)
    await triage.does(matter.id, 'assign', { lead_office: offices.water, lead_receiver: await receiverIn(triage, offices.water) })
    const office = await scene.eventually(async () => expect.one('有一封等待打印', (await triage.reads('/letters')).waiting, one => one.waiting === 1))
    const print = (key = randomUUID()) => triage.client.request('POST', '/letters/batches', { body: { office: office.office }, headers: { 'Idempotency-Key': key } })
    const key = randomUUID()
    const batch = await print(key)
    expect.equal('打印一封', { status: batch.status, letters: batch.json?.letters, detail: batch.json?.detail }, { status: 201, letters: 1 })
    expect.equal('同一次提交是同一批', (await print(key)).json.id, batch.json.id)
    expect.refused('没有别的信', await print(), 409, 'no_letters')
    for (let i = 0; i < 2; i += 1) {
      const pdf = await triage.get(`/letters/batches/${batch.json.id}/pdf`)
      expect.equal('是 PDF', { status: pdf.status, begins: pdf.text.slice(0, 5) }, { status: 200, begins: '%PDF-' })
    }
    const done = (body, who = triage) => who.client.request('POST', `/letters/batches/${batch.json.id}/done`, { body })
    expect.refused('明天还没有到', await done({ how: 'posted', day: '2199-01-01' }), 400, 'invalid_fields')
    expect.refused('别的机构的批次', await done({ how: 'posted', day: today() }, town), 404, 'not_found')
    expect.equal('登记寄出', (await done({ how: 'posted', day: today() })).json.state, 'posted')
    expect.refused('已经登记', await done({ how: 'handed', day: today() }), 409, 'batch_done')
  })
  await say('日志里没有号码、密钥和短信的内容', () => {
    for (const word of [she.phone, neighbour.address, secret, '有新的进展']) expect.lacks('日志', scene.server.log, word)
  })

  if (scene.engine === 'postgres') {
    await say('两个进程同时开着，每条只发一次', async () => {
      const before = sms.taken.length
      const second = await place.serve({ ...scene.options, more: ['--gateways', folder] })
      const other = await scene.staff('triage', second)
      const numbers = []
      for (let i = 0; i < 6; i += 1) {
        const matter = await accepted()
        numbers.push(matter.number)
        await other.opens(matter.id)
      }
      const taken = await sms.until(before + 6)
      expect.equal('每条一次', numbers.map(number => taken.filter(one => one.body.includes(number)).length), [1, 1, 1, 1, 1, 1])
      await second.stop()
    })
  }
}
