// Who may know and read what, case by case; and that the list's Scope and the page's may() never disagree.

#include "rules/permit.h"

#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "rules/scope.h"
#include "rules/seeded.h"
#include "rules/spine_fixture.h"

namespace lianhu::spine {
namespace {

TEST(Mask, ShowsOnlyTheEnds) {
  EXPECT_EQ(mask_phone("19900001234"), "199****1234");
  EXPECT_EQ(mask_phone("1234567"), "****");
  EXPECT_EQ(mask_id_number("520422199901010011"), "520422********0011");
  EXPECT_EQ(mask_id_number("52042219"), "****");
  EXPECT_EQ(mask_name("张三"), "张*");
  EXPECT_EQ(mask_name("欧阳小三"), "欧**三");
  EXPECT_EQ(mask_name("张"), "*");
  EXPECT_EQ(mask_name(""), "*");
}

struct Permit : ::testing::Test {
  Permit() : c(county) {
    Intake intake;
    intake.place.id = PlaceId{group_place};
    EXPECT_TRUE(c.report("", intake).ok());
    c.add_party(PartyRole::respondent);
    EXPECT_EQ(c.act("tc_triage", "accept", {{"category", "facility.drain"}, {"difficulty", "ordinary"}}), "");
    EXPECT_EQ(c.act("tc_triage", "assign",
                    {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}, {"co_offices", "hb"}, {"copied_offices", "wb"}}), "");
  }
  bool know(const std::string& who) const { return may(c.actor(who), Action::know, {c.file}); }
  bool reads(const std::string& who, Audience audience) const { return may(c.actor(who), Action::read_item, {c.file, audience}); }
  bool field(const std::string& who, int party, int data_class) const {
    return may(c.actor(who), Action::read_field, {c.file, Audience::parties, &c.file.parties.at(static_cast<std::size_t>(party)), data_class});
  }
  County county;
  Case c;
};

TEST_F(Permit, TheAudienceTable) {
  struct Row {
    std::string who, readable;  // parties staff handling desk mediator audit
  };
  const Row table[] = {{"p0", "p"},          {"p1", "p"},        {"tc_triage", "pshd"}, {"cc_leader", "pshd"}, {"cc_verifier", "pshd"}, {"tm_mediator", "pshm"},
                       {"tm_leader", "psh"}, {"hb_handler", "psh"}, {"wb_handler", "ps"}, {"vl_leader", "ps"},   {"gs_worker", "ps"},     {"vl_head", "ps"},
                       {"cc_admin", ""},     {"tc2_triage", ""}, {"ct_handler", ""}};
  const std::pair<char, Audience> all[] = {{'p', Audience::parties}, {'s', Audience::staff},    {'h', Audience::handling},
                                           {'d', Audience::desk},    {'m', Audience::mediator}, {'a', Audience::audit}};
  for (const Row& row : table) {
    std::string readable;
    for (const auto& [letter, audience] : all) {
      if (reads(row.who, audience)) readable += letter;
    }
    EXPECT_EQ(readable, row.readable) << row.who;
  }
}

TEST_F(Permit, TheMediatorsOwnRecordsAreTheLeadOfficesMediatorsOnly) {
  Actor two = c.actor("hb_handler");  // co-handler here, mediator elsewhere
  two.posts.push_back(c.actor("tm_mediator").posts.front());
  two.posts.back().office = OfficeId{"tm-other"};
  EXPECT_FALSE(may(two, Action::read_item, {c.file, Audience::mediator}));
}

TEST_F(Permit, FieldsByClass) {
  struct Row {
    std::string who;
    int most;  // highest class readable of party 0
  };
  for (const Row& row : std::vector<Row>{{"p0", 4}, {"p1", 1}, {"tc_triage", 4}, {"tm_mediator", 4}, {"hb_handler", 2}, {"wb_handler", 1}, {"vl_leader", 1}, {"gs_worker", 1}}) {
    for (int data_class = 0; data_class <= 4; ++data_class) EXPECT_EQ(field(row.who, 0, data_class), data_class <= row.most) << row.who << data_class;
  }
  c.file.parties[0].hidden = true;
  EXPECT_TRUE(field("p0", 0, 1));
  EXPECT_FALSE(field("p1", 0, 1));
  EXPECT_FALSE(field("gs_worker", 0, 1));
  EXPECT_TRUE(field("tm_mediator", 0, 1));
  for (int data_class : {1, 2}) EXPECT_FALSE(field("hb_handler", 0, data_class)) << "who only helps is not told who it was";
  EXPECT_FALSE(field("cc_admin", 0, 0));
}

TEST_F(Permit, ASealedMatterStopsAtTheTownAndAConfidentialOneAtItsOffices) {
  for (const char* who : {"gs_worker", "vl_head", "vl_leader", "tc_triage", "cc_triage", "tm_mediator"}) EXPECT_TRUE(know(who)) << who;
  c.file.matter.seal = Seal::sealed;
  for (const char* who : {"gs_worker", "vl_head", "vl_leader"}) EXPECT_FALSE(know(who)) << who;
  for (const char* who : {"tc_triage", "cc_triage", "tm_mediator", "p0"}) EXPECT_TRUE(know(who)) << who;
  c.file.matter.seal = Seal::confidential;
  for (const char* who : {"gs_worker", "vl_head", "vl_leader", "cc_triage", "cc_supervisor"}) EXPECT_FALSE(know(who)) << who;
  for (const char* who : {"tc_triage", "tm_mediator", "hb_handler"}) EXPECT_TRUE(know(who)) << who;  // desk and handlers
}

TEST_F(Permit, AKindThatIsSealedClosesTheVillagesDoorAlsoLater) {
  Case sealed(county);
  Intake intake;
  intake.intake_office = OfficeId{"vl"};
  ASSERT_TRUE(sealed.report("vl_leader", intake).ok());
  EXPECT_TRUE(may(sealed.actor("gs_worker"), Action::know, {sealed.file}));
  ASSERT_EQ(sealed.act("tc_triage", "accept", {{"category", "dispute.family.violence"}, {"difficulty", "complex"}}), "");
  EXPECT_TRUE(sealed.last.scope_changed);
  EXPECT_FALSE(may(sealed.actor("gs_worker"), Action::know, {sealed.file}));
  Actor colleague = sealed.actor("vl_leader");
  EXPECT_TRUE(may(colleague, Action::know, {sealed.file}));  // entered it
  colleague.account = AccountId{"vl_other"};
  EXPECT_FALSE(may(colleague, Action::know, {sealed.file}));
  for (const std::string& token : sealed.last.scope) EXPECT_NE(token, "o:vl");
}

TEST_F(Permit, APartyKnowsItsOwnMatterOnly) {
  Actor other = c.actor("p0");
  other.matter = MatterId{"id-other"};
  EXPECT_FALSE(may(other, Action::know, {c.file}));
  EXPECT_FALSE(may(Actor{}, Action::know, {c.file}));
}

TEST_F(Permit, ABarRemovesEverythingFromAnOfficeAndAllBelowIt) {
  Case barred(county);
  Intake intake;
  Bar bar;
  bar.id = BarId{"bar-1"};
  bar.office = OfficeId{"tc"};
  intake.bars = {bar};
  bar.id = BarId{"bar-2"};
  bar.office.reset();
  bar.account = AccountId{"gs_worker"};
  intake.bars.push_back(bar);
  intake.desk_office = OfficeId{"cc"};
  ASSERT_TRUE(barred.report("", intake).ok());
  for (const char* who : {"tc_triage", "tc_leader", "gs_worker"}) {
    EXPECT_FALSE(may(barred.actor(who), Action::know, {barred.file})) << who;
    EXPECT_TRUE(offers(barred.actor(who), barred.file, barred.ground()).empty());
    EXPECT_EQ(relations(barred.actor(who), barred.file, barred.file.proceedings[0]), std::set<Who>{Who::anyone});
  }
  EXPECT_FALSE(barred.told_account("gs_worker"));
  EXPECT_TRUE(barred.told_office("cc"));
  EXPECT_TRUE(may(barred.actor("cc_triage"), Action::know, {barred.file}));

  // A bar on the water bureau binds its river office, also as a named receiver.
  bar.account.reset();
  bar.office = OfficeId{"wb"};
  c.file.bars = {bar};
  EXPECT_FALSE(know("wb_handler"));
  EXPECT_FALSE(know("wb1_handler"));
  ASSERT_EQ(c.act("tm_mediator", "sign"), "") << c.message;
  ASSERT_EQ(c.act("tc_triage", "urge"), "");
  EXPECT_FALSE(c.told_office("wb"));
}

// ---- Scope is may(), for any actor and any matter ----

const std::vector<std::string> place_ids{county_place, town_place, other_town_place, village_place, other_village_place, grid_place, group_place};
const std::vector<std::string> office_ids{"cc", "tc", "tc2", "tm", "vl", "gs", "wb", "wb1", "hb", "ct"};
const std::vector<std::string> account_ids{"a1", "a2", "a3", "a4"};

struct Any {
  explicit Any(std::uint64_t seed) : random(seed) {}
  bool one_in(int n) { return random.between(1, n) == 1; }
  const std::string& of(const std::vector<std::string>& all) { return all[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(all.size()) - 1))]; }

  Actor actor(const County& county) {
    Actor one;
    if (one_in(30)) return one;
    one.account = AccountId{of(account_ids)};
    for (auto n = random.between(0, 3); n > 0; --n) {
      const Office& office = *county.directory.office(OfficeId{of(office_ids)});
      ActorPost post{PostId{"p"}, office.id, office.name, office.kind, office.path, office.place, path_of(office.place.text),
                     static_cast<Role>(random.between(0, static_cast<int>(Role::audit_admin))), {}};
      if (one_in(2)) post.answers_for.push_back(PlaceId{of(place_ids)});
      one.posts.push_back(std::move(post));
    }
    return one;
  }
  MatterFile matter() {
    MatterFile file;
    file.matter.id = MatterId{"m"};
    file.matter.place_path = path_of(of(place_ids));
    file.matter.seal = static_cast<Seal>(random.between(0, 2));
    if (one_in(2)) file.matter.intake_office = OfficeId{of(office_ids)};
    if (one_in(3)) file.matter.entered_by = AccountId{of(account_ids)};
    for (auto n = random.between(1, 2); n > 0; --n) {
      Proceeding p;
      p.desk_office = OfficeId{of(office_ids)};
      file.proceedings.push_back(std::move(p));
    }
    for (auto n = random.between(0, 3); n > 0; --n) {
      Assignment a;
      a.office = OfficeId{of(office_ids)};
      a.kind = static_cast<AssignmentKind>(random.between(0, 4));
      a.state = static_cast<AssignmentState>(random.between(0, 4));
      if (one_in(3)) a.ruling = "r";
      file.assignments.push_back(std::move(a));
    }
    for (auto n = random.between(0, 5) - 3; n > 0; --n) {
      Bar bar;
      if (one_in(2)) {
        bar.office = OfficeId{of(office_ids)};
      } else {
        bar.account = AccountId{of(account_ids)};
      }
      file.bars.push_back(std::move(bar));
    }
    return file;
  }
  Seeded random;
};

using Covers = bool (*)(const Actor&, const MatterFile&);

bool real(const Actor& actor, const MatterFile& file) { return covers(scope_of(actor), scope_tokens(file), file.bars); }
bool forgets_bars(const Actor& actor, const MatterFile& file) { return covers(scope_of(actor), scope_tokens(file), {}); }
bool forgets_offices_above(const Actor& actor, const MatterFile& file) {
  Scope scope = scope_of(actor);
  scope.barred_through.clear();
  for (const ActorPost& post : actor.posts) scope.barred_through.push_back(post.office);
  return covers(scope, scope_tokens(file), file.bars);
}
bool forgets_the_seal(const Actor& actor, const MatterFile& file) {
  MatterFile open = file;
  open.matter.seal = Seal::open;
  return covers(scope_of(actor), scope_tokens(open), file.bars);
}
bool keeps_who_was_sent_away(const Actor& actor, const MatterFile& file) {
  MatterFile kept = file;
  for (Assignment& a : kept.assignments) a.ruling.reset();
  return covers(scope_of(actor), scope_tokens(kept), file.bars);
}

struct Compared {
  int pairs = 0, known = 0, different = 0;
};
Compared compare(Covers covers_it, int pairs, std::uint64_t seed) {
  const County county;
  Any any(seed);
  Compared out;
  for (; out.pairs < pairs; ++out.pairs) {
    const Actor actor = any.actor(county);
    const MatterFile file = any.matter();
    const bool known = may(actor, Action::know, {file});
    out.known += known ? 1 : 0;
    out.different += known != covers_it(actor, file) ? 1 : 0;
  }
  return out;
}

std::uint64_t seed() {
  const char* given = std::getenv("LIANHU_SEED");
  const std::uint64_t value = given == nullptr ? 20260901 : std::strtoull(given, nullptr, 10);
  std::printf("LIANHU_SEED=%llu\n", static_cast<unsigned long long>(value));
  return value;
}

TEST(Scope, IsMayOverAHundredThousandPairs) {
  const Compared found = compare(real, 120'000, seed());
  EXPECT_EQ(found.different, 0);
  EXPECT_GT(found.known, 10'000);
  EXPECT_LT(found.known, 110'000);
}

TEST(Scope, TheSameHarnessFindsPlantedBugs) {
  for (const Covers planted : {forgets_bars, forgets_offices_above, forgets_the_seal, keeps_who_was_sent_away}) {
    EXPECT_GT(compare(planted, 20'000, seed()).different, 0);
  }
}

}  // namespace
}  // namespace lianhu::spine
