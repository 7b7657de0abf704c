import { uuid } from '@/base/uuid'
import { draftName, emptyDraft, type Draft } from '@/entities/report/draft'
import { useDraft } from '@/entities/report/store'
import { textOfVoices } from '@/entities/report/voice'
import { useOutbox } from '@/entities/outbox/store'
import type { ReportRow } from '@/entities/outbox/row'
import type { Report } from '@/entities/types'

// A refused report becomes a draft again, photos included. The place is chosen anew: only its id was sent.
function draftOf(row: ReportRow): Draft {
  const report: Report = row.report
  return {
    ...emptyDraft(draftName(row.owner), uuid()),
    text: report.text,
    category: report.category ?? '',
    happened_on: report.happened_on ?? '',
    place_detail: report.place_detail ?? '',
    person: report.name ?? '',
    phone: report.phone ?? '',
    hide_identity: report.hide_identity,
    no_call: report.no_call ?? false,
    no_paper: report.no_paper ?? false,
    contact_note: report.contact_note ?? '',
    helped_by: report.helped_by ?? '',
    interpreter: report.interpreter ?? '',
    ...(report.point ? { point: report.point } : {}),
  }
}

export function useReopen(): (row: ReportRow) => Promise<string> {
  const drafts = useDraft()
  const outbox = useOutbox()
  return async (row) => {
    const photos = outbox.photosOf(row.key).map((each) => each.photo)
    const voices = outbox.voicesOf(row.key).map((each) => each.voice)
    const draft = draftOf(row)
    // The words in place of the recording are made again when it goes out.
    if (voices.length > 0 && draft.text === textOfVoices(voices)) draft.text = ''
    await drafts.put({ ...draft, photos, voices })
    await outbox.discard(row.key)
    return row.owner ? '/m/report/what' : '/report/what'
  }
}
