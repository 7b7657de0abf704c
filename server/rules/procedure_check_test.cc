#include "rules/procedure_check.h"

#include <ostream>

#include <gtest/gtest.h>

#include "rules/procedure_sample.h"

namespace lianhu {
namespace {

// One fault planted in the sample: where, what, and the code that must name it on the line of `mark` after `anchor`.
struct Planted {
  const char* anchor;
  const char* old;
  const char* now;
  const char* mark;
  const char* code;
};

void PrintTo(const Planted& p, std::ostream* out) { *out << p.code << " by " << p.now; }

class CheckFault : public testing::TestWithParam<Planted> {};

TEST_P(CheckFault, IsNamedWithItsLine) {
  const Planted& p = GetParam();
  const std::string text = sample::with(p.anchor, p.old, p.now);
  const auto faults = sample::faults_of(text);
  const int line = sample::line_of(text, p.anchor, p.mark);
  const bool named = std::any_of(faults.begin(), faults.end(), [&](const ProcedureFault& f) { return f.code == p.code && f.line == line; });
  EXPECT_TRUE(named) << p.code << " expected on line " << line << "; found\n" << sample::listed(faults);
}

const char* const begin_move = "[[move]]\nname = \"begin\"";
const char* const agree_move = "[[move]]\nname = \"agree\"";
const char* const go_move = "[[move]]\nname = \"go\"";
const char* const refuse_move = "[[move]]\nname = \"refuse\"";
const char* const check_move = "[[move]]\nname = \"check_it\"";
const char* const work_state = "[[state]]\nname = \"work\"";
const char* const open_state = "[[state]]\nname = \"open1\"";
const char* const content_field = "[[field]]\nname = \"content\"";
const char* const side_field = "[[field]]\nname = \"side\"";
const char* const house_clock = "[[clock]]\nname = \"house\"";
const char* const lawful_clock = "[[clock]]\nname = \"lawful\"";
const char* const slip_paper = "[[paper]]\nname = \"slip\"";

INSTANTIATE_TEST_SUITE_P(
    Names, CheckFault,
    testing::Values(Planted{"", "initial = \"open1\"", "initial = \"open2\"", "name", "dangling_state"},
                    Planted{go_move, "to = \"work\"", "to = \"wrok\"", "[[move]]", "dangling_state"},
                    Planted{go_move, "from = \"open1\"", "from = \"opne1\"", "[[move]]", "dangling_state"},
                    Planted{refuse_move, "from = \"open\"", "from = \"open\"\nexcept = [\"nowhere\"]", "[[move]]", "dangling_state"},
                    Planted{work_state, "phase = \"登记\"", "phase = \"登机\"", "[[state]]", "dangling_phase"},
                    Planted{work_state, "\"lawful\"", "\"lawfull\"", "[[state]]", "dangling_clock"},
                    Planted{check_move, "\"proof\"", "\"prof\"", "needs", "dangling_field"},
                    Planted{refuse_move, "of_party = \"side\"", "of_party = \"sied\"", "{ do = \"record", "dangling_field"},
                    Planted{refuse_move, "\"refuses\"", "\"refuse\"", "{ do = \"record", "dangling_outcome"},
                    Planted{check_move, "paper = \"slip\"", "paper = \"slop\"", "effects", "dangling_paper"},
                    Planted{check_move, "verifies", "papers = [\"slop\"]\nverifies", "[[move]]", "dangling_paper"},
                    Planted{slip_paper, "manual = true", "", "[[paper]]", "dangling_paper"},
                    Planted{lawful_clock, "law.term", "law.turm", "[[clock]]", "dangling_rule"},
                    Planted{lawful_clock, "rule =", "red = \"law.turm\"\nrule =", "[[clock]]", "dangling_rule"},
                    Planted{go_move, "do = \"notify\", whom = [\"party\"]", "do = \"start\", procedure = \"othr@1\"", "effects",
                            "dangling_procedure"}));

INSTANTIATE_TEST_SUITE_P(
    Shape, CheckFault,
    testing::Values(Planted{work_state, "clocks = [\"lawful\"]", "", "[[state]]", "no_clock"},
                    Planted{"[[state]]\nname = \"ended\"", "terminal = true", "terminal = true\nclocks = [\"house\"]", "[[state]]", "clock_after_end"},
                    Planted{go_move, "who = [\"mediator\"]", "who = []", "[[move]]", "no_actor"},
                    Planted{begin_move, "to = \"open1\"", "to = \"same\"", "[[move]]", "dangling_state"},
                    Planted{go_move, "title = \"开始\"", "title = \"同意\"", "[[move]]", "same_title"}));

INSTANTIATE_TEST_SUITE_P(
    EffectsAndNeeds, CheckFault,
    testing::Values(Planted{check_move, ", kind = \"substantive\"", "", "effects", "effect_argument"},
                    Planted{begin_move, ", lead = \"side_office\"", "", "effects", "effect_argument"},
                    Planted{begin_move, ", act = \"give\", lead = \"side_office\"", "", "effects", "effect_argument"},
                    Planted{agree_move, ", of_party = \"side\"", "", "effects", "effect_argument"},
                    Planted{go_move, "do = \"notify\", whom = [\"party\"]", "do = \"notify\"", "effects", "effect_argument"},
                    Planted{go_move, "do = \"notify\", whom = [\"party\"]", "do = \"pause\"", "effects", "effect_argument"},
                    Planted{go_move, "do = \"notify\", whom = [\"party\"]", "do = \"supervise\"", "effects", "effect_argument"},
                    Planted{go_move, "do = \"notify\", whom = [\"party\"]", "do = \"extend\", clock = \"lawful\", act = \"ask\"", "effects", "effect_argument"},
                    Planted{go_move, "do = \"notify\", whom = [\"party\"]", "do = \"oblige\", field = \"side\"", "effects", "wrong_field_kind"},
                    Planted{begin_move, "lead = \"side_office\"", "lead = \"side\"", "effects", "wrong_field_kind"},
                    Planted{check_move, "\"proof\"]", "\"proof?\"]", "effects", "paper_without_file"},
                    Planted{lawful_clock, "rule =", "from = \"field\"\nrule =", "[[clock]]", "clock_start"},
                    Planted{lawful_clock, "rule =", "from = \"signed\"\nrule =", "[[clock]]", "clock_start"},
                    Planted{lawful_clock, "rule =", "by = \"side\"\nrule =", "[[clock]]", "clock_choice"},
                    Planted{side_field, "kind = \"party\"", "kind = \"choice\"", "[[field]]", "choice_missing"},
                    Planted{content_field, "max = 100", "min = 200\nmax = 100", "[[field]]", "bad_range"},
                    Planted{go_move, "consent:all_parties", "consent:all_partys", "needs", "dangling_need"},
                    Planted{go_move, "done:agree", "done:agrees", "needs", "dangling_need"},
                    Planted{go_move, "done:agree", "done:check_it", "needs", "impossible_need"},
                    Planted{go_move, "done:agree", "done:agree\", \"not_done:agree", "needs", "impossible_need"},
                    Planted{go_move, "done:agree", "assignment:accepted", "needs", "impossible_need"},
                    Planted{go_move, "done:agree", "obligations:settled", "needs", "impossible_need"},
                    Planted{go_move, "done:agree", "extension:asked", "needs", "impossible_need"},
                    Planted{go_move, "done:agree", "outcome:refuses", "needs", "impossible_need"},
                    Planted{go_move, "done:agree", "duty:cited", "needs", "impossible_need"},
                    Planted{agree_move, "\"side\"]", "\"side\", \"consent:all_parties\"]", "needs", "impossible_need"}));

INSTANTIATE_TEST_SUITE_P(
    Principles, CheckFault,
    testing::Values(Planted{"", "basis = \"《中华人民共和国人民调解法》\"", "", "name", "no_basis"},
                    Planted{house_clock, "rule = \"house.term\"", "rule = \"bad.term\"", "[[clock]]", "house_term_cites_law"},
                    Planted{house_clock, "登记期限", "法定登记期限", "[[clock]]", "house_term_cites_law"},
                    Planted{house_clock, "（内部期限）", "", "[[clock]]", "house_term_unmarked"},
                    Planted{lawful_clock, "办理期限", "办理期限（内部期限）", "[[clock]]", "law_term_marked_internal"},
                    Planted{content_field, "purpose = \"办理事项\"\n", "", "[[field]]", "personal_field"},
                    Planted{content_field, "retention = \"dossier\"\n", "", "[[field]]", "personal_field"},
                    Planted{content_field, "\"dossier\"", "\"dosier\"", "[[field]]", "personal_field"},
                    Planted{content_field, "class = 1", "class = 3", "[[field]]", "personal_field"},
                    Planted{content_field, "label = \"情况\"", "label = \"调解费\"", "[[field]]", "fee_field"},
                    Planted{check_move, "title = \"核查\"", "title = \"收费\"", "[[move]]", "fee_field"},
                    Planted{slip_paper, "回复单", "缴费单", "[[paper]]", "fee_field"},
                    Planted{check_move, "\"verifier\"", "\"handler\"", "[[move]]", "verify_by_handler"},
                    Planted{check_move, "\"verifier\"", "\"verifier\", \"mediator\"", "[[move]]", "verify_by_handler"},
                    Planted{check_move, "\"not_same_actor_as:go\", ", "", "[[move]]", "verify_by_handler"}));

TEST(CheckProcedure, FindsTheSampleClean) { EXPECT_EQ(sample::listed(sample::faults_of(sample::text)), ""); }

TEST(CheckProcedure, NamesAnUnreachableStateAndADeadEnd) {
  std::string text = sample::with(go_move, "to = \"work\"", "to = \"same\"");
  auto faults = sample::faults_of(text);
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].code, "unreachable_state");
  EXPECT_EQ(faults[0].line, sample::line_of(text, work_state, "[[state]]"));

