#include "desk/aid_desk.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <stdexcept>

#include "desk/audit_row.h"
#include "desk/render.h"
#include "desk/shipped.h"
#include "store/access_store.h"
#include "store/aid_store.h"
#include "store/change_store.h"

namespace lianhu {

// An aid as it is in force, and what it comes from.
struct AidDesk::Standing {
  Aid aid;
  std::int64_t version = 0;
  bool shown = true, own = false;
  std::optional<Time> changed_at;
  bool differs = false;  // from the program's words
};

namespace {

constexpr std::string_view kMediation = "people_mediation";
constexpr std::size_t kMost = 200;  // aids of a county

Error wrong(const std::string& pointer, const std::string& message) { return invalid("invalid_fields", message, {{pointer, message}}); }

std::vector<std::string> split(const std::string& words) {
  std::istringstream in(words);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(std::move(word));
  return out;
}
std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

bool same_words(const Aid& a, const Aid& b) {
  return a.method == b.method && a.title == b.title && a.text == b.text && a.states == b.states && a.categories == b.categories;
}

AidInput words_of(const Aid& aid) { return {aid.method, aid.title, aid.text, aid.states, aid.categories, true}; }

}  // namespace

std::vector<AidDesk::Standing> AidDesk::standing() const {
  std::vector<Standing> out;
  for (const Aid& aid : shipped().aids) out.push_back({aid, 0, true, false, {}, false});
  std::vector<AidEdit> edits;
  house_.db().read([&](Session& session) { edits = aid_edits(session, house_.region()); });
  for (AidEdit& edit : edits) {
    auto held = std::find_if(out.begin(), out.end(), [&](const Standing& one) { return one.aid.code == edit.code; });
    if (held == out.end()) held = out.insert(out.end(), Standing{{}, 0, true, true, {}, false});
    held->aid = {edit.code, edit.procedure, edit.method, edit.title, edit.text, split(edit.states), split(edit.categories)};
    const auto brought = std::find_if(shipped().aids.begin(), shipped().aids.end(), [&](const Aid& aid) { return aid.code == edit.code; });
    held->differs = brought != shipped().aids.end() && !same_words(held->aid, *brought);
    held->version = edit.version;
    held->shown = edit.shown;
    held->changed_at = edit.made_at;
  }
  return out;
}

Result<AidViews> AidDesk::at(const Actor&, const AidQuery& query) const {
  std::vector<Aid> shown;
  for (Standing& one : standing()) {
    if (one.shown) shown.push_back(std::move(one.aid));
  }
  const std::string procedure = query.procedure.substr(0, query.procedure.find('@'));
  AidViews out;
  for (Aid& aid : aids_at(shown, procedure, query.state, query.category.value_or(""))) out.items.push_back({aid.code, aid.method, aid.title, aid.text});
  return out;
}

AidRow AidDesk::row(const Standing& one) const {
  const auto directory = house_.directory();
  AidRow out{one.aid.code, one.aid.procedure, one.aid.method, one.aid.title, one.aid.text, {}, {}, one.shown, one.own, one.differs, {}, std::to_string(one.version)};
  const Procedure* procedure = house_.procedures().latest(one.aid.procedure);
  for (const std::string& name : one.aid.states) {
    const State* state = procedure == nullptr ? nullptr : procedure->state(name);
    out.states.push_back({name, state == nullptr ? name : state->title});
  }
  for (const std::string& code : one.aid.categories) out.categories.push_back({code, category_name(*directory, code)});
  if (one.changed_at) out.changed_on = one.changed_at->date();
  return out;
}

Result<AidRows> AidDesk::all(const Actor& actor) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  AidRows out;
  for (const Standing& one : standing()) out.items.push_back(row(one));
  if (const Procedure* procedure = house_.procedures().latest(kMediation)) {
    for (const State& state : procedure->states) {
      if (!state.terminal) out.states.push_back({state.name, state.title});
    }
  }
  return out;
}

