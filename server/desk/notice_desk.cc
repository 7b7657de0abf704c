#include "desk/notice_desk.h"

#include <algorithm>

#include "rules/permit.h"
#include "store/matter_store.h"
#include "store/notice_store.h"

namespace lianhu {
namespace {

constexpr int kMostAtOnce = 500;

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

std::vector<NoticeView> NoticeDesk::list(const Actor& actor, std::optional<Time> before, int limit) const {
  std::vector<NoticeView> out;
  if (!actor.staff()) return out;
  const auto directory = house_.directory();
  house_.db().read([&](Session& session) {
    out.clear();
    for (const Notice& notice : load_notices(session, house_.region(), *actor.account, offices_of(actor), before.value_or(house_.now().plus_ms(1)), limit)) {
      const auto head = load_matter_head(session, house_.region(), notice.matter);
      if (!head || !may(actor, Action::know, {*head})) continue;
      NoticeView view{notice.id.text, notice.matter.text, head->matter.number, notice.text, {}, {}, {}, notice.made_at, {}, {}};
      if (!may(actor, Action::read_item, {*head, notice.audience})) view.text = "事项有新的进展";
      if (head->matter.seal == Seal::open) {
        view.title = head->matter.title;
        view.place_name = head->matter.place_name;
      }
      if (notice.office) view.office_name = directory->office_name(*notice.office);
      if (has_read(actor, notice, *head)) view.read_at = notice.read_at;
      if (notice.read_by && notice.read_by != actor.account) {
        if (const StaffMember* reader = directory->member(*notice.read_by)) view.read_by = reader->name;
      }
      out.push_back(std::move(view));
    }
  });
  return out;
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

std::int64_t NoticeDesk::mark_all(const Actor& actor) const {
  std::int64_t marked = 0;
  if (!actor.staff()) return marked;
  std::optional<Time> before;
  for (bool more = true; more;) {
    std::vector<NoticeId> unread;
    house_.db().read([&](Session& session) {
      const auto rows = load_notices(session, house_.region(), *actor.account, offices_of(actor), before.value_or(house_.now().plus_ms(1)), kMostAtOnce);
      more = rows.size() == static_cast<std::size_t>(kMostAtOnce);
      for (const Notice& notice : rows) {
        before = notice.made_at;
        if (notice.read_at && (!notice.office || notice.read_by == actor.account)) continue;
        const auto head = load_matter_head(session, house_.region(), notice.matter);
        if (head && may(actor, Action::know, {*head}) && !has_read(actor, notice, *head)) unread.push_back(notice.id);
      }
    });
    if (unread.empty()) continue;
    house_.db().commit([&](Session& session) {
      for (const NoticeId& id : unread) mark_notice_read(session, house_.region(), id, *actor.account, house_.now());
    });
    marked += static_cast<std::int64_t>(unread.size());
  }
  return marked;
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
