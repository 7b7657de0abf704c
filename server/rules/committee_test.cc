// Who keeps the list of committees, what the law hints at, and what the form counts.

#include "rules/committee.h"

#include <gtest/gtest.h>

#include "rules/team_form.h"

namespace lianhu {
namespace {

const Date kDay = Date::of(2026, 9, 1);

MediatorTerm term(Date from, std::optional<Date> to = std::nullopt, const std::string& seat = "member") {
  MediatorTerm out;
  out.office = OfficeId{"tm"};
  out.name = "化名甲";
  out.engagement = "full";
  out.seat = seat;
  out.from_day = from;
  out.to_day = to;
  return out;
}

Actor with(Role role, const std::string& office, const std::string& kind, const std::string& place_path) {
  const std::size_t cut = place_path.rfind('/', place_path.size() - 2);
  return {AccountId{"a"}, "化名", {{PostId{"p"}, OfficeId{office}, office, kind, "/" + office + "/", PlaceId{place_path.substr(cut + 1, place_path.size() - cut - 2)}, place_path, role, {}}}, {}, {}, "", false};
}

Directory county() {
  Directory directory;
  directory.place_path(PlaceId{"520422"}, "/520422/");
  directory.place_path(PlaceId{"t"}, "/520422/t/");
  const auto office = [&](const std::string& id, const std::string& kind, const std::string& place, std::optional<OfficeId> parent = std::nullopt) {
    Office out;
    out.id = OfficeId{id};
    out.kind = kind;
    out.name = id;
    out.place = PlaceId{place};
    out.parent = std::move(parent);
    directory.add(out);
  };
  office("justice", "department", "520422");
  office("water", "department", "520422");
  office("cm", "mediation_committee", "520422", OfficeId{"justice"});
  office("tg", "town_government", "t");
  office("tm", "mediation_committee", "t", OfficeId{"tg"});
  return directory;
}

TEST(Committee, IsKeptByTheAdministratorAndTheJusticeBureau) {
  const Directory directory = county();
  EXPECT_TRUE(keeps_roll(with(Role::system_admin, "centre", "county_centre", "/520422/"), directory));
  EXPECT_TRUE(keeps_roll(with(Role::leader, "justice", "department", "/520422/"), directory));
  EXPECT_TRUE(keeps_roll(with(Role::handler, "justice", "department", "/520422/"), directory));
  EXPECT_FALSE(keeps_roll(with(Role::handler, "water", "department", "/520422/"), directory));
  EXPECT_FALSE(keeps_roll(with(Role::leader, "tg", "town_government", "/520422/t/"), directory)) << "above a town's committee only";
  EXPECT_FALSE(keeps_roll(with(Role::mediator, "cm", "mediation_committee", "/520422/"), directory));
  EXPECT_FALSE(keeps_roll(with(Role::triage, "centre", "county_centre", "/520422/"), directory));
}

TEST(Committee, FiguresAreEnteredByTheCentreThereOrTheBureau) {
  const Directory directory = county();
  EXPECT_TRUE(enters_team_figures(with(Role::triage, "tc", "town_centre", "/520422/t/"), directory, "/520422/t/"));
  EXPECT_FALSE(enters_team_figures(with(Role::triage, "tc", "town_centre", "/520422/t/"), directory, "/520422/"));
  EXPECT_TRUE(enters_team_figures(with(Role::leader, "cc", "county_centre", "/520422/"), directory, "/520422/t/"));
  EXPECT_TRUE(enters_team_figures(with(Role::handler, "justice", "department", "/520422/"), directory, "/520422/t/"));
  EXPECT_FALSE(enters_team_figures(with(Role::system_admin, "cc", "county_centre", "/520422/"), directory, "/520422/t/"));
}

TEST(Committee, ATermStandsToItsLastDay) {
  EXPECT_TRUE(stands_on(term(kDay, kDay), kDay));
  EXPECT_FALSE(stands_on(term(kDay.plus(1)), kDay));
  EXPECT_FALSE(stands_on(term(kDay.plus(-9), kDay.plus(-1)), kDay));
  EXPECT_TRUE(overlap(term(kDay), term(kDay.plus(-9), kDay)));
  EXPECT_FALSE(overlap(term(kDay), term(kDay.plus(-9), kDay.plus(-1))));
  EXPECT_EQ(term_over({term(kDay.plus(-9), kDay.plus(-1))}, kDay), "名册上的任期已于2026年8月31日结束");
  EXPECT_EQ(term_over({term(kDay.plus(1))}, kDay), "名册上的任期从2026年9月2日才开始");
  EXPECT_EQ(term_over({term(kDay.plus(-9), kDay.plus(-1)), term(kDay)}, kDay), "") << "a new term";
  EXPECT_EQ(term_over({}, kDay), "") << "not on the roll by this post";
}

TEST(Committee, TheLawHints) {
  Committee committee;
  committee.members = 2;
  EXPECT_EQ(committee_hints(committee, {}, kDay).size(), 4U) << "too few, no woman, not told to the court, no mediator";
  committee.members = 5;
  committee.women = 1;
  committee.filed_number = "化名备〔2026〕1号";
  EXPECT_TRUE(committee_hints(committee, {term(kDay.plus(-30))}, kDay).empty());
  EXPECT_EQ(committee_hints(committee, {term(kDay.plus(-1100))}, kDay).size(), 1U) << "three years are over";
  EXPECT_TRUE(committee_hints(committee, {term(kDay.plus(-1100), std::nullopt, "engaged")}, kDay).empty()) << "who is engaged has no three years";
}

TEST(TeamForm, CountsWhatItsListShows) {
  const ListedCommittee village{OfficeId{"v"}, "甲村", "village", "/"}, trade{OfficeId{"t"}, "化名行业", "trade", "/"};
  MediatorTerm full = term(kDay), part = term(kDay);
  part.engagement = "part";
  const auto value = [&](std::string_view name) {
    for (const TeamColumn& column : team_columns()) {
      if (column.name == name) return counted_in(column, {&village, &trade}, {&full, &part, &part});
    }
    return std::int64_t{-1};
  };
  EXPECT_EQ(value("committees"), 2);
  EXPECT_EQ(value("committees.village"), 1);
  EXPECT_EQ(value("committees.town"), 0);
  EXPECT_EQ(value("mediators"), 3);
  EXPECT_EQ(value("mediators.full"), 1);
  EXPECT_EQ(value("mediators.part"), 2);
  EXPECT_EQ(value("rooms"), 0) << "entered, never counted";
}

}  // namespace
}  // namespace lianhu
