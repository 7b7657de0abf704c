#pragma once
// People's mediation committees and mediators as the county's justice bureau lists them, and the figures of the form of organisations,
// staff, means and places that no register has. Plain values.
//
// Invariant: a committee's rows follow each other by days; a term ends by its last day and is never taken off. Nothing here says how
// anybody works: no number and no remark stands beside a mediator's name (charter).
// Units: money in fen. Source: 人民调解法第8至10、13、14条; 财行〔2007〕179号 (the three kinds of means); facts A3, A4.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"

namespace lianhu {

struct Committee {
  std::string id;
  OfficeId office;
  Date valid_from;
  std::optional<Date> valid_to;
  std::string kind;  // of committee_kinds
  std::optional<Date> founded_day;
  std::optional<std::string> filed_number, address, phone;
  std::int64_t members = 0, women = 0;
  Time entered_at;
  AccountId account;
  std::string actor_label;
};
BOOST_DESCRIBE_STRUCT(Committee, (), (id, office, valid_from, valid_to, kind, founded_day, filed_number, address, phone, members, women, entered_at, account, actor_label))

struct MediatorTerm {
  std::string id;
  std::int64_t version = 1;
  OfficeId office;
  std::string name, engagement, seat;  // of engagements and seats
  Date from_day;
  std::optional<Date> to_day;
  std::optional<PostId> post;
  Time entered_at;
};
BOOST_DESCRIBE_STRUCT(MediatorTerm, (), (id, version, office, name, engagement, seat, from_day, to_day, post, entered_at))

struct TeamFigure {
  std::string id;
  PlaceId place;
  std::int64_t year = 0;
  std::string name;  // of team_figures
  std::int64_t value = 0;
  Time entered_at;
  AccountId account;
  std::string actor_label;
};
BOOST_DESCRIBE_STRUCT(TeamFigure, (), (id, place, year, name, value, entered_at, account, actor_label))

struct ListedWord {
  std::string_view word, title;
};
inline constexpr ListedWord committee_kinds[] = {{"village", "村（居）"},          {"town", "乡镇（街道）"}, {"enterprise", "企事业单位"},
                                                 {"association", "社会团体"}, {"trade", "行业性、专业性"}, {"other", "其他"}};
inline constexpr ListedWord engagements[] = {{"full", "专职"}, {"part", "兼职"}};
inline constexpr ListedWord seats[] = {{"chair", "主任"}, {"vice", "副主任"}, {"member", "委员"}, {"engaged", "聘任调解员"}};
inline constexpr ListedWord team_figures[] = {{"guidance", "指导人民调解工作经费"}, {"committee_aid", "调解委员会补助经费"}, {"mediator_aid", "调解员补贴经费"},
                                              {"rooms", "调解室"},                  {"phones", "电话"},                      {"computers", "计算机"}};
inline bool team_money(std::string_view figure) { return figure == "guidance" || figure == "committee_aid" || figure == "mediator_aid"; }

template <std::size_t N>
constexpr std::string_view title_in(const ListedWord (&list)[N], std::string_view word) {
  for (const ListedWord& one : list) {
    if (one.word == word) return one.title;
  }
  return {};
}

}  // namespace lianhu
