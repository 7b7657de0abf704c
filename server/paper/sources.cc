#include "paper/sources.h"

#include <algorithm>

#include <fmt/core.h>

namespace lianhu::paper {
namespace {

constexpr Source kSources[] = {
    {"today", FieldKind::date, "今天"},
    {"county.name", FieldKind::text, "县名"},
    {"centre.name", FieldKind::text, "综治中心"},
    {"office.name", FieldKind::text, "出具文书的机构"},
    {"office.phone", FieldKind::text, "机构电话"},
    {"matter.number", FieldKind::text, "事项编号"},
    {"matter.title", FieldKind::text, "事项名称"},
    {"matter.content", FieldKind::text, "反映的情况"},
    {"matter.category", FieldKind::text, "纠纷类型"},
    {"matter.channel", FieldKind::text, "来源"},
    {"matter.received_on", FieldKind::date, "收到日期"},
    {"proceeding.number", FieldKind::text, "卷号"},
    {"proceeding.accepted_on", FieldKind::date, "受理日期"},
    {"proceeding.ended_on", FieldKind::date, "结束日期"},
    {"proceeding.effective_on", FieldKind::date, "协议生效日期"},
    {"proceeding.outcome", FieldKind::text, "调解结果"},
    {"proceeding.mediators", FieldKind::text, "调解员"},
    {"proceeding.title", FieldKind::text, "甲与乙的某类纠纷"},
    {"party.name", FieldKind::text, "收文书的当事人"},
    {"parties.all", FieldKind::rows, "各方当事人"},
    {"parties.applicants", FieldKind::rows, "申请的一方"},
    {"parties.respondents", FieldKind::rows, "对方和其他当事人"},
    {"parties.names", FieldKind::text, "各方姓名"},
    {"parties.copies", FieldKind::number, "协议份数：当事人数加一"},
    {"agreement.terms", FieldKind::list, "协议条款"},
    {"agreement.helpers", FieldKind::rows, "监护人、宣读人、代书人、见证人"},
    {"agreement.number", FieldKind::text, "协议编号"},
    {"agreement.last_due", FieldKind::date, "最后一项履行的日期"},
    {"evidence.rows", FieldKind::rows, "证据材料"},
    {"talk.ordinal", FieldKind::number, "第几次调解"},
    {"dossier.rows", FieldKind::rows, "卷内目录"},
    {"external.number", FieldKind::text, "对方编号（诉前调号）"},
    {"external.court", FieldKind::text, "委派、委托的法院"},
    {"external.received_on", FieldKind::date, "来函日期"},
    {"external.handing", FieldKind::text, "委派或委托"},
    {"external.due", FieldKind::date, "法院给的期限"},
};

}  // namespace

std::span<const Source> sources() { return kSources; }

std::optional<std::string> source_fault(std::string_view from, FieldKind kind) {
  constexpr std::string_view kForm = "form.";
  if (from.empty() || (from.starts_with(kForm) && from.size() > kForm.size())) return {};
  const auto* at = std::find_if(std::begin(kSources), std::end(kSources), [&](const Source& source) { return source.name == from; });
  if (at == std::end(kSources)) return fmt::format("from = \"{}\" 不在可以取数的名字之中（见 papers/README.md）", from);
  if (at->kind != kind) return fmt::format("from = \"{}\" 的类型与字段的 kind 不一致", from);
  return {};
}

}  // namespace lianhu::paper
