#pragma once
// A dispute held elsewhere that is not ours: its number there, where it stands, its day and its place. Nobody's name, and no
// matter: it is counted nowhere. Once its number is a reference of a matter, it is that matter's (desk/stub_desk.h).

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"

namespace lianhu {

struct Stub {
  std::string id;
  std::int64_t version = 1;
  std::string system, number;  // number as normal_number() leaves it
  std::optional<std::string> state;
  std::optional<Date> due_day;
  PlaceId place;
  std::string place_path, place_name;
  Date heard_day;
  std::optional<std::string> outcome;  // one of stub_outcomes
  std::optional<Date> ended_day;
  Time entered_at;
};
BOOST_DESCRIBE_STRUCT(Stub, (), (id, version, system, number, state, due_day, place, place_path, place_name, heard_day, outcome, ended_day, entered_at))

struct StubEvent {
  std::string id, stub;
  Time at;
  AccountId account;
  std::string actor_label, text;
};
BOOST_DESCRIBE_STRUCT(StubEvent, (), (id, stub, at, account, actor_label, text))

struct StubOutcome {
  const char *word, *title;
};
inline constexpr StubOutcome stub_outcomes[] = {{"settled", "已调解"},   {"judged", "已裁判"},   {"handled", "已处理"}, {"withdrawn", "已撤回"},
                                                {"refused", "不予受理"}, {"moved", "移送其他单位"}, {"other", "其他结果"}};

}  // namespace lianhu
