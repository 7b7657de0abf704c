#include "rules/mediation_form.h"

#include <algorithm>
#include <cstdlib>

#include "model/committee.h"

namespace lianhu {
namespace {

struct Titled {
  std::string_view word, title;
};
constexpr Titled results[] = {{"written", "调解成功（书面协议）"}, {"oral", "调解成功（口头协议）"}, {"failed", "调解不成功"}};
constexpr Titled sources[] = {{"application", "依申请"}, {"own", "主动调解"},       {"court", "法院委派委托"}, {"procuratorate", "检察院移送"},
                               {"police", "公安移送"},    {"petition", "信访移送"}, {"other", "其他部门移送"}};
constexpr Titled dangers[] = {{"suicide", "防止引起自杀"}, {"crime", "防止转化为刑事案件"}, {"petition", "防止群体性上访"}, {"fight", "防止群体性械斗"}};

bool starts(std::string_view text, std::string_view head, std::string_view& rest) {
  if (!text.starts_with(head)) return false;
  rest = text.substr(head.size());
  return true;
}

bool referred(const MediationCount& row) { return row.source != "application" && row.source != "own"; }

}  // namespace

std::vector<FormColumn> mediation_columns(const std::vector<CodeTarget>& kinds) {
  std::vector<FormColumn> out{{"total", "", "案件总数", "件"}, {"parties", "", "涉及当事人数", "人"}, {"success", "", "调解成功", "件"}, {"complex", "", "疑难复杂", "件"},
                              {std::string(amount_column), "", "协议涉及金额", "万元"}};
  for (const ListedWord& one : committee_kinds) out.push_back({"committee." + std::string(one.word), "不同主体调解情况", std::string(one.title), "件"});
  for (const Titled& one : sources) {
    if (one.word == "court") out.push_back({"source.referred", "案件来源", "接受委托移送小计", "件"});
    out.push_back({"source." + std::string(one.word), "案件来源", std::string(one.title), "件"});
  }
  for (const CodeTarget& kind : kinds) out.push_back({"kind." + kind.code, "案件分类", kind.name, "件"});
  out.push_back({"kind.", "案件分类", "未对应类别", "件"});
  out.push_back({"form.oral", "协议形式", "口头", "件"});
  out.push_back({"form.written", "协议形式", "书面", "件"});
  for (const Titled& one : dangers) {
    out.push_back({"averted." + std::string(one.word), "预防情况", std::string(one.title), "件"});
    out.push_back({"averted_people." + std::string(one.word), "预防情况", std::string(one.title), "人"});
  }
  return out;
}

std::int64_t added(const FormColumn& column, const MediationCount& row, const KindOf& kind) {
  const bool success = row.result != "failed";
  std::string_view rest;
  const auto one = [&](bool counts) { return counts ? row.delta : 0; };
  if (column.name == "total") return row.delta;
  if (column.name == "parties") return row.delta * row.parties;
  if (column.name == "success") return one(success);
  if (column.name == "complex") return one(row.difficulty == "major" || row.difficulty == "hard");
  if (column.name == amount_column) return row.delta * row.amount;
  if (column.name == "source.referred") return one(referred(row));
  if (starts(column.name, "committee.", rest)) return one(row.committee_kind == rest);
  if (starts(column.name, "source.", rest)) return one(row.source == rest);
  if (starts(column.name, "kind.", rest)) return one(kind(row.category, row.month) == rest);
  if (starts(column.name, "form.", rest)) return one(row.result == rest);
  if (starts(column.name, "averted.", rest)) return one(row.averted == rest);
  if (starts(column.name, "averted_people.", rest)) return row.averted == rest ? row.delta * row.averted_people : 0;
  return 0;
}

std::vector<std::int64_t> summed(const std::vector<FormColumn>& columns, const std::vector<const MediationCount*>& rows, const KindOf& kind) {
  std::vector<std::int64_t> out(columns.size());
  for (const MediationCount* row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) out[i] += added(columns[i], *row, kind);
  }
  return out;
}

std::vector<FormCheck> form_checks(const std::vector<FormColumn>& columns, const std::vector<std::int64_t>& values) {
  const auto sum = [&](auto belongs) {
    std::int64_t out = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (belongs(columns[i].name)) out += values[i];
    }
    return out;
  };
  const auto of = [&](std::string_view name) { return sum([&](const std::string& column) { return column == name; }); };
  const std::int64_t total = of("total"), kinds = sum([](const std::string& c) { return c.starts_with("kind.") && c != "kind."; }),
                     origins = sum([](const std::string& c) { return c.starts_with("source.") && c != "source.referred"; }),
                     bodies = sum([](const std::string& c) { return c.starts_with("committee."); }), success = of("success"), oral = of("form.oral"), written = of("form.written"),
                     referred_parts = origins - of("source.application") - of("source.own");
  const auto text = [](std::int64_t n) { return std::to_string(n); };
  std::vector<FormCheck> out;
  out.push_back({"案件分类合计 " + text(kinds) + "，案件总数 " + text(total), kinds == total});
  out.push_back({"案件来源合计（不含小计）" + text(origins) + "，案件总数 " + text(total), origins == total});
  out.push_back({"不同主体合计 " + text(bodies) + "，案件总数 " + text(total), bodies == total});
  out.push_back({"接受委托移送小计 " + text(of("source.referred")) + "，各项合计 " + text(referred_parts), of("source.referred") == referred_parts});
  out.push_back({"口头 " + text(oral) + " 加书面 " + text(written) + "，不超过调解成功 " + text(success), oral + written <= success});
  out.push_back({"调解成功 " + text(success) + "，不超过案件总数 " + text(total), success <= total});
  return out;
}

Reported divided(const std::vector<MediationCount>& rows, const std::map<std::string, std::set<std::string>>& frozen) {
  Reported out;
  for (const MediationCount& row : rows) {
    const auto month = frozen.find(row.month);
    (month == frozen.end() || month->second.contains(row.id.text) ? out.reported : out.corrections).push_back(&row);
  }
  return out;
}

std::string in_ten_thousands(std::int64_t fen) {
  const std::int64_t hundredths = (std::abs(fen) + 5'000) / 10'000;  // one hundredth of 万元 is 100 元
  const std::string cents = std::to_string(hundredths % 100);
  return (fen < 0 && hundredths > 0 ? "-" : "") + std::to_string(hundredths / 100) + "." + (cents.size() < 2 ? "0" : "") + cents;
}

std::string_view result_title(std::string_view result) {
  for (const Titled& one : results) {
    if (one.word == result) return one.title;
  }
  return result;
}
std::string_view source_title(std::string_view source) {
  for (const Titled& one : sources) {
    if (one.word == source) return one.title;
  }
  return source;
}

}  // namespace lianhu
