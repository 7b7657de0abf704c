#include "desk/committee_desk.h"

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "base/text.h"
#include "desk/audit_row.h"
#include "desk/render.h"
#include "rules/committee.h"
#include "rules/decide.h"
#include "rules/mediation_count.h"
#include "store/change_store.h"
#include "store/committee_store.h"
#include "store/held_store.h"
#include "store/mediation_count_store.h"

namespace lianhu {
namespace {

constexpr int kDaysAhead = 366;
const Date kEarliest = Date::of(1949, 10, 1);

Error wrong(const std::string& field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + field, std::move(message)}});
}
Error not_yours() { return forbidden("not_yours", "调委会和名册由县司法局或系统管理员登记"); }
Error stale() { return conflict("stale_version", "刚刚被他人修改，请刷新后核对再保存；填写的内容还在"); }

template <std::size_t N>
std::vector<ChoiceRow> choices(const ListedWord (&list)[N]) {
  std::vector<ChoiceRow> out;
  for (const ListedWord& one : list) out.push_back({std::string(one.word), std::string(one.title)});
  return out;
}

std::string tag_of(const std::vector<Committee>& history) {
  std::string all;
  for (const Committee& row : history) all += row.id + row.valid_from.text() + (row.valid_to ? row.valid_to->text() : "") + "|";
  return sha256_hex(all).substr(0, 32);
}

const Office* committee_office(const Directory& directory, const OfficeId& id) {
  const Office* office = directory.office(id);
  return office && office->kind == "mediation_committee" ? office : nullptr;
}

std::vector<std::string> hints_unlisted(const std::vector<MediatorTerm>& terms, Date today) {
  Committee blank;
  blank.filed_number = "";
  std::vector<std::string> out{"还没有登记类别，统计表按上级机构推断"};
  for (std::string& hint : committee_hints(blank, terms, today)) out.push_back(std::move(hint));
  return out;
}

CommitteeRow row_of(const Office& office, const Committee* listed, const std::vector<MediatorTerm>& terms, Date today) {
  CommitteeRow row;
  row.office = office.id.text;
  row.name = office.name;
  row.listed = listed != nullptr;
  if (listed) {
    row.kind = listed->kind;
    row.kind_title = title_in(committee_kinds, listed->kind);
    row.founded_on = listed->founded_day;
    row.filed_number = listed->filed_number;
    row.address = listed->address;
    row.phone = listed->phone;
    row.members = listed->members;
    row.women = listed->women;
  }
  for (const MediatorTerm& term : terms) {
    if (!stands_on(term, today)) continue;
    ++row.mediators;
    row.full_time += term.engagement == "full" ? 1 : 0;
  }
  row.hints = listed ? committee_hints(*listed, terms, today) : hints_unlisted(terms, today);
  return row;
}

std::string post_title(const Directory& directory, const Post& post) {
  const StaffMember* member = directory.member(post.account);
  return (member ? member->name : std::string("（已停用）")) + "，" + title(post.role);
}

// The same by any door: no control character, one line, nothing that is a number.
std::optional<Error> unfit(const std::string& field, const std::string& text) {
  if (const auto fault = text_fault(text, Lines::one)) return wrong(field, std::string(text_fault_message(*fault)));
  return std::nullopt;
}

std::optional<Error> faulty(const CommitteeInput& input, const std::vector<Committee>& history, Date today) {
  if (title_in(committee_kinds, input.kind).empty()) return wrong("kind", "没有这一类，请从列表中选择");
  if (today.plus(kDaysAhead) < input.from) return wrong("from", "最多提前一年登记");
  if (input.from < kEarliest) return wrong("from", "日期太早，请核对");
  if (!history.empty() && input.from < history.back().valid_from) {
    return wrong("from", "不能早于上一次登记的" + history.back().valid_from.chinese() + "，过去的登记不改");
  }
  if (input.founded_on && (today < *input.founded_on || *input.founded_on < kEarliest)) return wrong("founded_on", "设立日期不能晚于今天，也不能早于 1949 年");
  if (input.women > input.members) return wrong("women", "妇女人数不能多于委员人数");
  for (const auto& [field, text] : {std::pair{"filed_number", input.filed_number}, std::pair{"address", input.address}}) {
    if (!text) continue;
    if (auto bad = unfit(field, *text)) return bad;
  }
  return std::nullopt;
}

