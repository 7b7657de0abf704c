// How the stories of the ditch begin: the same neighbours, the same field, the same committee.

import { expect } from './check.mjs'
import { offices, places } from './county.mjs'

export const she = { name: '化名罗阿婆', phone: '19900001111' }
export const neighbour = { role: 'respondent', kind: 'natural', name: '化名田大山', phone: '19900002222', address: '塔山社区虚构巷2号' }
export const complaint = '隔壁新挖的排水沟没有出口，一下雨水就漫进我家的苞谷地，已经淹了两次。我找他说过，他不肯改。'

// She finds her place by name, one level at a time: county, town, village, grid.
export async function findsHerGrid(client, number = 1) {
  const below = async parent => (await client.request('GET', `/public/places?parent=${parent}`)).json.items
  const town = expect.one('能找到定南街道', await below(places.county), one => one.name === places.town.name)
  const village = expect.one('能找到塔山社区', await below(town.id), one => one.name === places.village.name)
  return expect.one(`能找到第${number}网格`, await below(village.id), one => one.kind === 'grid' && one.name.includes(`第${number}网格`))
}

// Who in an office holds this role, as the desk's form offers it.
export async function receiver(staff, office, fits = () => true) {
  const { items } = await staff.reads(`/offices/${office}/accounts`)
  const found = items.find(fits)
  expect.yes(`${office} 有可以接收的人`, found, items)
  return found.id
}

export async function goesToMediation(desk, mediator, matter) {
  await desk.does(matter, 'accept', { category: 'dispute.neighbour.drain', difficulty: 'ordinary' })
  await desk.adds(matter, neighbour)
  await desk.does(matter, 'refer_to_mediation', { lead_office: offices.townMediation, lead_receiver: mediator.id, co_offices: offices.village })
}

export const child = matter => matter.proceedings.find(one => one.procedure === 'people_mediation@5')
export const parent = matter => matter.proceedings.find(one => one.procedure.startsWith('grid_matter@'))
export const party = (matter, role) => matter.parties.find(one => one.role_title === role)
