#pragma once
// The matter and everything that hangs on it, as stored (schema 0001; what NULL means stands there). Plain values.

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"
#include "model/words.h"

namespace lianhu {

struct Matter {
  MatterId id;
  std::int64_t ordinal = 0;  // late value: leaf index of the first event
  std::int64_t version = 1;        // every save
  std::int64_t acted_version = 1;  // the latest one that left an event: an act, a miss, a term counted anew; not a lamp
  std::string number;        // late value
  std::string title, summary, category, scale = "individual";
  bool urgent = false;
  PlaceId place;
  std::string place_path, place_name;
  std::optional<std::string> place_detail;
  std::optional<std::int64_t> lon_e6, lat_e6;
  Channel channel{};
  std::optional<OfficeId> intake_office;
  std::optional<AccountId> entered_by;
  Seal seal{};
  std::optional<Date> happened_at;
  Time received_at, entered_at;
  std::optional<std::int64_t> people, amount_fen;
  MatterId root;
  std::string status, status_title;
  bool open = true;
  std::optional<Time> due_at;  // of the clock that is due first, its name and what it shows
  std::optional<std::string> due_title;
  Lamp lamp = Lamp::none;
  std::optional<CloseKind> close_kind;
  std::optional<Time> closed_at;
  std::string month;
  std::int64_t differing = 0;  // how many discrepancies are open
};
BOOST_DESCRIBE_STRUCT(Matter, (), (id, ordinal, version, acted_version, number, title, summary, category, scale, urgent, place, place_path, place_name, place_detail,
                                   lon_e6, lat_e6, channel, intake_office, entered_by, seal, happened_at, received_at, entered_at, people, amount_fen,
                                   root, status, status_title, open, due_at, due_title, lamp, close_kind, closed_at, month, differing))

struct Party {
  PartyId id;
  MatterId matter;
  PartyRole role{};
  PartyKind kind{};
  std::optional<std::string> name;
  bool hidden = false;  // 不公开身份
  std::optional<std::string> phone, phone_key, id_cipher, id_key, address;
  std::optional<std::string> contact_flags;  // "no_call no_paper" and a note after "|"
  std::optional<std::string> helped_by;
  std::optional<std::string> interpreter;  // who interprets, or the dialect or language they speak
  std::optional<std::string> secret;  // SHA-256 of the tracking secret, which is derived from the server's key (base/vault.h)
  std::int64_t secret_round = 1;      // one more makes the old secret worthless
  std::optional<std::string> pin;
  std::int64_t version = 1;
  std::optional<PartyId> origin = {};                  // the row of the matter this party came from, by joining or splitting
  std::optional<Time> joined_at = {}, left_at = {};    // joined from a matter of their own; and stands there again
};
BOOST_DESCRIBE_STRUCT(Party, (), (id, matter, role, kind, name, hidden, phone, phone_key, id_cipher, id_key, address, contact_flags, helped_by, interpreter,
                                  secret, secret_round, pin, version, origin, joined_at, left_at))

struct Proceeding {
  ProceedingId id;
  MatterId matter;
  std::int64_t version = 1;
  std::string procedure_name;
  std::int64_t procedure_version = 1;
  std::string state;
  std::optional<ProceedingId> parent;
  std::optional<OfficeId> lead_office;
  OfficeId desk_office;
  std::int64_t round = 1;
  std::optional<std::string> outcome;
  std::optional<CloseKind> close_kind;
  std::optional<std::string> number;
  Time opened_at;
  std::optional<Time> closed_at;

