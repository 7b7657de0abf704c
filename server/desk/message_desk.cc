#include "desk/message_desk.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "desk/staff_view.h"
#include "store/change_store.h"
#include "store/message_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr int kShown = 100;
constexpr int kPublicPage = 20;
constexpr int kMostDays = 366;
constexpr const char* kNoPlace = "没有这个地点，请从列表中选择";
constexpr const char* kNotYours = "只能传达到本机构所辖的地点";

struct How {
  std::string_view word, title;
};
constexpr How kHows[] = {{"visit", "上门"}, {"call", "电话"}, {"chat", "群消息"}};

std::string how_title(std::string_view word) {
  for (const How& one : kHows) {
    if (one.word == word) return std::string(one.title);
  }
  return std::string(word);
}

Error wrong(std::string field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + std::move(field), std::move(message)}});
}

std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> out;
  for (std::size_t at = 1; at < path.size();) {
    const std::size_t end = path.find('/', at);
    if (end == std::string::npos) break;
    out.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

bool below(const std::string& path, const std::string& above) { return !above.empty() && path.starts_with(above); }

std::string state_title_of(const MessageRow& row, Date today) {
  if (row.state == "recalled") return "已撤回";
  if (row.state == "corrected") return "已更正";
  return row.until_day < today ? "已过期" : "有效";
}

std::string receipt_title(const MessageReceipt* receipt) { return !receipt ? "未回执" : receipt->state == "relayed" ? "已传达" : "已读"; }

struct Tally {
  std::int64_t groups = 0, read = 0, relayed = 0, households = 0, headless = 0;
  void add(const MessageReceipt* receipt, bool headed) {
    ++groups;
    if (!receipt && !headed) ++headless;
    if (!receipt) return;
    ++read;
    if (receipt->state == "relayed") ++relayed;
    households += receipt->households.value_or(0);
  }
};

std::map<std::string, MessageReceipt> by_place(std::vector<MessageReceipt> rows) {
  std::map<std::string, MessageReceipt> out;
  for (MessageReceipt& row : rows) out.emplace(row.place.text, std::move(row));
  return out;
}

const MessageReceipt* in(const std::map<std::string, MessageReceipt>& receipts, const PlaceId& place) {
  const auto at = receipts.find(place.text);
  return at == receipts.end() ? nullptr : &at->second;
}

// "<milliseconds>-<id>" of the last one seen.
std::optional<MessageMark> mark_in(const std::string& cursor) {
  const std::size_t dash = cursor.find('-');
  MessageMark mark;
  if (dash == std::string::npos || dash + 1 == cursor.size()) return std::nullopt;
  const auto [end, fault] = std::from_chars(cursor.data(), cursor.data() + dash, mark.made_at.ms);
  if (fault != std::errc() || end != cursor.data() + dash) return std::nullopt;
  mark.id = cursor.substr(dash + 1);
  return mark;
}

}  // namespace

const ActorPost* MessageDesk::sending_post(const Actor& actor, const std::string& path) const {
  for (const ActorPost& post : actor.posts) {
    const bool centre = post.office_kind == "county_centre" || post.office_kind == "town_centre" || post.office_kind == "village";
    if (centre && (post.role == Role::triage || post.role == Role::leader || post.role == Role::handler) && below(path, post.place_path)) return &post;
    if (post.role != Role::grid_worker) continue;
    for (const PlaceId& place : post.answers_for) {
      if (path.find("/" + place.text + "/") != std::string::npos) return &post;
    }
  }
  return nullptr;
}

// Whoever could have sent it to that place, and the office that did.
bool MessageDesk::sees(const Actor& actor, const MessageRow& message, const std::string& path) const {
  const bool own = std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& post) { return post.office == message.office && post.role != Role::group_head; });
  return own || sending_post(actor, path) != nullptr;
}

MessageView MessageDesk::view_of(Session& session, const Actor& actor, const MessageRow& row) const {
  const Date today = house_.now().date();
  MessageView view{row.id, house_.directory()->office_name(row.office), row.place.text, row.place_name, row.title, row.text, row.receipts, row.open_to_all, row.until_day,
                   row.made_at, row.state, state_title_of(row, today), row.reason, row.corrects, 0, 0, 0, 0, 0, false};
  if (const auto place = find_place(session, house_.region(), row.place, today)) {
    const GroupTally tally = tally_of(session, house_.region(), row.id, place->path, today);
    view.groups = tally.groups;
    view.read = tally.read;
    view.relayed = tally.relayed;
    view.households = tally.households;
    view.headless = tally.headless;
  }
  const bool own = std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& post) { return post.office == row.office && post.role != Role::group_head; });
  view.can_recall = own && row.state == "open" && row.until_day >= today;
  return view;
}

