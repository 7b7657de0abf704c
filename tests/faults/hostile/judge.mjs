// What every answer to a hostile request owes: it comes, it is no breakdown, and a refusal says in Chinese what to mend, at the field.

const CHINESE = /[\u4e00-\u9fff]/
// The words of a machine in a sentence to people.
const MACHINE = /exception|std::|boost|sqlite|SQLSTATE|pgsql|\bSQL\b|at line \d|0x[0-9a-f]{6}|nullptr|undefined|\.cc\b/i

export function judge(base, what, reply) {
  if (reply.unsendable) return []
  if (reply.hung) return ['没有回答']
  if (reply.lost) return [`连接断了：${reply.lost}`]
  const faults = []
  if (reply.status >= 500) faults.push(`${reply.status} ${reply.json?.code ?? ''} ${reply.json?.detail ?? reply.bytes.toString('utf8').slice(0, 100)}`)
  if (reply.headers['x-content-type-options'] !== 'nosniff') faults.push('没有 nosniff')
  if (reply.headers['set-cookie'] && base.operation.id !== 'log_in') faults.push('发了 Cookie')
  if (reply.status < 400) return faults
  const { json } = reply
  if (!/^application\/problem\+json/.test(reply.headers['content-type'] ?? '')) return [...faults, `${reply.status} 不是统一的格式`]
  if (json?.status !== reply.status || !json.code || !CHINESE.test(json.detail ?? '')) faults.push(`${reply.status} 没有用中文说明：${json?.detail}`)
  if (MACHINE.test(json?.detail ?? '')) faults.push(`说明里有机器的话：${json.detail}`)
  for (const error of json?.errors ?? []) {
    if (!CHINESE.test(error.message) || MACHINE.test(error.message)) faults.push(`${error.pointer} 没有用中文说明：${error.message}`)
    // The whole body is no field: its pointer is empty (RFC 6901).
    if (!/^(\/|$)/.test(error.pointer)) faults.push(`指不出是哪一栏：${error.pointer}`)
  }
  if (reply.status === 400 && json.code === 'invalid_fields' && !json.errors?.length) faults.push('说填写有误，却没有指出是哪一栏')
  return faults
}
