#include "desk/procedure_desk.h"

#include <gtest/gtest.h>

#include "base/resource.h"
#include "desk/spine_house.h"
#include "store/access_store.h"

namespace lianhu {
namespace {

template <class T>
std::string code(const Result<T>& result) {
  return result ? "ok" : result.error().code;
}

std::string replaced(std::string text, const std::string& what, const std::string& instead) {
  const std::size_t at = text.find(what);
  if (at == std::string::npos) throw std::logic_error("the file does not hold " + what);
  return text.replace(at, what.size(), instead);
}
// The present procedure as its next version.
std::string next_version() { return replaced(std::string(resource("procedures/grid_matter@5.toml")), "version = 5", "version = 6"); }

class ProcedureDeskTest : public ::testing::TestWithParam<Engine> {
 protected:
  Actor system() const { return h.county.actor("cc_admin"); }
  Actor security() const {
    Actor actor = system();
    actor.account = AccountId{"cc_leader"};
    actor.posts[0].role = Role::security_admin;
    return actor;
  }
  Result<ProcedureDraftRow> submit(const std::string& text, const std::string& key = "key-1") { return desk.submit(system(), {text}, {key, sha256_hex(text)}); }
  bool faulty(const std::string& text, const std::string& words) {
    const auto report = desk.check(system(), {text});
    EXPECT_FALSE(report->fit);
    for (const ProcedureNote& fault : report->faults) {
      if (fault.message.find(words) != std::string::npos) return fault.line > 0;
    }
    return false;
  }

  SpineHouse h{GetParam()};
  ProcedureDesk desk{*h.house};
};

TEST_P(ProcedureDeskTest, EveryFaultIsNamedWithItsLine) {
  EXPECT_TRUE(faulty("name = ", "不合 TOML 的写法"));
  EXPECT_TRUE(faulty(std::string(resource("procedures/grid_matter@5.toml")), "已经发布"));
  EXPECT_TRUE(faulty(replaced(next_version(), "version = 6", "version = 8"), "version 应为 6"));
  EXPECT_TRUE(faulty(replaced(next_version(), "rule = \"", "rule = \"nonesuch_"), "没有名为"));
  EXPECT_TRUE(faulty("", "name"));
  const auto report = desk.check(system(), {next_version()});
  ASSERT_TRUE(report->fit) << report->faults.at(0).message;
  EXPECT_EQ(report->version, 6);
  EXPECT_EQ(report->sha256, sha256_hex(next_version()));
  EXPECT_EQ(code(submit("name = ")), "procedure_file");
}

TEST_P(ProcedureDeskTest, OpenMattersThatWouldDifferAreShown) {
  const Taken taken = h.report();
  h.accept(taken.matter);
  const auto same = desk.check(system(), {next_version()});
  EXPECT_EQ(same->open, 1);
  EXPECT_EQ(same->differing, 0);
  const auto renamed = desk.check(system(), {replaced(next_version(), "name = \"assign\"\ntitle = \"", "name = \"assign\"\ntitle = \"新")});
  ASSERT_TRUE(renamed->fit) << renamed->faults.at(0).message;
  EXPECT_EQ(renamed->differing, 1);
  ASSERT_EQ(renamed->impacts.size(), 1u);
  EXPECT_EQ(renamed->impacts[0].numbers, std::vector<std::string>{h.file(taken.matter).matter.number});
  EXPECT_FALSE(renamed->impacts[0].differences.empty());
  h.db->commit([&](Session& session) { session.run("UPDATE matter SET seal = 'confidential'", {}); });
  EXPECT_TRUE(desk.check(system(), {replaced(next_version(), "name = \"assign\"\ntitle = \"", "name = \"assign\"\ntitle = \"新")})->impacts[0].numbers.empty());
}

TEST_P(ProcedureDeskTest, OneHandsItInAnotherReleasesItForNewMattersOnly) {
  const Taken before = h.report();
  const auto draft = submit(next_version());
  ASSERT_TRUE(draft) << draft.error().message;
  EXPECT_EQ(submit(next_version())->id, draft->id) << "the same command again";
  EXPECT_EQ(code(submit(next_version(), "key-2")), "stale_version") << "one waits already";
  EXPECT_EQ(h.file(h.report("另一件。").matter).proceedings[0].procedure_version, 5) << "handed in is not released";

  const DraftDecision yes{true, draft->sha256, std::nullopt};
  EXPECT_EQ(code(desk.decide(system(), draft->id, yes)), "admin_role_needed");
  Actor same = security();
  same.account = system().account;
  EXPECT_EQ(code(desk.decide(same, draft->id, yes)), "own_account");
  EXPECT_EQ(code(desk.decide(security(), draft->id, {true, std::string(64, '0'), std::nullopt})), "stale_version");
  EXPECT_EQ(code(desk.decide(security(), "nonesuch", yes)), "not_found");
  ASSERT_EQ(code(desk.decide(security(), draft->id, yes)), "ok");
  EXPECT_EQ(code(desk.decide(security(), draft->id, yes)), "stale_version");

  EXPECT_EQ(h.file(h.report("发布之后的。").matter).proceedings[0].procedure_version, 6);
  EXPECT_EQ(h.file(before.matter).proceedings[0].procedure_version, 5);
  h.accept(before.matter);  // what runs goes on under its own version
  const House anew(World{*h.db, h.clock, h.random, h.files, h.ids, h.vault});
  EXPECT_EQ(anew.procedures().latest("grid_matter")->version, 6);
  EXPECT_EQ(anew.procedures().latest("grid_matter")->sha256, sha256_hex(next_version()));
  const auto versions = desk.versions(security());
  for (const ProcedureVersionRow& row : versions->items) {
    if (row.name != "grid_matter") continue;
    EXPECT_EQ(row.latest, row.version == 6);
    EXPECT_EQ(row.origin_title, row.version == 6 ? "本县发布" : "随程序提供");
  }
  EXPECT_EQ(desk.text(system(), "grid_matter@6")->text, next_version());
  EXPECT_EQ(desk.text(system(), "grid_matter@5")->text, resource("procedures/grid_matter@5.toml"));
  EXPECT_EQ(code(desk.text(system(), "grid_matter@9")), "not_found");
}

TEST_P(ProcedureDeskTest, DeclinedWithAReason) {
  const auto draft = submit(next_version());
  EXPECT_EQ(code(desk.decide(security(), draft->id, {false, draft->sha256, std::nullopt})), "invalid_fields");
  const auto declined = desk.decide(security(), draft->id, {false, draft->sha256, "依据不全"});
  ASSERT_TRUE(declined);
  EXPECT_EQ(declined->state, "declined");
  EXPECT_EQ(h.house->procedures().latest("grid_matter")->version, 5);
  EXPECT_EQ(code(submit(next_version(), "key-2")), "ok") << "mended, it can be handed in again";
}

TEST_P(ProcedureDeskTest, NobodyElse) {
  for (const char* who : {"cc_leader", "tc_triage"}) {
    EXPECT_EQ(code(desk.versions(h.county.actor(who))), "role_needed");
    EXPECT_EQ(code(desk.check(h.county.actor(who), {"x"})), "role_needed");
    EXPECT_EQ(code(desk.text(h.county.actor(who), "grid_matter@5")), "role_needed");
    EXPECT_EQ(code(desk.submit(h.county.actor(who), {next_version()}, {"k", "b"})), "admin_role_needed");
  }
  EXPECT_EQ(code(desk.submit(security(), {next_version()}, {"k", "b"})), "admin_role_needed");
}

INSTANTIATE_TEST_SUITE_P(Engines, ProcedureDeskTest, ::testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu
