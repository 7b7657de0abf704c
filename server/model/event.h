#pragma once
// What happened, who was told, what was made of it. History is append-only (charter 8).
//
// Invariant: leaf = SHA-256(salt ‖ content); hash = SHA-256 over the row's canonical head, leaf and previous (model/chain.h).
// seq, leaf_index, previous and hash are late values: the store fills them inside the transaction (settled 16).

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"
#include "model/words.h"

namespace lianhu {

struct Event {
  EventId id;
  MatterId matter;
  std::int64_t seq = 0, leaf_index = 0;
  std::string kind, title;
  std::optional<ProceedingId> proceeding;
  std::optional<AccountId> account;
  std::optional<PartyId> party;
  std::optional<PostId> post;
  std::optional<OfficeId> office;
  std::string actor_label;
  Audience audience{};
  Time happened_at, entered_at;
  std::string leaf, previous, hash;
  std::optional<std::string> client_id;
};
BOOST_DESCRIBE_STRUCT(Event, (), (id, matter, seq, leaf_index, kind, title, proceeding, account, party, post, office, actor_label, audience, happened_at,
                                  entered_at, leaf, previous, hash, client_id))

struct EventBody {
  EventId event;
  std::string salt, content;
};
BOOST_DESCRIBE_STRUCT(EventBody, (), (event, salt, content))

struct Attachment {
  AttachmentId id;
  MatterId matter;
  std::optional<EventId> event;
  std::optional<PartyId> party;
  std::optional<AccountId> account;
  std::string sha256, media_type;
  std::int64_t bytes = 0;
  std::string name;
  Audience audience{};
  Time added_at;
};
BOOST_DESCRIBE_STRUCT(Attachment, (), (id, matter, event, party, account, sha256, media_type, bytes, name, audience, added_at))

struct Document {
  DocumentId id;
  MatterId matter;
  ProceedingId proceeding;
  std::string paper;
  std::int64_t paper_version = 1;
  std::optional<std::string> number;
  std::string title, fields, fields_hash;
  std::optional<PartyId> party;
  Audience audience{};
  std::optional<AccountId> made_by;
  Time made_at;
  std::optional<Time> voided_at;
};
BOOST_DESCRIBE_STRUCT(Document, (), (id, matter, proceeding, paper, paper_version, number, title, fields, fields_hash, party, audience, made_by, made_at,
                                     voided_at))

struct Notice {
  NoticeId id;
  MatterId matter;
  EventId event;
  std::optional<AccountId> account;
  std::optional<OfficeId> office;
  std::optional<PartyId> party;
  std::string text;
  Audience audience{};
  std::string state = "waiting";  // waiting sent read failed held
  Time made_at;
  std::optional<Time> sent_at, read_at;
  std::int64_t tries = 0;
  std::optional<AccountId> read_by = {};  // of staff
  std::string kind = "progress";         // to staff: assignment overdue supervision progress
};
BOOST_DESCRIBE_STRUCT(Notice, (), (id, matter, event, account, office, party, text, audience, state, made_at, sent_at, read_at, tries, read_by, kind))

// One thing promised or ordered, with one day: a clause that is paid in parts is one row a part.
struct Obligation {
  ObligationId id;
  MatterId matter;
  std::string subject_kind, subject;  // where it comes from: clause (of that proceeding) order restoration
  std::int64_t ordinal = 0;           // in the order of all of the matter's
  std::optional<PartyId> debtor, creditor;
  std::string text, deed;
  std::int64_t quantity = 0;
  std::string unit;
  std::optional<Date> due_day;
  std::string state = "open";  // open late kept excused broken; by its ledger (rules/fulfilment.h), never by hand
  std::int64_t version = 1;
  std::int64_t clause = 0, instalment = 0, instalments = 0;  // 第几条, 第几期, 共几期; 0: as before, and not in parts
  std::optional<std::string> condition = {};                 // owed once this has happened; due_day is then told
  std::optional<std::int64_t> within_days = {};              // of the condition, how long after it
  std::optional<std::string> method = {};
};
BOOST_DESCRIBE_STRUCT(Obligation, (), (id, matter, subject_kind, subject, ordinal, debtor, creditor, text, deed, quantity, unit, due_day, state, version, clause,
                                       instalment, instalments, condition, within_days, method))

// One line of an account; never changed. What was entered wrongly is answered by a line that reverses it.
struct LedgerEntry {
  LedgerId id;
  std::string account, kind;  // kind: promised performed excused reversed; of an obligation also demanded acknowledged broken condition_met
  std::int64_t amount = 0;
  std::string unit, reference, client_id;
  Time at;
  std::optional<EventId> event;
  std::optional<Date> day = {};             // when it happened
  std::optional<std::string> way = {};      // cash transfer mobile cheque goods deposit other
  std::optional<PartyId> giver = {}, taker = {};
  std::optional<AttachmentId> evidence = {};
  std::optional<LedgerId> reverses = {};    // the line that was wrong
};
BOOST_DESCRIBE_STRUCT(LedgerEntry, (), (id, account, kind, amount, unit, reference, client_id, at, event, day, way, giver, taker, evidence, reverses))

// +1 or −1 of one figure in one month; never changed.
struct CountFact {
  CountId id;
  std::string figure;
  std::int64_t delta = 1;
  std::string month;
  Time recorded_at;
  MatterId matter;
  PlaceId place;  // the town
  std::string category;
  Channel channel{};
  std::optional<OfficeId> office;
  Seal seal{};
};
BOOST_DESCRIBE_STRUCT(CountFact, (), (id, figure, delta, month, recorded_at, matter, place, category, channel, office, seal))

// Who looked (charter 3). reader_label names office and post, never a person.
struct Access {
  AccessId id;
  Time at;
  std::optional<MatterId> matter;
  std::optional<AccountId> account;
  std::optional<PartyId> party;
  std::optional<PostId> post;
  std::optional<OfficeId> office;
  std::string reader_label, what, purpose;
  std::optional<Time> shown_after;
  std::optional<std::string> basis;
};
BOOST_DESCRIBE_STRUCT(Access, (), (id, at, matter, account, party, post, office, reader_label, what, purpose, shown_after, basis))

}  // namespace lianhu
