#include "desk/call_desk.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "desk/matter_desk.h"
#include "paper/sheet_write.h"
#include "rules/delivery.h"
#include "rules/offer.h"
#include "rules/permit.h"
#include "store/change_store.h"
#include "store/delivery_store.h"

namespace lianhu {
namespace {

constexpr int kAtOnce = 200;
constexpr int kDaysAhead = 30;

struct OutcomeWord {
  std::string_view word, title;
  bool told, ends, needs_note, needs_day;
};
constexpr OutcomeWord kOutcomes[] = {{"reached", "已告知本人", true, true, false, false},       {"told_other", "已告知家人或他人", true, true, true, false},
                                     {"no_answer", "没有接通", false, false, false, false},     {"call_again", "约定改天再打", false, false, false, true},
                                     {"wrong_number", "号码不对", false, true, false, false},   {"stop", "不再打电话", false, true, true, false}};

const OutcomeWord* outcome_of(std::string_view word) {
  for (const OutcomeWord& one : kOutcomes) {
    if (one.word == word) return &one;
  }
  return nullptr;
}

Error wrong(std::string field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + std::move(field), std::move(message)}});
}

std::optional<std::string> contact_note(const Party& party) {
  if (!party.contact_flags) return std::nullopt;
  const std::size_t bar = party.contact_flags->find('|');
  if (bar == std::string::npos || bar + 1 == party.contact_flags->size()) return std::nullopt;
  return party.contact_flags->substr(bar + 1);
}

}  // namespace

std::vector<OfficeId> desks_of(const Actor& actor) {
  std::vector<OfficeId> out;
  for (const ActorPost& post : actor.posts) {
    if (post.role == Role::triage && std::find(out.begin(), out.end(), post.office) == out.end()) out.push_back(post.office);
  }
  return out;
}

std::vector<CallDesk::Group> CallDesk::groups(const Actor& actor, std::string& after) const {
  std::vector<Group> out;
  const std::string begun = after;
  house_.db().read([&](Session& session) {
    out.clear();
    std::vector<DeliveryRow> rows;
    for (const OfficeId& office : desks_of(actor)) {
      auto some = hand_deliveries(session, house_.region(), office, "call", "waiting", begun, kAtOnce + 1);
      rows.insert(rows.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    std::sort(rows.begin(), rows.end(), [](const DeliveryRow& a, const DeliveryRow& b) { return a.id < b.id; });
    const bool more = rows.size() > static_cast<std::size_t>(kAtOnce);
    if (more) rows.resize(kAtOnce);
    after = more ? rows.back().id : "";
    // One call tells all that waits for one person, on whatever page it stands: the page is that of its first row.
    std::set<std::tuple<std::string, std::string, std::string>> seen;
    for (const DeliveryRow& row : rows) {
      if (!row.party || !seen.insert({row.office.text, row.matter.text, row.party->text}).second) continue;
      Group group;
      for (DeliveryRow& one : matter_deliveries(session, house_.region(), row.matter)) {
        if (one.way == "call" && one.state == "waiting" && one.party == row.party && one.office == row.office) group.rows.push_back(std::move(one));
      }
      if (group.rows.empty() || group.rows.front().id <= begun) continue;
      group.whole = house_.matters().load(session, house_.region(), row.matter);
      if (group.whole) group.party = group.whole->file.party(*row.party);
      out.push_back(std::move(group));
    }
  });
  std::erase_if(out, [&](const Group& group) {
    return !group.party || !group.party->phone || forbids(*group.party, "no_call") || !may(actor, Action::know, {group.whole->file});
  });
  return out;
}

CallRow CallDesk::row_of(const Actor& actor, const Group& group) const {
  const MatterFile& file = group.whole->file;
  CallRow row;
  row.call = group.rows.front().id;
  row.matter = file.matter.id.text;
  row.number = file.matter.number;
  row.title = file.matter.title;
  row.party_title = title(group.party->role);
  if (group.party->name && may(actor, Action::read_field, {file, Audience::parties, group.party, 1})) row.name = group.party->name;
  if (may(actor, Action::read_field, {file, Audience::parties, group.party, 2})) {
    row.phone = mask_phone(*group.party->phone);
    row.note = contact_note(*group.party);
  }
  const bool theirs = group.party->role == PartyRole::reporter || group.party->role == PartyRole::applicant;
  row.say = (theirs ? "您反映的事项现在" : "与您有关的事项现在") + file.matter.status_title + "。" + next_step(file, stand(house_)->ground, false, nullptr, group.party);
  row.since = group.rows.front().made_at;
  const Date today = house_.now().date();
  house_.db().read([&](Session& session) {
    row.news.clear();
    for (const DeliveryRow& one : group.rows) {
      const auto notice = notice_of(session, house_.region(), one);
      if (!notice) continue;
      const std::string text = may(actor, Action::read_item, {file, notice->audience}) ? notice->text : "事项有新的进展";
      if (std::find(row.news.begin(), row.news.end(), text) == row.news.end()) row.news.push_back(text);
    }
    row.last.reset();
    for (const DeliveryTry& one : tries_of(session, house_.region(), group.rows.front().id)) {
      const OutcomeWord* word = outcome_of(one.outcome);
      if (word) row.last = one.at.chinese() + " " + std::string(word->title) + (one.note ? "：" + *one.note : "");
    }
  });
  row.calls = group.rows.front().tries;
  if (const auto next = group.rows.front().next_at; next && next->date() > today) row.again_on = next->date();
  return row;
}

CallList CallDesk::list(const Actor& actor, bool all, const std::string& after) const {
  CallList out;
  out.as_of = house_.now();
  std::string at = after;
  do {  // a page of nothing but others' or later calls is no page
    for (const Group& group : groups(actor, at)) {
      CallRow row = row_of(actor, group);
      if (row.again_on) ++out.later;
      if (all || !row.again_on) out.items.push_back(std::move(row));
    }
  } while (!at.empty() && out.items.empty());
  if (!at.empty()) out.next = at;
  for (const OutcomeWord& one : kOutcomes) out.outcomes.push_back({std::string(one.word), std::string(one.title), one.needs_note, one.needs_day});
  log_access(house_, actor, nullptr, "list", "电话告知名单");
  return out;
}

Result<CallDesk::Group> CallDesk::group_of(const Actor& actor, const std::string& call) const {
  std::optional<DeliveryRow> first;
  house_.db().read([&](Session& session) { first = find_delivery(session, house_.region(), call); });
  const auto desks = desks_of(actor);
  if (!first || first->way != "call" || !first->party || std::find(desks.begin(), desks.end(), first->office) == desks.end()) return not_found();
  Group group;
  house_.db().read([&](Session& session) {
    group.rows.clear();
    group.whole = house_.matters().load(session, house_.region(), first->matter);
    for (DeliveryRow& row : matter_deliveries(session, house_.region(), first->matter)) {
      if (row.way == "call" && row.state == "waiting" && row.party == first->party && row.office == first->office) group.rows.push_back(std::move(row));
    }
  });
  if (!group.whole || !may(actor, Action::know, {group.whole->file})) return not_found();
  group.party = group.whole->file.party(*first->party);
  if (!group.party) return not_found();
  if (group.rows.empty()) return conflict("already_told", "这个电话已经有结果了，请刷新名单");
  if (!group.party->phone || forbids(*group.party, "no_call")) return conflict("no_call", "本人要求不打电话，请不要拨打；通知已留在查询页上");
  return group;
}

Result<CallNumber> CallDesk::number(const Actor& actor, const std::string& call) const {
  const auto group = group_of(actor, call);
  if (!group) return group.error();
  if (!may(actor, Action::read_field, {group->whole->file, Audience::parties, group->party, 2})) return not_found();
  log_access(house_, actor, &group->whole->file, "phone", "电话告知");
  return CallNumber{*group->party->phone};
}

Result<Done> CallDesk::record(const Entry& entry, const std::string& call, const CallResult& result) const {
  if (const auto again = replayed(house_, entry)) {
    if (!*again) return again->error();
    return done;
  }
  const OutcomeWord* outcome = outcome_of(result.outcome);
  if (!outcome) return wrong("outcome", "没有这个结果，请从列表中选择");
  if (outcome->needs_note && !result.note) return wrong("note", result.outcome == "stop" ? "请写明为什么不再打电话" : "请写明告知了谁（与本人的关系，不用写姓名）");
  const Time now = house_.now();
  const Date today = now.date();
  if (outcome->needs_day && !result.again_on) return wrong("again_on", "请选择哪天再打");
  if (result.again_on && (*result.again_on <= today || *result.again_on > today.plus(kDaysAhead))) return wrong("again_on", "再打的日期要在明天到三十天以内");
  const auto group = group_of(entry.actor, call);
  if (!group) return group.error();
  const Way instead = [&] {
    Party party = *group->party;
    party.phone.reset();
    return way_to(party, group->whole->file.matter.seal, std::nullopt);
  }();
  bool changed = false;
  try {
    house_.db().commit([&](Session& session) {
      changed = false;
      if (!entry.client_key.empty()) {
        save_replay(session, house_.region(), {entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 204, group->whole->file.matter.id.text, now});
      }
      for (DeliveryRow row : group->rows) {
        row.tries += 1;
        row.tried_at = now;
        if (outcome->told) {
          row.state = "sent";
          row.sent_at = now;
          row.next_at.reset();
          row.cause.reset();
        } else if (outcome->ends) {
          row.state = result.outcome == "stop" ? "given_up" : "refused";
          row.cause = std::string(outcome->title);
          row.next_at.reset();
        } else {
          row.next_at = Time::at(result.again_on.value_or(today.plus(1)), 8);
          row.cause = std::string(outcome->title);
        }
        if (!change_delivery(session, house_.region(), row, "waiting")) continue;
        changed = true;
        insert_try(session, house_.region(), {house_.ids().text(), row.id, now, result.outcome, {}, entry.actor.account, result.note});
        if (outcome->told || !outcome->ends || delivery_exists(session, house_.region(), row.notice, instead.way, instead.gateway)) continue;
        DeliveryRow other = row;
        other.id = house_.ids().text();
        other.way = instead.way;
        other.gateway = instead.gateway;
        other.state = instead.state;
        other.cause = std::string(outcome->title);
        other.next_at.reset();
        if (instead.state == "waiting") other.next_at = now;
        other.tries = 0;
        other.tried_at.reset();
        insert_delivery(session, house_.region(), other);
      }
      if (!changed) throw StaleRow("delivery");
    });
  } catch (const StaleRow&) {
    return conflict("already_told", "这个电话已经有结果了，请刷新名单");
  } catch (const DuplicateKey&) {
    return done;  // the same request at the same moment
  }
  return done;
}

Result<std::string> CallDesk::sheet(const Actor& actor) const {
  using paper::Cell;
  paper::Sheet sheet;
  sheet.name = "电话告知名单";
  sheet.header_rows = 1;
  sheet.landscape = sheet.ruled = true;
  sheet.rows.push_back({});
  for (const char* head : {"事项编号", "事项", "当事人", "电话", "告知什么", "联系要求", "上次结果", "今天的结果"}) sheet.rows.front().push_back(Cell::words(head));
  sheet.widths = {16, 28, 12, 14, 44, 16, 22, 18};
  std::string after;
  do {
    for (const Group& group : groups(actor, after)) {
      const CallRow row = row_of(actor, group);
      if (row.again_on || !row.phone) continue;
      std::string news = row.say;
      for (const std::string& one : row.news) news += "\n" + one;
      sheet.rows.push_back({Cell::words(row.number), Cell::words(group.whole->file.matter.seal == Seal::open ? row.title : "（不公开）"), Cell::words(row.name.value_or(row.party_title)),
                            Cell::words(*group.party->phone), Cell::words(news), Cell::words(row.note.value_or("")), Cell::words(row.last.value_or("")), Cell{}});
      log_access(house_, actor, &group.whole->file, "phone", "电话告知名单（导出）");
    }
  } while (!after.empty());
  log_access(house_, actor, nullptr, "export", "电话告知名单");
  paper::Workbook book;
  book.sheets.push_back(std::move(sheet));
  return paper::write_xlsx(book);
}

}  // namespace lianhu
