#pragma once
// From stored facts to what one viewer may see: every row and field asks may() here and nowhere else.
//
// Invariant: no view holds a value that may() refuses this viewer; positions and ETags given to parties come from their
// own projection only (settled 12).
// Thread rule: pure but for the house's snapshots.

#include <vector>

#include "desk/entry.h"
#include "desk/views.h"
#include "rules/permit.h"

namespace lianhu {

// One matter that this viewer may open, and those of its links that they may know.
struct SeenMatter {
  std::shared_ptr<const WholeMatter> whole;
  std::vector<LinkView> links;
};

class Renderer {
 public:
  Renderer(const House& house, const Actor& viewer, const SeenMatter& seen, const Ground& ground)
      : house_(house), viewer_(viewer), links_(seen.links), whole_(*seen.whole), file_(whole_.file), ground_(ground) {}

  MatterView matter() const;
  Track track(const std::vector<Access>& accesses) const;

 private:
  bool reads(Audience audience, std::optional<Time> told_at = {}) const { return may(viewer_, Action::read_item, {file_, audience, nullptr, 0, told_at}); }
  StatusView status() const;
  std::vector<StepRow> steps_of(const Proceeding& proceeding) const;
  std::optional<BranchView> branch() const;
  std::vector<DeadlineRow> deadlines() const;
  std::vector<TimelineItem> timeline() const;
  std::vector<DocumentRow> documents() const;
  std::vector<AttachmentRow> attachments() const;
  std::vector<PartyView> parties() const;
  void put_fulfilment(std::vector<ObligationView>& obligations, std::optional<FulfilmentView>& fulfilment) const;
  std::vector<MoveOffer> moves() const;
  std::string value_text(const Field& field, const std::string& value) const;
  std::string clauses_text(const std::string& json) const;
  std::string party_name(const Party& party) const;

  const House& house_;
  const Actor& viewer_;
  const std::vector<LinkView>& links_;
  const WholeMatter& whole_;
  const MatterFile& file_;
  const Ground& ground_;
};

// With the lamp of the reader's own row, where they have one.
StatusView status_of(const Matter& matter, const Assignment* own = nullptr);
std::string etag_of(const Track& track);  // of what it shows
DeadlineRow deadline_row(const Deadline& deadline, const std::string& subject);
AccessRow access_row(const Access& access);
std::string etag_of(std::int64_t version);                       // "v12"
std::optional<std::int64_t> version_of(std::string_view etag);
// "剩 2 个工作日", "今天到期", "已超期 3 天", "无期限".
std::string due_text(const std::optional<Time>& due, const Calendar& calendar, Time now);
std::string category_name(const Directory& directory, const std::string& code);

}  // namespace lianhu
