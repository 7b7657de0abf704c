#include "desk/reply_desk.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>

#include "desk/matter_desk.h"
#include "desk/reference_desk.h"
#include "paper/sheet_write.h"
#include "rules/permit.h"
#include "rules/reference.h"
#include "store/change_store.h"
#include "store/matter_store.h"
#include "store/reference_store.h"
#include "store/reply_store.h"

namespace lianhu {
namespace {

constexpr int kPage = 100, kBatch = 500, kShownSheets = 30;
constexpr std::size_t kMostLines = 10'000;
constexpr int kMostDays = 400;

Error wrong(std::string field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + std::move(field), std::move(message)}});
}

const ActorPost* triage_post(const Actor& actor) {
  for (const ActorPost& post : actor.posts) {
    if (post.role == Role::triage) return &post;
  }
  return nullptr;
}

Result<const OtherSystem*> replying_system(const House& house, const std::string& id) {
  const OtherSystem* system = system_of(house.other_systems(), id);
  if (!system || !system->replies) return wrong("system", "没有可以答复的这个系统，请从列表中选择");
  return system;
}

Result<Done> check_period(Date from, Date to) {
  if (to < from) return wrong("to", "结束日期不能早于开始日期");
  if (to.days - from.days > kMostDays) return wrong("from", "一次最多 " + std::to_string(kMostDays) + " 天，请缩短");
  return done;
}

bool is_ready(const ExternalReference& r, const MatterFile& head) { return r.direction == "in" && r.reply_state == "open" && !head.matter.open; }

using Heads = std::map<std::string, MatterFile>;

// A matter merged into another is answered by what comes of that one. Loads those too.
void load_answering(Session& session, const std::string& region, Heads& heads) {
  for (int steps = 0; steps < 16; ++steps) {
    std::vector<std::string> missing;
    for (const auto& [id, head] : heads) {
      if (!heads.contains(head.matter.root.text)) missing.push_back(head.matter.root.text);
    }
    if (missing.empty()) return;
    heads.merge(load_matter_heads(session, region, missing));
  }
}

const MatterFile& answering(const Heads& heads, const MatterFile& head) {
  const MatterFile* at = &head;
  for (int steps = 0; steps < 16 && at->matter.root != at->matter.id; ++steps) {
    const auto next = heads.find(at->matter.root.text);
    if (next == heads.end()) break;
    at = &next->second;
  }
  return *at;
}

std::vector<std::string> keys_of(const Heads& heads) {
  std::vector<std::string> ids;
  for (const auto& [id, head] : heads) ids.push_back(id);
  return ids;
}

std::string write_cursor(const ReferenceKey& key) { return std::to_string(key.received_at.ms) + "." + key.id; }
std::optional<ReferenceKey> read_cursor(const std::string& text) {
  ReferenceKey key;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), key.received_at.ms);
  if (error != std::errc() || end == text.data() + text.size() || *end != '.') return std::nullopt;
  key.id.assign(end + 1, text.data() + text.size());
  return key;
}

std::set<std::string> closing_moves(const House& house) {
  std::set<std::string> out;
  for (const Procedure& procedure : house.procedures().all()) {
    for (const Move& move : procedure.moves) {
      if (std::any_of(move.effects.begin(), move.effects.end(), [](const Effect& e) { return e.what == Do::close; })) out.insert(move.name);
    }
  }
  return out;
}

// How it was closed, what came of it, and why: 实质性办结：已修好。 / 程序性办结：…。原因：…
std::string result_of(const MatterFile& head, const std::map<std::string, ToldResult>& results) {
  std::string out = head.matter.close_kind ? title(*head.matter.close_kind) : head.matter.status_title;
  const auto told = results.find(head.matter.id.text);
  if (told == results.end()) return out;
  const auto& [result, reason, remains] = told->second;
  if (!result.empty()) out += "：" + result;
  if (!reason.empty() && reason != result) out += std::string(result.empty() ? "：" : result.ends_with("。") ? "" : "。") + "原因：" + reason;
  if (!remains.empty()) out += std::string(out.ends_with("。") ? "" : "。") + "遗留：" + remains;
  return out;
}

paper::Cell cell_of(const ReplyLine& line, const std::string& field) {
  if (field == "number") return paper::Cell::words(line.number);
  if (field == "received") return paper::Cell::day(line.received_day);
  if (field == "ours") return paper::Cell::words(line.ours);
  if (field == "state") return paper::Cell::words(line.state);
  if (field == "result") return paper::Cell::words(line.result);
  if (field == "day") return line.day ? paper::Cell::day(*line.day) : paper::Cell{};
  return paper::Cell::words(line.contact);
}

}  // namespace

Result<ReplyPage> ReplyDesk::waiting(const Actor& actor, const ReplyQuery& query) const {
  const auto system = replying_system(house_, query.system);
  if (!system) return system.error();
  const Date today = house_.now().date();
  const Date to = query.to.value_or(today), from = query.from.value_or(to.plus(-90));
  if (auto fine = check_period(from, to); !fine) return fine.error();
  std::optional<ReferenceKey> after;
  if (query.cursor) {
    after = read_cursor(*query.cursor);
    if (!after) return wrong("cursor", "翻页标记不对，请从第一页重新打开");
  }
  ReplyPage page;
  page.as_of = house_.now();
  house_.db().read([&](Session& session) {
    const auto rows = references_received(session, house_.region(), query.system, "in", Time::at(from), Time::at(to.plus(1)), after, kPage + 1);
    std::vector<std::string> ids;
    for (const ExternalReference& r : rows) ids.push_back(r.matter.text);
    auto heads = load_matter_heads(session, house_.region(), ids);
    load_answering(session, house_.region(), heads);
    const auto results = told_results(session, house_.region(), keys_of(heads), closing_moves(house_));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i == static_cast<std::size_t>(kPage)) {
        page.next = write_cursor({rows[i - 1].received_at, rows[i - 1].id});
        break;
      }
      const ExternalReference& r = rows[i];
      const auto head = heads.find(r.matter.text);
      if (head == heads.end() || !may_refer(actor, head->second)) continue;
      const Matter& m = head->second.matter;
      const MatterFile& answer = answering(heads, head->second);
      ReplyRow row{r.id, r.number, m.id.text, m.number, m.title, answer.matter.status_title, r.received_at.date(), {}, {}, is_ready(r, answer), false,
                   r.reply_state, reply_title(r), {}};
      if (r.due_at) row.due_on = r.due_at->date();
      if (answer.matter.closed_at) row.closed_on = answer.matter.closed_at->date();
      row.overdue = r.due_at && r.reply_state == "open" && *r.due_at < page.as_of;
      if (!answer.matter.open) row.result = result_of(answer, results);
      page.items.push_back(std::move(row));
    }
  });
  log_access(house_, actor, nullptr, "list", "待答复的外部来件：" + (*system)->title);
  return page;
}