Result<MessageReach> MessageDesk::reach(const Actor& actor, const std::string& id) const {
  MessageReach out;
  out.as_of = house_.now();
  const Date today = out.as_of.date();
  std::optional<Place> place;
  GroupTally tally;
  house_.db().read([&](Session& session) {
    place = find_place(session, house_.region(), PlaceId{id}, today);
    if (place && sending_post(actor, place->path)) tally = tally_of(session, house_.region(), "", place->path, today);
  });
  if (!place || place->kind == PlaceKind::household) return wrong("place", kNoPlace);
  if (!sending_post(actor, place->path)) return forbidden("not_yours", kNotYours);
  out.place = place->id.text;
  out.place_name = place->full_name;
  out.groups = tally.groups;
  out.headless = tally.headless;
  return out;
}

Result<MessageView> MessageDesk::send(const Entry& entry, const NewMessage& message) const {
  const Date today = house_.now().date();
  std::optional<Place> place;
  std::optional<MessageRow> before;
  house_.db().read([&](Session& session) {
    place = find_place(session, house_.region(), PlaceId{message.place}, today);
    before.reset();
    if (message.corrects) before = find_message(session, house_.region(), *message.corrects);
  });
  if (!place || place->kind == PlaceKind::household) return wrong("place", kNoPlace);
  const ActorPost* post = sending_post(entry.actor, place->path);
  if (!post) return forbidden("not_yours", kNotYours);
  if (const auto again = replayed(house_, entry)) {
    if (!*again) return again->error();
    std::optional<MessageView> view;
    house_.db().read([&](Session& session) {
      if (const auto row = find_message(session, house_.region(), (*again)->matter.text)) view = view_of(session, entry.actor, *row);
    });
    if (!view) return not_found();
    return *view;
  }
  if (message.until_day < today) return wrong("until_day", "有效日期不能早于今天");
  if (message.until_day > today.plus(kMostDays)) return wrong("until_day", "有效日期在一年以后，请核对");
  if (message.corrects && (!before || before->office != post->office)) return wrong("corrects", "没有这条消息，或者不是本机构发出的");
  if (before && before->state != "open") return conflict("message_ended", "原来的消息已经撤回或更正过了，请刷新");
  const Time now = house_.now();
  MessageRow row{house_.ids().text(), post->office, *entry.actor.account, place->id, place->full_name, message.title, message.text, message.receipts, message.open_to_all,
                 message.until_day, now, "open", {}, message.corrects, {}};
  std::optional<MessageView> view;
  try {
    house_.db().commit([&](Session& session) {
      if (before) {
        MessageRow old = *before;
        old.state = "corrected";
        old.ended_at = now;
        if (!end_message(session, house_.region(), old)) throw StaleRow("message");
      }
      insert_message(session, house_.region(), row);
      if (!entry.client_key.empty()) save_replay(session, house_.region(), {entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 201, row.id, now});
    });
  } catch (const StaleRow&) {
    return conflict("message_ended", "原来的消息已经撤回或更正过了，请刷新");
  }
  house_.db().read([&](Session& session) { view = view_of(session, entry.actor, row); });
  return *view;
}

Result<MessageView> MessageDesk::recall(const Entry& entry, const std::string& id, const RecallOrder& order) const {
  std::optional<MessageRow> row;
  std::optional<MessageView> view;
  house_.db().read([&](Session& session) {
    row = find_message(session, house_.region(), id);
    if (row) view = view_of(session, entry.actor, *row);
  });
  const bool own = row && std::any_of(entry.actor.posts.begin(), entry.actor.posts.end(),
                                      [&](const ActorPost& post) { return post.office == row->office && post.role != Role::group_head; });
  if (!own) return not_found();
  if (const auto again = replayed(house_, entry)) {
    if (!*again) return again->error();
    return *view;
  }
  row->state = "recalled";
  row->reason = order.reason;
  row->ended_at = house_.now();
  try {
    house_.db().commit([&](Session& session) {
      if (!end_message(session, house_.region(), *row)) throw StaleRow("message");
      if (!entry.client_key.empty()) save_replay(session, house_.region(), {entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 200, row->id, *row->ended_at});
    });
  } catch (const StaleRow&) {
    return conflict("message_ended", "这条消息已经撤回或更正过了，请刷新");
  }
  house_.db().read([&](Session& session) { view = view_of(session, entry.actor, *row); });
  return *view;
}

