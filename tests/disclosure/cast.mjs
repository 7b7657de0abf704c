// Everybody who asks: staff of every role, from inside and outside the places where things happen. The residents come with the matters.

import { createHash, randomBytes } from 'node:crypto'

import { Staff } from '../journeys/support/people.mjs'

// The demo's own people, with what they are (demo/offices.toml).
const demo = {
  triage: [['centre', 'triage']],
  grid: [['grid_station.520422001001', 'grid_worker']],
  village: [['village.520422001001', 'handler']],
  town: [['town_centre.520422001', 'handler'], ['town_centre.520422001', 'triage']],
  mediator: [['town_mediation.520422001', 'mediator']],
  water: [['water', 'handler']],
  verify: [['centre', 'verifier']],
  super: [['centre', 'supervisor']],
  leader: [['centre', 'leader']],
  sysadmin: [['centre', 'system_admin']],
  secadmin: [['centre', 'security_admin']],
  auditor: [['centre', 'audit_admin']],
}

// Who else asks: a name for the run, office, role; the next one of that post who is not taken yet.
const guests = [
  ['villageHead', 'village.520422001001', 'leader'],
  ['otherVillage', 'village.520422001002', 'leader'],
  ['otherVillager', 'village.520422001002', 'handler'],
  ['otherGrid', 'grid_station.520422001002', 'grid_worker'],
  ['secondGrid', 'grid_station.520422001001', 'grid_worker'],
  ['groupHead', 'grid_station.520422001001', 'group_head'],
  ['secondHead', 'grid_station.520422001001', 'group_head'],
  ['townLeader', 'town_centre.520422001', 'leader'],
  ['townVerifier', 'town_centre.520422001', 'verifier'],
  ['secondMediator', 'town_mediation.520422001', 'mediator'],
  ['committeeHead', 'town_mediation.520422001', 'leader'],
  ['villageMediator', 'village_mediation.520422001001', 'mediator'],
  ['countyMediator', 'mediation.county', 'mediator'],
  ['mediationHead', 'mediation.county', 'leader'],
  ['townClerk', 'town.520422001', 'handler'],
  ['townChief', 'town.520422001', 'leader'],
  ['justiceClerk', 'justice_station.520422001', 'handler'],
  ['secondWater', 'water', 'handler'],
  ['waterHead', 'water', 'leader'],
  ['housing', 'housing', 'handler'],
  ['housingHead', 'housing', 'leader'],
  ['women', 'women', 'handler'],
  ['politics', 'politics', 'leader'],
  ['farTriage', 'town_centre.520422002', 'triage'],
  ['farLeader', 'town_centre.520422002', 'leader'],
  ['farClerk', 'town.520422002', 'handler'],
]

const county = '520422'

// Everybody has come in this morning: sessions are put into the table, since a login costs a tenth of a second by intent and
// is tried elsewhere (journeys: admins, rights).
async function comeIn(place, server, accounts) {
  const now = Date.now()
  const rows = accounts.map(({ id, login, told }) => {
    const token = `${county}.${randomBytes(24).toString('base64url')}`
    const csrf = randomBytes(18).toString('base64url')
    const staff = new Staff(server.client(), login)
    staff.client.sits = () => {}  // one address a person: the brake of addresses is off, and several ask at once
    Object.assign(staff, { id, name: told })
    Object.assign(staff.client.headers, { Cookie: `lianhu=${token}`, 'X-CSRF': csrf })
    return { staff, sql: `('${county}', '${createHash('sha256').update(token).digest('hex')}', '${id}', '${csrf}', ${now}, ${now}, ${now + 8 * 3_600_000})` }
  })
  await place.meddle(`INSERT INTO login_session (region, token, account, csrf, created_at, seen_at, expires_at) VALUES ${rows.map(one => one.sql).join(', ')}`)
  await place.meddle(`UPDATE account SET password_at = ${now} WHERE id IN (${accounts.map(one => `'${one.id}'`).join(', ')})`)
  return rows.map(one => one.staff)
}

// Everybody of the staff: name → { name, account, posts, staff }; answers: the places a grid worker or group head answers for.
export async function cast(place, server) {
  const rows = await place.meddle('SELECT a.id, a.login, a.name, p.office, p.role, p.id FROM account a JOIN post p ON p.account = a.id ORDER BY a.login, p.id')
  const held = await place.meddle("SELECT post, place FROM responsibility WHERE post IS NOT NULL")
  const taken = new Set()
  const chosen = [...Object.entries(demo).map(([name, posts]) => ({ name, wanted: posts, login: name })), ...guests.map(([name, office, role]) => ({ name, wanted: [[office, role]] }))]
    .map(({ name, wanted, login }) => {
      const [office, role] = wanted[0]
      const found = rows.find(row => !taken.has(row[0]) && (login ? row[1] === login : row[3] === office && row[4] === role))
      if (!found) throw new Error(`没有 ${office} 的 ${role}`)
      taken.add(found[0])
      const own = rows.filter(row => row[0] === found[0])
      if (own.length !== wanted.length) throw new Error(`${name} 的岗位和想的不一样：${own.map(row => `${row[3]} ${row[4]}`)}`)
      const posts = own.map(row => ({ office: row[3], role: row[4], answers: held.filter(one => one[0] === row[5]).map(one => one[1]) }))
      return { name, posts, id: found[0], login: found[1], told: found[2] }
    })
  const staff = await comeIn(place, server, chosen)
  return Object.fromEntries(chosen.map(({ name, posts, id }, at) => [name, { name, account: id, posts, staff: staff[at] }]))
}
