import type { BoxCount } from '@/entities/types'

// Where who asked for no list is led: to the first of their lists that has open rows, else to the first.
export const landing = (boxes: BoxCount[]): BoxCount | undefined => boxes.find((each) => each.open > 0) ?? boxes[0]
