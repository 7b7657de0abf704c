#include "desk/mediation_desk.h"

#include <algorithm>
#include <charconv>

#include "desk/dossier_open.h"
#include "desk/matter_desk.h"
#include "desk/render.h"
#include "rules/clockwork.h"
#include "rules/dossier.h"
#include "rules/offer.h"
#include "rules/permit.h"
#include "rules/signature.h"
#include "store/work_store.h"

namespace lianhu {
namespace {

constexpr std::size_t kFirst = 3;
constexpr int kMostScanned = 500;  // assignments looked at for one page

std::string write_cursor(const WorkKey& key) { return std::to_string(key.due_at) + "." + key.assignment.text; }
std::optional<WorkKey> read_cursor(const std::string& text) {
  WorkKey key;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), key.due_at);
  if (error != std::errc() || end == text.data() + text.size() || *end != '.') return std::nullopt;
  key.assignment.text.assign(end + 1, text.data() + text.size());
  return key;
}

std::vector<OfficeId> mediating_offices(const Actor& actor) {
  std::vector<OfficeId> offices;
  for (const ActorPost& post : actor.posts) {
    if (post.role == Role::mediator && std::find(offices.begin(), offices.end(), post.office) == offices.end()) offices.push_back(post.office);
  }
  return offices;
}

const char* word_of(Weight weight) { return weight == Weight::bar ? "bar" : weight == Weight::mend ? "mend" : "look"; }

void put_missing(const Dossier& dossier, MediationRow& row) {
  row.missing = dossier.open;
  row.barred = dossier.barred;
  for (const DossierFinding& one : dossier.findings) {
    if (one.reason || one.weight == Weight::look || row.first.size() == kFirst) continue;
    row.first.push_back({word_of(one.weight), one.where, one.message, one.remedy});
  }
}

// A page is of rows that are mediations; what else the office leads is passed over.
std::optional<MediationRow> row_of(const House& house, const Actor& actor, const WholeMatter& whole, const Assignment& assignment, const Stand& now) {
  const MatterFile& file = whole.file;
  const Proceeding* proceeding = file.proceeding(assignment.proceeding);
  const Procedure* procedure = proceeding ? house.procedure(proceeding->procedure()) : nullptr;
  if (!procedure || !procedure->mediation || !reads_dossier(actor, file) || !keeps_dossier(actor, file, *proceeding)) return std::nullopt;
  const State* state = procedure->state(proceeding->state);
  MediationRow row;
  row.matter = file.matter.id.text;
  row.number = file.matter.number;
  row.title = file.matter.title;
  row.category_name = category_name(*now.directory, file.matter.category);
  row.place_name = file.matter.place_name;
  row.proceeding = proceeding->id.text;
  row.file_number = proceeding->number;
  row.state = proceeding->state;
  row.state_title = state ? state->title : proceeding->state;
  row.round = proceeding->round;
  row.office_name = now.directory->office_name(assignment.office);
  if (const StaffMember* member = assignment.receiver ? now.directory->member(*assignment.receiver) : nullptr) row.receiver_name = member->name;
  row.mine = assignment.receiver && assignment.receiver == actor.account;
  row.due_at = assignment.due_at;
  if (assignment.due_title) row.due_title = without_internal_mark(*assignment.due_title);
  row.due_text = due_text(assignment.due_at, *now.calendar, now.ground.now);
  row.lamp = word(assignment.lamp);
  row.next_step = next_step(file, now.ground, true, &assignment);
  if (std::string text = awaited(signatures_of(file, *proceeding)); proceeding->state == "agreed" && !text.empty()) row.awaits = std::move(text);
  if (const DossierPlan* plan = plan_of(house.dossiers(), proceeding->procedure_name)) put_missing(look_into(*plan, whole, *proceeding, *procedure, now.ground), row);
  return row;
}

}  // namespace

Result<MediationPage> MediationDesk::list(const Actor& actor, const MediationRequest& request) const {
  std::optional<WorkKey> after;
  if (request.cursor) {
    after = read_cursor(*request.cursor);
    if (!after) return invalid("invalid_fields", "翻页标记不对，请从第一页重新打开", {{"/cursor", "请从第一页重新打开"}});
  }
  const auto limit = static_cast<std::size_t>(request.limit.value_or(20));
  const auto stand_now = stand(house_);
  const auto receiver = request.mine.value_or(false) ? actor.account : std::nullopt;
  MediationPage page;
  page.as_of = house_.now();
  house_.db().read([&](Session& session) {
    int scanned = 0;
    for (bool more = true; more;) {
      std::vector<WorkKey> keys;
      const int batch = static_cast<int>(limit) + 1;
      for (const OfficeId& office : mediating_offices(actor)) {
        const auto some = open_work(session, house_.region(), {office, {AssignmentKind::lead}, receiver, after, batch});
        keys.insert(keys.end(), some.begin(), some.end());
      }
      std::sort(keys.begin(), keys.end(), [](const WorkKey& a, const WorkKey& b) { return std::tie(a.due_at, a.assignment) < std::tie(b.due_at, b.assignment); });
      more = keys.size() >= static_cast<std::size_t>(batch);
      if (keys.size() > static_cast<std::size_t>(batch)) keys.resize(static_cast<std::size_t>(batch));
      for (const WorkKey& key : keys) {
        if (page.items.size() == limit || scanned == kMostScanned) {
          page.next = write_cursor(*after);
          return;
        }
        after = key;
        ++scanned;
        const auto whole = house_.matters().load(session, house_.region(), key.matter);
        const Assignment* assignment = whole ? whole->file.assignment(key.assignment) : nullptr;
        if (!assignment || !may(actor, Action::know, {whole->file})) continue;
        if (auto row = row_of(house_, actor, *whole, *assignment, *stand_now)) page.items.push_back(std::move(*row));
      }
    }
  });
  log_access(house_, actor, nullptr, "list", "我的调解");
  return page;
}

}  // namespace lianhu
