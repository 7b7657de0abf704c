// The monthly form against a year of invented rows and an oracle that counts with plain loops.

#include "rules/mediation_form.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "base/resource.h"
#include "rules/seeded.h"

namespace lianhu {
namespace {

constexpr std::int64_t kCases = 2'700;

std::vector<CodeTarget> kinds() {
  const auto lists = load_code_lists(resources());
  EXPECT_TRUE(lists.ok());
  for (const CodeList& list : *lists) {
    if (list.system == "justice18") return list.targets;
  }
  return {};
}
std::string kind_of(const std::string& category, const std::string&) { return category.substr(category.find('.') + 1); }

struct Year {
  std::vector<MediationCount> rows;
  // Kept by hand while the rows are made.
  std::int64_t total = 0, success = 0, oral = 0, parties = 0, amount = 0, court = 0, hard = 0;
  std::map<std::string, std::int64_t> kinds, months;
};

Year a_year(std::uint64_t seed) {
  Seeded random(seed);
  static constexpr const char* bodies[] = {"village", "town", "enterprise", "association", "trade", "other"};
  static constexpr const char* origins[] = {"application", "own", "court", "procuratorate", "police", "petition", "other"};
  static constexpr const char* difficult[] = {"simple", "general", "major", "hard", ""};
  static constexpr const char* averted[] = {"", "", "", "suicide", "crime", "petition", "fight"};
  Year out;
  const auto put = [&](MediationCount row, std::int64_t delta) {
    row.delta = delta;
    row.id = CountId{"c" + std::to_string(out.rows.size())};
    out.total += delta;
    out.months[row.month] += delta;
    out.parties += delta * row.parties;
    out.amount += delta * row.amount;
    out.kinds[row.category.substr(8)] += delta;
    if (row.result != "failed") out.success += delta;
    if (row.result == "oral") out.oral += delta;
    if (row.source == "court") out.court += delta;
    if (row.difficulty == "major" || row.difficulty == "hard") out.hard += delta;
    out.rows.push_back(std::move(row));
  };
  for (std::int64_t i = 0; i < kCases; ++i) {
    MediationCount row;
    row.month = "2026-" + std::string(i % 12 < 9 ? "0" : "") + std::to_string(i % 12 + 1);
    row.matter = MatterId{"m" + std::to_string(i)};
    row.proceeding = ProceedingId{"p" + std::to_string(i)};
    const std::int64_t luck = random.between(0, 9);
    row.result = luck < 2 ? "failed" : luck < 5 ? "oral" : "written";
    row.committee_kind = bodies[random.between(0, std::size(bodies) - 1)];
    row.source = origins[random.between(0, std::size(origins) - 1)];
    row.category = "dispute." + std::to_string(random.between(1, 18));
    row.difficulty = difficult[random.between(0, std::size(difficult) - 1)];
    row.averted = row.result == "failed" ? "" : averted[random.between(0, std::size(averted) - 1)];
    row.averted_people = row.averted.empty() ? 0 : random.between(1, 40);
    row.parties = random.between(2, 7);
    row.amount = row.result == "failed" ? 0 : random.between(0, 9'000'000);
    put(row, 1);
    if (random.between(0, 9) > 0) continue;  // one in ten is counted anew under another kind
    put(row, -1);
    row.category = "dispute." + std::to_string(random.between(1, 18));
    put(row, 1);
  }
  return out;
}

std::vector<const MediationCount*> all(const std::vector<MediationCount>& rows) {
  std::vector<const MediationCount*> out;
  for (const MediationCount& row : rows) out.push_back(&row);
  return out;
}

struct Form : ::testing::TestWithParam<std::uint64_t> {
  const std::vector<FormColumn> columns = mediation_columns(kinds());
  std::int64_t at(const std::vector<std::int64_t>& values, std::string_view name) const {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const FormColumn& one) { return one.name == name; });
    EXPECT_NE(found, columns.end()) << name;
    return values.at(static_cast<std::size_t>(found - columns.begin()));
  }
};

