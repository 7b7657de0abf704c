#include "desk/draw_desk.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.h"
#include "desk/staff_view.h"
#include "rules/draft.h"
#include "rules/lots.h"
#include "rules/permit.h"
#include "store/draw_store.h"
#include "store/matter_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr std::string_view kDrawn = "drawn", kLeft = "not_drawn";
constexpr int kBatch = 100;
constexpr LotRule kRule;

std::string town_on(const std::string& path) {
  Matter at;
  at.place_path = path;
  return town_of(at).text;
}

const Move* clock_move(const Procedure& procedure, std::string_view name) {
  const Move* move = procedure.move(name);
  return move && std::find(move->who.begin(), move->who.end(), Who::clock) != move->who.end() ? move : nullptr;
}

std::string fresh_seed(Random& random) {
  std::string bytes(16, '\0');
  random.fill(std::as_writable_bytes(std::span(bytes.data(), bytes.size())));
  return hex(bytes);
}

// Everything that waits, by town.
std::map<std::string, std::vector<Waiting>> population(const House& house, Time cutoff) {
  std::map<std::string, std::vector<Waiting>> out;
  house.db().read([&](Session& session) {
    std::set<std::string> in_hand;  // of a draw that was interrupted
    for (const LotRow& lot : waiting_lots(session, house.region(), "", 10'000)) in_hand.insert(lot.matter.text);
    for (const Procedure& procedure : house.procedures().all()) {
      const Move* drawn = clock_move(procedure, kDrawn);
      if (!drawn || !clock_move(procedure, kLeft)) continue;
      for (const State& state : procedure.states) {
        if (!starts_from(*drawn, state.name)) continue;
        for (Waiting& one : waiting_for_draw(session, house.region(), procedure.name, procedure.version, state.name, cutoff)) {
          if (!in_hand.count(one.matter.text)) out[town_on(one.place_path)].push_back(std::move(one));
        }
      }
    }
  });
  return out;
}

// Population, seed and outcome in one transaction, before any matter is touched.
bool make_draw(const House& house, const PlaceId& town, Date week, const std::vector<Waiting>& of) {
  DrawRow draw;
  draw.id = house.ids().text();
  draw.town = town;
  house.db().read([&](Session& session) {
    const auto place = find_place(session, house.region(), town, house.now().date());
    draw.town_name = place ? place->name : town.text;
  });
  draw.week = week;
  draw.cutoff_at = Time::at(week);
  draw.drawn_at = house.now();
  draw.seed = fresh_seed(house.random());
  draw.share = kRule.share;
  draw.least = kRule.least;
  std::vector<std::string> numbers;
  std::map<std::string, MatterId> matters;
  for (const Waiting& one : of) {
    numbers.push_back(one.number);
    matters[one.number] = one.matter;
  }
  std::vector<LotRow> lots;
  for (const Lot& lot : draw_lots(draw.seed, numbers, kRule)) {
    lots.push_back({house.ids().text(), draw.id, matters[lot.number], lot.number, lot.hash, lot.drawn, "waiting", std::nullopt});
    draw.sample += lot.drawn ? 1 : 0;
  }
  draw.population = static_cast<std::int64_t>(lots.size());
  try {
    house.db().commit([&](Session& session) { insert_draw(session, house.region(), draw, lots); });
  } catch (const DuplicateKey&) {
    return false;  // another process drew for this town and week
  }
  return true;
}

bool has_other_verifier(const Directory& directory, const OfficeId& office, const std::optional<AccountId>& who_entered) {
  const auto& posts = directory.posts_in(office);
  return std::any_of(posts.begin(), posts.end(), [&](const Post& post) {
    const StaffMember* member = directory.member(post.account);
    return post.role == Role::verifier && member && member->active && (!who_entered || post.account != *who_entered);
  });
}

// The desk's own verifiers, if one of them did not enter it; else the town's, else the county's.
OfficeId checking_office(const Directory& directory, const MatterFile& file, const Proceeding& proceeding) {
  std::vector<OfficeId> candidates{proceeding.desk_office};
  const PlaceId town = town_of(file.matter);
  for (const auto& [id, office] : directory.offices()) {
    if (office.kind == "town_centre" && office.place == town) candidates.push_back(office.id);
  }
  for (const auto& [id, office] : directory.offices()) {
    if (office.kind == "county_centre") candidates.push_back(office.id);
  }
  for (const OfficeId& office : candidates) {
    if (has_other_verifier(directory, office, file.matter.entered_by)) return office;
  }
  return candidates.back();  // nobody yet: the county's, who must appoint one
}

// What one lot says, done to its matter. "": not now.
std::string carry_out(const House& house, const DrawRow& draw, const LotRow& lot) {
  const auto whole = load_matter(house, lot.matter);
  if (!whole) return "answered";
  const MatterFile& file = whole->file;
  Order order;
  order.move = std::string(lot.drawn ? kDrawn : kLeft);
  const Proceeding* proceeding = nullptr;
  for (const Proceeding& one : file.proceedings) {
    const Procedure* procedure = house.procedure(one.procedure());
    const Move* move = procedure ? clock_move(*procedure, order.move) : nullptr;
    if (move && starts_from(*move, one.state)) proceeding = &one;
  }
  Entry entry;
  entry.actor.clock = true;
  entry.route = "draw";
  entry.client_key = lot.id;
  if (!proceeding) {
    // Done before the last stop, or the person was first.
    const bool ours = replayed(house, entry).has_value();
    return !ours ? "answered" : lot.drawn ? "given" : "closed";
  }
  order.proceeding = proceeding->id;
  order.fields["draw_note"] = draw.week.chinese() + draw.town_name + "抽签：" + std::to_string(draw.population) + " 件抽 " + std::to_string(draw.sample) +
                              " 件，种子 " + draw.seed;
  if (lot.drawn) order.fields["verify_office"] = checking_office(*house.directory(), file, *proceeding).text;
  const auto written = act(house, entry, lot.matter, order);
  if (written) return lot.drawn ? "given" : "closed";
  return written.error().code == "wrong_state" ? "answered" : "";
}

void do_what_lots_say(const House& house, Drew& out) {
  std::map<std::string, std::optional<DrawRow>> draws;
  std::string after;
  for (;;) {
    std::vector<LotRow> lots;
    house.db().read([&](Session& session) {
      lots = waiting_lots(session, house.region(), after, kBatch);
      for (const LotRow& lot : lots) {
        if (!draws.count(lot.draw)) draws[lot.draw] = find_draw(session, house.region(), lot.draw);
      }
    });
    if (lots.empty()) return;
    for (const LotRow& lot : lots) {
      after = lot.id;
      const std::string state = draws[lot.draw] ? carry_out(house, *draws[lot.draw], lot) : "answered";
      if (state.empty()) {
        out.more = true;
        continue;
      }
      out.given += state == "given" ? 1 : 0;
      out.closed += state == "closed" ? 1 : 0;
      house.db().commit([&](Session& session) { settle_lot(session, house.region(), lot.id, state, house.now()); });
    }
  }
}

// A county post sees every town's, a post in a town the town's own.
bool sees(const Actor& actor, const std::string& region, const PlaceId& town) {
  return std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& post) {
    if (is_admin(post.role)) return false;
    return post.place.text == region || post.place_path.find("/" + town.text + "/") != std::string::npos;
  });
}

