#include "desk/stub_desk.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "desk/day_lamp.h"
#include "desk/matter_desk.h"
#include "desk/reference_desk.h"
#include "desk/render.h"
#include "desk/work_item.h"
#include "rules/decide.h"
#include "rules/permit.h"
#include "rules/reference.h"
#include "store/change_store.h"
#include "store/matter_store.h"
#include "store/place_store.h"
#include "store/reference_store.h"
#include "store/stub_store.h"

namespace lianhu {
namespace {

constexpr int kMostStubs = 2'000, kDays = 365;

Error wrong(const std::string& field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + field, std::move(message)}});
}

std::optional<std::string> outcome_title(const std::optional<std::string>& word) {
  for (const StubOutcome& one : stub_outcomes) {
    if (word == one.word) return one.title;
  }
  return std::nullopt;
}

std::string day_text(const std::optional<Date>& day) { return day ? day->chinese() : "没有"; }

Result<const OtherSystem*> known_system(const House& house, const std::string& id) {
  const OtherSystem* system = system_of(house.other_systems(), id);
  if (!system) return wrong("system", "没有这个系统，请从列表中选择");
  return system;
}

// The matter that has the number, and whether this reader may know it.
struct Ours {
  bool tied = false;
  std::optional<MatterFile> head;
};

StubView view_of(const House& house, const Actor& actor, const Stub& stub, const Ours& ours) {
  const OtherSystem* system = system_of(house.other_systems(), stub.system);
  StubView out;
  out.id = stub.id;
  out.etag = etag_of(stub.version);
  out.system = stub.system;
  out.system_title = system ? system->title : stub.system;
  out.number = stub.number;
  out.place = stub.place.text;
  out.place_name = stub.place_name;
  out.heard_on = stub.heard_day;
  out.state = stub.state;
  out.outcome = stub.outcome;
  out.outcome_title = outcome_title(stub.outcome);
  out.due_on = stub.due_day;
  out.ended_on = stub.ended_day;
  out.tied = ours.tied;
  if (ours.head && may(actor, Action::know, {*ours.head})) {
    out.matter = ours.head->matter.id.text;
    out.matter_number = ours.head->matter.number;
  }
  out.lamp = word(Lamp::none);
  if (stub.due_day && !stub.outcome && !ours.tied) {
    const DayLamp lamp = day_lamp(*stub.due_day, house.now().date(), *house.calendar());
    out.lamp = lamp.lamp;
    out.due_text = lamp.text;
  }
  return out;
}

std::map<std::string, Ours> ours_of(Session& session, const House& house, const std::string& system, const std::vector<Stub>& stubs) {
  std::vector<std::string> numbers, ids;
  for (const Stub& stub : stubs) numbers.push_back(stub.number);
  const auto known = find_references(session, house.region(), system, numbers);
  for (const auto& [number, reference] : known) ids.push_back(reference.matter.text);
  auto heads = load_matter_heads(session, house.region(), ids);
  std::map<std::string, Ours> out;
  for (const auto& [number, reference] : known) {
    const auto head = heads.find(reference.matter.text);
    out[number] = {true, head == heads.end() ? std::nullopt : std::optional(head->second)};
  }
  return out;
}

Result<Place> place_for(const House& house, const Actor& actor, const std::string& id) {
  std::optional<Place> place;
  house.db().read([&](Session& session) { place = find_place(session, house.region(), PlaceId{id}, house.now().date()); });
  if (!place) return wrong("place", "没有这个地点，请从列表中选择");
  if (place->kind != PlaceKind::county && place->kind != PlaceKind::town && place->kind != PlaceKind::village) return wrong("place", "存根的地点写到村（社区）为止");
  if (!keeps_stub(actor, place->path)) return wrong("place", place->full_name + "不在您的管辖范围，请由县综治中心登记");
  return std::move(*place);
}

