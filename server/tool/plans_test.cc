// No statement of the desks walks a table that grows: every SELECT finds its rows by more than the region.
//
// A county's posts were once walked for each request, because an index without statistics looked worse to the planner
// than the primary key's order. Such a plan is silent until the table is large; this looks at all of them.

#include <gtest/gtest.h>

#include <mutex>
#include <set>

#include "base/resource.h"
#include "desk/brief_desk.h"
#include "desk/call_desk.h"
#include "desk/code_form_desk.h"
#include "desk/committee_desk.h"
#include "desk/delivery_desk.h"
#include "desk/directory_desk.h"
#include "desk/draw_desk.h"
#include "desk/import_desk.h"
#include "desk/letter_desk.h"
#include "desk/message_desk.h"
#include "desk/old_register_desk.h"
#include "desk/outbox_desk.h"
#include "desk/reference_desk.h"
#include "desk/register_desk.h"
#include "desk/reply_desk.h"
#include "desk/slip_desk.h"
#include "desk/spot_desk.h"
#include "desk/staff_view.h"
#include "desk/statistics_desk.h"
#include "desk/team_form_desk.h"
#include "desk/work_desk.h"
#include "store/migrate.h"
#include "store/test_db.h"
#include "tool/demo_year.h"

namespace lianhu {
namespace {

const Time kEnd = Time::at(Date::of(2026, 9, 1), 10);

class Texts {
 public:
  void hear(std::string_view sql) {
    const std::lock_guard lock(guard_);
    if (sql.starts_with("SELECT") || sql.starts_with("UPDATE") || sql.starts_with("DELETE")) all_.emplace(sql);
  }
  std::set<std::string> all() {
    const std::lock_guard lock(guard_);
    return all_;
  }

