#include "rules/committee.h"

#include <algorithm>

namespace lianhu {
namespace {

bool of_bureau(const ActorPost& post, const Directory& directory) {
  if (post.role != Role::handler && post.role != Role::leader) return false;
  const std::string county = directory.path_of(post.place);
  if (std::count(county.begin(), county.end(), '/') != 2) return false;
  return std::any_of(directory.offices().begin(), directory.offices().end(), [&](const auto& one) {
    return one.second.kind == "mediation_committee" && one.second.parent == post.office && one.second.place == post.place;
  });
}

}  // namespace

const ActorPost* keeps_roll(const Actor& actor, const Directory& directory) {
  for (const ActorPost& post : actor.posts) {
    if (post.role == Role::system_admin || of_bureau(post, directory)) return &post;
  }
  return nullptr;
}

const ActorPost* enters_team_figures(const Actor& actor, const Directory& directory, const std::string& place_path) {
  for (const ActorPost& post : actor.posts) {
    const bool centre = post.office_kind == "county_centre" || post.office_kind == "town_centre";
    const bool there = centre && (post.role == Role::triage || post.role == Role::leader) && !post.place_path.empty() && place_path.starts_with(post.place_path);
    if (there || of_bureau(post, directory)) return &post;
  }
  return nullptr;
}

bool stands_on(const MediatorTerm& term, Date day) { return !(day < term.from_day) && !(term.to_day && *term.to_day < day); }

std::string term_over(const std::vector<MediatorTerm>& terms, Date day) {
  const MediatorTerm* last = nullptr;
  for (const MediatorTerm& term : terms) {
    if (stands_on(term, day)) return {};
    if (!last || last->from_day < term.from_day) last = &term;
  }
  if (!last) return {};
  return day < last->from_day ? "名册上的任期从" + last->from_day.chinese() + "才开始" : "名册上的任期已于" + last->to_day->chinese() + "结束";
}

bool overlap(const MediatorTerm& a, const MediatorTerm& b) { return !(a.to_day && *a.to_day < b.from_day) && !(b.to_day && *b.to_day < a.from_day); }

std::vector<std::string> committee_hints(const Committee& committee, const std::vector<MediatorTerm>& terms, Date today) {
  std::vector<std::string> out;
  if (committee.members > 0 && (committee.members < 3 || committee.members > 9)) out.emplace_back("委员应为三至九人（人民调解法第八条）");
  if (committee.members > 0 && committee.women == 0) out.emplace_back("应有妇女成员（人民调解法第八条）");
  if (!committee.filed_number) out.emplace_back("还没有填写告知法院的编号（人民调解法第十条）");
  const auto standing = [&](const MediatorTerm& term) { return stands_on(term, today); };
  if (std::none_of(terms.begin(), terms.end(), standing)) out.emplace_back("名册上没有在任的调解员");
  const auto old = [&](const MediatorTerm& term) { return term.seat != "engaged" && standing(term) && !term.to_day && term.from_day.plus(3 * 365 + 1) < today; };
  if (std::any_of(terms.begin(), terms.end(), old)) out.emplace_back("有委员任期已满三年，换届后请更新名册（人民调解法第九条）");
  return out;
}

}  // namespace lianhu