// As typed, onto the stub; the place only where it is given.
Result<Done> put_input(const House& house, const Actor& actor, const StubInput& input, Stub& stub) {
  const auto system = known_system(house, input.system);
  if (!system) return system.error();
  stub.system = input.system;
  stub.number = normal_number(input.number);
  if (stub.number.empty()) return wrong("number", "请填写" + (*system)->number);
  const Date today = house.now().date();
  if (input.heard_on) stub.heard_day = *input.heard_on;
  if (today < stub.heard_day) return wrong("heard_on", "得知日期不能晚于今天");
  if (stub.heard_day < today.plus(-400)) return wrong("heard_on", "得知日期早于一年前，请核对");
  if (input.due_on && *input.due_on < stub.heard_day.plus(-400)) return wrong("due_on", "对方期限早于一年前，请核对");
  if (input.due_on && today.plus(3 * 366) < *input.due_on) return wrong("due_on", "对方期限在三年以后，请核对");
  stub.due_day = input.due_on;
  if (input.state) {
    if (std::string fault = state_fault(*input.state); !fault.empty()) return wrong("state", std::move(fault));
  }
  stub.state = input.state;
  if (input.place) {
    auto place = place_for(house, actor, *input.place);
    if (!place) return place.error();
    stub.place = place->id;
    stub.place_path = place->path;
    stub.place_name = place->full_name;
  }
  if (stub.place.text.empty()) return wrong("place", "请选择乡镇和村");
  return done;
}

// A number that a matter has, or another stub.
std::optional<Error> refuse_twice(const House& house, const Actor& actor, const Stub& stub) {
  ExternalReference as;
  as.system = stub.system;
  as.number = stub.number;
  if (auto refused = refuse_known(house, actor, as, "number")) return refused;
  std::vector<Stub> others;
  house.db().read([&](Session& session) { others = stubs_numbered(session, house.region(), stub.system, {stub.number}); });
  if (others.empty() || others.front().id == stub.id) return std::nullopt;
  const std::string message = keeps_stub(actor, others.front().place_path) ? "这个编号已经有存根，请在列表中更新它" : "这个编号已经有存根，不在您的管辖范围内，请与县综治中心核对";
  return Error{Kind::conflict, "stub_known", message, {{"/number", message}}};
}

Replay replay_of(const Entry& entry, const std::string& subject, Time now) {
  return {entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 200, subject, now};
}

}  // namespace

bool keeps_stub(const Actor& actor, const std::string& place_path) {
  return std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& post) {
    return post.role == Role::triage && place_path.find("/" + post.place.text + "/") != std::string::npos;
  });
}

std::string state_fault(std::string_view state) {
  if (const auto fault = text_fault(state, Lines::one)) return std::string(text_fault_message(*fault));
  if (count_chars(state) > 30) return "办理状态最多 30 字，请缩短";
  int digits = 0;
  for (const char c : state) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits >= 7) return "办理状态只写到了哪一步，不写电话、证件号码";
  }
  return {};
}

std::string stub_changes(const Stub& before, const Stub& now) {
  std::string text;
  const auto tell = [&](const std::string& what, const std::string& was, const std::string& is) {
    if (was != is) text += (text.empty() ? "" : "；") + what + "由“" + was + "”改为“" + is + "”";
  };
  tell("编号", before.number, now.number);
  tell("办理状态", before.state.value_or("没有"), now.state.value_or("没有"));
  tell("对方期限", day_text(before.due_day), day_text(now.due_day));
  tell("地点", before.place_name, now.place_name);
  tell("得知日期", before.heard_day.chinese(), now.heard_day.chinese());
  return text;
}

StubEvent stub_told(const House& house, const Actor& actor, const Stub& stub, std::string text) {
  const ActorPost* desk = nullptr;
  for (const ActorPost& post : actor.posts) {
    if (post.role == Role::triage && stub.place_path.find("/" + post.place.text + "/") != std::string::npos) desk = &post;
  }
  return {house.ids().text(), stub.id, house.now(), actor.account.value_or(AccountId{}), actor_label(actor, desk), std::move(text)};
}

std::vector<Stub> open_stubs(const House& house, const Actor& actor, const std::string& system) {
  std::vector<Stub> out;
  house.db().read([&](Session& session) {
    out = stubs_of(session, house.region(), system, house.now().date().plus(-kDays), kMostStubs);
    const auto ours = ours_of(session, house, system, out);
    std::erase_if(out, [&](const Stub& stub) { return stub.outcome || ours.contains(stub.number) || !keeps_stub(actor, stub.place_path); });
  });
  return out;
}

