#include "rules/procedure_view.h"

#include <gtest/gtest.h>

#include "rules/procedure_sample.h"

namespace lianhu {
namespace {

Procedure read(std::string_view text) {
  auto parsed = parse_procedure(text, "small@1.toml");
  EXPECT_TRUE(parsed.ok());
  return *parsed;
}

std::vector<std::string> changes(std::string_view anchor, std::string_view old, std::string_view now, std::string_view state = "work") {
  return procedure_differences(read(sample::text), read(sample::with(anchor, old, now)), state);
}

using Sentences = std::vector<std::string>;

TEST(Matrix, MatchesTheSnapshotBesideTheFile) {
  for (const std::string id : {"grid_matter@1", "grid_matter@2", "grid_matter@3", "people_mediation@1", "people_mediation@2", "people_mediation@3", "people_mediation@4", "people_mediation@5", "grid_matter@4", "grid_matter@5"}) {
    auto p = parse_procedure(resource("procedures/" + id + ".toml"), id + ".toml");
    ASSERT_TRUE(p.ok());
    EXPECT_EQ(matrix_text(*p), resource("procedures/" + id + ".matrix.txt")) << id << "：权限表与快照不同，请核对后更新";
  }
}

TEST(Matrix, HasARowForEveryStateAndMove) {
  const Procedure p = read(sample::text);
  const auto rows = permission_matrix(p);
  ASSERT_EQ(rows.size(), 6u);  // begin; agree, go, refuse from open1; refuse, check_it from work
  EXPECT_EQ(rows[0].state, "");
  EXPECT_EQ(rows[0].move, "begin");
  EXPECT_EQ(rows[5].move, "check_it");
  EXPECT_EQ(rows[5].who, (std::vector<Who>{Who::verifier}));
}

TEST(Differences, NothingChangedSaysNothing) { EXPECT_EQ(procedure_differences(read(sample::text), read(sample::text), "work"), Sentences{}); }

TEST(Differences, OtherStatesAreNotTouched) {
  EXPECT_EQ(changes("name = \"check_it\"", "verifier", "centre", "open1"), Sentences{});
}

TEST(Differences, EachChangeIsOneSentence) {
  EXPECT_EQ(changes("name = \"lawful\"", "law.term", "law.other"),
            Sentences{"期限“办理期限”由“law.term 起算=进入本阶段”改为“law.other 起算=进入本阶段”"});
  EXPECT_EQ(changes("name = \"work\"", "\"lawful\"", "\"lawful\", \"house\""), Sentences{"新增期限“登记期限（内部期限）”"});
  EXPECT_EQ(changes("name = \"work\"", "\"lawful\"", "\"house\"").size(), 2u);
  EXPECT_EQ(changes("name = \"check_it\"", "\"proof\"", "\"proof\", \"content\""), Sentences{"动作“核查”新增必填“情况”"});
  EXPECT_EQ(changes("name = \"check_it\"", "\"verifier\"", "\"centre\""), Sentences{"动作“核查”由“核查人”改为“县级中心”来做"});
  EXPECT_EQ(changes("name = \"check_it\"", "to = \"ended\"", "to = \"open1\""), Sentences{"动作“核查”之后由“已结束”改为“已登记”"});
  EXPECT_EQ(changes("name = \"check_it\"", "from = \"work\"", "from = \"open1\""), Sentences{"取消动作“核查”"});
  EXPECT_EQ(changes("name = \"go\"", "from = \"open1\"", "from = [\"open1\", \"work\"]"), Sentences{"新增动作“开始”（调解员）"});
  EXPECT_EQ(changes("name = \"check_it\"", "{ do = \"issue_paper\", paper = \"slip\" }, ", ""), Sentences{"动作“核查”不再出具文书《回复单》"});
  EXPECT_EQ(changes("name = \"check_it\"", "verifies", "reason = true\nverifies"), Sentences{"动作“核查”须写明理由"});
  EXPECT_EQ(changes("name = \"check_it\"", "not_same_actor_as:go", "not_same_actor_as:agree").size(), 2u);
}

TEST(Differences, AStateThatIsGoneIsSaid) {
  Procedure next = read(sample::text);
  next.states.erase(next.states.begin() + 1);
  EXPECT_EQ(procedure_differences(read(sample::text), next, "work"), Sentences{"状态“办理中”在新版本中没有了"});
}

}  // namespace
}  // namespace lianhu
