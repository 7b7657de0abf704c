import type { Matter } from '@/entities/types'

// What was typed down from the recordings, oldest first: read together with the words that came in.
export const heardIn = (matter: Matter): string[] => matter.timeline.flatMap((item) => (item.kind === 'heard' && item.text ? [item.text] : []))
