#include "store/change_store.h"

#include <cstdio>

#include "model/chain.h"
#include "store/row.h"
#include "store/search_store.h"
#include "store/working_paper_store.h"

namespace lianhu {
namespace {

// Takes `count` leaves of the region's log; the UPDATE comes first so that other processes wait for this transaction.
std::int64_t take_leaves(Session& session, const std::string& region, std::int64_t count) {
  const auto changed = session.run("UPDATE log_head SET next_leaf = next_leaf + :count WHERE region = :region", {{"region", region}, {"count", count}});
  if (changed == 0) {
    session.run("INSERT INTO log_head (region, next_leaf, last_hash) VALUES (:region, :count, :start)",
                {{"region", region}, {"count", count}, {"start", chain_start}});
  }
  std::int64_t next = 0;
  session.query("SELECT next_leaf FROM log_head WHERE region = :region", {{"region", region}}, [&](const Row& row) { next = row.i64(0); });
  return next - count;
}

std::string matter_number(Session& session, const std::string& region, const std::string& prefix, Date day) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%d-%06lld", day.year(), static_cast<long long>(next_in_series(session, region, "county", "matter", day.year())));
  return prefix + digits;
}

void save_events(Session& session, const std::string& region, Change& change, std::int64_t first_leaf) {
  std::int64_t seq = 0;
  std::string previous = chain_start;
  if (change.expected_version > 0) {
    session.query("SELECT seq, hash FROM event WHERE region = :region AND matter = :matter ORDER BY seq DESC LIMIT 1",
                  {{"region", region}, {"matter", change.matter.id.text}}, [&](const Row& row) {
                    seq = row.i64(0);
                    previous = row.text(1);
                  });
  }
  for (NewEvent& event : change.events) {
    event.row.seq = ++seq;
    event.row.leaf_index = first_leaf++;
    event.row.leaf = leaf_of(event.salt, event.content);
    event.row.previous = previous;
    event.row.hash = previous = chain_hash(region, event.row);
    insert_row(session, "event", region, event.row);
    insert_row(session, "event_body", region, EventBody{event.row.id, event.salt, event.content});
  }
  if (!change.events.empty()) {
    session.run("UPDATE log_head SET last_hash = :hash WHERE region = :region", {{"region", region}, {"hash", previous}});
  }
}

void save_scope(Session& session, const std::string& region, const Change& change) {
  session.run("DELETE FROM matter_scope WHERE region = :region AND matter = :matter", {{"region", region}, {"matter", change.matter.id.text}});
  for (const std::string& token : change.scope) {
    session.run("INSERT INTO matter_scope (region, token, ordinal, matter) VALUES (:region, :token, :ordinal, :matter)",
                {{"region", region}, {"token", token}, {"ordinal", change.matter.ordinal}, {"matter", change.matter.id.text}});
  }
}

template <class T>
void insert_all(Session& session, std::string_view table, const std::string& region, const std::vector<T>& rows) {
  for (const T& row : rows) insert_row(session, table, region, row);
}
template <class T>
void update_all(Session& session, std::string_view table, const std::string& region, const std::vector<T>& rows) {
  for (const T& row : rows) {
    if (update_row(session, table, region, row) != 1) throw StaleRow(std::string(table));
  }
}

}  // namespace

std::int64_t next_in_series(Session& session, const std::string& region, const std::string& office, const std::string& series, int year) {
  const std::vector<Bind> key{{"region", region}, {"office", office}, {"series", series}, {"year", static_cast<std::int64_t>(year)}};
  if (session.run("UPDATE counter SET last = last + 1 WHERE region = :region AND office = :office AND series = :series AND year = :year", key) == 0) {
    session.run("INSERT INTO counter (region, office, series, year, last) VALUES (:region, :office, :series, :year, 1)", key);
    return 1;
  }
  std::int64_t last = 0;
  session.query("SELECT last FROM counter WHERE region = :region AND office = :office AND series = :series AND year = :year", key,
                [&](const Row& row) { last = row.i64(0); });
  return last;
}

namespace {

void take_numbers(Session& session, const std::string& region, Change& change) {
  for (const SeriesNumber& wish : change.numbers) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%03lld", static_cast<long long>(next_in_series(session, region, wish.office.text, wish.series, wish.year)));
    for (auto* rows : {&change.new_proceedings, &change.changed_proceedings}) {
      for (Proceeding& row : *rows) {
        if (row.id == wish.proceeding) row.number = wish.before + digits + wish.after;
      }
    }
  }
}

}  // namespace

