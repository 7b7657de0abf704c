// What the acceptance notice tells each party. The papers' look is tested in server/paper.

#include <gtest/gtest.h>

#include "desk/spine_house.h"

namespace lianhu {
namespace {

std::map<std::string, std::string> notices_by_role(SpineHouse& h, const MatterId& id) {
  std::map<std::string, std::string> fields;
  h.db->read([&](Session& session) {
    const MatterFile file = *load_matter(session, h.region, id);
    for (const Document& document : load_documents(session, h.region, id)) {
      EXPECT_EQ(document.paper_version, 3);
      fields[word(file.party(*document.party)->role)] = document.fields;
    }
  });
  return fields;
}

TEST(AcceptanceNotice, SaysToEachWhatIsTrueForThem) {
  SpineHouse h(Engine::sqlite);
  const Taken taken = h.report();
  PartyInput other;
  other.role = "respondent";
  other.kind = "natural";
  other.name = "化名李四";
  ASSERT_TRUE(MatterDesk(*h.house).add_party(h.by("tc_triage"), taken.matter, other).ok());
  h.accept(taken.matter);
  auto fields = notices_by_role(h, taken.matter);
  ASSERT_EQ(fields.size(), 2u);
  const auto says = [&](const char* role, const char* words) { return fields.at(role).find(words) != std::string::npos; };
  EXPECT_TRUE(says("reporter", R"("reported":"2026-09-01")"));
  EXPECT_TRUE(says("reporter", R"("asked_by":"您")"));
  EXPECT_FALSE(says("reporter", "concerned"));
  EXPECT_TRUE(says("respondent", "由他人反映或者申请"));
  EXPECT_FALSE(says("respondent", "reported"));
  EXPECT_FALSE(says("respondent", "asked_by"));
  for (const auto& [role, text] : fields) {
    EXPECT_EQ(text.find("lead_office"), std::string::npos) << role << ": the office is still being chosen";
    EXPECT_EQ(text.find("（内部期限）"), std::string::npos) << role;
    EXPECT_NE(text.find("自己定的内部期限，不是法律规定的期限。"), std::string::npos) << role;
  }
}

}  // namespace
}  // namespace lianhu