std::optional<Error> faulty(const TermInput& input, const OfficeId& office, const std::string& self, const std::vector<MediatorTerm>& terms, const Directory& directory, Date today) {
  const std::string name(trim(input.name));
  if (count_chars(name) < 2) return wrong("name", "请填写姓名");
  if (auto bad = unfit("name", name)) return bad;
  if (std::any_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })) return wrong("name", "姓名里不写数字");
  if (title_in(engagements, input.engagement).empty()) return wrong("engagement", "请选择专职或者兼职");
  if (title_in(seats, input.seat).empty()) return wrong("seat", "没有这种职务，请从列表中选择");
  if (input.from < kEarliest || today.plus(kDaysAhead) < input.from) return wrong("from", "任期起始太早或太晚，请核对");
  if (input.to && *input.to < input.from) return wrong("to", "任期结束不能早于开始");
  if (input.to && today.plus(20 * 366) < *input.to) return wrong("to", "任期结束太晚，请核对");
  if (input.post) {
    const auto& posts = directory.posts_in(office);
    if (std::none_of(posts.begin(), posts.end(), [&](const Post& post) { return post.id.text == *input.post; })) return wrong("post", "不是这个调委会的岗位，请从列表中选择");
  }
  MediatorTerm fresh;
  fresh.from_day = input.from;
  fresh.to_day = input.to;
  for (const MediatorTerm& term : terms) {
    if (term.id == self || !overlap(term, fresh)) continue;
    if (term.name == name) return wrong("name", "名册上已有“" + name + "”，任期从" + term.from_day.chinese() + "起；同名的不同人，请在姓名后加注区别");
    if (input.post && term.post && term.post->text == *input.post) return wrong("post", "这个岗位已经与名册上的“" + term.name + "”对应");
  }
  return std::nullopt;
}

void put_into(MediatorTerm& term, const TermInput& input) {
  term.name = std::string(trim(input.name));
  term.engagement = input.engagement;
  term.seat = input.seat;
  term.from_day = input.from;
  term.to_day = input.to;
  term.post = input.post ? std::optional(PostId{*input.post}) : std::nullopt;
}

std::string told(const MediatorTerm& term) {
  return term.name + "，" + std::string(title_in(engagements, term.engagement)) + std::string(title_in(seats, term.seat)) + "，" + term.from_day.chinese() + "起" +
         (term.to_day ? "，至" + term.to_day->chinese() : "");
}

}  // namespace

CommitteeList CommitteeDesk::list(const Actor& actor) const {
  const auto directory = house_.directory();
  const Date today = house_.now().date();
  std::map<std::string, Committee> listed;
  std::map<std::string, std::vector<MediatorTerm>> terms;
  house_.db().read([&](Session& session) {
    listed.clear();
    terms.clear();
    for (Committee& row : committees_on(session, house_.region(), today)) {
      std::string office = row.office.text;
      listed.emplace(std::move(office), std::move(row));
    }
    for (MediatorTerm& term : all_mediator_terms(session, house_.region())) terms[term.office.text].push_back(std::move(term));
  });
  CommitteeList out{{}, choices(committee_kinds), choices(engagements), choices(seats), keeps_roll(actor, *directory) != nullptr};
  std::vector<std::pair<std::string, const Office*>> ordered;
  for (const auto& [id, office] : directory->offices()) {
    if (office.kind == "mediation_committee") ordered.emplace_back(directory->path_of(office.place), &office);
  }
  std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return std::tie(a.first, a.second->id.text) < std::tie(b.first, b.second->id.text); });
  for (const auto& [path, office] : ordered) {
    const auto found = listed.find(office->id.text);
    out.items.push_back(row_of(*office, found == listed.end() ? nullptr : &found->second, terms[office->id.text], today));
  }
  return out;
}

