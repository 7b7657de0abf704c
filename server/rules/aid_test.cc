#include "rules/aid.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "rules/procedure_library.h"
#include "rules/term_file.h"

namespace lianhu {
namespace {

constexpr const char* kTwo = R"(procedure = "people_mediation"
[[aid]]
code = "general"
method = "共情"
title = "先说出难处"
text = "先把对方的难处说出来，再说道理。"
states = ["mediating"]
[[aid]]
code = "water"
method = "分类要点"
title = "看水往哪里走"
text = "雨天去看一次，写清沟从哪里到哪里。"
states = ["mediating", "registered"]
categories = ["dispute.neighbour"]
)";

std::vector<std::string> codes(const std::vector<Aid>& aids) {
  std::vector<std::string> out;
  for (const Aid& aid : aids) out.push_back(aid.code);
  return out;
}

TEST(Aids, TheOnesForTheCategoryComeFirstAndOnlyAtTheirStep) {
  const auto all = parse_aids(kTwo, "aids/x.toml");
  ASSERT_TRUE(all) << all.error().message;
  using Codes = std::vector<std::string>;
  EXPECT_EQ(codes(aids_at(*all, "people_mediation", "mediating", "dispute.neighbour.drain")), (Codes{"water", "general"}));
  EXPECT_EQ(codes(aids_at(*all, "people_mediation", "mediating", "dispute.neighbourhood")), Codes{"general"}) << "a longer name is not below it";
  EXPECT_EQ(codes(aids_at(*all, "people_mediation", "registered", "dispute.neighbour")), Codes{"water"});
  EXPECT_EQ(codes(aids_at(*all, "grid_matter", "mediating", "dispute.neighbour")), Codes{});
}

TEST(Aids, AFaultNamesItsLine) {
  const auto fault = [](std::string text, const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
    const auto read = parse_aids(text, "aids/x.toml");
    return read ? std::string("ok") : read.error().message;
  };
  EXPECT_EQ(fault(kTwo, "\"water\"", "\"general\""), "aids/x.toml第8行：“general”写了两次，请改名");
  EXPECT_EQ(fault(kTwo, "states = [\"mediating\"]", "states = []"), "aids/x.toml第2行：“states”至少写一个状态");
  EXPECT_EQ(fault(kTwo, "先说出难处", std::string(75, 'a')), "aids/x.toml第2行：“title”最多24字");
  EXPECT_EQ(fault(kTwo, "method = \"共情\"", "methods = \"共情\"").substr(0, 18 + 3), std::string("aids/x.toml第4行：").substr(0, 21));
}

TEST(Aids, TheProgramsOwnNameStatesThatExist) {
  const auto all = load_aids(resources());
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_GE(all->size(), 20u);
  const auto terms = load_terms(resources());
  const auto library = load_procedures(resources(), *terms);
  ASSERT_TRUE(library);
  for (const Aid& aid : *all) {
    const Procedure* procedure = library->latest(aid.procedure);
    ASSERT_NE(procedure, nullptr) << aid.code;
    EXPECT_EQ(unknown_state(aid, *procedure), "") << aid.code;
  }
  // Every step before the end has one.
  for (const char* state : {"applied", "asking", "registered", "mediating", "agreed", "performing", "breached", "reopened", "stopped"}) {
    EXPECT_FALSE(aids_at(*all, "people_mediation", state, "dispute.consumer").empty()) << state;
  }
}

}  // namespace
}  // namespace lianhu
