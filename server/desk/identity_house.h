#pragma once
// A small invented county with one account of every kind, for the tests of identity. Only tests include this header.

#include <map>
#include <memory>
#include <string>

#include "base/resource.h"
#include "base/test_world.h"
#include "desk/account_desk.h"
#include "desk/audit_desk.h"
#include "desk/house.h"
#include "desk/session_desk.h"
#include "store/access_store.h"
#include "store/place_store.h"
#include "store/test_db.h"

namespace lianhu {

class IdentityHouse {
 public:
  static constexpr std::string_view region = "520422";
  static constexpr std::string_view password = "Zhaishan-2026";

  IdentityHouse() {
    const std::string hashed = pool.hash(password).value();
    db->commit([&](Session& session) {
      save_county(session, {std::string(region), "化名县", "HM", clock.now(), true, std::nullopt, std::nullopt, std::nullopt});
      const Date since = Date::of(2026, 1, 1);
      insert_place(session, std::string(region),
                   {PlaceId{std::string(region)}, since, std::nullopt, PlaceKind::county, std::string(region), "化名县", std::nullopt, "/520422/", "化名县",
                    std::nullopt, "化名县"});
      insert_office(session, std::string(region),
                    {OfficeId{"centre"}, "county_centre", "化名县综治中心", "综治中心", std::nullopt, "/centre/", PlaceId{std::string(region)}, "resident", false,
                     true, std::nullopt, since, std::nullopt});
      insert_office(session, std::string(region),
                    {OfficeId{"court"}, "court", "化名县人民法院", "法院", std::nullopt, "/court/", PlaceId{std::string(region)}, "on_call", true, false,
                     std::nullopt, since, std::nullopt});
      for (const auto& [login, role] : std::initializer_list<std::pair<std::string, Role>>{{"triage.a", Role::triage},
                                                                                           {"handler.a", Role::handler},
                                                                                           {"system.a", Role::system_admin},
                                                                                           {"system.b", Role::system_admin},
                                                                                           {"security.a", Role::security_admin},
                                                                                           {"security.b", Role::security_admin},
                                                                                           {"audit.a", Role::audit_admin}}) {
        Account account{ids.make<AccountTag>(), login, "化名" + login, std::nullopt, hashed, "active", clock.now(), clock.now(), 1};
        insert_account(session, std::string(region), account);
        insert_post(session, std::string(region), {ids.make<PostTag>(), account.id, OfficeId{"centre"}, role, since, std::nullopt});
        accounts_[login] = account.id;
      }
    });
    house = std::make_unique<House>(World{*db, clock, random, files, ids, vault});
    sessions = std::make_unique<SessionDesk>(*house, pool);
    accounts = std::make_unique<AccountDesk>(*house, pool, *sessions);
    audits = std::make_unique<AuditDesk>(*house);
  }

  AccountId id(const std::string& login) const { return accounts_.at(login); }
  Result<OpenedSession> try_login(const std::string& login, std::string_view word = password, const std::string& peer = "192.0.2.1") {
    return sessions->log_in({login, std::string(word)}, peer);
  }
  std::string token(const std::string& login) { return try_login(login)->token; }
  Actor actor(const std::string& login) { return sessions->actor(token(login)).value(); }
  Account account(const std::string& login) {
    Account found;
    db->read([&](Session& session) { found = find_login(session, std::string(region), login).value(); });
    return found;
  }
  std::vector<Audit> audit_rows(const std::string& kind) {
    std::vector<Audit> rows;
    db->read([&](Session& session) { rows = load_audits(session, std::string(region), kind, Time{INT64_MAX}, 1000); });
    return rows;
  }

  FixedClock clock{Time::at(Date::of(2026, 9, 1), 9)};
  SeededRandom random{2026};
  MemoryFiles files;
  IdMaker ids{clock, random};
  Vault vault{std::string(32, 'k'), random};
  PasswordPool pool{random, {.memory_kib = 64, .passes = 1, .lanes = 1}};
  TestDb db{Engine::sqlite, WithSchema{}};
  std::unique_ptr<House> house;
  std::unique_ptr<SessionDesk> sessions;
  std::unique_ptr<AccountDesk> accounts;
  std::unique_ptr<AuditDesk> audits;

 private:
  std::map<std::string, AccountId> accounts_;
};

}  // namespace lianhu
