#include "desk/entry.h"

#include <algorithm>

#include "base/hash.h"
#include "desk/blank_back.h"
#include "desk/ended_papers.h"
#include "desk/join_house.h"
#include "desk/paper_fill.h"
#include "rules/category.h"
#include "rules/mediation_count.h"
#include "rules/permit.h"
#include "store/account_store.h"
#include "store/change_store.h"
#include "store/count_store.h"
#include "store/matter_store.h"
#include "store/mediation_count_store.h"

namespace lianhu {
namespace {

std::string fresh_salt(Random& random) {
  std::string bytes(16, '\0');
  random.fill(std::as_writable_bytes(std::span(bytes.data(), bytes.size())));
  return hex(bytes);
}

// The order names attachments by id; what was uploaded for this matter and belongs to no act yet may be claimed.
Result<Done> complete_claims(Session& session, const House& house, const Actor& actor, Change& change) {
  if (change.claimed.empty()) return done;
  const auto uploaded = load_attachments(session, house.region(), change.matter.id);
  for (Attachment& claim : change.claimed) {
    const Attachment* found = nullptr;
    for (const Attachment& a : uploaded) {
      if (a.id == claim.id && !a.event && a.account == actor.account && a.party == actor.party) found = &a;
    }
    if (!found) return invalid("attachment_unknown", "有附件没有上传成功，请重新上传后再提交", {{"/attachments", "请重新上传"}});
    Attachment whole = *found;
    whole.event = claim.event;
    whole.audience = claim.audience;
    claim = std::move(whole);
  }
  return done;
}

}  // namespace

std::unique_ptr<Stand> stand(const House& house) {
  auto directory = house.directory();
  auto calendar = house.calendar();
  const Directory& offices = *directory;
  const Calendar& days = *calendar;
  return std::unique_ptr<Stand>(new Stand{
      std::move(directory), std::move(calendar),
      Ground{offices, days, house.terms(), [&house](std::string_view id) { return house.procedure(id); }, [&house] { return house.ids().text(); },
             house.now(), {}, {}, &house.dossiers()}});
}

std::unique_ptr<Stand> stand_to_act(const House& house, const std::string& place_path, const std::string& category) {
  auto out = stand(house);
  house.db().read([&](Session& session) {
    if (!category.empty()) out->ground.precedents = load_rulings(session, house.region(), category);
    const auto grid = find_responsible(session, house.region(), place_path, "grid", house.now().date());
    if (!grid || !grid->post) return;
    for (const Post& post : out->directory->posts_in(grid->office)) {
      if (post.id == *grid->post) out->ground.grid_workers.push_back(post.account);
    }
  });
  return out;
}

std::shared_ptr<const WholeMatter> load_matter(const House& house, const MatterId& id) {
  std::shared_ptr<const WholeMatter> whole;
  house.db().read([&](Session& session) { whole = house.matters().load(session, house.region(), id); });
  return whole;
}

std::optional<Result<Written>> replayed(const House& house, const Entry& entry) {
  if (entry.client_key.empty()) return std::nullopt;
  std::optional<Replay> before;
  Written written;
  house.db().read([&](Session& session) {
    before = find_replay(session, house.region(), entry.actor.key(), entry.route, entry.client_key);
    if (!before) return;
    written.matter = MatterId{before->subject};
    if (const auto head = load_matter_head(session, house.region(), written.matter)) written.version = head->matter.version;
  });
  if (!before) return std::nullopt;
  if (before->body_sha256 != entry.body_sha256) {
    return Result<Written>(conflict("key_reused", "同一个请求编号已用于另一份内容，请刷新页面后重新提交"));
  }
  written.again = true;
  return Result<Written>(written);
}

namespace {

void let_mediations_follow(const House& house, const MatterFile& before, Change& change) {
  // One that begins by this act has no result yet.
  const bool mediated = std::any_of(before.proceedings.begin(), before.proceedings.end(), [&](const Proceeding& proceeding) {
    const Procedure* procedure = house.procedure(proceeding.procedure());
    return procedure && procedure->mediation;
  });
  if (!mediated) return;
  const auto stand_now = stand(house);
  WholeMatter whole;
  whole.file = before;
  const MatterFile now = after(whole, change).file;
  // What was erased by law can be counted no more; what was counted of it stands.
  if (std::any_of(now.events.begin(), now.events.end(), [](const PastEvent& event) { return !event.told; })) return;
  const auto counted = counted_mediations(now, stand_now->ground);
  if (counted.empty() && counted_mediations(before, stand_now->ground).empty()) return;
  std::vector<MediationCount> stored;
  house.db().read([&](Session& session) { stored = load_mediation_counts(session, house.region(), before.matter.id); });
  change.mediation_counts = recount(stored, counted, stand_now->ground);
}

}  // namespace

void let_counts_follow(const House& house, const MatterFile& before, Change& change) {
  let_mediations_follow(house, before, change);
  if (before.matter.category == change.matter.category && before.matter.seal == change.matter.seal) return;
  std::vector<CountFact> stored;
  house.db().read([&](Session& session) { stored = load_counts(session, house.region(), before.matter.id); });
  const auto stand_now = stand(house);
  auto moved = count_anew(stored, before.matter, change.matter, stand_now->ground);
  std::move(moved.begin(), moved.end(), std::back_inserter(change.counts));
}

Result<Written> save(const House& house, const Entry& entry, Change change, std::optional<Change> with) {
  for (NewEvent& event : change.events) event.salt = fresh_salt(house.random());
  if (with) {
    for (NewEvent& event : with->events) event.salt = fresh_salt(house.random());
  }
  if (!entry.client_key.empty()) {
    change.replay = Replay{entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 200, change.matter.id.text, house.now()};
  }
  Change stored;
  std::optional<Change> stored_with;
  std::optional<Error> refusal;
  try {
    house.db().commit([&](Session& session) {
      stored = change;  // a job may run twice
      stored_with = with;
      refusal.reset();
      if (auto claims = complete_claims(session, house, entry.actor, stored); !claims) {
        refusal = claims.error();
        return;
      }
      save_change(session, house.region(), house.county().prefix, stored);
      if (stored_with) save_change(session, house.region(), house.county().prefix, *stored_with);
    });
  } catch (const StaleRow&) {
    return conflict("stale_version", "事项刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
  } catch (const DuplicateKey& twice) {
    if (std::string_view(twice.what()).find("external_reference") != std::string_view::npos) {
      return conflict("reference_known", "这个对方编号已经登记在另一件事项上，请核对，或并入那一件事项");
    }
    // The same key a moment ago, by a retry that overtook: answer as to a repetition.
    if (const auto again = replayed(house, entry)) return *again;
    throw;
  }
  if (refusal) return *refusal;
  house.matters().written(stored);
  if (house.changed && !stored.quiet) house.changed(stored.matter.id, stored.matter.acted_version);
  if (stored_with) {
    house.matters().written(*stored_with);
    if (house.changed) house.changed(stored_with->matter.id, stored_with->matter.acted_version);
  }
  return Written{stored.matter.id, stored.matter.version, false};
}

std::vector<Result<Written>> save_many(const House& house, const Entry& entry, std::vector<Change> changes) {
  constexpr std::size_t kPiece = 500;  // others' acts wait for no more than that
  Entry keyless = entry;
  keyless.client_key.clear();
  std::vector<Result<Written>> out;
  out.reserve(changes.size());
  for (std::size_t from = 0; from < changes.size(); from += kPiece) {
    const std::size_t until = std::min(changes.size(), from + kPiece);
    std::vector<Change> stored;
    bool whole = true;
    for (std::size_t i = from; i < until; ++i) {
      for (NewEvent& event : changes[i].events) event.salt = fresh_salt(house.random());
    }
    try {
      house.db().commit([&](Session& session) {
        stored.assign(changes.begin() + static_cast<std::ptrdiff_t>(from), changes.begin() + static_cast<std::ptrdiff_t>(until));
        for (Change& change : stored) save_change(session, house.region(), house.county().prefix, change);
      });
    } catch (const StaleRow&) {
      whole = false;
    } catch (const DuplicateKey&) {
      whole = false;
    }
    if (!whole) {
      for (std::size_t i = from; i < until; ++i) out.push_back(save(house, keyless, std::move(changes[i])));
      continue;
    }
    for (const Change& change : stored) {
      house.matters().written(change);
      out.emplace_back(Written{change.matter.id, change.matter.version, false});
    }
    // Lists read themselves again at one word; pages of old matters listen for their own.
    for (std::size_t i = 0; house.changed && i < stored.size(); ++i) {
      if (i == 0 || stored[i].expected_version > 0) house.changed(stored[i].matter.id, stored[i].matter.acted_version);
    }
  }
  return out;
}

Result<Written> past_the_clock(const House& house, const Entry& entry, const MatterId& id, const std::function<Result<Written>()>& once) {
  for (int tries = 0;; ++tries) {
    auto written = once();
    if (written || written.error().code != "stale_version" || tries == 5) return written;
    if (!entry.if_version) continue;
    std::optional<MatterFile> head;
    house.db().read([&](Session& session) { head = load_matter_head(session, house.region(), id); });
    if (!head || head->matter.acted_version != *entry.if_version) return written;
  }
}

namespace {

Result<Written> act_once(const House& house, const Entry& entry, const MatterId& id, const Order& order) {
  const auto whole = load_matter(house, id);
  if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
  const MatterFile& file = whole->file;
  if (const auto again = replayed(house, entry)) return *again;
  if (entry.if_version && *entry.if_version != file.matter.acted_version) {
    return conflict("stale_version", "事项刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
  }
  const auto stand_now = stand_to_act(house, file.matter.place_path, file.matter.category);
  auto change = decide(order, entry.actor, file, stand_now->ground);
  if (!change) return change.error();
  if (auto back = check_blank_back(house, *whole, order); !back) return back.error();
  if (auto filled = fill_documents(house, file, stand_now->ground, *change); !filled) return filled.error();
  let_counts_follow(house, file, *change);
  end_papers(house, order, *change);
  auto other = in_other_matter(house, entry.actor, file, *change, stand_now->ground);
  if (!other) return other.error();
  return save(house, entry, std::move(*change), std::move(*other));
}

}  // namespace

Result<Written> act(const House& house, const Entry& entry, const MatterId& id, const Order& order) {
  return past_the_clock(house, entry, id, [&] { return act_once(house, entry, id, order); });
}

}  // namespace lianhu
