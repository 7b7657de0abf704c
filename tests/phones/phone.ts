// What of the phone's page the checker runs, as it is: the outbox with its database and its sending, and the form's edits.
export { lendCsrf } from '@/base/api'
export { openPhoneDb } from '@/entities/outbox/db'
export { waitingValues } from '@/entities/outbox/facts'
export { Outbox } from '@/entities/outbox/outbox'
export { sender } from '@/entities/outbox/sender'
export { basesOf, editsOf, factOffer } from '@/parts/fact-edits'
