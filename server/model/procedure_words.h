#pragma once
// The closed lists of model/procedure.h as written in files, in the database and on the screen.
//
// Invariant: one word per value, words never change once a procedure file has been released.
// Thread rule: constant data.

#include <cstddef>
#include <optional>
#include <string_view>

#include "model/procedure.h"

namespace lianhu {

template <class E>
struct Word {
  E value;
  std::string_view word;   // in files and rows
  std::string_view title;  // on the screen
};

inline constexpr Word<Who> who_words[] = {
    {Who::anyone, "public", "任何人"},       {Who::party, "party", "当事人"},       {Who::grid_worker, "grid_worker", "网格员"},
    {Who::desk, "desk", "分流岗"},           {Who::lead, "lead", "主办机构"},       {Who::co, "co", "协办机构"},
    {Who::copied, "copied", "抄告机构"},     {Who::mediator, "mediator", "调解员"}, {Who::handler, "handler", "承办人"},
    {Who::verifier, "verifier", "核查人"},   {Who::supervisor, "supervisor", "督办岗"}, {Who::leader, "leader", "负责人"},
    {Who::centre, "centre", "县级中心"},     {Who::relay, "relay", "代录人"},
    {Who::clock, "clock", "系统时钟"},
};
inline constexpr Word<Audience> audience_words[] = {
    {Audience::parties, "parties", "当事人可见"}, {Audience::staff, "staff", "工作人员可见"}, {Audience::handling, "handling", "承办机构可见"},
    {Audience::desk, "desk", "分流岗可见"},       {Audience::mediator, "mediator", "调解员可见"}, {Audience::audit, "audit", "审计可见"},
};
inline constexpr Word<Tone> tone_words[] = {
    {Tone::primary, "primary", "主要"}, {Tone::normal, "normal", "普通"}, {Tone::danger, "danger", "慎重"}};
inline constexpr Word<FieldKind> field_kind_words[] = {
    {FieldKind::text, "text", "短文字"},       {FieldKind::longtext, "longtext", "长文字"},   {FieldKind::choice, "choice", "选项"},
    {FieldKind::date, "date", "日期"},         {FieldKind::time, "time", "时间"},             {FieldKind::office, "office", "机构"},
    {FieldKind::offices, "offices", "多个机构"}, {FieldKind::post, "post", "岗位"},           {FieldKind::party, "party", "当事人"},
    {FieldKind::money, "money", "金额"},       {FieldKind::number, "number", "数字"},         {FieldKind::boolean, "bool", "是否"},
    {FieldKind::category, "category", "类别"}, {FieldKind::procedure, "procedure", "程序"},   {FieldKind::duty, "duty", "职责清单条目"},
    {FieldKind::assignment, "assignment", "承办"}, {FieldKind::files, "files", "附件"},       {FieldKind::matter, "matter", "事项"},
    {FieldKind::clauses, "clauses", "协议条款"},
};
inline constexpr Word<NeedKind> need_words[] = {
    {NeedKind::consent, "consent", "同意"},       {NeedKind::assignment, "assignment", "承办状态"},
    {NeedKind::not_same_actor, "not_same_actor_as", "须由他人办理"}, {NeedKind::duty, "duty", "职责依据"},
    {NeedKind::ground, "ground", "退回依据"},     {NeedKind::office, "office", "机构性质"},
    {NeedKind::dispute, "dispute", "争议性质"},   {NeedKind::outcome, "outcome", "结果"},
    {NeedKind::every_party, "every_party", "各方当事人"},
    {NeedKind::done_before, "done", "已办步骤"},         {NeedKind::not_done, "not_done", "未办步骤"},
    {NeedKind::obligations, "obligations", "义务"}, {NeedKind::extension, "extension", "延期申请"},
    {NeedKind::other_party, "other_party", "对方当事人"}, {NeedKind::child, "child", "转入的程序"},
    {NeedKind::recusal, "recusal", "回避申请"},
};
inline constexpr Word<Do> do_words[] = {
    {Do::start, "start", "另行启动程序"}, {Do::report_back, "report_back", "回报上级程序"}, {Do::assign, "assign", "承办变动"},
    {Do::refer, "refer", "转办"},         {Do::start_deadline, "start_deadline", "起算期限"}, {Do::pause, "pause", "期限中止"},
    {Do::resume, "resume", "期限恢复"},   {Do::extend, "extend", "期限延长"},               {Do::supervise, "supervise", "督办"},
    {Do::issue_paper, "issue_paper", "出具文书"}, {Do::notify, "notify", "通知"},           {Do::oblige, "oblige", "设立义务"},
    {Do::record_outcome, "record_outcome", "记录结果"}, {Do::merge, "merge", "并案"},       {Do::reopen, "reopen", "重新办理"},
    {Do::close, "close", "结案"},
};
inline constexpr Word<CloseKind> close_words[] = {
    {CloseKind::substantive, "substantive", "实质性办结"}, {CloseKind::staged, "staged", "阶段性办结"},
    {CloseKind::procedural, "procedural", "程序性办结"},   {CloseKind::terminated, "terminated", "终止"},
    {CloseKind::withdrawn, "withdrawn", "撤回"},             {CloseKind::unchecked, "unchecked", "当场办结（未抽中，未核查）"},
};
inline constexpr Word<Level> level_words[] = {{Level::urge, "urge", "催办"}, {Level::yellow, "yellow", "黄牌督办"}, {Level::red, "red", "红牌督办"}};
inline constexpr Word<AssignAct> assign_words[] = {
    {AssignAct::give, "give", "交办"},     {AssignAct::sign, "sign", "签收"},     {AssignAct::send_back, "return", "退回"},
    {AssignAct::uphold, "uphold", "退回成立"}, {AssignAct::reject, "reject", "退回不成立"}, {AssignAct::report, "report", "反馈"},
    {AssignAct::again, "again", "重新办理"},
};
inline constexpr Word<ExtendAct> extend_words[] = {
    {ExtendAct::ask, "ask", "申请延期"}, {ExtendAct::grant, "grant", "同意延期"}, {ExtendAct::refuse, "refuse", "不同意延期"}};
inline constexpr Word<Consent> consent_words[] = {{Consent::none, "none", "无关"}, {Consent::gives, "gives", "同意"}, {Consent::ends, "ends", "拒绝"}};
inline constexpr Word<Subject> subject_words[] = {{Subject::proceeding, "proceeding", "程序"}, {Subject::assignment, "assignment", "承办"}};
inline constexpr Word<ClockFrom> from_words[] = {
    {ClockFrom::received, "received", "收到之日"}, {ClockFrom::opened, "opened", "程序启动"},  {ClockFrom::entered, "entered", "进入本阶段"},
    {ClockFrom::assigned, "assigned", "交办"},     {ClockFrom::signed_, "signed", "签收"},     {ClockFrom::field, "field", "所填日期"},
};

template <class E, std::size_t N>
constexpr std::optional<E> value_of(const Word<E> (&words)[N], std::string_view word) {
  for (const Word<E>& w : words) {
    if (w.word == word) return w.value;
  }
  return std::nullopt;
}
template <class E, std::size_t N>
constexpr std::string_view word_of(const Word<E> (&words)[N], E value) {
  for (const Word<E>& w : words) {
    if (w.value == value) return w.word;
  }
  return {};
}
template <class E, std::size_t N>
constexpr std::string_view title_of(const Word<E> (&words)[N], E value) {
  for (const Word<E>& w : words) {
    if (w.value == value) return w.title;
  }
  return {};
}

}  // namespace lianhu
