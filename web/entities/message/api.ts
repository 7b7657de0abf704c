import { http } from '@/base/api'
import type { Id, Items } from '@/entities/types'

import type { MessagePage, MessageReach, MessageView, NewMessage, PublicMessages, ReceiptInput, Task, TaskList } from './types'

export const readMessages = (signal?: AbortSignal) => http.get<Items<MessageView>>('/messages', { signal }).then((list) => list.items)
export const readReach = (place: Id, signal?: AbortSignal) => http.get<MessageReach>('/message-reach', { query: { place }, signal })
export const sendMessage = (message: NewMessage, key: string) => http.post<MessageView>('/messages', message, { key })
export const readMessage = (id: Id, place?: Id, signal?: AbortSignal) => http.get<MessagePage>(`/messages/${id}`, { query: { place }, signal })
export const recallMessage = (id: Id, reason: string, key: string) => http.post<MessageView>(`/messages/${id}/recall`, { reason }, { key })

export const readTasks = (signal?: AbortSignal) => http.get<TaskList>('/tasks', { signal })
export const answerMessage = (id: Id, input: ReceiptInput, key: string) => http.post<Task>(`/messages/${id}/receipt`, input, { key })

export const readPublicMessages = (place: Id, cursor?: string, signal?: AbortSignal) => http.get<PublicMessages>('/public/messages', { query: { place, cursor }, signal })
