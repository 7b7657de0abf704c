#include "rules/form.h"

#include <algorithm>
#include <charconv>

#include <boost/json/parse.hpp>

#include "base/text.h"
#include "rules/own_word.h"
#include "rules/signing.h"

namespace lianhu {
namespace {

std::optional<long long> whole_number(std::string_view text) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string yuan_text(std::int64_t fen) {
  const std::string cents = std::to_string(fen % 100);
  return std::to_string(fen / 100) + "." + (cents.size() < 2 ? "0" : "") + cents + "元";
}

// By when: one day, the day of each part, a condition with a number of days, or (refrain) for good. Why not; "" when it is told.
std::string term_fault(const boost::json::object& told, Clause& clause) {
  const auto number = [](const boost::json::object& of, std::string_view key) {
    const auto* at = of.if_contains(key);
    return at && at->is_int64() ? at->get_int64() : 0;
  };
  if (const auto* at = told.if_contains("condition"); at && at->is_string()) clause.condition = std::string(trim(at->get_string()));
  clause.within_days = clause.condition.empty() ? 0 : number(told, "within_days");
  const auto* parts = told.if_contains("parts");
  const bool in_parts = parts && parts->is_array() && !parts->get_array().empty();
  if (!clause.condition.empty()) {
    if (in_parts) return "附有条件，不能同时分期；请分成两条";
    if (count_chars(clause.condition) > 200 || text_fault(clause.condition, Lines::one)) return "的条件须写成一行，不超过 200 字";
    if (clause.within_days < 1 || clause.within_days > 3650) return "附有条件，须写明条件成就之后多少日内履行（1 至 3650 日）";
    clause.due.clear();
    return {};
  }
  if (!in_parts) {
    if (clause.due.empty() && clause.deed == "refrain") return {};
    return Date::parse(clause.due) ? "" : "没有写明履行期限";
  }
  if (clause.deed != "pay") return "不是付款，不能分期；请分成几条";
  if (parts->get_array().size() < 2) return "分期至少两期，只有一期的请填履行期限";
  if (parts->get_array().size() > most_parts) return "最多分 " + std::to_string(most_parts) + " 期";
  std::int64_t sum = 0;
  for (const auto& one : parts->get_array()) {
    const std::string part = "第" + std::to_string(clause.parts.size() + 1) + "期";
    if (!one.is_object()) return part + "的写法不对，请重新填写";
    const auto* due = one.get_object().if_contains("due");
    Clause::Part row{number(one.get_object(), "quantity"), due && due->is_string() ? std::string(trim(due->get_string())) : std::string()};
    if (row.quantity <= 0 || row.quantity > clause.quantity) return part + "没有写明金额，或者超过了总额";
    const auto day = Date::parse(row.due);
    if (!day) return part + "没有写明日期";
    if (!clause.parts.empty() && *day < *Date::parse(clause.parts.back().due)) return part + "的日期早于上一期，请按先后填写";
    sum += row.quantity;
    clause.parts.push_back(std::move(row));
  }
  if (sum != clause.quantity) return "各期合计 " + yuan_text(sum) + "，与总额 " + yuan_text(clause.quantity) + "不一致，请核对";
  clause.due = clause.parts.back().due;
  return {};
}

// Of which office a named receiver must hold a post.
OfficeId receiver_office(const Move& move, std::string_view field, const Order& order, const Proceeding& proceeding) {
  for (const Effect& effect : move.effects) {
    if (effect.receiver != field) continue;
    const auto lead = order.fields.find(effect.lead);
    if (lead != order.fields.end() && !lead->second.empty()) return OfficeId{lead->second};
  }
  return proceeding.lead_office.value_or(OfficeId{});
}

// An office that must keep away is never the route of the matter, nor anyone in it (settled 11).
bool office_barred(const Office& office, const MatterFile& file) {
  return std::any_of(file.bars.begin(), file.bars.end(),
                     [&](const Bar& bar) { return bar.office && office.path.find("/" + bar.office->text + "/") != std::string::npos; });
}

std::string office_fault(const Field& field, const std::string& id, const Move& move, const MatterFile& file, const Ground& ground) {
  const Office* office = ground.directory.office(OfficeId{id});
  if (!office) return "没有这个机构，请重新选择“" + field.label + "”";
  for (const Effect& effect : move.effects) {
    const Procedure* to = effect.what == Do::refer && effect.lead == field.name ? ground.procedure(effect.procedure) : nullptr;
    if (to && to->mediation && office->kind != mediation_committee) return "人民调解由人民调解委员会主持，请重新选择“" + field.label + "”";
  }
  return office_barred(*office, file) ? office->name + "须回避本事项，请重新选择“" + field.label + "”" : "";
}

// Of the kinds that the matter or the move has a say in as well.
std::string misfit_in(const Field& field, const std::string& value, const Move& move, const Order& order, const MatterFile& file, const Proceeding& proceeding,
                   const Ground& ground) {
  switch (field.kind) {
    case FieldKind::office: return office_fault(field, value, move, file, ground);
    case FieldKind::offices:
      for (const std::string& id : split_ids(value)) {
        if (std::string fault = office_fault(field, id, move, file, ground); !fault.empty()) return fault;
      }
      return {};
    case FieldKind::post: {
      const OfficeId office = receiver_office(move, field.name, order, proceeding);
      if (account_barred(AccountId{value}, file, ground)) return "所选人员须回避本事项，请重新选择“" + field.label + "”";
      return holds_post(ground, AccountId{value}, office) ? "" : "“" + field.label + "”须是所选机构在岗的人员，请重新选择";
    }
    case FieldKind::party: return file.party(PartyId{value}) ? "" : "请从本事项的当事人中选择“" + field.label + "”";
    case FieldKind::assignment: return file.assignment(AssignmentId{value}) ? "" : "没有这条承办记录，请重新选择“" + field.label + "”";
    case FieldKind::matter: return order.other_matter ? "" : "没有找到这个编号的事项，或您无权查看，请核对“" + field.label + "”";
    case FieldKind::clauses: {
      const auto clauses = read_clauses(field.name, value, file);
      if (!clauses) return clauses.error().message;
      const auto agreed = order.fields.find("oral_agreed_on");
      const auto day = agreed == order.fields.end() ? std::nullopt : Date::parse(agreed->second);
      for (std::size_t i = 0; day && i < clauses->size(); ++i) {
        const std::string& first = (*clauses)[i].parts.empty() ? (*clauses)[i].due : (*clauses)[i].parts.front().due;
        if (const auto due = Date::parse(first); due && *due < *day) return "协议第" + std::to_string(i + 1) + "条的履行期限早于达成协议的那一天，请核对";
      }
      return {};
    }
    default: return misfit(field, value, ground);
  }
}

// "只在“签署方式”是“只捺印”时填写，请删去".
std::string only_when(const Procedure& procedure, const Field& field) {
  const Field* on = procedure.field(field.when_field);
  std::string values;
  for (const Choice& choice : on ? on->choices : std::vector<Choice>{}) {
    if (std::find(field.when_values.begin(), field.when_values.end(), choice.value) != field.when_values.end()) values += (values.empty() ? "“" : "或“") + choice.title + "”";
  }
  return "只在“" + (on ? on->label : field.when_field) + "”是" + values + "时填写，请删去";
}

// The day of the last performance is that of the latest clause: the return visit is counted from it.
std::string last_due_fault(const Procedure& procedure, const Move& move, const Order& order, const MatterFile& file) {
  const auto last = order.fields.find("last_due_on");
  const auto day = last == order.fields.end() ? std::nullopt : Date::parse(last->second);
  if (!day) return {};
  std::optional<Date> latest;
  for (const Ask& ask : move.asks) {
    const Field* field = procedure.field(ask.field);
    const auto given = order.fields.find(ask.field);
    if (!field || field->kind != FieldKind::clauses || given == order.fields.end()) continue;
    const auto clauses = read_clauses(field->name, given->second, file);
    if (!clauses) return {};
    for (const Clause& clause : *clauses) {
      const auto due = Date::parse(clause.due);
      if (due && (!latest || *latest < *due)) latest = due;
    }
  }
  if (!latest || !(*day < *latest)) return {};
  return "“最后一项履行的日期”不能早于条款中最晚的一项（" + latest->chinese() + "），请核对";
}

}  // namespace

bool holds_post(const Ground& ground, const AccountId& account, const OfficeId& office) {
  const StaffMember* member = ground.directory.member(account);
  if (!member || !member->active) return false;
  const auto& posts = ground.directory.posts_in(office);
  return std::any_of(posts.begin(), posts.end(), [&](const Post& post) { return post.account == account; });
}

bool account_barred(const AccountId& account, const MatterFile& file, const Ground& ground) {
  for (const Bar& bar : file.bars) {
    if (bar.account == account) return true;
  }
  for (const auto& [id, office] : ground.directory.offices()) {
    if (office_barred(office, file) && holds_post(ground, account, office.id)) return true;
  }
  return false;
}

std::string misfit(const Field& field, const std::string& value, const Ground& ground) {
  const auto length_fault = [&](long long fallback) -> std::string {
    const auto length = static_cast<long long>(count_chars(value));
    const long long most = field.max.value_or(fallback);
    if (length > most) return "“" + field.label + "”最多 " + std::to_string(most) + " 字，现有 " + std::to_string(length) + " 字，请缩短";
    if (length < field.min.value_or(1)) return "“" + field.label + "”至少 " + std::to_string(field.min.value_or(1)) + " 字，请补充";
    return {};
  };
  switch (field.kind) {
    case FieldKind::text:
    case FieldKind::longtext: {
      const auto fault = text_fault(value, field.kind == FieldKind::text ? Lines::one : Lines::many);
      if (fault) return "“" + field.label + "”" + std::string(text_fault_message(*fault));
      return length_fault(field.kind == FieldKind::text ? 200 : 2000);
    }
    case FieldKind::choice:
      for (const Choice& choice : field.choices) {
        if (choice.value == value) return {};
      }
      return "请从列出的选项中选择“" + field.label + "”";
    case FieldKind::date: {
      const auto day = Date::parse(value);
      if (!day) return "“" + field.label + "”请填写真实日期，如 2026-09-01";
      return told_of_the_past(field) && ground.now.date() < *day ? "“" + field.label + "”不能晚于今天，请核对" : "";
    }
    case FieldKind::time: {
      const auto at = Time::parse(value);
      if (!at) return "“" + field.label + "”请填写日期和时间，如 2026-09-01T09:30:00+08:00";
      return told_of_the_past(field) && ground.now.date() < at->date() ? "“" + field.label + "”不能晚于今天，请核对" : "";
    }
    case FieldKind::money:
    case FieldKind::number: {
      const auto number = whole_number(value);
      const std::string unit = field.kind == FieldKind::money ? "（以分为单位的整数）" : "（整数）";
      if (!number) return "“" + field.label + "”请填写数字" + unit;
      if (field.min && *number < *field.min) return "“" + field.label + "”不能小于 " + std::to_string(*field.min);
      if (field.max && *number > *field.max) return "“" + field.label + "”不能大于 " + std::to_string(*field.max);
      if (field.kind == FieldKind::money && *number < 0) return "“" + field.label + "”不能为负数";
      return {};
    }
    case FieldKind::boolean: return value == "true" || value == "false" ? "" : "“" + field.label + "”请选择是或否";
    case FieldKind::category: {
      const Category* category = ground.directory.category(value);
      return category && category->standing ? "" : "没有这个类别，请重新选择“" + field.label + "”";
    }
    case FieldKind::procedure: return ground.procedure(value) ? "" : "没有这个程序，请重新选择“" + field.label + "”";
    case FieldKind::duty: return ground.directory.duty(value) ? "" : "职责清单中没有这一条，请重新选择“" + field.label + "”";
    case FieldKind::files: return "附件请用上传的方式提交，不要写在“" + field.label + "”里";
    default: return {};
  }
}

bool asked_now(const Field& field, const Move& move, const Order& order) {
  if (field.when_field.empty()) return true;
  if (std::none_of(move.asks.begin(), move.asks.end(), [&](const Ask& ask) { return ask.field == field.when_field; })) return true;
  const auto given = order.fields.find(field.when_field);
  return given != order.fields.end() && std::find(field.when_values.begin(), field.when_values.end(), given->second) != field.when_values.end();
}

bool told_of_the_past(const Field& field) { return field.name.ends_with("_on") && field.name.find("due") == std::string::npos; }

std::vector<std::string> split_ids(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string_view one = trim(text.substr(0, comma));
    if (!one.empty() && std::find(out.begin(), out.end(), one) == out.end()) out.emplace_back(one);
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  return out;
}

Result<std::vector<Clause>> read_clauses(std::string_view field, const std::string& text, const MatterFile& file) {
  const auto refuse = [&](std::string message) { return invalid("invalid_fields", message, {{"/fields/" + std::string(field), message}}); };
  boost::system::error_code broken;
  const boost::json::value value = boost::json::parse(text, broken);
  if (broken || !value.is_array() || value.get_array().empty()) return refuse("协议条款至少一条，每条写明谁、做什么、何时、怎样");
  if (value.get_array().size() > 50) return refuse("协议条款最多 50 条");
  std::vector<Clause> clauses;
  std::size_t promises = 0;
  for (const auto& one : value.get_array()) {
    const std::string where = "协议第" + std::to_string(clauses.size() + 1) + "条";
    if (!one.is_object()) return refuse(where + "的写法不对，请重新填写");
    const auto word = [&](std::string_view key) {
      const auto* at = one.get_object().if_contains(key);
      return at && at->is_string() ? std::string(trim(at->get_string())) : std::string();
    };
    Clause clause{word("debtor"), word("creditor"), word("deed"), word("text"), 0, word("unit"), word("due"), word("method")};
    if (const auto* quantity = one.get_object().if_contains("quantity"); quantity && quantity->is_int64()) clause.quantity = quantity->get_int64();
    if (!file.party(PartyId{clause.debtor})) return refuse(where + "没有写明由哪一方履行");
    if (!clause.creditor.empty() && !file.party(PartyId{clause.creditor})) return refuse(where + "的对方不是本事项的当事人");
    static constexpr std::string_view deeds[] = {"pay", "do", "refrain", "return", "apologise"};
    if (std::find(std::begin(deeds), std::end(deeds), clause.deed) == std::end(deeds)) return refuse(where + "没有选择履行方式");
    if (clause.text.empty() || count_chars(clause.text) > 500 || text_fault(clause.text, Lines::many)) return refuse(where + "须写明内容，不超过 500 字");
    if (clause.creditor == clause.debtor) return refuse(where + "的履行人和对方是同一方，请核对");
    if (clause.deed == "pay") {
      if (clause.quantity <= 0) return refuse(where + "没有写明金额");
      clause.unit = "fen";
    } else {
      if (clause.quantity <= 0) clause.quantity = 1;
      if (clause.unit.empty()) clause.unit = "time";
    }
    if (std::string fault = term_fault(one.get_object(), clause); !fault.empty()) return refuse(where + fault);
    promises += std::max<std::size_t>(clause.parts.size(), 1);
    if (promises > most_promises) return refuse("协议条款连同分期最多 " + std::to_string(most_promises) + " 项，请减少分期");
    clauses.push_back(std::move(clause));
  }
  return clauses;
}

Result<Done> check_form(const Procedure& procedure, const Move& move, const Order& order, const Actor& actor, const MatterFile& file,
                        const Proceeding& proceeding, const Ground& ground) {
  std::vector<FieldFault> faults;
  const auto asked = [&](std::string_view name) {
    return std::any_of(move.asks.begin(), move.asks.end(), [&](const Ask& ask) { return ask.field == name; });
  };
  for (const auto& [name, value] : order.fields) {
    const bool known = asked(name) || (move.reason && name == reason_field);
    if (!known) faults.push_back({"/fields/" + name, "“" + move.title + "”没有这一栏，请删去"});
  }
  for (const Ask& ask : move.asks) {
    const Field* field = procedure.field(ask.field);
    if (!field) continue;  // lianhu check refuses such a file
    if (field->kind == FieldKind::files) {
      if (ask.required && order.attachments.empty()) faults.push_back({"/attachments", "请上传“" + field->label + "”"});
      const auto most = static_cast<std::size_t>(field->max.value_or(20));
      if (order.attachments.size() > most) faults.push_back({"/attachments", "“" + field->label + "”最多 " + std::to_string(most) + " 个文件"});
      continue;
    }
    const auto given = order.fields.find(ask.field);
    if (!asked_now(*field, move, order)) {
      if (given != order.fields.end() && !given->second.empty()) faults.push_back({"/fields/" + ask.field, "“" + field->label + "”" + only_when(procedure, *field)});
      continue;
    }
    if (given == order.fields.end() || given->second.empty()) {
      if (ask.required) faults.push_back({"/fields/" + ask.field, "请填写“" + field->label + "”"});
      continue;
    }
    if (field->kind == FieldKind::party && actor.party && given->second != actor.party->text) {
      faults.push_back({"/fields/" + ask.field, "您只能代表自己，请选择您本人"});
      continue;
    }
    if (const auto own = own_word(move, actor) ? own_value(*field, actor, ground.now) : std::nullopt; own && given->second != *own) {
      faults.push_back({"/fields/" + ask.field, "您本人现在在网上办理，“" + field->label + "”不用填写"});
      continue;
    }
    if (std::string fault = misfit_in(*field, given->second, move, order, file, proceeding, ground); !fault.empty()) {
      faults.push_back({"/fields/" + ask.field, std::move(fault)});
    }
  }
  if (std::string fault = last_due_fault(procedure, move, order, file); !fault.empty()) faults.push_back({"/fields/last_due_on", std::move(fault)});
  for (FieldFault& fault : signing_faults(procedure, move, order, file, proceeding)) faults.push_back(std::move(fault));
  if (move.reason) {
    const auto given = order.fields.find(std::string(reason_field));
    const std::string text = given == order.fields.end() ? std::string() : given->second;
    if (text.empty() || text_fault(text, Lines::many) || count_chars(text) < 2 || count_chars(text) > 1000) {
      faults.push_back({"/fields/reason", "请写明理由，2 至 1000 字"});
    }
  }
  const bool takes_files = std::any_of(move.asks.begin(), move.asks.end(), [&](const Ask& ask) {
    const Field* field = procedure.field(ask.field);
    return field && field->kind == FieldKind::files;
  });
  if (!takes_files && !order.attachments.empty()) faults.push_back({"/attachments", "“" + move.title + "”不需要附件，请去掉"});
  if (faults.empty()) return done;
  const std::string message = faults.front().message;
  return invalid("invalid_fields", message, std::move(faults));
}

}  // namespace lianhu
