#include "store/office_store.h"

#include "store/row.h"

namespace lianhu {
namespace {

constexpr std::string_view kOn = "valid_from <= :on AND (valid_to IS NULL OR valid_to >= :on)";
constexpr std::string_view kFrom = "(valid_to IS NULL OR (valid_to >= :on AND valid_to >= valid_from))";

}  // namespace

void apply(const OfficeVersion& version, Office& office) {
  office.name = version.name;
  office.short_name = version.short_name;
  office.place = version.place;
  office.presence = version.presence;
  office.logs_in = version.logs_in;
  office.phone = version.phone;
}

std::vector<Office> all_offices(Session& session, const std::string& region) { return select_rows<Office>(session, "office", region, "1 = 1 ORDER BY id"); }

std::optional<Office> find_office(Session& session, const std::string& region, const OfficeId& id) {
  auto rows = select_rows<Office>(session, "office", region, "id = :id", {{"id", id.text}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<Office> offices_below(Session& session, const std::string& region, const OfficeId& parent) {
  return select_rows<Office>(session, "office", region, "parent = :parent ORDER BY id", {{"parent", parent.text}});
}

std::vector<OfficeVersion> versions_of(Session& session, const std::string& region, const OfficeId& office) {
  return select_rows<OfficeVersion>(session, "office_version", region, "office = :office ORDER BY valid_from", {{"office", office.text}});
}

std::vector<OfficeVersion> versions_until(Session& session, const std::string& region, Date on) {
  return select_rows<OfficeVersion>(session, "office_version", region, "valid_from <= :on ORDER BY office, valid_from", {{"on", on.text()}});
}

void insert_office_version(Session& session, const std::string& region, const OfficeVersion& version) { insert_row(session, "office_version", region, version); }

void drop_office_version(Session& session, const std::string& region, const std::string& id) {
  session.run("DELETE FROM office_version WHERE region = :region AND id = :id", {{"region", region}, {"id", id}});
}

void end_office(Session& session, const std::string& region, const OfficeId& office, Date last_day) {
  session.run("UPDATE office SET valid_to = :last WHERE region = :region AND id = :id", {{"region", region}, {"id", office.text}, {"last", last_day.text()}});
}

std::vector<OpenAssignment> open_assignments(Session& session, const std::string& region, const OfficeId& office, const std::optional<AccountId>& receiver,
                                             int limit) {
  std::vector<OpenAssignment> out;
  std::vector<Bind> binds{{"region", region}, {"office", office.text}, {"limit", static_cast<std::int64_t>(limit)}};
  std::string whose;
  if (receiver) {
    binds.push_back({"receiver", receiver->text});
    whose = " AND a.receiver = :receiver";
  }
  session.query("SELECT a.matter, m.number, m.seal, a.kind FROM assignment a JOIN matter m ON m.region = a.region AND m.id = a.matter"
                " WHERE a.region = :region AND a.office = :office AND a.open = 1" + whose + " ORDER BY m.number LIMIT :limit",
                std::span<const Bind>(binds), [&](const Row& row) {
                  const auto seal = from_word<Seal>(row.text(2));
                  const auto kind = from_word<AssignmentKind>(row.text(3));
                  if (seal && kind) out.push_back({MatterId{row.text(0)}, row.text(1), *seal, *kind});
                });
  return out;
}

std::vector<OpenAssignment> open_matters_of(Session& session, const std::string& region, const OfficeId& office, int limit) {
  std::vector<OpenAssignment> out;
  session.query("SELECT DISTINCT m.id, m.number, m.seal, CASE WHEN p.desk_office = :office THEN 'desk' ELSE 'lead' END FROM matter_scope s"
                " JOIN matter m ON m.region = s.region AND m.id = s.matter JOIN proceeding p ON p.region = m.region AND p.matter = m.id"
                " WHERE s.region = :region AND s.token = :token AND m.open = 1 AND p.closed_at IS NULL AND (p.desk_office = :office OR p.lead_office = :office)"
                " ORDER BY m.number LIMIT :limit",
                {{"region", region}, {"office", office.text}, {"token", "o:" + office.text}, {"limit", static_cast<std::int64_t>(limit)}}, [&](const Row& row) {
                  const auto seal = from_word<Seal>(row.text(2));
                  if (seal) out.push_back({MatterId{row.text(0)}, row.text(1), *seal, row.text(3) == "desk" ? AssignmentKind::desk : AssignmentKind::lead});
                });
  return out;
}

std::vector<Post> posts_from(Session& session, const std::string& region, const OfficeId& office, Date on) {
  return select_rows<Post>(session, "post", region, "office = :office AND " + std::string(kFrom) + " ORDER BY id", {{"office", office.text}, {"on", on.text()}});
}

std::vector<Duty> duties_from(Session& session, const std::string& region, const OfficeId& office, Date on) {
  return select_rows<Duty>(session, "duty", region, "office = :office AND " + std::string(kFrom) + " ORDER BY id", {{"office", office.text}, {"on", on.text()}});
}

std::vector<Responsibility> responsibilities_of_office(Session& session, const std::string& region, const OfficeId& office, Date on) {
  return select_rows<Responsibility>(session, "responsibility", region, "office = :office AND " + std::string(kFrom) + " ORDER BY id",
                                     {{"office", office.text}, {"on", on.text()}});
}

std::vector<Responsibility> responsibilities_of_post(Session& session, const std::string& region, const PostId& post, Date on) {
  return select_rows<Responsibility>(session, "responsibility", region, "post = :post AND " + std::string(kFrom) + " ORDER BY id",
                                     {{"post", post.text}, {"on", on.text()}});
}

std::vector<Responsibility> responsibilities_at(Session& session, const std::string& region, const PlaceId& place, const std::string& duty) {
  return select_rows<Responsibility>(session, "responsibility", region, "place = :place AND duty = :duty ORDER BY valid_from, id",
                                     {{"place", place.text}, {"duty", duty}});
}

std::vector<Responsibility> responsibilities_on(Session& session, const std::string& region, const std::string& duty, Date on) {
  return select_rows<Responsibility>(session, "responsibility", region, "duty = :duty AND " + std::string(kOn) + " ORDER BY place, valid_from, id",
                                     {{"duty", duty}, {"on", on.text()}});
}

void end_responsibility(Session& session, const std::string& region, const std::string& id, Date last_day) {
  session.run("UPDATE responsibility SET valid_to = :last WHERE region = :region AND id = :id", {{"region", region}, {"id", id}, {"last", last_day.text()}});
}

std::vector<PostHolder> holders(Session& session, const std::string& region, const std::string& role, Date on) {
  std::vector<PostHolder> out;
  session.query("SELECT p.id, p.account, a.name, p.office FROM post p JOIN account a ON a.region = p.region AND a.id = p.account"
                " WHERE p.region = :region AND p.role = :role AND a.state = 'active' AND p.valid_from <= :on AND (p.valid_to IS NULL OR p.valid_to >= :on)"
                " ORDER BY a.name, p.id",
                {{"region", region}, {"role", role}, {"on", on.text()}},
                [&](const Row& row) { out.push_back({PostId{row.text(0)}, AccountId{row.text(1)}, row.text(2), OfficeId{row.text(3)}, *from_word<Role>(role)}); });
  return out;
}

}  // namespace lianhu