void save_change(Session& session, const std::string& region, const std::string& number_prefix, Change& change) {
  if (change.replay) save_replay(session, region, *change.replay);
  const std::int64_t first_leaf = take_leaves(session, region, static_cast<std::int64_t>(change.events.size()));
  Matter& matter = change.matter;
  if (change.expected_version == 0) {
    matter.version = matter.acted_version = 1;
    matter.ordinal = first_leaf;
    matter.number = matter_number(session, region, number_prefix, matter.entered_at.date());
    insert_row(session, "matter", region, matter);
  } else {
    matter.version = change.expected_version + 1;
    if (!change.events.empty() && !change.quiet) ++matter.acted_version;  // its own count: a gap would tell of a quiet act
    if (update_row(session, "matter", region, matter, " AND version = :expected", {{"expected", change.expected_version}}) != 1) {
      throw StaleRow("matter");
    }
  }
  save_events(session, region, change, first_leaf);
  take_numbers(session, region, change);
  insert_all(session, "party", region, change.new_parties);
  update_all(session, "party", region, change.changed_parties);
  insert_all(session, "proceeding", region, change.new_proceedings);
  update_all(session, "proceeding", region, change.changed_proceedings);
  insert_all(session, "assignment", region, change.new_assignments);
  update_all(session, "assignment", region, change.changed_assignments);
  insert_all(session, "deadline", region, change.new_deadlines);
  update_all(session, "deadline", region, change.changed_deadlines);
  insert_all(session, "consent", region, change.consents);
  insert_all(session, "ruling", region, change.rulings);
  insert_all(session, "document", region, change.documents);
  update_all(session, "document", region, change.changed_documents);
  insert_all(session, "notice", region, change.notices);
  insert_all(session, "obligation", region, change.obligations);
  update_all(session, "obligation", region, change.changed_obligations);
  insert_all(session, "ledger", region, change.ledger);
  insert_all(session, "count_fact", region, change.counts);
  insert_all(session, "mediation_count", region, change.mediation_counts);
  insert_all(session, "link", region, change.links);
  insert_all(session, "bar", region, change.bars);
  insert_all(session, "external_reference", region, change.external);
  update_all(session, "external_reference", region, change.changed_external);
  insert_all(session, "discrepancy", region, change.new_discrepancies);
  update_all(session, "discrepancy", region, change.changed_discrepancies);
  update_all(session, "attachment", region, change.claimed);
  for (const EndedPaper& paper : change.ended_papers) delete_working_paper(session, region, paper.proceeding, paper.kind);
  if (change.scope_changed) save_scope(session, region, change);
  if (change.text_changed || change.scope_changed) save_search_row(session, region, matter, change.scope);
}

std::optional<Replay> find_replay(Session& session, const std::string& region, const std::string& actor, const std::string& route,
                                  const std::string& client_key) {
  std::optional<Replay> found;
  session.query("SELECT body_sha256, status, subject, at FROM idempotency"
                " WHERE region = :region AND actor = :actor AND route = :route AND client_key = :client_key",
                {{"region", region}, {"actor", actor}, {"route", route}, {"client_key", client_key}}, [&](const Row& row) {
                  found = Replay{actor, route, client_key, row.text(0), static_cast<int>(row.i64(1)), row.text(2), Time{row.i64(3)}};
                });
  return found;
}

void save_replay(Session& session, const std::string& region, const Replay& replay) {
  session.run("INSERT INTO idempotency (region, actor, route, client_key, body_sha256, status, subject, at)"
              " VALUES (:region, :actor, :route, :client_key, :body, :status, :subject, :at)",
              {{"region", region},
               {"actor", replay.actor},
               {"route", replay.route},
               {"client_key", replay.client_key},
               {"body", replay.body_sha256},
               {"status", static_cast<std::int64_t>(replay.status)},
               {"subject", replay.subject},
               {"at", replay.at.ms}});
}

std::int64_t forget_replays(Session& session, const std::string& region, Time before) {
  return session.run("DELETE FROM idempotency WHERE region = :region AND at < :before", {{"region", region}, {"before", before.ms}});
}

}  // namespace lianhu