Result<StubList> StubDesk::list(const Actor& actor, const std::string& id) const {
  if (const auto system = known_system(house_, id); !system) return system.error();
  StubList out;
  out.as_of = house_.now();
  for (const StubOutcome& one : stub_outcomes) out.outcomes.push_back({one.word, one.title});
  house_.db().read([&](Session& session) {
    out.items.clear();
    auto rows = stubs_of(session, house_.region(), id, out.as_of.date().plus(-kDays), kMostStubs + 1);
    out.more = rows.size() > static_cast<std::size_t>(kMostStubs);
    if (out.more) rows.pop_back();
    std::erase_if(rows, [&](const Stub& stub) { return !keeps_stub(actor, stub.place_path); });
    const auto ours = ours_of(session, house_, id, rows);
    for (const Stub& stub : rows) {
      const auto at = ours.find(stub.number);
      out.items.push_back(view_of(house_, actor, stub, at == ours.end() ? Ours{} : at->second));
    }
  });
  const auto over = [](const StubView& v) { return v.outcome.has_value() || v.tied; };
  std::sort(out.items.begin(), out.items.end(), [&](const StubView& a, const StubView& b) {
    if (over(a) != over(b)) return over(b);
    if (over(a) && a.heard_on != b.heard_on) return b.heard_on < a.heard_on;
    if (!over(a) && a.due_on.has_value() != b.due_on.has_value()) return a.due_on.has_value();
    if (!over(a) && a.due_on && a.due_on != b.due_on) return *a.due_on < *b.due_on;
    return a.id < b.id;
  });
  log_access(house_, actor, nullptr, "list", "存根：" + id);
  return out;
}

Result<StubView> StubDesk::view(const Actor& actor, const std::string& id) const {
  std::optional<Stub> stub;
  std::vector<StubEvent> told;
  Ours ours;
  house_.db().read([&](Session& session) {
    stub = find_stub(session, house_.region(), id);
    if (!stub) return;
    told = stub_events(session, house_.region(), id);
    auto found = ours_of(session, house_, stub->system, {*stub});
    ours = found.empty() ? Ours{} : std::move(found.begin()->second);
  });
  if (!stub || !keeps_stub(actor, stub->place_path)) return not_found();
  StubView out = view_of(house_, actor, *stub, ours);
  for (StubEvent& one : told) out.history.push_back({one.at, std::move(one.actor_label), std::move(one.text)});
  return out;
}

Result<StubView> StubDesk::add(const Entry& entry, const StubInput& input) const {
  if (const auto again = replayed(house_, entry)) {
    if (!*again) return again->error();
    return view(entry.actor, (*again)->matter.text);
  }
  Stub stub;
  stub.id = house_.ids().text();
  stub.heard_day = house_.now().date();
  stub.entered_at = house_.now();
  if (auto put = put_input(house_, entry.actor, input, stub); !put) return put.error();
  if (auto refused = refuse_twice(house_, entry.actor, stub)) return *refused;
  const StubEvent told = stub_told(house_, entry.actor, stub, "登记存根" + (stub.state ? "，" + *stub.state : std::string()) + (stub.due_day ? "，对方期限" + stub.due_day->chinese() : std::string()));
  try {
    house_.db().commit([&](Session& session) {
      insert_stub(session, house_.region(), stub, told);
      if (!entry.client_key.empty()) save_replay(session, house_.region(), replay_of(entry, stub.id, house_.now()));
    });
  } catch (const DuplicateKey&) {
    if (const auto again = replayed(house_, entry)) {
      if (!*again) return again->error();
      return view(entry.actor, (*again)->matter.text);
    }
    return conflict("stub_known", "这个编号已经有存根，请在列表中更新它");
  }
  return view(entry.actor, stub.id);
}

