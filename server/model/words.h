#pragma once
// The closed lists of the rows: one word in the database and in the API, one title on the screen.
//
// Invariant: a word never changes once released. The procedure's own lists are in model/procedure_words.h.

#include "model/procedure_words.h"

namespace lianhu {

enum class Channel { phone_page, grid_worker, group_head, counter, call, letter, api };
inline constexpr Word<Channel> channel_words[] = {
    {Channel::phone_page, "phone_page", "群众手机上报"}, {Channel::grid_worker, "grid_worker", "网格员上报"}, {Channel::group_head, "group_head", "联户长上报"},
    {Channel::counter, "counter", "窗口来访"},           {Channel::call, "call", "来电"},                     {Channel::letter, "letter", "来信"},
    {Channel::api, "api", "其他系统"},
};

// Who may know of the matter at all. sealed: minors, domestic violence: not shown to villages and household groups.
// confidential: a complaint about a body or an official.
enum class Seal { open, sealed, confidential };
inline constexpr Word<Seal> seal_words[] = {{Seal::open, "open", "一般"}, {Seal::sealed, "sealed", "封存"}, {Seal::confidential, "confidential", "保密"}};

enum class Lamp { none, green, yellow, red };
inline constexpr Word<Lamp> lamp_words[] = {
    {Lamp::none, "none", "无期限"}, {Lamp::green, "green", "期限内"}, {Lamp::yellow, "yellow", "临近期限"}, {Lamp::red, "red", "已超期"}};

enum class PartyRole { reporter, applicant, respondent, other };
inline constexpr Word<PartyRole> party_role_words[] = {{PartyRole::reporter, "reporter", "反映人"},
                                                       {PartyRole::applicant, "applicant", "申请人"},
                                                       {PartyRole::respondent, "respondent", "对方当事人"},
                                                       {PartyRole::other, "other", "其他当事人"}};
enum class PartyKind { natural, legal, other };
inline constexpr Word<PartyKind> party_kind_words[] = {
    {PartyKind::natural, "natural", "自然人"}, {PartyKind::legal, "legal", "法人"}, {PartyKind::other, "other", "其他组织"}};

enum class AssignmentKind { desk, lead, co, copied, verify, track, closing };
inline constexpr Word<AssignmentKind> assignment_kind_words[] = {{AssignmentKind::desk, "desk", "分流"},
                                                                 {AssignmentKind::lead, "lead", "主办"},
                                                                 {AssignmentKind::co, "co", "协办"},
                                                                 {AssignmentKind::copied, "copied", "抄告"},
                                                                 {AssignmentKind::verify, "verify", "核查"},
                                                                 {AssignmentKind::track, "track", "跟踪"},
                                                                 {AssignmentKind::closing, "closing", "结案归档"}};
enum class AssignmentState { given, accepted, returned, reported, ended };
inline constexpr Word<AssignmentState> assignment_state_words[] = {{AssignmentState::given, "given", "待签收"},
                                                                   {AssignmentState::accepted, "accepted", "办理中"},
                                                                   {AssignmentState::returned, "returned", "已申请退回"},
                                                                   {AssignmentState::reported, "reported", "已反馈"},
                                                                   {AssignmentState::ended, "ended", "已结束"}};

enum class DeadlineState { armed, paused, missed, met, cancelled };
inline constexpr Word<DeadlineState> deadline_state_words[] = {{DeadlineState::armed, "armed", "计时中"},
                                                               {DeadlineState::paused, "paused", "中止计时"},
                                                               {DeadlineState::missed, "missed", "已超期"},
                                                               {DeadlineState::met, "met", "已按期完成"},
                                                               {DeadlineState::cancelled, "cancelled", "不再适用"}};

enum class PlaceKind { county, town, village, grid, group, household };
inline constexpr Word<PlaceKind> place_kind_words[] = {
    {PlaceKind::county, "county", "县"}, {PlaceKind::town, "town", "乡镇（街道）"}, {PlaceKind::village, "village", "村（社区）"},
    {PlaceKind::grid, "grid", "网格"},   {PlaceKind::group, "group", "联户"},       {PlaceKind::household, "household", "户"}};

enum class Role { triage, handler, mediator, grid_worker, group_head, leader, verifier, supervisor, system_admin, security_admin, audit_admin };
inline constexpr Word<Role> role_words[] = {
    {Role::triage, "triage", "分流员"},         {Role::handler, "handler", "经办人"},       {Role::mediator, "mediator", "人民调解员"},
    {Role::grid_worker, "grid_worker", "网格员"}, {Role::group_head, "group_head", "联户长"}, {Role::leader, "leader", "分管领导"},
    {Role::verifier, "verifier", "核查回访员"}, {Role::supervisor, "supervisor", "督办员"}, {Role::system_admin, "system_admin", "系统管理员"},
    {Role::security_admin, "security_admin", "安全管理员"}, {Role::audit_admin, "audit_admin", "审计管理员"}};

// words<E>: the list of an enum, so that rows and replies can spell any of them.
template <class E>
constexpr const auto& words_of() {
  if constexpr (std::is_same_v<E, Channel>) return channel_words;
  else if constexpr (std::is_same_v<E, Seal>) return seal_words;
  else if constexpr (std::is_same_v<E, Lamp>) return lamp_words;
  else if constexpr (std::is_same_v<E, PartyRole>) return party_role_words;
  else if constexpr (std::is_same_v<E, PartyKind>) return party_kind_words;
  else if constexpr (std::is_same_v<E, AssignmentKind>) return assignment_kind_words;
  else if constexpr (std::is_same_v<E, AssignmentState>) return assignment_state_words;
  else if constexpr (std::is_same_v<E, DeadlineState>) return deadline_state_words;
  else if constexpr (std::is_same_v<E, PlaceKind>) return place_kind_words;
  else if constexpr (std::is_same_v<E, Role>) return role_words;
  else if constexpr (std::is_same_v<E, Audience>) return audience_words;
  else if constexpr (std::is_same_v<E, CloseKind>) return close_words;
  else static_assert(sizeof(E) == 0, "this enum has no list of words");
}
template <class E>
std::string word(E value) { return std::string(word_of(words_of<E>(), value)); }
template <class E>
std::string title(E value) { return std::string(title_of(words_of<E>(), value)); }
template <class E>
std::optional<E> from_word(std::string_view text) { return value_of(words_of<E>(), text); }

}  // namespace lianhu