Result<CommitteeView> CommitteeDesk::view(const Actor& actor, const OfficeId& id) const {
  const auto directory = house_.directory();
  const Office* office = committee_office(*directory, id);
  if (!office) return not_found();
  const Date today = house_.now().date();
  std::vector<Committee> history;
  std::vector<MediatorTerm> terms;
  house_.db().read([&](Session& session) {
    history = committee_history(session, house_.region(), id);
    terms = mediator_terms(session, house_.region(), id);
  });
  const Committee* listed = nullptr;
  for (const Committee& row : history) {
    if (!(today < row.valid_from) && !(row.valid_to && *row.valid_to < today)) listed = &row;
  }
  CommitteeView out;
  out.committee = row_of(*office, listed, terms, today);
  out.etag = tag_of(history);
  out.may_keep = keeps_roll(actor, *directory) != nullptr;
  for (auto row = history.rbegin(); row != history.rend(); ++row) {
    out.versions.push_back({row->valid_from, row->valid_to, std::string(title_in(committee_kinds, row->kind)), row->entered_at.chinese() + "，" + row->actor_label, row->filed_number, row->address, row->phone});
  }
  std::map<std::string, std::string> posts;
  for (const Post& post : directory->posts_in(id)) {
    posts.emplace(post.id.text, post_title(*directory, post));
    if (out.may_keep) out.posts.push_back({post.id.text, post_title(*directory, post)});
  }
  const auto add = [&](const MediatorTerm& term) {
    TermView view{term.id, etag_of(term.version), term.name, term.engagement, std::string(title_in(engagements, term.engagement)), term.seat, std::string(title_in(seats, term.seat)), term.from_day, term.to_day, {}, {}, stands_on(term, today)};
    if (term.post) {
      view.post = term.post->text;
      const auto named = posts.find(term.post->text);
      view.post_title = named == posts.end() ? "（已撤销的岗位）" : named->second;
    }
    out.terms.push_back(std::move(view));
  };
  for (const bool standing : {true, false}) {
    for (const MediatorTerm& term : terms) {
      if (stands_on(term, today) == standing) add(term);
    }
  }
  return out;
}

Result<CommitteeView> CommitteeDesk::put(const Entry& entry, const OfficeId& id, const CommitteeInput& input, const std::string& if_match) const {
  const auto directory = house_.directory();
  const Office* office = committee_office(*directory, id);
  if (!office) return not_found();
  const ActorPost* post = keeps_roll(entry.actor, *directory);
  if (!post) return not_yours();
  if (const auto before = replayed(house_, entry)) {
    if (!*before) return before->error();
    return view(entry.actor, id);
  }
  const Time now = house_.now();
  const Committee fresh{house_.ids().text(), id, input.from, std::nullopt, input.kind, input.founded_on, input.filed_number, input.address, input.phone, input.members, input.women, now,
                        entry.actor.account.value_or(AccountId{}), actor_label(entry.actor, post)};
  const Replay replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 200, id.text, now};
  std::optional<Error> refusal;
  house_.db().commit([&](Session& session) {
    refusal.reset();
    const auto history = committee_history(session, house_.region(), id);
    if (tag_of(history) != if_match) refusal = stale();
    else refusal = faulty(input, history, now.date());
    if (refusal) return;
    put_committee(session, house_.region(), fresh);
    outdate(session, house_.region(), kHeldDirectory);
    insert_audit(session, house_.region(), audit_row(house_, entry.actor.account, "committee_changed", id.text, office->name + "，" + std::string(title_in(committee_kinds, input.kind)) + "，" + input.from.chinese() + "起"));
    if (!entry.client_key.empty()) save_replay(session, house_.region(), replay);
  });
  if (refusal) return *refusal;
  house_.reload_directory();
  recount_committee(house_, id);
  return view(entry.actor, id);
}

Result<CommitteeView> CommitteeDesk::add_term(const Entry& entry, const OfficeId& id, const TermInput& input) const {
  const auto directory = house_.directory();
  const Office* office = committee_office(*directory, id);
  if (!office) return not_found();
  if (!keeps_roll(entry.actor, *directory)) return not_yours();
  if (const auto before = replayed(house_, entry)) {
    if (!*before) return before->error();
    return view(entry.actor, id);
  }
  MediatorTerm term;
  term.id = house_.ids().text();
  term.office = id;
  term.entered_at = house_.now();
  put_into(term, input);
  const Replay replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 201, term.id, house_.now()};
  std::optional<Error> refusal;
  house_.db().commit([&](Session& session) {
    refusal = faulty(input, id, "", mediator_terms(session, house_.region(), id), *directory, house_.now().date());
    if (refusal) return;
    insert_mediator_term(session, house_.region(), term);
    insert_audit(session, house_.region(), audit_row(house_, entry.actor.account, "mediator_listed", id.text, office->name + "：" + told(term)));
    if (!entry.client_key.empty()) save_replay(session, house_.region(), replay);
  });
  if (refusal) return *refusal;
  return view(entry.actor, id);
}

