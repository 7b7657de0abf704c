#pragma once
// What the doors give out, as described structs: from these come the JSON, openapi.json and the web app's types.
//
// Invariant: a view is made for one viewer by desk/render.h, which asks may() for every row and field; nothing else
// fills these. Absent means not told. Times are RFC 3339 with +08:00.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/time.h"
#include "model/words.h"

namespace lianhu {

struct StatusView {
  std::string phase, title;
  bool open = true;
  std::string lamp;  // green yellow red none
  std::optional<std::string> close_kind, close_title;
};
LIANHU_DESCRIBE(StatusView, (phase, title, open, lamp, close_kind, close_title))

struct StepRow {
  std::string title, state;
  std::optional<Time> at;
};
LIANHU_DESCRIBE(StepRow, (title, state, at))

// The proceeding a matter was referred to and is in now: the matter's own steps stay as they are.
struct BranchView {
  std::string title;
  std::vector<StepRow> steps;
};
LIANHU_DESCRIBE(BranchView, (title, steps))

struct DeadlineRow {
  std::string id, title, rule;
  bool internal = false;
  Date start_day;
  std::optional<Date> due_day;
  std::optional<Time> due_at;
  std::string lamp, state;
  bool step = false;  // an office's own time for one step, within the term the person is promised
  bool provisional = false;
  std::string sentence;
  std::vector<std::string> lines;
  std::string subject;
};
LIANHU_DESCRIBE(DeadlineRow, (id, title, rule, internal, start_day, due_day, due_at, lamp, state, step, provisional, sentence, lines, subject))

struct AttachmentRow {
  std::string id, name, media_type;
  std::int64_t bytes = 0;
  Time added_at;
  std::string by;
};
LIANHU_DESCRIBE(AttachmentRow, (id, name, media_type, bytes, added_at, by))

struct DetailRow {
  std::string label, value;
};
LIANHU_DESCRIBE(DetailRow, (label, value))

struct TimelineItem {
  std::int64_t position = 0;
  Time at;
  std::optional<Time> happened_at;
  std::string title, by;
  std::optional<std::string> text;
  std::vector<DetailRow> details;
  std::vector<AttachmentRow> attachments;
  std::optional<std::string> audience_title, branch;  // branch: of the proceeding it was referred to, that one's title
  std::string kind;
};
LIANHU_DESCRIBE(TimelineItem, (position, at, happened_at, title, by, text, details, attachments, audience_title, branch, kind))

// How much of an upload has come; the attachment once it is whole.
struct UploadView {
  std::string id;
  std::int64_t bytes = 0, offset = 0;
  std::optional<AttachmentRow> attachment;
};
LIANHU_DESCRIBE(UploadView, (id, bytes, offset, attachment), {"offset", {.label = "已收到", .doc = "下一片从第几字节起"}})

struct DocumentRow {
  std::string id, title;
  std::optional<std::string> number;
  Time made_at;
  std::optional<std::string> to;  // whose copy it is: the party's role, and name where the viewer may read it
  std::optional<std::string> standing;  // of a blank form: whether it came back; of a voided paper: why
  bool blank = false, voided = false, word = false, may_void = false;
};
LIANHU_DESCRIBE(DocumentRow, (id, title, number, made_at, to, standing, blank, voided, word, may_void), {"to", {.label = "发给", .doc = "这一份发给哪一方；没有指明的没有这一项"}})

struct AccessRow {
  Time at;
  std::string who, what, purpose;
};
LIANHU_DESCRIBE(AccessRow, (at, who, what, purpose))

struct PartyView {
  std::string id, role_title, name;
  std::optional<std::string> phone, address;
  bool hidden = false;
  std::optional<bool> me;
  std::vector<std::string> flags;
  std::optional<std::string> helped_by, interpreter, consent;
};
LIANHU_DESCRIBE(PartyView, (id, role_title, name, phone, address, hidden, me, flags, helped_by, interpreter, consent))

struct ChoiceRow {
  std::string value, title;
};
LIANHU_DESCRIBE(ChoiceRow, (value, title))

struct FieldWhen {
  std::string field;
  std::vector<std::string> values;
};
LIANHU_DESCRIBE(FieldWhen, (field, values))

struct FieldOffer {
  std::string name, label, kind;
  bool required = false;
  std::optional<std::int64_t> min, max;
  std::optional<std::string> help;
  std::vector<ChoiceRow> choices;
  std::optional<std::string> value;
  std::optional<std::string> office_kind;  // only offices of this kind fit
  std::optional<FieldWhen> when;           // asked only then; `required` holds for then
};
LIANHU_DESCRIBE(FieldOffer, (name, label, kind, required, min, max, help, choices, value, office_kind, when))

struct MoveOffer {
  std::string proceeding;
  std::optional<std::string> assignment;
  std::string move, title, tone;
  std::optional<std::string> confirm;
  std::vector<std::string> blocked;
  std::vector<FieldOffer> fields;
};
LIANHU_DESCRIBE(MoveOffer, (proceeding, assignment, move, title, tone, confirm, blocked, fields))

// What this reader may correct, by whose it is: the matter's own first. A field's value is the base of an edit.
struct FactGroup {
  std::string title;
  std::vector<FieldOffer> fields;
};
LIANHU_DESCRIBE(FactGroup, (title, fields))

struct RecordView {
  std::string text, by;
  Time at;
};
LIANHU_DESCRIBE(RecordView, (text, by, at), {"at", {.label = "填写时间", .doc = "另一处按填写的设备的时钟"}})

// Two records of one fact that do not agree.
struct DiscrepancyView {
  std::string id, fact, label;
  RecordView current, offered;
  Time received_at;
  std::optional<FieldOffer> other;  // how a third is typed; absent: this reader may not choose
};
LIANHU_DESCRIBE(DiscrepancyView, (id, fact, label, current, offered, received_at, other))

struct FactResult {
  std::string fact, label, result;
};
LIANHU_DESCRIBE(FactResult, (fact, label, result), {"result", {.label = "结果", .doc = "applied 已更正，equal 与现在登记的相同，kept 两处都保留、等人核对"}})

struct HolderView {
  std::string office;
  std::optional<std::string> phone;
};
LIANHU_DESCRIBE(HolderView, (office, phone))

struct Receipt {
  std::string id, number, secret, track_path, qr_svg;
  Time received_at;
  std::string sentence;
};
LIANHU_DESCRIBE(Receipt, (id, number, secret, track_path, qr_svg, received_at, sentence))

// The report by which a person came to a matter that it was merged into.
struct EarlierReport {
  std::string number, title, text;
  Time received_at;
};
LIANHU_DESCRIBE(EarlierReport, (number, title, text, received_at))

// Another matter of the same person's that was split off from this one, with their own code for it.
struct SplitOff {
  std::string number, title, track_path;
};
LIANHU_DESCRIBE(SplitOff, (number, title, track_path))

// A line of a promise's account.
struct EntryView {
  std::string id, kind, title;
  std::int64_t amount = 0;
  std::optional<Date> day;
  std::optional<std::string> way_title, giver, taker, note;
  std::string by;                            // office and role
  Time entered_at;
  std::optional<AttachmentRow> evidence;
  std::optional<std::string> reversed;       // why it was wrong; absent: it stands
  bool may_reverse = false, may_receipt = false;
};
LIANHU_DESCRIBE(EntryView, (id, kind, title, amount, day, way_title, giver, taker, note, by, entered_at, evidence, reversed, may_reverse, may_receipt))

struct LimitationView {
  Date until;
  bool over = false;
  std::string sentence;
};
LIANHU_DESCRIBE(LimitationView, (until, over, sentence))

struct ObligationView {
  std::string id, label, text, deed, deed_title, state, state_title;
  std::optional<std::string> debtor, creditor, debtor_party, creditor_party;
  std::int64_t quantity = 0, performed = 0, excused = 0, remaining = 0;
  std::string unit;
  std::optional<Date> due_day, settled_on;
  std::int64_t days_late = 0;
  std::optional<std::string> condition, method;
  std::optional<std::int64_t> within_days;
  std::string lamp;
  std::vector<EntryView> entries;
  std::vector<ChoiceRow> kinds;              // what this reader may enter on it now
  std::optional<LimitationView> limitation;  // only for whom it concerns (rules/limitation.h)
};
LIANHU_DESCRIBE(ObligationView, (id, label, text, deed, deed_title, state, state_title, debtor, creditor, debtor_party, creditor_party, quantity, performed, excused,
                                 remaining, unit, due_day, settled_on, days_late, condition, method, within_days, lamp, entries, kinds, limitation))

struct RemedyView {
  std::string kind, title, text, basis;
  bool open = false;
  std::optional<Date> until;
};
LIANHU_DESCRIBE(RemedyView, (kind, title, text, basis, open, until))

// Of everything promised in a matter.
struct FulfilmentView {
  std::int64_t promised_fen = 0, performed_fen = 0, excused_fen = 0, settled = 0, overdue = 0, all = 0;
  std::int64_t reopened = 0;        // how often its handling began anew
  std::vector<RemedyView> remedies;
  std::vector<ChoiceRow> ways;      // of giving, for the form
  std::vector<ChoiceRow> packs;     // for whom the packet for enforcement may be made now
};
LIANHU_DESCRIBE(FulfilmentView, (promised_fen, performed_fen, excused_fen, settled, overdue, all, reopened, remedies, ways, packs))

struct Track {
  std::string number, title, text, category_name, place_name;
  Time received_at;
  StatusView status;
  std::vector<StepRow> steps;
  std::optional<BranchView> branch;
  std::string next_step;
  HolderView holder;
  std::vector<DeadlineRow> deadlines;
  std::vector<TimelineItem> timeline;
  std::vector<DocumentRow> documents;
  std::vector<AttachmentRow> attachments;
  std::vector<AccessRow> access;
  std::vector<PartyView> parties;
  std::vector<ObligationView> obligations;
  std::optional<FulfilmentView> fulfilment;
  std::vector<MoveOffer> moves;
  bool pin_needed = false;
  std::vector<EarlierReport> earlier;
  std::vector<SplitOff> split_off;
  std::string etag;
};
LIANHU_DESCRIBE(Track, (number, title, text, category_name, place_name, received_at, status, steps, branch, next_step, holder, deadlines, timeline, documents,
                        attachments, access, parties, obligations, fulfilment, moves, pin_needed, earlier, split_off, etag))

struct ProceedingView {
  std::string id, procedure, title, state, state_title;
  std::int64_t round = 1;
  std::optional<std::string> number, lead_office, outcome_title;
  std::vector<StepRow> steps;
};
LIANHU_DESCRIBE(ProceedingView, (id, procedure, title, state, state_title, round, number, lead_office, outcome_title, steps))

struct AssignmentView {
  std::string id, kind, kind_title, office, office_name;
  std::optional<std::string> receiver_name;
  std::string state, state_title;
  Time given_at;
  std::optional<Time> due_at;
  std::string lamp;
  std::optional<std::string> return_reason, return_duty_text;
  bool independent = false;
  std::optional<std::string> phone;
};
LIANHU_DESCRIBE(AssignmentView, (id, kind, kind_title, office, office_name, receiver_name, state, state_title, given_at, due_at, lamp, return_reason,
                                 return_duty_text, independent, phone))

struct RulingView {
  std::string id, office_name, competent_name, reason;
  Time at;
  bool upheld = false;
};
LIANHU_DESCRIBE(RulingView, (id, office_name, competent_name, reason, at, upheld))

struct LinkView {
  std::string matter, number, kind_title, kind;  // kind: merged (this one into that), duplicate (that one into this), split …
};
LIANHU_DESCRIBE(LinkView, (matter, number, kind_title, kind))

// Of a court's letter: its term, the packet that goes back, and what this reader may do.
struct PacketFile {
  std::string attachment, name, sha256;
  Time made_at;
};
LIANHU_DESCRIBE(PacketFile, (attachment, name, sha256, made_at))
struct CourtView {
  std::optional<std::string> term_title, sentence, sent_how, sent_by;
  std::optional<Date> signed_on, due_on, sent_on;
  std::string lamp = "none", state;
  bool over = false, may_sign = false, may_extend = false, may_pack = false, may_send = false, may_unsend = false;
  std::optional<PacketFile> packet;
};
LIANHU_DESCRIBE(CourtView, (term_title, sentence, sent_how, sent_by, signed_on, due_on, sent_on, lamp, state, over, may_sign, may_extend, may_pack, may_send,
                            may_unsend, packet))

// A matter's number in another system.
struct ReferenceView {
  std::string id, system, system_title, number, direction;
  Date received_on;
  std::optional<Date> due_on;
  std::optional<std::string> kind, kind_title, due_reason, state, result;
  std::string reply_state, reply_title;
  std::optional<Time> replied_at;
  std::optional<std::string> slip_title;  // of the paper this reader may issue now
  std::optional<CourtView> court;
};
LIANHU_DESCRIBE(ReferenceView, (id, system, system_title, number, direction, received_on, due_on, kind, kind_title, due_reason, state, result, reply_state,
                                reply_title, replied_at, slip_title, court))

struct MatterView {
  std::string id, number, title, text, category, category_name, place, place_name;
  std::optional<std::string> place_detail;
  std::string channel_title;
  Time received_at, entered_at;
  std::optional<Date> happened_on;
  bool late_entry = false;
  std::string entered_by;
  StatusView status;
  std::vector<StepRow> steps;
  std::optional<BranchView> branch;
  bool urgent = false;
  std::string seal;
  std::optional<std::int64_t> people, amount_fen;
  std::vector<PartyView> parties;
  std::vector<ProceedingView> proceedings;
  std::vector<AssignmentView> assignments;
  std::vector<DeadlineRow> deadlines;
  std::vector<TimelineItem> timeline;
  std::vector<DocumentRow> documents;
  std::vector<AttachmentRow> attachments;
  std::vector<LinkView> links;
  std::vector<ReferenceView> references;
  std::vector<ChoiceRow> reference_systems;  // of which this reader may enter a number; empty: of none
  std::vector<ObligationView> obligations;
  std::optional<FulfilmentView> fulfilment;  // absent: nothing was promised
  std::vector<MoveOffer> moves;
  std::vector<RulingView> rulings;
  bool may_split = false, may_make_papers = false;
  std::vector<FactGroup> facts;
  std::vector<DiscrepancyView> discrepancies;
  std::string next_step, etag;
  std::optional<Receipt> receipt;
};
LIANHU_DESCRIBE(MatterView, (id, number, title, text, category, category_name, place, place_name, place_detail, channel_title, received_at, entered_at,
                             happened_on, late_entry, entered_by, status, steps, branch, urgent, seal, people, amount_fen, parties, proceedings, assignments,
                             deadlines, timeline, documents, attachments, links, references, reference_systems, obligations, fulfilment, moves, rulings, may_split, may_make_papers, facts,
                             discrepancies, next_step, etag, receipt))

// What became of a correction. The matter is absent when the corrector may no longer see it.
struct FactsReply {
  std::string matter;
  std::vector<FactResult> results;
  std::optional<MatterView> view;
};
LIANHU_DESCRIBE(FactsReply, (matter, results, view))

struct WorkItem {
  std::string matter, number, title, category_name, place_name, channel_title;
  Time received_at;
  StatusView status;
  std::optional<Time> due_at;
  std::optional<std::string> due_title;  // which clock due_at is of
  std::string due_text, lamp;
  bool urgent = false;
  std::optional<std::string> assignment, assignment_kind, assignment_kind_title, office_name, receiver_name;
  std::int64_t attachments = 0;
  std::optional<std::int64_t> differing;  // records that do not agree; absent: none
  std::string etag;
  std::optional<std::string> snippet;
};
LIANHU_DESCRIBE(WorkItem, (matter, number, title, category_name, place_name, channel_title, received_at, status, due_at, due_title, due_text, lamp, urgent, assignment,
                           assignment_kind, assignment_kind_title, office_name, receiver_name, attachments, differing, etag,
                           snippet))

struct BoxCount {
  std::string box, title;
  std::int64_t open = 0, overdue = 0, due_today = 0;
};
LIANHU_DESCRIBE(BoxCount, (box, title, open, overdue, due_today))

struct WorkPage {
  std::vector<WorkItem> items;
  std::optional<std::string> next;
  Time as_of;
  std::vector<BoxCount> counts;
};
LIANHU_DESCRIBE(WorkPage, (items, next, as_of, counts))

}  // namespace lianhu
