#pragma once
// A notice on its way out, and the gateways it may take (schema 0017; what NULL means stands there). Plain values.
//
// A gateway is a file of the operator's (gateways/<name>.toml, docs/operate.md); its secret lies in a file of its own.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"

namespace lianhu {

struct DeliveryRow {
  std::string id;  // told to the other side, the same in every try
  NoticeId notice;
  MatterId matter;
  EventId event;
  std::optional<PartyId> party;
  OfficeId office;
  std::string way, gateway, state = "waiting";
  std::optional<std::string> cause;
  Time made_at;
  std::optional<Time> next_at;
  std::int64_t tries = 0;
  std::optional<Time> tried_at, sent_at;
  std::int64_t fence = 0;
  std::optional<std::string> batch;
};
BOOST_DESCRIBE_STRUCT(DeliveryRow, (), (id, notice, matter, event, party, office, way, gateway, state, cause, made_at, next_at, tries, tried_at, sent_at, fence,
                                        batch))

struct DeliveryTry {
  std::string id, delivery;
  Time at;
  std::string outcome;
  std::optional<std::string> cause;
  std::optional<AccountId> account;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(DeliveryTry, (), (id, delivery, at, outcome, cause, account, note))

struct PrintBatch {
  std::string id;
  OfficeId office;
  Time made_at;
  AccountId made_by;
  std::int64_t letters = 0;
  std::string state = "printed";
  std::optional<Date> done_day;
};
BOOST_DESCRIBE_STRUCT(PrintBatch, (), (id, office, made_at, made_by, letters, state, done_day))

inline constexpr const char* by_hand = "hand";
inline constexpr const char* page_only = "page";

// From and until in minutes of the day in China; equal: never quiet. May go over midnight.
struct QuietHours {
  int from = 0, until = 0;
};

// What in an answer means yes or no; everything else means: later.
struct AnswerRule {
  std::vector<int> status;  // empty: yes is 200-299, no is 400-499 but 408, 425 and 429
  std::string contains;     // "": whatever the body says
};

enum class GatewayKind { http, webhook, mail };
enum class GatewayServes { party, office };
enum class Escape { json, form };

struct GatewaySpec {
  std::string name, title;
  GatewayKind kind{};
  GatewayServes serves{};
  std::vector<OfficeId> offices;  // serves office: empty means all of them
  std::string url;
  int timeout_s = 10;
  QuietHours quiet;
  std::string secret_file;        // "": needs none
  // http
  std::string method = "POST", body;
  std::vector<std::pair<std::string, std::string>> headers;
  Escape escape{};
  AnswerRule yes;
  std::optional<AnswerRule> no;
  // mail
  std::string from, to, user;
  bool starttls = true;
};

// The way's word in the rows.
inline const char* way_of(const GatewaySpec& spec) { return spec.kind == GatewayKind::mail ? "mail" : spec.serves == GatewayServes::party ? "sms" : "webhook"; }

}  // namespace lianhu