  text = sample::with(refuse_move, "from = \"open\"", "from = \"open1\"");
  text.replace(text.find("to = \"ended\"", text.find(check_move)), 12, "to = \"work\" ");
  faults = sample::faults_of(text);
  EXPECT_TRUE(std::any_of(faults.begin(), faults.end(), [&](const ProcedureFault& f) {
    return f.code == "dead_end" && f.line == sample::line_of(text, work_state, "[[state]]");
  })) << sample::listed(faults);
}

TEST(CheckProcedure, MediationMustAllowRefusalWhereverItRestsOnConsent) {
  for (const auto& [old, now] : {std::pair{"from = \"open\"", "from = \"work\""}, std::pair{"who = [\"party\"]", "who = [\"mediator\"]"},
                                 std::pair{"audience = \"parties\"", "audience = \"parties\"\nreason = true"},
                                 std::pair{"needs = [\"side\"]", "needs = [\"side\", \"done:agree\"]"}}) {
    const std::string text = sample::with(refuse_move, old, now);
    const auto faults = sample::faults_of(text);
    EXPECT_TRUE(std::any_of(faults.begin(), faults.end(), [&](const ProcedureFault& f) {
      return f.code == "refusal_missing" && f.line == sample::line_of(text, open_state, "[[state]]");
    })) << now << "\n" << sample::listed(faults);
  }
}

