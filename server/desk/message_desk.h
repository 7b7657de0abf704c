#pragma once
// Messages down the tree: an office tells the household groups below it; each group answers once, read or relayed by its
// 联户长; the sender sees which places are still open.
//
// Invariant: a message reaches a place through the places above it, so nothing is copied and a group made tomorrow is
// reached too. Receipts are a place's: no list, count or order of 联户长. A recalled or corrected message keeps its
// receipts and takes no new ones.
// Errors: invalid_fields; forbidden "not_yours" for a place not below the own office; not_found; conflict "message_ended".
// Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"
#include "model/message.h"

namespace lianhu {

struct NewMessage {
  std::string place, title, text;
  Date until_day;
  bool receipts = true, open_to_all = false;
  std::optional<std::string> corrects;  // the message that this one puts right
};
LIANHU_DESCRIBE(NewMessage, (place, title, text, until_day, receipts, open_to_all, corrects), {"place", {.label = "传达到的地点", .max = 60}}, {"title", {.label = "标题", .min = 2, .max = 60}},
                {"text", {.label = "内容", .min = 2, .max = 2'000, .lines = Lines::many}}, {"until_day", {.label = "有效到"}},
                {"receipts", {.label = "要回执", .optional = true}}, {"open_to_all", {.label = "群众也能看到", .optional = true}}, {"corrects", {.label = "更正的消息", .format = Format::uuid}})

struct MessageView {
  std::string id, office_name, place, place_name, title, text;
  bool receipts = true, open_to_all = false;
  Date until_day;
  Time made_at;
  std::string state, state_title;
  std::optional<std::string> reason, corrects;
  std::int64_t groups = 0, read = 0, relayed = 0, households = 0;  // groups below the place; of them answered (relayed is also read)
  std::int64_t headless = 0;                                       // groups nobody answers for: no receipt can come
  bool can_recall = false;
};
LIANHU_DESCRIBE(MessageView, (id, office_name, place, place_name, title, text, receipts, open_to_all, until_day, made_at, state, state_title, reason, corrects, groups, read,
                              relayed, households, headless, can_recall))

struct MessageList {
  std::vector<MessageView> items;
  Time as_of;
};
LIANHU_DESCRIBE(MessageList, (items, as_of))

struct MessagePlace {
  std::string place, name, kind;
  std::int64_t groups = 0, read = 0, relayed = 0, households = 0, headless = 0;
  std::optional<std::string> state_title;  // of a single group
};
LIANHU_DESCRIBE(MessagePlace, (place, name, kind, groups, read, relayed, households, headless, state_title))

struct MessagePage {
  MessageView message;
  std::string place, place_name;
  std::optional<std::string> above;  // the next place up, not above the message's own
  std::vector<MessagePlace> places;  // below it, the open ones first
  Time as_of;
};
LIANHU_DESCRIBE(MessagePage, (message, place, place_name, above, places, as_of))

// Whom a message to a place would reach today.
struct MessageReach {
  std::string place, place_name;
  std::int64_t groups = 0;
  std::int64_t headless = 0;  // of them: nobody answers for them
  Time as_of;
};
LIANHU_DESCRIBE(MessageReach, (place, place_name, groups, headless, as_of))

struct RecallOrder {
  std::string reason;
};
LIANHU_DESCRIBE(RecallOrder, (reason), {"reason", {.label = "撤回的理由", .min = 2, .max = 200}})

// What a 联户长 has to relay, for each group they answer for.
struct TaskView {
  std::string message, place, place_name, office_name, title, text, state, state_title;
  bool receipts = true, ended = false;
  Date until_day;
  Time made_at;
  std::optional<std::string> reason, how_title;
  std::optional<std::int64_t> households;
};
LIANHU_DESCRIBE(TaskView, (message, place, place_name, office_name, title, text, state, state_title, receipts, ended, until_day, made_at, reason, how_title, households))

struct TaskList {
  std::vector<TaskView> items;
  std::int64_t open = 0;
  Time as_of;
};
LIANHU_DESCRIBE(TaskList, (items, open, as_of))

struct ReceiptInput {
  std::string place, state;
  std::optional<std::string> how;
  std::optional<std::int64_t> households;
};
LIANHU_DESCRIBE(ReceiptInput, (place, state, how, households), {"place", {.label = "联户", .max = 60}}, {"state", {.label = "回执", .format = Format::code}},
                {"how", {.label = "怎样告知", .format = Format::code}}, {"households", {.label = "告知的户数", .min = 0, .max = 200}})

struct PublicMessage {
  std::string id, office_name, place_name, title, text;
  Date until_day;
  Time made_at;
};
LIANHU_DESCRIBE(PublicMessage, (id, office_name, place_name, title, text, until_day, made_at))

struct PublicMessageQuery {
  std::string place;
  std::optional<std::string> cursor;
};
LIANHU_DESCRIBE(PublicMessageQuery, (place, cursor), {"place", {.label = "地点", .max = 60}}, {"cursor", {.label = "翻页", .max = 60}})
struct PublicMessages {
  std::optional<std::string> place_name;  // absent: no such place today
  std::vector<PublicMessage> items;       // newest first
  std::optional<std::string> next;
  Time as_of;
};
LIANHU_DESCRIBE(PublicMessages, (place_name, items, next, as_of))

class MessageDesk {
 public:
  explicit MessageDesk(const House& house) : house_(house) {}

  // What `send` would reach; refuses the places that it refuses.
  Result<MessageReach> reach(const Actor& actor, const std::string& place) const;
  Result<MessageView> send(const Entry& entry, const NewMessage& message) const;
  Result<MessageView> recall(const Entry& entry, const std::string& message, const RecallOrder& order) const;
  MessageList sent(const Actor& actor) const;
  // `place`: whose places below are listed; "": the message's own.
  Result<MessagePage> page(const Actor& actor, const std::string& message, const std::string& place) const;
  TaskList tasks(const Actor& actor) const;
  Result<TaskView> receipt(const Entry& entry, const std::string& message, const ReceiptInput& input) const;
  // Of the place and all above it. Refusal: invalid "bad_cursor".
  Result<PublicMessages> open_to_all(const PublicMessageQuery& query) const;

 private:
  const ActorPost* sending_post(const Actor& actor, const std::string& place_path) const;
  bool sees(const Actor& actor, const MessageRow& message, const std::string& place_path) const;
  MessageView view_of(Session& session, const Actor& actor, const MessageRow& message) const;
  TaskView task_of(const MessageRow& message, const Place& group, const MessageReceipt* receipt) const;

  const House& house_;
};

}  // namespace lianhu
