#include "desk/audit_desk.h"

#include <set>

#include <gtest/gtest.h>

#include "desk/audit_row.h"
#include "desk/identity_house.h"

namespace lianhu {
namespace {

TEST(AuditDesk, EveryRowIsSeenOnceWhateverThePageSize) {
  IdentityHouse world;
  const Actor audit = world.actor("audit.a");
  // Bursts of one millisecond, some longer than a page.
  for (int burst = 0; burst < 12; ++burst) {
    world.clock.advance(1);
    for (int i = 0; i <= burst; ++i) {
      const Audit row = audit_row(*world.house, std::nullopt, "probe", std::nullopt, std::to_string(burst) + "/" + std::to_string(i));
      world.db->commit([&](Session& session) { insert_audit(session, "520422", row); });
    }
  }
  for (const int limit : {1, 2, 5, 7, 100}) {
    std::set<std::string> seen;
    AuditQuery query{.from = {}, .to = {}, .kind = "probe", .cursor = {}, .limit = limit};
    std::size_t rows = 0;
    Time last{INT64_MAX};
    do {
      const auto page = world.audits->audits(audit, query);
      ASSERT_TRUE(page.ok());
      for (const AuditView& view : page->items) {
        EXPECT_LE(view.at, last);
        last = view.at;
        seen.insert(view.detail);
        ++rows;
      }
      query.cursor = page->next;
    } while (query.cursor);
    EXPECT_EQ(seen.size(), 78U) << limit;
    EXPECT_EQ(rows, 78U) << limit;
  }
}

TEST(AuditDesk, DaysAndKindsNarrowAndReadingIsWrittenDown) {
  IdentityHouse world;
  world.token("triage.a");
  world.clock.advance(24 * 3'600'000LL);
  const Actor audit = world.actor("audit.a");
  const Date first = Date::of(2026, 9, 1);
  const auto day_one = world.audits->audits(audit, {first, first, "login", std::nullopt, 50});
  ASSERT_EQ(day_one->items.size(), 1U);
  EXPECT_EQ(day_one->items[0].who, "化名triage.a");
  EXPECT_EQ(day_one->items[0].subject, "化名triage.a");
  EXPECT_EQ(day_one->items[0].kind_title, "登录");
  EXPECT_EQ(world.audits->audits(audit, {first.plus(1), std::nullopt, "login", std::nullopt, 50})->items.size(), 1U);
  EXPECT_EQ(world.audits->audits(audit, {std::nullopt, std::nullopt, "login", std::nullopt, 50})->items.size(), 2U);
  EXPECT_EQ(world.audit_rows("audit_read").size(), 3U);
  EXPECT_FALSE(world.audits->audits(audit, {{}, {}, {}, "99999999999999999999", 50}).ok());
}

TEST(AuditDesk, ReadsWhoOpenedAMatterAndSecretReadsToo) {
  IdentityHouse world;
  const Actor audit = world.actor("audit.a");
  const MatterId matter = world.ids.make<MatterTag>();
  world.db->commit([&](Session& session) {
    // The desk only needs the number to lead to the matter: one row with every column at its plainest.
    std::string names, values;
    session.query("SELECT name, type FROM pragma_table_info('matter')", {}, [&](const Row& row) {
      const std::string name = row.text(0);
      std::string value = row.text(1) == "TEXT" ? "'x'" : "1";
      if (name == "region") value = "'520422'";
      if (name == "id") value = "'" + matter.text + "'";
      if (name == "number") value = "'HM2026-000001'";
      names += (names.empty() ? "" : ", ") + name;
      values += (values.empty() ? "" : ", ") + value;
    });
    session.script("INSERT INTO matter (" + names + ") VALUES (" + values + ")");
  });
  for (int i = 0; i < 7; ++i) {
    world.clock.advance(1);
    Access access{world.ids.make<AccessTag>(), world.clock.now(), matter, world.id("handler.a"), {}, {}, OfficeId{"centre"}, "化名县综治中心 经办人", "matter", "办理", {}, {}};
    if (i == 3) {
      access.shown_after = world.clock.now().plus_ms(1'000'000'000);
      access.basis = "依法不公开";
    }
    world.db->commit([&](Session& session) { insert_access(session, "520422", access); });
  }
  AccessLogQuery query{"HM2026-000001", std::nullopt, 3};
  std::size_t rows = 0, secret = 0;
  do {
    const auto page = world.audits->accesses(audit, query);
    ASSERT_TRUE(page.ok());
    for (const AccessLogView& view : page->items) {
      ++rows;
      secret += view.basis ? 1 : 0;
      EXPECT_EQ(view.who, "化名县综治中心 经办人 化名handler.a");
      EXPECT_EQ(view.what, "打开事项");
    }
    query.cursor = page->next;
  } while (query.cursor);
  EXPECT_EQ(rows, 7U);
  EXPECT_EQ(secret, 1U);
  EXPECT_EQ(world.audit_rows("access_log_read").size(), 1U);
  EXPECT_FALSE(world.audits->accesses(audit, {"HM2026-999999", std::nullopt, 50}).ok());
  EXPECT_FALSE(world.audits->accesses(audit, {"HM2026-000001", matter.text, 50}).ok());
}

TEST(AuditDesk, EveryKindHasATitle) {
  for (const AuditKind& kind : audit_kinds) EXPECT_EQ(audit_title(kind.kind), kind.title);
  EXPECT_EQ(audit_title("of_another_room"), "of_another_room");
  EXPECT_EQ(audit_title("installed"), "安装");
}

}  // namespace
}  // namespace lianhu
