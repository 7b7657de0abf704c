#include "rules/old_case.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lianhu {
namespace {

bool centre(const ActorPost& post) { return post.office_kind == "county_centre" || post.office_kind == "town_centre"; }

bool works_at(const ActorPost& post, const OfficeId& office) { return post.office == office && (post.role == Role::mediator || post.role == Role::leader); }

}  // namespace

bool imports_old_cases(const Actor& actor, const Office& committee, const std::string& committee_path) {
  if (committee.kind != "mediation_committee" || committee_path.empty()) return false;
  return std::any_of(actor.posts.begin(), actor.posts.end(), [&](const ActorPost& post) {
    return works_at(post, committee.id) || (centre(post) && post.role == Role::triage && committee_path.starts_with(post.place_path));
  });
}

OldReader old_reader(const Actor& actor) {
  OldReader out;
  for (const ActorPost& post : actor.posts) {
    if (post.office_kind == "mediation_committee" && (post.role == Role::mediator || post.role == Role::leader)) out.offices.push_back(post.office.text);
    const bool answers = post.role == Role::triage || post.role == Role::leader || post.role == Role::supervisor || post.role == Role::verifier;
    if (centre(post) && answers && !post.place_path.empty()) out.paths.push_back(post.place_path);
  }
  // What lies within another of them needs no condition of its own.
  std::sort(out.paths.begin(), out.paths.end());
  std::vector<std::string> outermost;
  for (std::string& path : out.paths) {
    if (outermost.empty() || !path.starts_with(outermost.back())) outermost.push_back(std::move(path));
  }
  out.paths = std::move(outermost);
  return out;
}

std::string undo_refused(const OldRegister& import, const Actor& actor, Time now) {
  if (import.undone_at) return "这次导入已经撤销过";
  if (!actor.account || import.account != *actor.account) return "只有导入的人可以撤销这次导入";
  if (import.imported_at.date().plus(undo_days) < now.date()) return "导入已超过 " + std::to_string(undo_days) + " 天，不能整批撤销";
  return {};
}

std::optional<std::string> old_result(std::string_view words) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kinds{{{"不成", "failed"}, {"未达成", "failed"}, {"未成", "failed"}, {"失败", "failed"}, {"口头", "oral"}}};
  if (words.empty()) return "";
  for (const auto& [part, kind] : kinds) {
    if (words.find(part) != std::string_view::npos) return std::string(kind);
  }
  if (words.find("书面") != std::string_view::npos || words.find("成功") != std::string_view::npos || words.find("达成") != std::string_view::npos) return "written";
  return std::nullopt;
}

}  // namespace lianhu