MessageList MessageDesk::sent(const Actor& actor) const {
  MessageList out;
  out.as_of = house_.now();
  std::vector<std::string> offices, places;
  for (const ActorPost& post : actor.posts) {
    if (is_admin(post.role) || post.role == Role::group_head) continue;
    if (std::find(offices.begin(), offices.end(), post.office.text) == offices.end()) offices.push_back(post.office.text);
  }
  house_.db().read([&](Session& session) {
    out.items.clear();
    for (const MessageRow& row : messages_of(session, house_.region(), offices, kShown)) out.items.push_back(view_of(session, actor, row));
  });
  std::sort(out.items.begin(), out.items.end(), [](const MessageView& a, const MessageView& b) { return std::tie(b.made_at, b.id) < std::tie(a.made_at, a.id); });
  return out;
}

Result<MessagePage> MessageDesk::page(const Actor& actor, const std::string& id, const std::string& at) const {
  const Date today = house_.now().date();
  MessagePage out;
  out.as_of = house_.now();
  bool found = false;
  house_.db().read([&](Session& session) {
    found = false;
    out.places.clear();
    out.above.reset();
    const auto row = find_message(session, house_.region(), id);
    if (!row) return;
    const auto root = find_place(session, house_.region(), row->place, today);
    const auto here = at.empty() ? root : find_place(session, house_.region(), PlaceId{at}, today);
    if (!root || !here || !below(here->path, root->path) || !sees(actor, *row, here->path)) return;
    found = true;
    out.message = view_of(session, actor, *row);
    out.place = here->id.text;
    out.place_name = here->full_name;
    if (here->id != root->id && here->parent) out.above = here->parent->text;
    const auto receipts = by_place(receipts_of(session, house_.region(), id));
    const auto headed = headed_groups(session, house_.region(), here->path, today);
    const std::size_t depth = parts_of(here->path).size();
    std::map<std::string, std::pair<MessagePlace, Tally>> children;
    for (const Place& one : places_under(session, house_.region(), here->path, today)) {
      const auto path = parts_of(one.path);
      auto& [child, tally] = children[path.at(depth)];
      if (path.size() == depth + 1) child = {one.id.text, one.name, word(one.kind), 0, 0, 0, 0, 0, {}};
      if (one.kind != PlaceKind::group) continue;
      const MessageReceipt* receipt = in(receipts, one.id);
      const bool somebody = headed.count(one.id.text) > 0;
      tally.add(receipt, somebody);
      if (path.size() != depth + 1) continue;
      child.state_title = !receipt && !somebody ? "没有联户长" : receipt_title(receipt) + (receipt && receipt->how ? "（" + how_title(*receipt->how) + "）" : "");
    }
    for (auto& [key, both] : children) {
      auto& [child, tally] = both;
      if (child.place.empty() || tally.groups == 0) continue;
      child.groups = tally.groups;
      child.read = tally.read;
      child.relayed = tally.relayed;
      child.households = tally.households;
      child.headless = tally.headless;
      out.places.push_back(std::move(child));
    }
  });
  if (!found) return not_found();
  const auto order = [](const MessagePlace& one) { return std::pair(one.read == one.groups, one.place); };
  std::sort(out.places.begin(), out.places.end(), [&](const MessagePlace& a, const MessagePlace& b) { return order(a) < order(b); });
  return out;
}

TaskView MessageDesk::task_of(const MessageRow& row, const Place& group, const MessageReceipt* receipt) const {
  TaskView view{row.id, group.id.text, group.full_name, house_.directory()->office_name(row.office), row.title, row.text, receipt ? receipt->state : "open", receipt_title(receipt),
                row.receipts, row.state != "open", row.until_day, row.made_at, row.reason, {}, {}};
  if (row.state != "open") view.state_title = state_title_of(row, house_.now().date());
  if (receipt && receipt->how) view.how_title = how_title(*receipt->how);
  if (receipt) view.households = receipt->households;
  return view;
}