  std::string procedure() const { return procedure_name + "@" + std::to_string(procedure_version); }
};
BOOST_DESCRIBE_STRUCT(Proceeding, (), (id, matter, version, procedure_name, procedure_version, state, parent, lead_office, desk_office, round, outcome,
                                       close_kind, number, opened_at, closed_at))

struct Assignment {
  AssignmentId id;
  MatterId matter;
  ProceedingId proceeding;
  OfficeId office;
  std::optional<AccountId> receiver;
  AssignmentKind kind{};
  AssignmentState state{};
  std::optional<std::string> task;
  Time given_at;
  std::optional<AccountId> given_by;
  std::optional<Time> accepted_at, ended_at;
  bool open = true;
  std::optional<Time> due_at;
  std::optional<std::string> due_title;
  std::optional<std::string> return_reason, return_duty, ruling;
  Lamp lamp = Lamp::none;
};
BOOST_DESCRIBE_STRUCT(Assignment, (), (id, matter, proceeding, office, receiver, kind, state, task, given_at, given_by, accepted_at, ended_at, open,
                                       due_at, due_title, return_reason, return_duty, ruling, lamp))

// Follows from the state, not given to anybody: the desk's and the verifiers' own work (rules/draft.h).
inline bool is_duty(AssignmentKind kind) { return kind == AssignmentKind::desk || kind == AssignmentKind::verify || kind == AssignmentKind::track || kind == AssignmentKind::closing; }

// A precedent of whose job it is.
struct Ruling {
  RulingId id;
  MatterId matter;
  AssignmentId assignment;
  std::string category, place_path;
  OfficeId office;     // refused
  std::string duty;    // the row it cited
  bool upheld = false; // rightly returned
  OfficeId competent;  // the office the centre named
  std::string reason;
  AccountId ruled_by;
  Time ruled_at;
};
BOOST_DESCRIBE_STRUCT(Ruling, (), (id, matter, assignment, category, place_path, office, duty, upheld, competent, reason, ruled_by, ruled_at))

struct ConsentRecord {
  ConsentId id;
  MatterId matter;
  ProceedingId proceeding;
  PartyId party;
  std::int64_t round = 1;
  bool given = false;
  std::string way;  // written spoken phone
  Time at;
  EventId event;
};
BOOST_DESCRIBE_STRUCT(ConsentRecord, (), (id, matter, proceeding, party, round, given, way, at, event))

struct Deadline {
  DeadlineId id;
  MatterId matter;
  std::string subject_kind, subject;
  std::string clock, rule, title;
  bool internal = false;
  Date start_day;
  std::optional<Date> due_day;
  std::optional<Time> due_at, warn_at, red_at;
  DeadlineState state{};
  Lamp lamp = Lamp::green;
  bool provisional = false;
  std::string sentence, derivation;
  std::optional<Time> met_at, next_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Deadline, (), (id, matter, subject_kind, subject, clock, rule, title, internal, start_day, due_day, due_at, warn_at, red_at, state, lamp,
                                     provisional, sentence, derivation, met_at, next_at, version))

struct Bar {
  BarId id;
  MatterId matter;
  std::optional<OfficeId> office;
  std::optional<AccountId> account;
  std::string ground;
  EventId event;
};
BOOST_DESCRIBE_STRUCT(Bar, (), (id, matter, office, account, ground, event))

struct Link {
  LinkId id;
  MatterId matter;
  std::string other_region;
  MatterId other;
  std::string kind;  // duplicate merged split same_dispute arises_from
  EventId event;
};
BOOST_DESCRIBE_STRUCT(Link, (), (id, matter, other_region, other, kind, event))

// The same dispute in another system, with its number there. What we sent there ourselves holds no more than number, state,
// due date and result: their work is theirs (settled 15).
struct ExternalReference {
  std::string id;
  MatterId matter;
  std::string system, number;  // number as normal_number() leaves it (rules/reference.h)
  Time received_at;
  std::optional<Time> due_at;
  std::string reply_state = "open";  // open replied confirmed
  std::string direction = "in";      // in: they sent it to us; out: we sent it to them
  std::optional<std::string> kind = {}, due_reason = {}, state = {}, result = {};
  std::optional<Time> replied_at = {};
  std::optional<std::string> reply_sheet = {};
  // Of a court's letter: when the mediator signed for the court's material, and the packet that goes back to the court.
  std::optional<Date> confirmed_on = {};
  std::optional<std::string> packet = {};  // attachment: the PDF as it was printed
  std::optional<Date> sent_on = {};
  std::optional<std::string> sent_how = {}, sent_label = {};  // by hand, post, online; office and role, never a name
};
BOOST_DESCRIBE_STRUCT(ExternalReference, (), (id, matter, system, number, received_at, due_at, reply_state, direction, kind, due_reason, state, result,
                                              replied_at, reply_sheet, confirmed_on, packet, sent_on, sent_how, sent_label))

}  // namespace lianhu