 private:
  std::mutex guard_;
  std::set<std::string> all_;
};

// What a year of matters or a county's people make long.
const std::set<std::string> kLong = {"place", "account", "post", "responsibility", "matter", "matter_scope", "party", "proceeding", "assignment",
                                     "ruling", "consent", "deadline", "event", "event_body", "attachment", "document", "link", "external_reference",
                                     "bar", "obligation", "ledger", "count_fact", "mediation_count", "notice", "access_log", "audit_log", "idempotency", "login_session", "draw",
                                     "draw_lot", "discrepancy", "reply_sheet", "reply_line", "saved_brief", "delivery", "delivery_try", "print_batch", "message",
                                     "message_receipt", "old_case", "old_register", "reminder", "conference_item", "rota_day", "apart"};
// Read whole on purpose: the county's directory at the start of a day, and the counts of the tools.
const char* const kWhole[] = {"SELECT id, name, state FROM account WHERE region = :region", " FROM post WHERE region = :region AND valid_from <= :today",
                              "SELECT MIN(valid_", "SELECT COUNT(*) FROM"};

// The plan's lines that look at a long table by the region alone, or by nothing.
std::vector<std::string> walks(Session& session, const std::string& sql) {
  std::vector<std::string> out;
  for (const char* whole : kWhole) {
    if (sql.find(whole) != std::string::npos) return out;
  }
  std::vector<Bind> binds;
  std::vector<std::string> names;
  for (std::size_t at = sql.find(':'); at != std::string::npos; at = sql.find(':', at + 1)) {
    const std::size_t end = sql.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789", at + 1);
    names.push_back(sql.substr(at + 1, end == std::string::npos ? end : end - at - 1));
  }
  for (const std::string& name : names) binds.push_back({name, std::int64_t{0}});
  session.query("EXPLAIN QUERY PLAN " + sql, std::span<const Bind>(binds), [&](const Row& row) {
    const std::string line = row.text(3);
    const std::size_t space = line.find(' ');
    const std::string table = line.substr(space + 1, line.find(' ', space + 1) - space - 1);
    const bool by_region_only = line.ends_with("(region=?)");
    if (kLong.contains(table) && (line.starts_with("SCAN ") || by_region_only)) out.push_back(line);
  });
  return out;
}

TEST(Plans, NoStatementWalksALongTable) {
  Texts texts;
  DbOptions options;
  options.prepared = [&](std::string_view sql) { texts.hear(sql); };
  TestDb db(Engine::sqlite, options);
  migrate(*db, migrations(resources(), db->engine()), kEnd);
  MemoryFiles files;
  const std::string key(32, 'k');
  CountySetup setup;
  setup.seed = 4;
  setup.password = "Demo-pass-2026";
  setup.counts = {350, 700, 1400};
  ASSERT_TRUE(make_demo({*db, files, key, kEnd, [](const std::string& p) { return "hash of " + p; }, {}}, setup, 60));
  FixedClock clock(kEnd);
  SeededRandom random(4);
  IdMaker ids(clock, random);
  const Vault vault(key, random);
  const House house({*db, clock, random, files, ids, vault});
  GatewaySpec hook;
  hook.name = "hook";
  hook.kind = GatewayKind::webhook;
  hook.serves = GatewayServes::office;
  struct Silent : Gateway {
    Result<Done> send(const Delivery&) override { return Error{Kind::unavailable, "later", "连接不上", {}}; }
  } silent;
  Outbox outbox(house, {{hook, &silent}}, "one");
  while (outbox.sweep(clock.now()).more) {}
  const DeliveryDesk deliveries(house, {hook});
  ASSERT_FALSE(deliveries.stuck().items.empty());
  // Every member of staff of one village and of the centre looks at each list.
  const auto directory = house.directory();
  for (const char* office : {"centre", "village.520422001001", "town_centre.520422001"}) {
    for (const Post& post : directory->posts_in(OfficeId{office})) {
      Actor actor;
      actor.account = post.account;
      db->read([&](Session& session) { actor.posts = actor_posts(session, house.region(), *directory, post.account, clock.now().date()); });
      const WorkDesk work(house);
      for (const char* box : {"desk", "verify", "mine", "team", "copied", "differing"}) {
        WorkRequest request;
        request.box = box;
        ASSERT_TRUE(work.work(actor, request).ok());
      }
      ListRequest request;
      ASSERT_TRUE(work.matters(actor, request).ok());
      request.q = "水沟";
      ASSERT_TRUE(work.matters(actor, request).ok());
      request.q.reset();
      request.from = request.to = clock.now().date();
      ASSERT_TRUE(work.matters(actor, request).ok());
      request.from.reset(), request.to.reset();
      request.closed_from = request.closed_to = clock.now().date();
      ASSERT_TRUE(work.matters(actor, request).ok());
      const BriefDesk briefs(house);
      ASSERT_TRUE(briefs.brief(actor, {"month", std::nullopt, std::nullopt, std::nullopt}).ok());
      ASSERT_TRUE(briefs.save(actor, "brief-" + actor.account->text, {"本月", "month", std::nullopt, std::nullopt}).ok());
      briefs.saved(actor);
      const StatisticsDesk statistics(house);
      ASSERT_TRUE(statistics.form(actor, {"2026-01", "2026-08", std::nullopt, std::nullopt, std::nullopt}).ok());
      ASSERT_TRUE(CodeFormDesk(house).form(actor, {"governance19", "2026-08", std::nullopt, std::nullopt}).ok());
      ASSERT_TRUE(RegisterDesk(house).page(actor, {"2026-08", std::nullopt, std::nullopt, false, 0}).ok());
      OldCaseRequest old;
      old.q = "水沟";
      old.place = "520422001";
      old.kind = "2";
      ASSERT_TRUE(OldRegisterDesk(house).cases(actor, old).ok());
      OldRegisterDesk(house).imports(actor);
      CommitteeDesk(house).list(actor);
      ASSERT_TRUE(CommitteeDesk(house).view(actor, OfficeId{"town_mediation.520422001"}).ok());
      ASSERT_TRUE(TeamFormDesk(house).form(actor, {}).ok());
      const MessageDesk messages(house);
      for (const MessageView& sent : messages.sent(actor).items) ASSERT_TRUE(messages.page(actor, sent.id, "").ok());
      (void)messages.open_to_all({"520422001001", {}});
      if (!holds(actor.posts, Role::triage)) continue;
      ASSERT_TRUE(deliveries.retry(actor, {"hook", "waiting", "通道已恢复", "连接不上"}).ok() || office != std::string("centre"));
      paper::RenderSlots slots;
      const CallDesk calls(house);
      const CallList list = calls.list(actor, true);
      for (const CallRow& row : list.items) ASSERT_TRUE(calls.record({actor, "test", "", "", std::nullopt}, row.call, {"no_answer", {}, {}}).ok());
      const LetterDesk letters(house, slots, "/bin/false", "");
      letters.view(actor);
      for (const LetterOffice& one : letters.view(actor).waiting) {
        const auto batch = letters.print({actor, "test", "", "", std::nullopt}, {one.office});
        if (batch) ASSERT_TRUE(letters.finish({actor, "test", "", "", std::nullopt}, batch->id, {"posted", clock.now().date()}).ok());
      }
      const Entry entry{actor, "test", "", "", std::nullopt};
      const std::string tickets = "工单编号,收到日期,反映内容,乡镇和村,同一事项编号\nA-1,2026-8-30,路灯坏了,塔山社区,\nA-2,2026-8-30,路灯坏了,塔山社区,A-0\n";
      ASSERT_TRUE(ImportDesk(house).take_in(entry, "hotline", tickets).ok());
      ASSERT_TRUE(ReferenceDesk(house).look_up(actor, {"hotline", "A-1"}).ok());
      const ReplyDesk replies(house);
      ASSERT_TRUE(replies.waiting(actor, {"hotline", {}, {}, {}}).ok());
      ASSERT_EQ(replies.answer(entry, {"hotline", Date::of(2026, 8, 1), Date::of(2026, 9, 1), {}}).error().code, "nothing_to_answer");
      ASSERT_TRUE(replies.sheets(actor).ok());
      ASSERT_EQ(replies.file(actor, "nonesuch").error().code, "not_found");
      ASSERT_TRUE(SlipDesk(house).sent(actor, "court").ok());
    }
  }
  // A week's draw, from the intake on the spot to the page of its lots.
  Actor worker;
  worker.account = directory->posts_in(OfficeId{"centre"}).front().account;
  db->read([&](Session& session) { worker.posts = actor_posts(session, house.region(), *directory, *worker.account, clock.now().date()); });
  const IntakeDesk intake(house);
  const auto settled = SpotDesk(house, intake).settle({worker, "test", "", "", std::nullopt}, {"opinion.enquiry", house.region(), "问医保。", "已告知。", {}, {}, {}, {}, {}, {}, {}, "c"});
  ASSERT_TRUE(settled.ok()) << settled.error().message;
  clock.set(kEnd.plus_ms(8LL * 86'400'000));
  ASSERT_EQ(draw_lots_of_week(house, clock.now()).draws, 1);
  const auto drawn = DrawDesk(house).draws(worker);
  ASSERT_EQ(drawn.size(), 1u);
  ASSERT_TRUE(DrawDesk(house).draw(worker, drawn[0].id).ok());
  const std::set<std::string> all = texts.all();
  EXPECT_GT(all.size(), 60u);
  db->read([&](Session& session) {
    for (const std::string& sql : all) {
      for (const std::string& line : walks(session, sql)) ADD_FAILURE() << line << "\n  in " << sql;
    }
    // The harness's own fault: what it is there to find.
    EXPECT_EQ(walks(session, "SELECT id FROM post WHERE region = :region AND valid_to > :day").size(), 1u);
    EXPECT_EQ(walks(session, "SELECT id FROM matter WHERE title = :title").size(), 1u);
  });
}

}  // namespace
}  // namespace lianhu
