// What a leaking server would have answered: each takes a true answer and gives it back with one wrong thing in it.

const changed = (reply, json) => ({ ...reply, json, text: JSON.stringify(json) })
const once = act => {
  let done = false
  return (reply, about) => {
    if (done) return undefined
    const told = act(reply, about)
    done = Boolean(told)
    return told
  }
}
const secretOf = (world, fits) => [...world.markers.secrets.values()].find(secret => secret.homes.every(fits))

export const bugs = {
  '多说一个不公开的姓名': () => once((reply, { who, world }) => {
    if (reply.status !== 200 || !reply.json?.parties || !who.rows) return undefined
    const own = new Set(who.rows.map(row => row.matter))
    const secret = secretOf(world, home => home.kind === 'name' && !own.has(home.matter))
    return changed(reply, { ...reply.json, next_step: `请找化名${secret.text}` })
  }),
  '不该知道的答 403': () => once(reply => (reply.status === 404 ? { ...changed(reply, { ...reply.json, status: 403 }), status: 403 } : undefined)),
  '不该知道的少一个字': () => once((reply, { path, world }) => {
    const real = world.all.some(one => path.includes(one.id))
    return reply.status === 404 && real ? changed(reply, { ...reply.json, detail: reply.json.detail.slice(1) }) : undefined
  }),
  '不该知道的多一个响应头': () => once((reply, { path, world }) => (reply.status === 404 && world.all.some(one => path.includes(one.id)) ? { ...reply, headers: { ...reply.headers, etag: '"v7"' } } : undefined)),
  '件数多一': () => once((reply, { path }) => {
    if (reply.status !== 200 || !path.startsWith('/brief?') || !reply.json?.figures) return undefined
    return changed(reply, { ...reply.json, figures: reply.json.figures.map(one => (one.name === 'received' ? { ...one, count: one.count + 1 } : one)) })
  }),
  '列表多一行': () => once((reply, { who, path, world }) => {
    const hidden = who.account && world.all.find(one => !world.oracle.knows(who, one))
    return reply.status === 200 && path.startsWith('/matters?') && hidden ? changed(reply, { ...reply.json, items: [...reply.json.items, { matter: hidden.id, number: hidden.number }] }) : undefined
  }),
  '列表少一行': () => once((reply, { path }) => (reply.status === 200 && path.startsWith('/matters?') && reply.json.items.length ? changed(reply, { ...reply.json, items: reply.json.items.slice(1) }) : undefined)),
  '空页还说有下一页': () => once((reply, { path }) => (reply.status === 200 && path.startsWith('/matters?limit=100') && !reply.json.next && reply.json.items.length ? changed(reply, { ...reply.json, next: '1' }) : undefined)),
  '查找给出整段原话': () => once((reply, { path, world }) => {
    const row = path.startsWith('/search?') && reply.json?.items?.[0]
    if (!row) return undefined
    const whole = [...world.markers.secrets.values()].filter(secret => secret.homes.some(home => home.kind === 'head' && home.matter === row.matter)).map(secret => secret.text).join('……')
    return changed(reply, { ...reply.json, items: [{ ...row, snippet: whole }] })
  }),
  '单方谈话给了当事人': () => once((reply, { who, path, world }) => {
    const secret = who.rows && path === '/track' && reply.status === 200 && secretOf(world, home => home.act === 'caucus' && who.rows.some(row => row.matter === home.matter))
    return secret ? changed(reply, { ...reply.json, timeline: [...reply.json.timeline, { title: '单方谈话', text: secret.text }] }) : undefined
  }),
  '列表里带电话': () => once((reply, { who, path, world }) => {
    const row = path.startsWith('/matters?') && reply.json?.items?.[0]
    const secret = row && secretOf(world, home => home.kind === 'phone' && home.matter === row.matter)
    return secret ? changed(reply, { ...reply.json, items: [{ ...row, phone: secret.text }, ...reply.json.items.slice(1)] }) : undefined
  }),
  '办理记录不给承办人看': () => once((reply, { who, path, world }) => {
    if (!who.account || reply.status !== 200 || !reply.json?.timeline) return undefined
    const kept = reply.json.timeline.filter(one => one.kind !== 'handle')
    return kept.length < reply.json.timeline.length ? changed(reply, { ...reply.json, timeline: kept, attachments: reply.json.attachments }) : undefined
  }),
}