// load → permit → replay check → decide → save; `decide` changes the stub and says what it did.
template <class Decide>
Result<StubView> StubDesk::on_stub(const Entry& entry, const std::string& id, Decide decide) const {
  const auto seen = view(entry.actor, id);
  if (!seen) return seen.error();
  if (const auto again = replayed(house_, entry)) return *again ? seen : Result<StubView>(again->error());
  std::optional<Stub> stub;
  house_.db().read([&](Session& session) { stub = find_stub(session, house_.region(), id); });
  if (!stub) return not_found();
  if (entry.if_version && *entry.if_version != stub->version) return conflict("stale_version", "这条存根刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
  if (seen->tied) return conflict("stub_tied", "这个编号已经是" + seen->matter_number.value_or("本中心一件事项") + "的对方编号，请在那件事项里登记");
  Stub now = *stub;
  Result<std::string> text = decide(now);
  if (!text) return text.error();
  if (text->empty()) return seen;
  ++now.version;
  const StubEvent told = stub_told(house_, entry.actor, now, *text);
  bool saved = false;
  try {
    house_.db().commit([&](Session& session) {
      saved = change_stub(session, house_.region(), now, told);
      if (saved && !entry.client_key.empty()) save_replay(session, house_.region(), replay_of(entry, id, house_.now()));
    });
  } catch (const DuplicateKey&) {
    if (const auto again = replayed(house_, entry)) return *again ? view(entry.actor, id) : Result<StubView>(again->error());
    return conflict("stub_known", "这个编号已经有存根，请在列表中更新它");
  }
  if (!saved) return conflict("stale_version", "这条存根刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
  return view(entry.actor, id);
}

Result<StubView> StubDesk::change(const Entry& entry, const std::string& id, const StubInput& input) const {
  return on_stub(entry, id, [&](Stub& stub) -> Result<std::string> {
    if (stub.outcome) return conflict("stub_ended", "这条存根已经办结；有变化的，请先恢复");
    if (input.system != stub.system) return wrong("system", "不能改成另一个系统；登记错了的，请另行登记，这一条以“其他结果”办结");
    const Stub before = stub;
    if (auto put = put_input(house_, entry.actor, input, stub); !put) return put.error();
    if (stub.number != before.number) {
      if (auto refused = refuse_twice(house_, entry.actor, stub)) return *refused;
    }
    return stub_changes(before, stub);
  });
}

Result<StubView> StubDesk::end(const Entry& entry, const std::string& id, const StubEnd& input) const {
  return on_stub(entry, id, [&](Stub& stub) -> Result<std::string> {
    if (stub.outcome) return conflict("stub_ended", "这条存根已经办结，请刷新");
    const auto title = outcome_title(input.outcome);
    if (!title) return wrong("outcome", "请选择结果");
    if (house_.now().date() < input.ended_on) return wrong("ended_on", "办结日期不能晚于今天");
    if (input.ended_on < stub.heard_day.plus(-400)) return wrong("ended_on", "办结日期太早，请核对");
    stub.outcome = input.outcome;
    stub.ended_day = input.ended_on;
    return "办结：" + *title + "，" + input.ended_on.chinese();
  });
}

Result<StubView> StubDesk::reopen(const Entry& entry, const std::string& id) const {
  return on_stub(entry, id, [&](Stub& stub) -> Result<std::string> {
    if (!stub.outcome) return std::string();
    stub.outcome.reset();
    stub.ended_day.reset();
    return std::string("恢复为未办结");
  });
}

Result<Written> StubDesk::tie(const Entry& entry, const std::string& id, const StubTie& input) const {
  std::optional<Stub> stub;
  std::optional<MatterId> matter;
  std::optional<MatterFile> head;
  house_.db().read([&](Session& session) {
    stub = find_stub(session, house_.region(), id);
    matter = find_matter_by_number(session, house_.region(), std::string(trim(input.matter)));
    head = matter ? load_matter_head(session, house_.region(), *matter) : std::nullopt;
  });
  if (!stub || !keeps_stub(entry.actor, stub->place_path)) return not_found();
  if (!head || !may(entry.actor, Action::know, {*head})) return wrong("matter", "没有找到这件事项，请核对本中心编号");
  if (entry.if_version && *entry.if_version != stub->version) return conflict("stale_version", "这条存根刚刚有了变化，请刷新后再办理");
  Entry act = entry;
  act.if_version.reset();  // it is the stub they saw
  const Date received = std::max(stub->heard_day, house_.now().date().plus(-400));
  ReferenceInput reference{stub->system, stub->number, received, stub->due_day, {}, stub->state, {}};
  if (reference.due_on && *reference.due_on < received) reference.due_on.reset();
  return ReferenceDesk(house_).add(act, *matter, reference);
}

}  // namespace lianhu
