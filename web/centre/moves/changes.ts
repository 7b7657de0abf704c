import type { Matter, MoveOffer } from '@/entities/types'

// What another person's change did to the matter, in words, from the two versions as they were read.
export function whatChanged(before: Matter, after: Matter): string[] {
  const told: string[] = []
  const last = Math.max(0, ...before.timeline.map((item) => item.position))
  for (const item of after.timeline) if (item.position > last) told.push(`${item.by}：${item.title}`)
  if (before.status.title !== after.status.title) told.push(`状态由“${before.status.title}”变为“${after.status.title}”`)
  if (before.title !== after.title) told.push(`标题改为“${after.title}”`)
  if (before.category !== after.category) told.push(`类别改为“${after.category_name}”`)
  if (before.place !== after.place) told.push(`地点改为“${after.place_name}”`)
  const added = after.attachments.length - before.attachments.length
  if (added > 0) told.push(`新增 ${added} 个附件`)
  return told.length > 0 ? told : ['内容有更新，请核对后再提交']
}

export const sameMove = (one: MoveOffer, other: MoveOffer): boolean =>
  one.move === other.move && one.proceeding === other.proceeding && one.assignment === other.assignment

export const renewed = (matter: Matter, offer: MoveOffer): MoveOffer | undefined => matter.moves.find((each) => sameMove(each, offer))

// What the key A opens: the primary move, rather one that can be made now.
export function primaryOf(moves: MoveOffer[]): MoveOffer | undefined {
  const main = moves.filter((move) => move.tone === 'primary')
  return main.find((move) => move.blocked.length === 0) ?? main[0] ?? moves[0]
}