Result<ReplySheetRow> ReplyDesk::answer(const Entry& entry, const ReplyOrder& order) const {
  const auto system = replying_system(house_, order.system);
  if (!system) return system.error();
  const ActorPost* post = triage_post(entry.actor);
  if (!post) return forbidden("not_yours", "答复由分流岗办理");
  if (auto fine = check_period(order.from, order.to); !fine) return fine.error();
  std::optional<Replay> before;
  if (!entry.client_key.empty()) {
    house_.db().read([&](Session& session) { before = find_replay(session, house_.region(), entry.actor.key(), entry.route, entry.client_key); });
  }
  if (before && before->body_sha256 != entry.body_sha256) return conflict("key_reused", "同一个请求编号已用于另一份内容，请刷新页面后重新提交");
  if (before) {
    // Answered before, and perhaps cut off between the sheet and its last line: go on from there.
    const auto sheet = own_sheet(entry.actor, before->subject);
    if (!sheet) return sheet.error();
    std::vector<ReplyLine> lines;
    house_.db().read([&](Session& session) { lines = reply_lines(session, house_.region(), sheet->id); });
    mark(entry, *sheet, lines);
    return row_of(*sheet);
  }
  const std::set<std::string> wanted(order.references.begin(), order.references.end());
  const std::string phone = [&] {
    const auto directory = house_.directory();
    const Office* office = directory->office(post->office);
    return office && office->phone ? *office->phone : house_.county().hotline.value_or("");
  }();
  ReplySheet sheet{house_.ids().text(), order.system, order.from, order.to, house_.now(), *entry.actor.account, post->office};
  std::vector<ReplyLine> lines;
  bool too_many = false;
  house_.db().read([&](Session& session) {
    std::optional<ReferenceKey> after;
    for (bool more = true; more && !too_many;) {
      const auto rows = references_received(session, house_.region(), order.system, "in", Time::at(order.from), Time::at(order.to.plus(1)), after, kBatch);
      more = rows.size() == static_cast<std::size_t>(kBatch);
      std::vector<std::string> ids;
      for (const ExternalReference& r : rows) {
        after = ReferenceKey{r.received_at, r.id};
        if (r.reply_state == "open" && (wanted.empty() || wanted.contains(r.id))) ids.push_back(r.matter.text);
      }
      auto heads = load_matter_heads(session, house_.region(), ids);
      load_answering(session, house_.region(), heads);
      const auto results = told_results(session, house_.region(), keys_of(heads), closing_moves(house_));
      for (const ExternalReference& r : rows) {
        const auto head = heads.find(r.matter.text);
        if (head == heads.end() || !may_refer(entry.actor, head->second)) continue;
        const MatterFile& answer = answering(heads, head->second);
        if (!is_ready(r, answer)) continue;
        if (!wanted.empty() && !wanted.contains(r.id)) continue;
        const Matter& m = head->second.matter;
        ReplyLine line{house_.ids().text(), sheet.id, static_cast<std::int64_t>(lines.size()) + 1, r.id, m.id, r.number, r.received_at.date(), m.number,
                       answer.matter.status_title, result_of(answer, results), {}, phone};
        if (answer.matter.closed_at) line.day = answer.matter.closed_at->date();
        lines.push_back(std::move(line));
        too_many = lines.size() > kMostLines;
      }
    }
  });
  if (too_many) return wrong("from", "一份答复表最多 " + std::to_string(kMostLines) + " 行，请缩短日期");
  if (lines.empty()) return conflict("nothing_to_answer", "这段时间里没有已经办结、还没有答复的事项");
  const Replay replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 201, sheet.id, house_.now()};
  house_.db().commit([&](Session& session) {
    insert_reply_sheet(session, house_.region(), sheet, lines);
    if (!entry.client_key.empty()) save_replay(session, house_.region(), replay);
  });
  mark(entry, sheet, lines);
  return row_of(sheet);
}

// What a sheet's act makes of each reference it still stands for, and what the matter is told.
void ReplyDesk::mark(const Entry& entry, const ReplySheet& sheet, const std::vector<ReplyLine>& lines) const {
  std::vector<std::string> references, matters;
  for (const ReplyLine& line : lines) {
    references.push_back(line.reference);
    matters.push_back(line.matter.text);
  }
  std::map<std::string, std::vector<ExternalReference>> by_matter;
  std::map<std::string, MatterFile> heads;
  house_.db().read([&](Session& session) {
    for (ExternalReference& r : references_by_id(session, house_.region(), references)) {
      if (r.reply_state == "open") by_matter[r.matter.text].push_back(std::move(r));
    }
    heads = load_matter_heads(session, house_.region(), matters);
  });
  const auto stand_now = stand(house_);
  std::vector<Change> changes;
  for (auto& [matter, rows] : by_matter) {
    const auto head = heads.find(matter);
    if (head == heads.end()) continue;
    ReferenceAct act{"reply_sent", "答复来件系统", "", {}, {}};
    for (ExternalReference& r : rows) {
      r.reply_state = "replied";
      r.replied_at = sheet.made_at;
      r.reply_sheet = sheet.id;
      act.text += (act.text.empty() ? "" : "；") + reference_name(house_, r);
      act.changed.push_back(std::move(r));
    }
    act.text = "列入答复表：" + act.text;
    changes.push_back(reference_change(head->second, entry.actor, std::move(act), stand_now->ground));
  }
  (void)save_many(house_, entry, std::move(changes));  // what met another act is not marked, and so not in the sheet
}