TEST(CheckProcedure, FeesAreForbiddenInPeoplesMediationOnly) {
  std::string text = sample::with(content_field, "label = \"情况\"", "label = \"服务费\"");
  text.replace(text.find("mediation = true\n"), 17, "");
  EXPECT_EQ(sample::listed(sample::faults_of(text)), "");
}

TEST(CheckProcedure, NamesWhatIsNeverUsed) {
  const std::string text =
      sample::with(slip_paper, "[[paper]]", "[[outcome]]\nname = \"spare\"\ntitle = \"备用\"\n\n[[paper]]");
  const auto faults = sample::faults_of(text);
  ASSERT_EQ(faults.size(), 1u) << sample::listed(faults);
  EXPECT_EQ(faults[0].code, "unused_name");
  EXPECT_EQ(faults[0].line, sample::line_of(text, "name = \"spare\"", "name") - 1);
}

TEST(ProcedureLibrary, TheProductsFilesAreClean) {
  const LoadedProcedures loaded = examine_procedures(resources(), sample::terms());
  EXPECT_EQ(sample::listed(loaded.faults), "");
  ASSERT_NE(loaded.library.find("grid_matter@1"), nullptr);
  ASSERT_NE(loaded.library.find("people_mediation@1"), nullptr);
  EXPECT_EQ(loaded.library.find("people_mediation@9"), nullptr);
  EXPECT_EQ(loaded.library.latest("grid_matter")->version, 5);
}

TEST(ProcedureLibrary, AFaultyFileIsNamedWithFileAndLine) {
  std::vector<Resource> files(resources().begin(), resources().end());
  const std::string broken = sample::with(go_move, "\"mediator\"", "\"meditor\"");
  files.push_back({"procedures/small@1.toml", broken, ""});
  const auto loaded = load_procedures(files, sample::terms());
  ASSERT_FALSE(loaded.ok());
  ASSERT_EQ(loaded.error().fields.size(), 1u);
  EXPECT_EQ(loaded.error().fields[0].pointer, "/small@1.toml/line/" + std::to_string(sample::line_of(broken, "meditor", "meditor")));
}

}  // namespace
}  // namespace lianhu