DrawView view_of(const DrawRow& row) {
  return {row.id, row.town_name, row.week, row.cutoff_at, row.drawn_at, row.population, row.sample, row.seed, rule_text({row.share, row.least})};
}

// Where a drawn matter stands now, by the proceeding's own outcome.
std::pair<std::string, std::string> outcome_of(const LotRow& lot, const MatterFile* file) {
  if (lot.state == "waiting") return {"waiting", "正在处理"};
  if (lot.state == "answered") return {"answered", "抽签生效前，本人已经答复"};
  if (lot.state == "closed") return {"unchecked", "未抽中，未核查"};
  const Proceeding* first = file && !file->proceedings.empty() ? &file->proceedings.front() : nullptr;
  const std::string outcome = first && first->outcome ? *first->outcome : "";
  if (outcome == "passed") return {"passed", "核查通过"};
  if (outcome == "not_passed") return {"failed", "核查不通过"};
  if (outcome == "confirmed") return {"confirmed", "本人确认已解决"};
  if (first && first->state != "spot_drawn") return {"taken_up", "已转受理"};
  return {"to_check", "待核查"};
}

}  // namespace

Date monday_of(Date day) { return day.plus(-(((day.days + 3) % 7 + 7) % 7)); }

Drew draw_lots_of_week(const House& house, Time now) {
  Drew out;
  do_what_lots_say(house, out);
  const Date week = monday_of(now.date());
  for (const auto& [town, of] : population(house, Time::at(week))) {
    bool drawn = false;
    house.db().read([&](Session& session) { drawn = find_draw_of(session, house.region(), PlaceId{town}, week).has_value(); });
    if (drawn || !make_draw(house, PlaceId{town}, week, of)) continue;
    ++out.draws;
  }
  if (out.draws > 0) do_what_lots_say(house, out);
  return out;
}

std::vector<DrawView> DrawDesk::draws(const Actor& actor) const {
  std::vector<DrawView> out;
  house_.db().read([&](Session& session) {
    for (const DrawRow& row : latest_draws(session, house_.region(), 1'000)) {
      if (out.size() < 200 && sees(actor, house_.region(), row.town)) out.push_back(view_of(row));
    }
  });
  return out;
}

Result<DrawPage> DrawDesk::draw(const Actor& actor, const std::string& id) const {
  std::optional<DrawPage> page;
  house_.db().read([&](Session& session) {
    const auto row = find_draw(session, house_.region(), id);
    if (!row || !sees(actor, house_.region(), row->town)) return;
    page = DrawPage{view_of(*row), {}};
    for (const LotRow& lot : lots_of(session, house_.region(), id)) {
      const auto head = load_matter_head(session, house_.region(), lot.matter);
      const auto [word, said] = outcome_of(lot, head ? &*head : nullptr);
      LotView view{lot.number, lot.hash, lot.drawn, word, said, std::nullopt};
      if (head && may(actor, Action::know, {*head})) view.matter = lot.matter.text;
      page->lots.push_back(std::move(view));
    }
  });
  if (!page) return not_found();
  return *page;
}

}  // namespace lianhu