Result<ReplySheet> ReplyDesk::own_sheet(const Actor& actor, const std::string& id) const {
  std::optional<ReplySheet> sheet;
  house_.db().read([&](Session& session) { sheet = find_reply_sheet(session, house_.region(), id); });
  if (!sheet) return not_found();
  const bool own = std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& p) { return p.role == Role::triage && p.office == sheet->office; });
  if (!own) return not_found();
  return *sheet;
}

Result<ReplySheetRow> ReplyDesk::row_of(const ReplySheet& sheet) const {
  const OtherSystem* system = system_of(house_.other_systems(), sheet.system);
  const auto directory = house_.directory();
  const StaffMember* member = directory->member(sheet.made_by);
  ReplySheetRow row{sheet.id, sheet.system, system ? system->title : sheet.system, sheet.from_day, sheet.to_day, sheet.made_at, member ? member->name : "（已离岗）", 0, 0, 0};
  house_.db().read([&](Session& session) {
    std::vector<std::string> references;
    for (const ReplyLine& line : reply_lines(session, house_.region(), sheet.id)) references.push_back(line.reference);
    row.lines = static_cast<std::int64_t>(references.size());
    for (const ExternalReference& r : references_by_id(session, house_.region(), references)) {
      if (r.reply_sheet != sheet.id) continue;
      ++row.standing;
      row.confirmed += r.reply_state == "confirmed" ? 1 : 0;
    }
  });
  return row;
}

Result<ReplySheetList> ReplyDesk::sheets(const Actor& actor) const {
  std::vector<ReplySheet> found;
  std::set<std::string> offices;
  house_.db().read([&](Session& session) {
    for (const ActorPost& post : actor.posts) {
      if (post.role != Role::triage || !offices.insert(post.office.text).second) continue;
      auto more = reply_sheets(session, house_.region(), post.office, kShownSheets);
      std::move(more.begin(), more.end(), std::back_inserter(found));
    }
  });
  std::sort(found.begin(), found.end(), [](const ReplySheet& a, const ReplySheet& b) { return std::tie(b.made_at, b.id) < std::tie(a.made_at, a.id); });
  if (found.size() > static_cast<std::size_t>(kShownSheets)) found.resize(kShownSheets);
  ReplySheetList out;
  for (const ReplySheet& sheet : found) {
    auto row = row_of(sheet);
    if (!row) return row.error();
    out.items.push_back(std::move(*row));
  }
  return out;
}

