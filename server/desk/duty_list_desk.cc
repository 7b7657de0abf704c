#include "desk/duty_list_desk.h"

#include <algorithm>

#include "desk/audit_row.h"
#include "desk/render.h"
#include "store/change_store.h"
#include "store/directory_store.h"
#include "store/duty_store.h"
#include "store/held_store.h"

namespace lianhu {
namespace {

constexpr int kDaysAhead = 366;

Error wrong(const std::string& pointer, const std::string& message) { return invalid("invalid_fields", message, {{pointer, message}}); }
bool empty_span(const Duty& duty) { return duty.valid_to && *duty.valid_to < duty.valid_from; }

}  // namespace

DutyListRow DutyListDesk::row(const Directory& directory, const Duty& duty) const {
  const Date today = house_.now().date();
  DutyListRow out{duty.id.text, duty.office.text, directory.office_name(duty.office), duty.category, category_name(directory, duty.category), duty.text, duty.basis,
                  duty.valid_from, duty.valid_to, "现行", true};
  if (duty.valid_to && *duty.valid_to < today) out.state_title = duty.valid_to->plus(1).chinese() + "起已结束", out.standing = false;
  else if (duty.valid_from > today) out.state_title = duty.valid_from.chinese() + "起";
  else if (duty.valid_to) out.state_title = duty.valid_to->plus(1).chinese() + "起结束";
  return out;
}

Result<DutyListPage> DutyListDesk::list(const Actor& actor, const DutyListQuery& query) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  DutyListPage out;
  const auto directory = house_.directory();
  std::vector<Duty> all;
  house_.db().read([&](Session& session) { all = all_duties(session, house_.region()); });
  bool begun = !query.cursor;
  for (const Duty& duty : all) {
    if (empty_span(duty)) continue;
    if (query.office && duty.office.text != *query.office) continue;
    if (query.category && duty.category != *query.category && !duty.category.starts_with(*query.category + ".")) continue;
    DutyListRow one = row(*directory, duty);
    if (!query.ended && !one.standing) continue;
    if (query.q && one.text.find(*query.q) == std::string::npos && one.basis.find(*query.q) == std::string::npos && one.office_name.find(*query.q) == std::string::npos) continue;
    ++out.total;
    if (!begun) {
      begun = one.id == *query.cursor;
      continue;
    }
    if (out.items.size() == static_cast<std::size_t>(query.limit)) {
      out.next = out.items.back().id;
      continue;
    }
    out.items.push_back(std::move(one));
  }
  if (!begun) return invalid("bad_cursor", "翻页位置不对，请从第一页重新查看");
  return out;
}

std::optional<Error> DutyListDesk::faulty(const Directory& directory, const DutyInput& input) const {
  const Date today = house_.now().date();
  const Category* category = directory.category(input.category);
  if (directory.office(OfficeId{input.office}) == nullptr) return wrong("/office", "没有这个机构，或已撤销，请从列表中选择");
  if (category == nullptr || !category->standing || input.category == pending_category) return wrong("/category", "没有这个类别，或已停用，请从列表中选择");
  if (input.from < today) return wrong("/from", "只能从今天或以后起，过去的记录不改");
  if (input.from > today.plus(kDaysAhead)) return wrong("/from", "最多提前一年安排");
  return std::nullopt;
}

Result<DutyListRow> DutyListDesk::put(const Actor& actor, const std::optional<std::string>& old, const DutyInput& input, const CommandKey& key) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Time now = house_.now();
  const auto directory = house_.directory();
  const std::string route = old ? "change_duty/" + *old : "add_duty";
  const Duty fresh{DutyId{house_.ids().text()}, OfficeId{input.office}, input.category, input.text, input.basis, input.from, std::nullopt};
  const Audit audit = audit_row(house_, actor.account, "duty_changed", old ? *old : fresh.id.text,
                                directory->office_name(fresh.office) + "，" + category_name(*directory, fresh.category) + "：" + fresh.text + "，" + input.from.chinese() + "起");
  std::optional<Error> refusal;
  std::optional<Duty> made;
  const auto job = [&](Session& session) {
    refusal.reset();
    if (const auto before = find_replay(session, house_.region(), actor.key(), route, key.client_key)) {
      made = find_duty(session, house_.region(), before->subject);
      if (before->body_sha256 != key.body_sha256 || !made) refusal = invalid("key_reused", "这次提交的编号已用于另一项内容，请刷新页面后重新提交");
      return;
    }
    refusal = faulty(*directory, input);
    for (const Duty& other : refusal ? std::vector<Duty>() : all_duties(session, house_.region())) {
      const bool apart = empty_span(other) || (other.valid_to && *other.valid_to < input.from) || (old && other.id.text == *old);
      if (!apart && other.office == fresh.office && other.category == fresh.category && other.text == fresh.text) refusal = wrong("/text", "职责清单里已有同样的一条");
    }
    if (!refusal && old) {
      const auto held = find_duty(session, house_.region(), *old);
      if (!held) refusal = not_found();
      else if (held->valid_to && *held->valid_to < input.from) refusal = conflict("stale_version", "这一条那时已经结束，请刷新后核对");
      else if (held->valid_from > input.from) refusal = wrong("/from", "不能早于这一条开始的" + held->valid_from.chinese());
      else end_duty(session, house_.region(), *old, input.from.plus(-1));
    }
    if (refusal) return;
    insert_duty(session, house_.region(), fresh);
    outdate(session, house_.region(), kHeldDirectory);
    insert_audit(session, house_.region(), audit);
    save_replay(session, house_.region(), {actor.key(), route, key.client_key, key.body_sha256, 200, fresh.id.text, now});
    made = fresh;
  };
  try {
    house_.db().commit(job);
  } catch (const DuplicateKey&) {
    house_.db().commit(job);
  }
  if (refusal) return *refusal;
  house_.reload_directory();
  return row(*directory, *made);
}

Result<DutyListRow> DutyListDesk::add(const Actor& actor, const DutyInput& input, const CommandKey& key) { return put(actor, std::nullopt, input, key); }
Result<DutyListRow> DutyListDesk::change(const Actor& actor, const std::string& id, const DutyInput& input, const CommandKey& key) { return put(actor, id, input, key); }

Result<DutyListRow> DutyListDesk::end(const Actor& actor, const std::string& id, const DutyEnd& input) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Date today = house_.now().date();
  if (input.from < today) return wrong("/from", "只能从今天或以后起，过去的记录不改");
  if (input.from > today.plus(kDaysAhead)) return wrong("/from", "最多提前一年安排");
  const auto directory = house_.directory();
  const std::string audit_id = house_.ids().text();
  std::optional<Error> refusal;
  std::optional<Duty> ended;
  house_.db().commit([&](Session& session) {
    refusal.reset();
    ended = find_duty(session, house_.region(), id);
    if (!ended) refusal = not_found();
    else if (ended->valid_to && *ended->valid_to < input.from) refusal = conflict("stale_version", "这一条那时已经结束，请刷新后核对");
    if (refusal) return;
    ended->valid_to = input.from.plus(-1);
    end_duty(session, house_.region(), id, *ended->valid_to);
    outdate(session, house_.region(), kHeldDirectory);
    insert_audit(session, house_.region(),
                 Audit{audit_id, house_.now(), actor.account, "duty_changed", id,
                       directory->office_name(ended->office) + "：" + ended->text + "，" + input.from.chinese() + "起结束，" + input.reason});
  });
  if (refusal) return *refusal;
  house_.reload_directory();
  return row(*directory, *ended);
}

}  // namespace lianhu