std::optional<Error> AidDesk::faulty(const AidInput& input) const {
  const auto directory = house_.directory();
  const Procedure* procedure = house_.procedures().latest(kMediation);
  if (input.states.empty()) return wrong("/states", "请至少选一步，调解员办到那里时才会看到");
  for (const std::string& name : input.states) {
    if (procedure == nullptr || procedure->state(name) == nullptr) return wrong("/states", "没有“" + name + "”这一步，请从列表中选择");
  }
  for (const std::string& code : input.categories) {
    const Category* category = directory->category(code);
    if (category == nullptr || code == pending_category) return wrong("/categories", "没有“" + code + "”这个类别，请从列表中选择");
  }
  return std::nullopt;
}

Result<AidRow> AidDesk::put(const Actor& actor, const std::string& code, const AidInput& input, const std::string& if_match) {
  const auto all = standing();
  const auto held = std::find_if(all.begin(), all.end(), [&](const Standing& one) { return one.aid.code == code; });
  if (held == all.end()) return not_found();
  if (std::to_string(held->version) != if_match) return conflict("stale_version", "这一条刚刚被他人修改，请刷新后核对再保存");
  const AidEdit edit{house_.ids().text(), code, held->version + 1, std::string(kMediation), input.method, input.title, input.text, join(input.states), join(input.categories),
                     input.shown, house_.now(), *actor.account};
  const Audit audit = audit_row(house_, actor.account, "aid_changed", code, input.title + (input.shown ? "" : "，收起"));
  try {
    house_.db().commit([&](Session& session) {
      insert_aid_edit(session, house_.region(), edit);
      insert_audit(session, house_.region(), audit);
    });
  } catch (const DuplicateKey&) {
    return conflict("stale_version", "这一条刚刚被他人修改，请刷新后核对再保存");
  }
  for (const Standing& one : standing()) {
    if (one.aid.code == code) return row(one);
  }
  return not_found();
}

Result<AidRow> AidDesk::change(const Actor& actor, const std::string& code, const AidInput& input, const std::string& if_match) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  if (auto refused = faulty(input)) return *refused;
  return put(actor, code, input, if_match);
}

Result<AidRow> AidDesk::restore(const Actor& actor, const std::string& code, const std::string& if_match) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const auto brought = std::find_if(shipped().aids.begin(), shipped().aids.end(), [&](const Aid& aid) { return aid.code == code; });
  if (brought == shipped().aids.end()) return not_found();
  return put(actor, code, words_of(*brought), if_match);
}

Result<AidRow> AidDesk::add(const Actor& actor, const AidInput& input, const CommandKey& key) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  if (auto refused = faulty(input)) return *refused;
  const auto all = standing();
  const std::string code = house_.ids().text();
  const AidEdit edit{house_.ids().text(), code, 1, std::string(kMediation), input.method, input.title, input.text, join(input.states), join(input.categories), input.shown,
                     house_.now(), *actor.account};
  const Audit audit = audit_row(house_, actor.account, "aid_changed", code, "新增：" + input.title);
  std::optional<Error> refusal;
  std::string made = code;
  const auto job = [&](Session& session) {
    refusal.reset();
    if (const auto before = find_replay(session, house_.region(), actor.key(), "add_aid", key.client_key)) {
      made = before->subject;
      if (before->body_sha256 != key.body_sha256) refusal = invalid("key_reused", "这次提交的编号已用于另一项内容，请刷新页面后重新提交");
      return;
    }
    if (all.size() >= kMost) refusal = invalid("invalid_fields", "提示最多" + std::to_string(kMost) + "条，请先改旧的");
    for (const Standing& one : all) {
      if (one.aid.title == input.title) refusal = wrong("/title", "已有同样的一条，请改那一条");
    }
    if (refusal) return;
    insert_aid_edit(session, house_.region(), edit);
    insert_audit(session, house_.region(), audit);
    save_replay(session, house_.region(), {actor.key(), "add_aid", key.client_key, key.body_sha256, 200, code, house_.now()});
  };
  try {
    house_.db().commit(job);
  } catch (const DuplicateKey&) {
    house_.db().commit(job);
  }
  if (refusal) return *refusal;
  for (const Standing& one : standing()) {
    if (one.aid.code == made) return row(one);
  }
  return not_found();
}

}  // namespace lianhu
