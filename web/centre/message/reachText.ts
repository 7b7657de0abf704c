import type { MessageReach } from '@/entities/message/types'

// Whom it reaches, and of whom no receipt can come, before it is sent.
export function reachText(reach: MessageReach, receipts: boolean): string {
  if (reach.groups === 0) return '这个地点下面还没有联户，发出去没有人能收到。'
  const all = `会传达到 ${reach.groups} 个联户`
  if (reach.headless === 0) return `${all}，都有联户长。`
  const missing = reach.headless === reach.groups ? '都还没有联户长' : `其中 ${reach.headless} 个还没有联户长`
  return `${all}，${missing}，没有人能收到${receipts ? '，也等不到回执' : ''}；这些联户请另外安排人告知。`
}