Result<std::string> ReplyDesk::file(const Actor& actor, const std::string& id) const {
  const auto sheet = own_sheet(actor, id);
  if (!sheet) return sheet.error();
  const OtherSystem* system = system_of(house_.other_systems(), sheet->system);
  if (!system) return not_found();
  std::set<std::string> standing;
  std::vector<ReplyLine> lines;
  house_.db().read([&](Session& session) {
    lines = reply_lines(session, house_.region(), id);
    std::vector<std::string> references;
    for (const ReplyLine& line : lines) references.push_back(line.reference);
    for (const ExternalReference& r : references_by_id(session, house_.region(), references)) {
      if (r.reply_sheet == id) standing.insert(r.id);
    }
  });
  log_access(house_, actor, nullptr, "export", "答复表：" + system->title);
  paper::Sheet out;
  out.name = "答复";
  out.header_rows = 1;
  out.landscape = out.ruled = true;
  out.rows.emplace_back();
  for (const SheetColumn& column : system->reply) {
    out.rows[0].push_back(paper::Cell::words(column.heading));
    out.widths.push_back(column.field == "result" ? 60 : column.field == "number" || column.field == "ours" ? 22 : 14);
  }
  for (const ReplyLine& line : lines) {
    if (!standing.contains(line.reference)) continue;
    out.rows.emplace_back();
    for (const SheetColumn& column : system->reply) out.rows.back().push_back(cell_of(line, column.field));
  }
  return paper::write_xlsx({{std::move(out)}, {}});
}

Result<ReplySheetRow> ReplyDesk::take_back(const Entry& entry, const std::string& sheet, const ReplyAct& act) const { return change(entry, sheet, act, false); }
Result<ReplySheetRow> ReplyDesk::confirm(const Entry& entry, const std::string& sheet, const ReplyAct& act) const { return change(entry, sheet, act, true); }

Result<ReplySheetRow> ReplyDesk::change(const Entry& entry, const std::string& id, const ReplyAct& act, bool confirms) const {
  const auto sheet = own_sheet(entry.actor, id);
  if (!sheet) return sheet.error();
  if (const auto before = replayed(house_, entry)) {
    if (!*before) return before->error();
    return row_of(*sheet);
  }
  const std::set<std::string> wanted(act.references.begin(), act.references.end());
  std::map<std::string, std::vector<ExternalReference>> by_matter;
  std::map<std::string, MatterFile> heads;
  std::size_t confirmed = 0;
  house_.db().read([&](Session& session) {
    std::vector<std::string> references, matters;
    for (const ReplyLine& line : reply_lines(session, house_.region(), id)) {
      if (wanted.empty() || wanted.contains(line.reference)) references.push_back(line.reference);
    }
    for (ExternalReference& r : references_by_id(session, house_.region(), references)) {
      if (r.reply_sheet != id) continue;
      confirmed += r.reply_state == "confirmed" ? 1 : 0;
      if (r.reply_state == "replied") by_matter[r.matter.text].push_back(std::move(r));
    }
    for (const auto& [matter, rows] : by_matter) matters.push_back(matter);
    heads = load_matter_heads(session, house_.region(), matters);
  });
  if (by_matter.empty() && confirmed > 0 && !confirms) return conflict("reply_confirmed", "对方已经确认收到，不能再撤回；需要更正的，请另行书面说明");
  if (by_matter.empty() && confirmed == 0) return conflict("nothing_to_answer", "这份答复表里没有还作数的答复，请刷新后再看");
  const auto stand_now = stand(house_);
  std::vector<Change> changes;
  for (auto& [matter, rows] : by_matter) {
    ReferenceAct told{confirms ? "reply_confirmed" : "reply_taken_back", confirms ? "对方确认收到答复" : "撤回答复", "", {}, {}};
    for (ExternalReference& r : rows) {
      told.text += (told.text.empty() ? "" : "；") + reference_name(house_, r);
      if (confirms) {
        r.reply_state = "confirmed";
      } else {
        r.reply_state = "open";
        r.replied_at.reset();
        r.reply_sheet.reset();
      }
      told.changed.push_back(std::move(r));
    }
    if (act.reason) told.text += "。" + *act.reason;
    changes.push_back(reference_change(heads.at(matter), entry.actor, std::move(told), stand_now->ground));
  }
  (void)save_many(house_, entry, std::move(changes));
  if (!entry.client_key.empty()) {
    const Replay replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 200, id, house_.now()};
    house_.db().commit([&](Session& session) { save_replay(session, house_.region(), replay); });
  }
  return row_of(*sheet);
}

}  // namespace lianhu
