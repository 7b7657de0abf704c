import { t } from '../../messages'

// The questions about the person, put to that person or to a worker who writes for somebody else.
const OF_ANOTHER = {
  'report.who': 'report.who.staff',
  'report.who.help': 'report.who.help.staff',
  'report.name': 'report.name.staff',
  'report.phone': 'report.phone.staff',
  'report.hide': 'report.hide.staff',
  'report.nocall': 'report.nocall.staff',
  'report.nopaper': 'report.nopaper.staff',
  'report.contact': 'report.contact.staff',
  'report.contact.help': 'report.contact.help.staff',
} as const
export type Told = keyof typeof OF_ANOTHER

export const told = (words: Told, staff?: boolean): string => t(staff ? OF_ANOTHER[words] : words)