TaskList MessageDesk::tasks(const Actor& actor) const {
  TaskList out;
  out.as_of = house_.now();
  const Date today = house_.now().date();
  house_.db().read([&](Session& session) {
    out.items.clear();
    out.open = 0;
    for (const ActorPost& post : actor.posts) {
      if (post.role != Role::group_head) continue;
      for (const PlaceId& id : post.answers_for) {
        const auto group = find_place(session, house_.region(), id, today);
        if (!group) continue;
        for (const MessageRow& row : messages_to(session, house_.region(), parts_of(group->path), today, kShown)) {
          const auto receipt = find_receipt(session, house_.region(), row.id, id);
          // What was taken back before it was read was never there for them.
          if (row.state != "open" && !receipt) continue;
          out.items.push_back(task_of(row, *group, receipt ? &*receipt : nullptr));
          if (row.receipts && row.state == "open" && !receipt) ++out.open;
        }
      }
    }
  });
  std::sort(out.items.begin(), out.items.end(), [](const TaskView& a, const TaskView& b) { return std::tie(b.made_at, b.message) < std::tie(a.made_at, a.message); });
  return out;
}

Result<TaskView> MessageDesk::receipt(const Entry& entry, const std::string& id, const ReceiptInput& input) const {
  const Date today = house_.now().date();
  const PlaceId place{input.place};
  const ActorPost* post = nullptr;
  for (const ActorPost& one : entry.actor.posts) {
    if (one.role == Role::group_head && std::find(one.answers_for.begin(), one.answers_for.end(), place) != one.answers_for.end()) post = &one;
  }
  if (!post) return not_found();
  if (input.state != "read" && input.state != "relayed") return wrong("state", "请选择已读或已传达");
  const bool relayed = input.state == "relayed";
  if (relayed && (!input.how || std::none_of(std::begin(kHows), std::end(kHows), [&](const How& how) { return how.word == *input.how; }))) {
    return wrong("how", "请选择怎样告知：上门、电话或群消息");
  }
  if (relayed && !input.households) return wrong("households", "请填写告知了多少户");
  std::optional<MessageRow> row;
  std::optional<Place> group;
  house_.db().read([&](Session& session) {
    row = find_message(session, house_.region(), id);
    group = find_place(session, house_.region(), place, today);
  });
  if (!row || !group || group->path.find("/" + row->place.text + "/") == std::string::npos) return not_found();
  const Time now = house_.now();
  const MessageReceipt fresh{house_.ids().text(), id, place, group->path, "read", now, {}, {}, {}, post->id};
  MessageReceipt kept;
  bool ended = false;
  const auto once = [&](Session& session) {
    ended = false;
    const auto known = find_receipt(session, house_.region(), id, place);
    const auto stands = find_message(session, house_.region(), id);
    kept = known.value_or(fresh);
    if (!stands || stands->state != "open" || stands->until_day < today) {
      ended = !known;
      return;
    }
    if (relayed) {
      kept.state = "relayed";
      kept.relayed_at = now;
      kept.how = input.how;
      kept.households = input.households;
      kept.post = post->id;
    }
    if (!known) insert_receipt(session, house_.region(), kept);
    if (known && relayed) update_receipt(session, house_.region(), kept);
  };
  try {
    house_.db().commit(once);
  } catch (const DuplicateKey&) {
    house_.db().commit(once);  // both taps of one thumb
  }
  if (ended) return conflict("message_ended", "这条消息已经撤回、更正或过期，不用再回执");
  return task_of(*row, *group, &kept);
}

Result<PublicMessages> MessageDesk::open_to_all(const PublicMessageQuery& query) const {
  PublicMessages out;
  out.as_of = house_.now();
  const Date today = out.as_of.date();
  std::optional<MessageMark> after;
  if (query.cursor) {
    after = mark_in(*query.cursor);
    if (!after) return invalid("bad_cursor", "翻页位置不对，请从第一页重新查看");
  }
  const auto directory = house_.directory();
  house_.db().read([&](Session& session) {
    out.items.clear();
    out.next.reset();
    const auto place = find_place(session, house_.region(), PlaceId{query.place}, today);
    if (!place) return;
    out.place_name = place->full_name;
    auto rows = public_messages(session, house_.region(), parts_of(place->path), today, after, kPublicPage + 1);
    if (rows.size() > static_cast<std::size_t>(kPublicPage)) {
      rows.resize(kPublicPage);
      out.next = std::to_string(rows.back().made_at.ms) + "-" + rows.back().id;
    }
    for (const MessageRow& row : rows) {
      out.items.push_back({row.id, directory->office_name(row.office), row.place_name, row.title, row.text, row.until_day, row.made_at});
    }
  });
  return out;
}

}  // namespace lianhu