Result<CommitteeView> CommitteeDesk::change_term(const Entry& entry, const OfficeId& id, const std::string& term_id, const TermInput& input) const {
  const auto directory = house_.directory();
  const Office* office = committee_office(*directory, id);
  if (!office) return not_found();
  if (!keeps_roll(entry.actor, *directory)) return not_yours();
  if (const auto before = replayed(house_, entry)) {
    if (!*before) return before->error();
    return view(entry.actor, id);
  }
  const Replay replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 200, term_id, house_.now()};
  std::optional<Error> refusal;
  house_.db().commit([&](Session& session) {
    refusal.reset();
    auto term = find_mediator_term(session, house_.region(), term_id);
    if (!term || term->office != id) refusal = not_found();
    else if (entry.if_version && *entry.if_version != term->version) refusal = stale();
    else refusal = faulty(input, id, term_id, mediator_terms(session, house_.region(), id), *directory, house_.now().date());
    if (refusal) return;
    const std::string before = told(*term);
    put_into(*term, input);
    ++term->version;
    if (!update_mediator_term(session, house_.region(), *term)) {
      refusal = stale();
      return;
    }
    insert_audit(session, house_.region(), audit_row(house_, entry.actor.account, "mediator_listed", id.text, office->name + "：" + before + "；改为：" + told(*term)));
    if (!entry.client_key.empty()) save_replay(session, house_.region(), replay);
  });
  if (refusal) return *refusal;
  return view(entry.actor, id);
}

PublicCommitteeList CommitteeDesk::published() const {
  const auto directory = house_.directory();
  PublicCommitteeList out;
  std::vector<Committee> listed;
  house_.db().read([&](Session& session) { listed = committees_on(session, house_.region(), house_.now().date()); });
  std::vector<std::pair<std::string, PublicCommittee>> ordered;
  for (const Committee& row : listed) {
    const Office* office = committee_office(*directory, row.office);
    if (office) ordered.push_back({directory->path_of(office->place), {row.office.text, office->name, row.address, row.phone, {}}});
  }
  std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return std::tie(a.first, a.second.office) < std::tie(b.first, b.second.office); });
  for (auto& [path, committee] : ordered) out.items.push_back(std::move(committee));
  return out;
}

Result<PublicCommittee> CommitteeDesk::published(const OfficeId& id) const {
  const auto directory = house_.directory();
  const Office* office = committee_office(*directory, id);
  const Date today = house_.now().date();
  std::vector<Committee> history;
  std::vector<MediatorTerm> terms;
  if (office) {
    house_.db().read([&](Session& session) {
      history = committee_history(session, house_.region(), id);
      terms = mediator_terms(session, house_.region(), id);
    });
  }
  const auto listed = std::find_if(history.rbegin(), history.rend(), [&](const Committee& row) { return !(today < row.valid_from) && !(row.valid_to && *row.valid_to < today); });
  if (!office || listed == history.rend()) return not_found();
  PublicCommittee out{id.text, office->name, listed->address, listed->phone, {}};
  for (const MediatorTerm& term : terms) {
    if (stands_on(term, today)) out.mediators.push_back({term.name, term.from_day, term.to_day});
  }
  return out;
}

void recount_committee(const House& house, const OfficeId& office) {
  std::vector<MatterId> matters;
  house.db().read([&](Session& session) { matters = unreported_mediations_of(session, house.region(), "mediation", office); });
  for (const MatterId& matter : matters) {
    const auto whole = load_matter(house, matter);
    if (!whole) continue;
    const auto stand_now = stand(house);
    const auto now = counted_mediations(whole->file, stand_now->ground);
    house.db().commit([&](Session& session) {
      const auto rows = recount(load_mediation_counts(session, house.region(), matter), now, stand_now->ground);
      if (!rows.empty()) add_mediation_counts(session, house.region(), rows);
    });
  }
}

}  // namespace lianhu
