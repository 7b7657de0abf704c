#include "store/stub_store.h"

#include "store/in_list.h"
#include "store/row.h"

namespace lianhu {

std::optional<Stub> find_stub(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<Stub>(session, "stub", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<Stub> stubs_numbered(Session& session, const std::string& region, const std::string& system, const std::vector<std::string>& numbers) {
  std::vector<Stub> out;
  in_pieces(numbers, [&](InList list) {
    list.binds.push_back({"system", system});
    for (Stub& row : select_rows<Stub>(session, "stub", region, "system = :system AND number IN " + list.text, list.binds)) out.push_back(std::move(row));
  });
  return out;
}

std::vector<Stub> stubs_of(Session& session, const std::string& region, const std::string& system, Date since, int limit) {
  return select_rows<Stub>(session, "stub", region,
                           "system = :system AND (heard_day >= :since OR outcome IS NULL) ORDER BY heard_day, id LIMIT :limit",
                           {{"system", system}, {"since", since.text()}, {"limit", static_cast<std::int64_t>(limit)}});
}

std::vector<StubEvent> stub_events(Session& session, const std::string& region, const std::string& stub) {
  return select_rows<StubEvent>(session, "stub_event", region, "stub = :stub ORDER BY at, id", {{"stub", stub}});
}

void insert_stub(Session& session, const std::string& region, const Stub& stub, const StubEvent& told) {
  insert_row(session, "stub", region, stub);
  insert_row(session, "stub_event", region, told);
}

bool change_stub(Session& session, const std::string& region, const Stub& stub, const StubEvent& told) {
  if (update_row(session, "stub", region, stub, " AND version = :seen", {{"seen", stub.version - 1}}) != 1) return false;
  insert_row(session, "stub_event", region, told);
  return true;
}

}  // namespace lianhu
