#include "store/reference_store.h"

#include "store/in_list.h"
#include "store/row.h"

namespace lianhu {
namespace {

constexpr std::string_view kTable = "external_reference";

}  // namespace

std::optional<ExternalReference> find_reference(Session& session, const std::string& region, const std::string& system, const std::string& number) {
  auto rows = select_rows<ExternalReference>(session, kTable, region, "system = :system AND number = :number", {{"system", system}, {"number", number}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::map<std::string, ExternalReference> find_references(Session& session, const std::string& region, const std::string& system,
                                                         const std::vector<std::string>& numbers) {
  std::map<std::string, ExternalReference> out;
  in_pieces(numbers, [&](InList list) {
    list.binds.push_back({"system", system});
    for (ExternalReference& row : select_rows<ExternalReference>(session, kTable, region, "system = :system AND number IN " + list.text, list.binds)) {
      std::string number = row.number;
      out.emplace(std::move(number), std::move(row));
    }
  });
  return out;
}

std::vector<ExternalReference> references_by_id(Session& session, const std::string& region, const std::vector<std::string>& ids) {
  std::vector<ExternalReference> out;
  in_pieces(ids, [&](InList list) {
    for (ExternalReference& row : select_rows<ExternalReference>(session, kTable, region, "id IN " + list.text, list.binds)) out.push_back(std::move(row));
  });
  return out;
}

std::vector<MatterId> matters_with_number(Session& session, const std::string& region, const std::string& system, const std::string& beginning, int limit) {
  std::vector<MatterId> out;
  // Both engines order bytes: what begins so lies before the beginning with the last character of all behind it.
  session.query("SELECT matter FROM external_reference WHERE region = :region AND system = :system AND number >= :low AND number < :high"
                " ORDER BY number LIMIT :limit",
                {{"region", region}, {"system", system}, {"low", beginning}, {"high", beginning + "\xF4\x8F\xBF\xBD"}, {"limit", static_cast<std::int64_t>(limit)}},
                [&](const Row& row) { out.push_back(MatterId{row.text(0)}); });
  return out;
}

std::map<std::string, std::string> matter_numbers(Session& session, const std::string& region, const std::vector<std::string>& ids) {
  std::map<std::string, std::string> out;
  in_pieces(ids, [&](InList list) {
    list.binds.push_back({"region", region});
    session.query("SELECT id, number FROM matter WHERE region = :region AND id IN " + list.text, std::span<const Bind>(list.binds),
                  [&](const Row& row) { out.emplace(row.text(0), row.text(1)); });
  });
  return out;
}

std::map<std::string, Deadline> reference_terms(Session& session, const std::string& region, const std::vector<std::string>& matters) {
  std::map<std::string, Deadline> out;
  in_pieces(matters, [&](InList list) {
    for (Deadline& row : select_rows<Deadline>(session, "deadline", region, "subject_kind = 'reference' AND matter IN " + list.text, list.binds)) {
      std::string subject = row.subject;
      out.emplace(std::move(subject), std::move(row));
    }
  });
  return out;
}

std::vector<ExternalReference> references_received(Session& session, const std::string& region, const std::string& system, const std::string& direction,
                                                   Time from, Time until, const std::optional<ReferenceKey>& after, int limit) {
  const Time low = after ? after->received_at : from;
  return select_rows<ExternalReference>(
      session, kTable, region,
      "system = :system AND direction = :direction AND received_at >= :low AND received_at < :until AND (received_at > :low OR id > :after)"
      " ORDER BY received_at, id LIMIT :limit",
      {{"system", system}, {"direction", direction}, {"low", low.ms}, {"until", until.ms}, {"after", after ? after->id : std::string()},
       {"limit", static_cast<std::int64_t>(limit)}});
}

}  // namespace lianhu
