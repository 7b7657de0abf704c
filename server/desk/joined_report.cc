// What the reports said that were merged into a matter, for whoever handles it: their own words, and nothing else of those matters.

#include <algorithm>
#include <set>

#include "desk/matter_desk.h"
#include "desk/twin_desk.h"
#include "rules/join.h"
#include "rules/permit.h"

namespace lianhu {
namespace {

constexpr std::size_t kMost = 50;

// The reports that went into this matter, and those that had gone into them.
void gather(const House& house, const MatterId& id, std::set<std::string>& seen, std::vector<std::shared_ptr<const WholeMatter>>& out) {
  const auto whole = load_matter(house, id);
  if (!whole) return;
  for (const Link& link : whole->links) {
    if (link.kind != "duplicate" || out.size() >= kMost || !seen.insert(link.other.text).second) continue;
    const auto other = load_matter(house, link.other);
    // Taken up by itself again, it is merged no more.
    if (!other || other->file.matter.root == link.other) continue;
    out.push_back(other);
    gather(house, link.other, seen, out);
  }
}

// Who reported it: as the main matter shows that person to this reader. Withheld from the start where they asked for it.
void put_reporter(const Actor& actor, const MatterFile& main, const MatterFile& report, JoinedReportRow& row) {
  for (const Party& party : report.parties) {
    if (party.role != PartyRole::reporter && party.role != PartyRole::applicant) continue;
    if (party.hidden || report.matter.seal == Seal::confidential) {
      row.reporter_note = "反映人要求保密，这里不显示是谁";
      return;
    }
    const Party* there = goes_on_as(party, main);
    if (!there || there->hidden || !there->name || !may(actor, Action::read_field, {main, Audience::parties, there, 1})) continue;
    row.reporter = row.reporter ? *row.reporter + "、" + *there->name : *there->name;
  }
  if (!row.reporter) row.reporter_note = "没有留姓名";
}

}  // namespace

Result<JoinedReportList> TwinDesk::joined(const Actor& actor, const MatterId& id) const {
  const auto whole = load_matter(house_, id);
  if (!whole || !may(actor, Action::open, {whole->file})) return not_found();
  if (!may(actor, Action::read_item, {whole->file, Audience::handling})) return forbidden("not_yours", "并入的反映由承办这件事项的机构和分流岗查看");
  std::set<std::string> seen{id.text};
  std::vector<std::shared_ptr<const WholeMatter>> reports;
  gather(house_, id, seen, reports);
  JoinedReportList out;
  for (const auto& report : reports) {
    const MatterFile& file = report->file;
    if (kept_away(actor, file)) continue;
    const bool opens = may(actor, Action::open, {file});
    JoinedReportRow row{file.matter.number, file.matter.summary, title(file.matter.channel), file.matter.place_name, file.matter.received_at, file.matter.place_detail, {}, {}, {}};
    if (opens) row.matter = file.matter.id.text;
    put_reporter(actor, whole->file, file, row);
    log_access(house_, actor, &file, "matter", "并入的反映");
    out.items.push_back(std::move(row));
  }
  return out;
}

}  // namespace lianhu
