#include "desk/notice_desk.h"

#include <algorithm>

#include "rules/permit.h"
#include "store/matter_store.h"
#include "store/notice_store.h"

namespace lianhu {
namespace {

constexpr int kMostAtOnce = 500;
constexpr int kShown = 50;
constexpr std::int64_t kUndoMs = 10 * 60'000;

struct KindWord {
  std::string_view word, title;
};
constexpr KindWord kKinds[] = {{"assignment", "新交办"}, {"overdue", "超期"}, {"supervision", "催办督办"}, {"progress", "其他进展"}};

std::string kind_title(std::string_view word) {
  for (const KindWord& one : kKinds) {
    if (one.word == word) return std::string(one.title);
  }
  return "其他进展";
}

std::optional<Error> unknown_kind(const std::optional<std::string>& kind) {
  if (!kind || std::any_of(std::begin(kKinds), std::end(kKinds), [&](const KindWord& one) { return one.word == *kind; })) return std::nullopt;
  return invalid("invalid_fields", "没有这种通知，请从列表中选择", {{"/kind", "没有这种通知，请从列表中选择"}});
}

std::vector<OfficeId> offices_of(const Actor& actor) {
  std::vector<OfficeId> offices;
  for (const ActorPost& post : actor.posts) {
    if (post.role != Role::group_head && std::find(offices.begin(), offices.end(), post.office) == offices.end()) offices.push_back(post.office);
  }
  return offices;
}

bool bears_name(const Actor& actor, const MatterFile& head, const OfficeId& office) {
  return std::any_of(head.assignments.begin(), head.assignments.end(),
                     [&](const Assignment& a) { return a.open && a.office == office && a.receiver && a.receiver == actor.account; });
}

// Another officer's reading is enough, but for whoever the matter names.
bool has_read(const Actor& actor, const Notice& notice, const MatterFile& head) {
  if (!notice.read_at) return false;
  return !notice.office || !notice.read_by || notice.read_by == actor.account || !bears_name(actor, head, *notice.office);
}

}  // namespace

Result<NoticeList> NoticeDesk::list(const Actor& actor, const NoticeQuery& query) const {
  NoticeList out;
  if (auto refused = unknown_kind(query.kind)) return *refused;
  if (!actor.staff()) return out;
  const auto directory = house_.directory();
  const bool unread = query.unread.value_or(false);
  const int limit = query.limit.value_or(kShown);
  house_.db().read([&](Session& session) {
    out.items.clear();
    out.next.reset();
    const auto rows = load_notices(session, house_.region(), *actor.account, offices_of(actor), query.before.value_or(house_.now().plus_ms(1)), limit, {query.kind, std::nullopt, unread});
    if (rows.size() >= static_cast<std::size_t>(limit)) out.next = rows.back().made_at;
    for (const Notice& notice : rows) {
      const auto head = load_matter_head(session, house_.region(), notice.matter);
      if (!head || !may(actor, Action::know, {*head})) continue;
      const bool read = has_read(actor, notice, *head);
      if (unread && read) continue;
      NoticeView view{notice.id.text, notice.matter.text, head->matter.number, notice.text, notice.kind, kind_title(notice.kind), {}, {}, {}, notice.made_at, {}, {}};
      if (!may(actor, Action::read_item, {*head, notice.audience})) view.text = "事项有新的进展";
      if (head->matter.seal == Seal::open) {
        view.title = head->matter.title;
        view.place_name = head->matter.place_name;
      }
      if (notice.office) view.office_name = directory->office_name(*notice.office);
      if (read) view.read_at = notice.read_at;
      if (notice.read_by && notice.read_by != actor.account) {
        if (const StaffMember* reader = directory->member(*notice.read_by)) view.read_by = reader->name;
      }
      out.items.push_back(std::move(view));
    }
  });
  if (!query.before) count_unread(actor, out);
  return out;
}

void NoticeDesk::count_unread(const Actor& actor, NoticeList& out) const {
  for (const KindWord& one : kKinds) out.unread.push_back({std::string(one.word), std::string(one.title), 0});
  house_.db().read([&](Session& session) {
    for (NoticeCount& one : out.unread) one.unread = 0;
    const auto rows = load_notices(session, house_.region(), *actor.account, offices_of(actor), house_.now().plus_ms(1), kMostAtOnce, {std::nullopt, std::nullopt, true});
    out.unread_more = rows.size() >= static_cast<std::size_t>(kMostAtOnce);
    std::vector<std::string> ids;
    for (const Notice& notice : rows) ids.push_back(notice.matter.text);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    const auto heads = load_matter_heads(session, house_.region(), ids);
    for (const Notice& notice : rows) {
      const auto head = heads.find(notice.matter.text);
      if (head == heads.end() || !may(actor, Action::know, {head->second}) || has_read(actor, notice, head->second)) continue;
      const auto at = std::find_if(out.unread.begin(), out.unread.end(), [&](const NoticeCount& one) { return one.kind == notice.kind; });
      ++(at == out.unread.end() ? out.unread.back() : *at).unread;
    }
  });
}

Result<Done> NoticeDesk::mark(const Actor& actor, const std::string& id) const {
  std::optional<Notice> notice;
  std::optional<MatterFile> head;
  house_.db().read([&](Session& session) {
    notice = find_notice(session, house_.region(), NoticeId{id});
    if (notice) head = load_matter_head(session, house_.region(), notice->matter);
  });
  if (!notice || !head || !actor.staff()) return not_found();
  const auto offices = offices_of(actor);
  const bool own = notice->account == actor.account || (notice->office && std::find(offices.begin(), offices.end(), *notice->office) != offices.end());
  if (!own) return not_found();
  if (has_read(actor, *notice, *head)) return done;
  house_.db().commit([&](Session& session) { mark_notice_read(session, house_.region(), notice->id, *actor.account, house_.now()); });
  return done;
}

Result<NoticesRead> NoticeDesk::mark_all(const Actor& actor, const NoticeOrder& order) const {
  NoticesRead out;
  if (auto refused = unknown_kind(order.kind)) return *refused;
  if (!actor.staff()) return out;
  const Time at = house_.now();
  const NoticeFilter filter{order.kind, order.matter ? std::optional(MatterId{*order.matter}) : std::nullopt, true};
  Time before = at.plus_ms(1);
  for (bool more = true; more;) {
    std::vector<NoticeId> unread;
    house_.db().read([&](Session& session) {
      unread.clear();
      const auto rows = load_notices(session, house_.region(), *actor.account, offices_of(actor), before, kMostAtOnce, filter);
      more = rows.size() >= static_cast<std::size_t>(kMostAtOnce);
      for (const Notice& notice : rows) {
        before = notice.made_at;
        const auto head = load_matter_head(session, house_.region(), notice.matter);
        if (head && may(actor, Action::know, {*head}) && !has_read(actor, notice, *head)) unread.push_back(notice.id);
      }
    });
    if (unread.empty()) continue;
    house_.db().commit([&](Session& session) {
      for (const NoticeId& id : unread) mark_notice_read(session, house_.region(), id, *actor.account, at);
    });
    out.count += static_cast<std::int64_t>(unread.size());
    out.at = at;
  }
  return out;
}

Result<NoticesRead> NoticeDesk::undo(const Actor& actor, const NoticeUndo& undo) const {
  NoticesRead out;
  if (!actor.staff()) return out;
  const Time now = house_.now();
  if (undo.at.ms > now.ms || now.ms - undo.at.ms > kUndoMs) return conflict("undo_too_late", "已经超过十分钟，不能撤销；通知都还在列表里");
  house_.db().commit([&](Session& session) { out.count = mark_unread(session, house_.region(), *actor.account, offices_of(actor), undo.at); });
  return out;
}

void read_by_opening(const House& house, const Actor& actor, const MatterFile& file, bool acted) {
  if (!actor.staff()) return;
  const auto offices = offices_of(actor);
  std::vector<NoticeId> read;
  house.db().read([&](Session& session) {
    read.clear();
    for (const Notice& notice : unread_notices(session, house.region(), file.matter.id, *actor.account)) {
      const bool ours = notice.office && std::find(offices.begin(), offices.end(), *notice.office) != offices.end();
      // Who only looks takes no work from the colleagues' eyes; who acts has taken it up.
      if (notice.account == actor.account || (ours && (acted || bears_name(actor, file, *notice.office)))) read.push_back(notice.id);
    }
  });
  if (read.empty()) return;
  house.db().commit([&](Session& session) {
    for (const NoticeId& id : read) mark_notice_read(session, house.region(), id, *actor.account, house.now());
  });
}

}  // namespace lianhu