TEST_P(Form, SumsAreThoseOfTheOracleAndSatisfyEveryCheck) {
  const Year year = a_year(GetParam());
  const auto values = summed(columns, all(year.rows), kind_of);
  EXPECT_EQ(at(values, "total"), year.total);
  EXPECT_EQ(year.total, kCases);
  EXPECT_EQ(at(values, "parties"), year.parties);
  EXPECT_EQ(at(values, "success"), year.success);
  EXPECT_EQ(at(values, "complex"), year.hard);
  EXPECT_EQ(at(values, "amount"), year.amount);
  EXPECT_EQ(at(values, "form.oral"), year.oral);
  EXPECT_EQ(at(values, "form.written"), year.success - year.oral);
  EXPECT_EQ(at(values, "source.court"), year.court);
  for (const auto& [kind, count] : year.kinds) EXPECT_EQ(at(values, "kind." + kind), count) << kind;
  for (const FormCheck& check : form_checks(columns, values)) EXPECT_TRUE(check.holds) << check.text;
}

TEST_P(Form, MonthsAddUpToTheYear) {
  const Year year = a_year(GetParam());
  std::vector<std::int64_t> sum(columns.size());
  for (const auto& [month, count] : year.months) {
    std::vector<const MediationCount*> rows;
    for (const MediationCount& row : year.rows) {
      if (row.month == month) rows.push_back(&row);
    }
    const auto values = summed(columns, rows, kind_of);
    EXPECT_EQ(at(values, "total"), count) << month;
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += values[i];
  }
  EXPECT_EQ(sum, summed(columns, all(year.rows), kind_of));
}

TEST_P(Form, WhatIsRecordedAfterAMonthWasFrozenIsACorrectionAndNothingIsLost) {
  const Year year = a_year(GetParam());
  std::map<std::string, std::set<std::string>> frozen;
  Seeded random(GetParam() + 1);
  std::size_t late = 0;
  for (const MediationCount& row : year.rows) {
    if (row.month > "2026-06") continue;
    frozen[row.month];
    if (random.between(0, 19) == 0) {
      ++late;
    } else {
      frozen[row.month].insert(row.id.text);
    }
  }
  const Reported reported = divided(year.rows, frozen);
  EXPECT_EQ(reported.corrections.size(), late);
  EXPECT_EQ(reported.corrections.size() + reported.reported.size(), year.rows.size());
  auto sum = summed(columns, reported.reported, kind_of);
  const auto more = summed(columns, reported.corrections, kind_of);
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += more[i];
  EXPECT_EQ(sum, summed(columns, all(year.rows), kind_of));
}

INSTANTIATE_TEST_SUITE_P(Seeds, Form, ::testing::Values(1, 20'260'301, 77));

TEST(MediationForm, ChecksFindADisputeWithoutAKind) {
  const auto columns = mediation_columns({{"1", "婚姻家庭纠纷"}});
  MediationCount row;
  row.month = "2026-03";
  row.result = "oral";
  row.committee_kind = "village";
  row.source = "own";
  row.category = "dispute.new";
  const auto checks = form_checks(columns, summed(columns, {&row}, [](const auto&, const auto&) { return std::string(); }));
  EXPECT_FALSE(checks.at(0).holds);
  EXPECT_EQ(checks.at(0).text, "案件分类合计 0，案件总数 1");
  EXPECT_TRUE(std::all_of(checks.begin() + 1, checks.end(), [](const FormCheck& check) { return check.holds; }));
}

TEST(MediationForm, MoneyIsToldInTenThousands) {
  EXPECT_EQ(in_ten_thousands(0), "0.00");
  EXPECT_EQ(in_ten_thousands(120'000), "0.12");
  EXPECT_EQ(in_ten_thousands(125'000), "0.13");
  EXPECT_EQ(in_ten_thousands(123'456'789), "123.46");
  EXPECT_EQ(in_ten_thousands(-120'000), "-0.12");
  EXPECT_EQ(in_ten_thousands(-1'000), "0.00");
}

}  // namespace
}  // namespace lianhu
