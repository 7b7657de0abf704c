#include "rules/dossier_plan.h"

#include <algorithm>
#include <set>

#include "rules/toml_reader.h"

namespace lianhu {
namespace {

DossierItem read_item(TomlReader& reader, const toml::table& table) {
  reader.only(table, {"code", "title", "mend", "after", "when", "optional", "signed", "each", "papers", "moves"});
  DossierItem item;
  item.code = reader.text(table, "code", true);
  item.title = reader.text(table, "title", true);
  item.mend = reader.text(table, "mend", true);
  item.after = reader.texts(table, "after");
  item.optional = reader.flag(table, "optional");
  item.signed_copy = reader.flag(table, "signed");
  item.each = reader.text(table, "each");
  item.papers = reader.texts(table, "papers");
  item.moves = reader.texts(table, "moves");
  if (const toml::node* when = table.get("when")) {
    if (!when->is_table()) {
      reader.blame(*when, "“when”应当写成 { field = \"…\", value = \"…\" }");
    } else {
      reader.only(*when->as_table(), {"field", "value"});
      item.when_field = reader.text(*when->as_table(), "field", true);
      item.when_value = reader.text(*when->as_table(), "value", true);
    }
  }
  return item;
}

DossierOrder read_order(TomlReader& reader, const toml::table& table) {
  reader.only(table, {"first", "then", "says", "basis"});
  return {reader.text(table, "first", true), reader.text(table, "then", true), reader.text(table, "says", true), reader.text(table, "basis")};
}

AlikeWords read_alike(TomlReader& reader, const toml::table& table) {
  reader.only(table, {"words", "alone", "says", "basis"});
  AlikeWords alike{reader.texts(table, "words"), reader.text(table, "alone"), reader.text(table, "says", true), reader.text(table, "basis")};
  if (alike.words.size() < 2) reader.blame(table, "“words”至少写两个容易混的词");
  return alike;
}

RepealedLaw read_repealed(TomlReader& reader, const toml::table& table) {
  reader.only(table, {"name", "from", "now", "unless"});
  RepealedLaw law{reader.text(table, "name", true), reader.text(table, "now", true), reader.text(table, "unless"), {}};
  if (const auto from = reader.date(table, "from")) {
    law.from = *from;
  } else {
    reader.blame(table, "缺少“from”，请写明从哪一天起废止");
  }
  return law;
}

DossierNumber read_number(TomlReader& reader, const toml::table& table) {
  reader.only(table, {"on", "form", "tail"});
  DossierNumber number{reader.texts(table, "on"), reader.text(table, "form", true), reader.text(table, "tail")};
  if (number.on.empty()) reader.blame(table, "“on”要写明由哪个动作给编号");
  for (const char* slot : {"{year}", "{office}", "{n}"}) {
    if (number.form.find(slot) == std::string::npos) reader.blame(table, "“form”里要有 " + std::string(slot));
  }
  return number;
}

DossierPoint read_point(TomlReader& reader, const toml::table& table) {
  reader.only(table, {"code", "title", "mend", "ask"});
  DossierPoint point{reader.text(table, "code", true), reader.text(table, "title", true), reader.text(table, "mend", true), {}};
  for (const toml::table* ask : reader.tables(table, "ask")) {
    reader.only(*ask, {"says", "when", "lines", "moves", "field", "words"});
    point.asks.push_back({reader.text(*ask, "says", true), reader.texts(*ask, "when"), reader.texts(*ask, "lines"), reader.texts(*ask, "moves"), reader.text(*ask, "field"),
                          reader.texts(*ask, "words")});
    const DossierAsk& read = point.asks.back();
    if (read.lines.empty() && read.moves.empty() && read.field.empty()) reader.blame(*ask, "“ask”要写 lines、moves 或者 field 中的一个");
  }
  if (point.asks.empty()) reader.blame(table, "至少写一个 ask");
  return point;
}

}  // namespace

Result<DossierPlan> parse_dossier_plan(std::string_view text, std::string_view file_name) {
  TomlReader reader(text, file_name, "dossier_file");
  if (reader.fault()) return *reader.fault();
  const toml::table& root = reader.root();
  reader.only(root, {"procedure", "title", "item", "order", "wrong", "alike", "vague", "repealed", "number", "point"});
  DossierPlan plan;
  plan.procedure = reader.text(root, "procedure", true);
  plan.title = reader.text(root, "title", true);
  std::set<std::string> codes;
  for (const toml::table* table : reader.tables(root, "item")) {
    plan.items.push_back(read_item(reader, *table));
    if (!codes.insert(plan.items.back().code).second) reader.blame(*table, "“" + plan.items.back().code + "”写了两次，请改名");
  }
  if (plan.items.empty()) reader.blame(root, "至少写一个 [[item]]");
  for (const toml::table* table : reader.tables(root, "order")) plan.orders.push_back(read_order(reader, *table));
  for (const toml::table* table : reader.tables(root, "wrong")) {
    reader.only(*table, {"text", "right"});
    plan.wrong.push_back({reader.text(*table, "text", true), reader.text(*table, "right", true)});
  }
  for (const toml::table* table : reader.tables(root, "alike")) plan.alike.push_back(read_alike(reader, *table));
  for (const toml::table* table : reader.tables(root, "vague")) {
    reader.only(*table, {"text"});
    plan.vague.push_back(reader.text(*table, "text", true));
  }
  for (const toml::table* table : reader.tables(root, "repealed")) plan.repealed.push_back(read_repealed(reader, *table));
  if (const toml::node* number = root.get("number")) {
    if (const toml::table* table = number->as_table()) {
      plan.number = read_number(reader, *table);
    } else {
      reader.blame(*number, "“number”应当写成 [number] 一节");
    }
  }
  for (const toml::table* table : reader.tables(root, "point")) {
    plan.points.push_back(read_point(reader, *table));
    for (const DossierAsk& ask : plan.points.back().asks) {
      for (const std::string& line : ask.lines) {
        if (!codes.contains(line)) reader.blame(*table, "没有名为“" + line + "”的卷内文书");
      }
    }
  }
  if (reader.fault()) return *reader.fault();
  return plan;
}

Result<std::vector<DossierPlan>> load_dossier_plans(std::span<const Resource> files) {
  std::vector<DossierPlan> out;
  for (const Resource& file : files) {
    if (!file.name.starts_with("dossiers/") || !file.name.ends_with(".toml")) continue;
    auto plan = parse_dossier_plan(file.bytes, file.name);
    if (!plan) return plan.error();
    out.push_back(std::move(*plan));
  }
  return out;
}

SeriesNumber series_number(const DossierNumber& number, std::string office_name, Date day) {
  if (!number.tail.empty() && office_name.size() > number.tail.size() && office_name.ends_with(number.tail)) office_name.resize(office_name.size() - number.tail.size());
  const auto put = [&](std::string text) {
    for (const auto& [slot, value] : {std::pair{std::string("{year}"), std::to_string(day.year())}, std::pair{std::string("{office}"), office_name}}) {
      if (const std::size_t at = text.find(slot); at != std::string::npos) text.replace(at, slot.size(), value);
    }
    return text;
  };
  const std::size_t n = number.form.find("{n}");
  SeriesNumber out;
  out.year = day.year();
  out.before = put(number.form.substr(0, n));
  out.after = put(number.form.substr(n + 3));
  return out;
}

const DossierPlan* plan_of(const std::vector<DossierPlan>& plans, std::string_view procedure) {
  const auto at = std::find_if(plans.begin(), plans.end(), [&](const DossierPlan& plan) { return plan.procedure == procedure; });
  return at == plans.end() ? nullptr : &*at;
}

std::string misfit(const DossierPlan& plan, const Procedure& procedure, const Procedure& latest) {
  for (const DossierItem& item : plan.items) {
    const std::string where = "“" + item.title + "”里的";
    for (const auto* list : {&item.after, &item.moves}) {
      for (const std::string& move : *list) {
        if (!procedure.move(move)) return where + "动作“" + move + "”不在" + procedure.title + "里";
      }
    }
    for (const std::string& paper : item.papers) {
      const bool came_later = procedure.version < latest.version && latest.paper(paper);
      if (!procedure.paper(paper) && !came_later) return where + "文书“" + paper + "”不在" + procedure.title + "里";
    }
    if (!item.each.empty() && !procedure.move(item.each)) return where + "动作“" + item.each + "”不在" + procedure.title + "里";
    if (!item.when_field.empty() && !procedure.field(item.when_field)) return where + "填写项“" + item.when_field + "”不在" + procedure.title + "里";
  }
  for (const DossierOrder& order : plan.orders) {
    for (const std::string& field : {order.first, order.then}) {
      const Field* known = procedure.field(field);
      if (!known || (known->kind != FieldKind::date && known->kind != FieldKind::time)) return "先后“" + order.says + "”里的“" + field + "”不是日期填写项";
    }
  }
  if (plan.number) {
    for (const std::string& move : plan.number->on) {
      if (!procedure.move(move)) return "给编号的动作“" + move + "”不在" + procedure.title + "里";
    }
  }
  for (const DossierPoint& point : plan.points) {
    for (const DossierAsk& ask : point.asks) {
      for (const auto* list : {&ask.when, &ask.moves}) {
        for (const std::string& move : *list) {
          if (!procedure.move(move)) return "“" + point.title + "”里的动作“" + move + "”不在" + procedure.title + "里";
        }
      }
      if (!ask.field.empty() && !procedure.field(ask.field)) return "“" + point.title + "”里的填写项“" + ask.field + "”不在" + procedure.title + "里";
    }
  }
  return {};
}

}  // namespace lianhu
