import { phoneMemory } from '@/base/remember'
import type { Id } from '@/entities/types'

const KEY = 'lianhu.news.place'

// Whose public messages are read on this device: nobody else is told which place was chosen here.
export const rememberedPlace = (): Id | undefined => phoneMemory.read(KEY)
export const rememberPlace = (place: Id): boolean => phoneMemory.write(KEY, place)
export const forgetPlace = (): void => phoneMemory.drop(KEY)
