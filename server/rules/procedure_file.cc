#include "rules/procedure_file.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "rules/procedure_effect.h"
#include "rules/procedure_toml.h"

namespace lianhu {

namespace {

bool is_name(std::string_view text) {
  if (text.empty() || text.front() < 'a' || text.front() > 'z') return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

// Reads the tables of one [[kind]]; `read` fills one item from its table. Names are lower_snake and unique.
template <class T, class Read>
std::vector<T> read_all(TomlTable& root, std::string_view key, std::string_view noun, ProcedureFaults& faults, Read read) {
  std::vector<T> all;
  const toml::array* list = root.array(key);
  if (list == nullptr) return all;
  std::set<std::string> names;
  for (const toml::node& node : *list) {
    const toml::table* table = node.as_table();
    if (table == nullptr) {
      faults.add(line_of(node), "wrong_kind", "“" + std::string(key) + "”应写成 [[" + std::string(key) + "]] 小节");
      continue;
    }
    TomlTable section(*table, std::string(noun), faults);
    T one;
    one.line = section.line();
    one.name = section.text("name");
    if (!one.name.empty()) {
      section.rename(std::string(noun) + " " + one.name);
      if (!is_name(one.name)) section.fault(section.line_of("name"), "bad_name", "name 只能用小写字母、数字和下划线，以字母开头");
      if (!names.insert(one.name).second) section.fault(section.line_of("name"), "duplicate_name", "这个名称在本文件中已经用过，请换一个");
    }
    read(section, one);
    section.done();
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<std::string> plain(std::vector<LinedText> texts) {
  std::vector<std::string> all;
  for (LinedText& t : texts) all.push_back(std::move(t.text));
  return all;
}

void read_clock(TomlTable& in, ClockUse& clock) {
  clock.title = in.text("title");
  clock.subject = in.word("subject", subject_words).value_or(Subject::proceeding);
  clock.from = in.word("from", from_words).value_or(ClockFrom::entered);
  clock.from_fields = plain(in.texts("from_fields"));
  clock.rule = in.text("rule");
  clock.by = in.text_or("by");
  clock.rules = in.pairs("rules");
  clock.yellow = in.text_or("yellow");
  clock.red = in.text_or("red");
  clock.ends_with = plain(in.texts("ends_with"));
}

void read_field(TomlTable& in, Field& field) {
  field.label = in.text("label");
  const std::string kind = in.text("kind");
  if (!kind.empty()) field.kind = in.word("kind", field_kind_words).value_or(FieldKind::text);
  for (auto& [value, title] : in.pairs("choices")) field.choices.push_back({value, title});
  field.min = in.number("min");
  field.max = in.number("max");
  const auto data_class = in.number("class");
  if (!data_class) {
    in.missing("class");
  } else if (*data_class < 0 || *data_class > 4) {
    in.fault(in.line_of("class"), "wrong_word", "class 只能是 0 至 4");
  } else {
    field.data_class = static_cast<int>(*data_class);
  }
  field.purpose = in.text_or("purpose");
  field.retention = in.text_or("retention");
  field.mask = in.text_or("mask");
  field.help = in.text_or("help");
  const std::string when = in.text_or("when");
  if (when.empty()) return;
  const std::size_t colon = when.find(':');
  if (colon == std::string::npos) {
    in.fault(in.line_of("when"), "wrong_word", "when 应写成“另一个字段:选项,选项”");
    return;
  }
  field.when_field = when.substr(0, colon);
  std::string_view rest = std::string_view(when).substr(colon + 1);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    field.when_values.emplace_back(trim(rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
}

void read_needs(TomlTable& in, Move& move) {
  for (const LinedText& item : in.texts("needs")) {
    const std::size_t colon = item.text.find(':');
    if (colon == std::string::npos) {
      const bool optional = !item.text.empty() && item.text.back() == '?';
      move.asks.push_back({optional ? item.text.substr(0, item.text.size() - 1) : item.text, !optional, item.line});
      continue;
    }
    const auto kind = in.word_at(item.line, "needs", item.text.substr(0, colon), need_words);
    if (kind) move.needs.push_back({*kind, item.text.substr(colon + 1), item.line});
  }
}

void read_move(TomlTable& in, Move& move, ProcedureFaults& faults) {
  move.title = in.text("title");
  move.starts = in.flag("start");
  move.from = plain(in.texts("from"));
  const std::vector<std::string> except = plain(in.texts("except"));
  if (move.starts && !move.from.empty()) in.fault(in.line_of("from"), "start_with_from", "起始动作（start = true）不写 from");
  if (!move.starts && move.from.empty()) in.missing("from");
  if (!except.empty() && (move.from.size() != 1 || move.from.front() != "open")) {
    in.fault(in.line_of("except"), "except_without_open", "except 只能与 from = \"open\" 同用");
  }
  for (const std::string& name : except) move.from.push_back("-" + name);
  move.to = in.text("to");
  for (const LinedText& item : in.texts("who")) {
    if (const auto who = in.word_at(item.line, "who", item.text, who_words)) move.who.push_back(*who);
  }
  read_needs(in, move);
  move.effects = read_effects(in, faults);
  move.papers = plain(in.texts("papers"));
  move.confirm = in.text_or("confirm");
  move.own_title = in.text_or("own_title");
  move.own_confirm = in.text_or("own_confirm");
  move.tone = in.word("tone", tone_words).value_or(Tone::normal);
  if (in.text("audience").empty()) return;
  move.audience = in.word("audience", audience_words).value_or(Audience::staff);
  move.reason = in.flag("reason");
  move.verifies = in.flag("verifies");
  move.quiet = in.flag("quiet");
}

// "open" becomes every state that is not terminal, less the states of `except` (marked "-").
void expand_open(Procedure& p) {
  for (Move& move : p.moves) {
    if (move.from.empty() || move.from.front() != "open") continue;
    const std::vector<std::string> written = std::move(move.from);
    move.from.clear();
    for (const State& s : p.states) {
      if (!s.terminal && std::find(written.begin(), written.end(), "-" + s.name) == written.end()) move.from.push_back(s.name);
    }
    for (const std::string& name : written) {
      if (name.front() == '-' && p.state(name.substr(1)) == nullptr) move.from.push_back(name.substr(1));
    }
  }
}

void read_root(const toml::table& table, Procedure& p, ProcedureFaults& faults) {
  TomlTable root(table, "文件", faults, 1);
  p.name = root.text("name");
  if (!p.name.empty() && !is_name(p.name)) root.fault(root.line_of("name"), "bad_name", "name 只能用小写字母、数字和下划线，以字母开头");
  const auto version = root.number("version");
  if (!version) root.missing("version");
  if (version && (*version < 1 || *version > 9999)) root.fault(root.line_of("version"), "wrong_word", "version 只能是 1 至 9999");
  p.version = static_cast<int>(version.value_or(0));
  p.title = root.text("title");
  p.basis = root.text_or("basis");
  p.notes = root.text_or("notes");
  p.initial = root.text("initial");
  p.mediation = root.flag("mediation");
  p.phases = plain(root.texts("phases"));
  p.outcomes = read_all<Outcome>(root, "outcome", "结果", faults, [](TomlTable& in, Outcome& o) {
    o.title = in.text("title");
    o.consent = in.word("consent", consent_words).value_or(Consent::none);
  });
  p.clocks = read_all<ClockUse>(root, "clock", "期限", faults, [](TomlTable& in, ClockUse& c) { read_clock(in, c); });
  p.states = read_all<State>(root, "state", "状态", faults, [](TomlTable& in, State& s) {
    s.title = in.text("title");
    s.phase = in.text("phase");
    s.terminal = in.flag("terminal");
    s.clocks = plain(in.texts("clocks"));
    s.hint = in.text_or("hint");
    s.staff_hint = in.text_or("staff_hint");
  });
  p.moves = read_all<Move>(root, "move", "动作", faults, [&](TomlTable& in, Move& m) { read_move(in, m, faults); });
  p.fields = read_all<Field>(root, "field", "字段", faults, [](TomlTable& in, Field& f) { read_field(in, f); });
  p.papers = read_all<Paper>(root, "paper", "文书", faults, [](TomlTable& in, Paper& d) {
    d.title = in.text("title");
    d.manual = in.flag("manual");
  });
  root.done();
  expand_open(p);
}

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

ReadProcedure read_procedure(std::string_view text, std::string_view file) {
  ReadProcedure out;
  out.procedure.file = file_name(file);
  out.procedure.sha256 = sha256_hex(text);
  ProcedureFaults faults{out.procedure.file, {}};
  const TomlText read = read_toml(text, file);
  if (!read.table) {
    faults.add(static_cast<int>(read.line), "bad_toml",
               "这一行不合 TOML 的写法：请检查引号、等号和括号是否成对，同一小节中有没有写了两次的名称");
    out.faults = std::move(faults.all);
    return out;
  }
  read_root(*read.table, out.procedure, faults);
  if (faults.all.empty() && out.procedure.file != out.procedure.id() + ".toml") {
    faults.add(1, "wrong_file_name", "文件名应为 " + out.procedure.id() + ".toml，与 name 和 version 一致");
  }
  faults.sort();
  out.faults = std::move(faults.all);
  return out;
}

Result<Procedure> parse_procedure(std::string_view text, std::string_view file) {
  ReadProcedure read = read_procedure(text, file);
  if (read.faults.empty()) return std::move(read.procedure);
  std::vector<FieldFault> fields;
  for (const ProcedureFault& f : read.faults) fields.push_back({"/line/" + std::to_string(f.line), f.text()});
  return invalid("procedure_file", "程序文件 " + read.procedure.file + " 有 " + std::to_string(fields.size()) + " 处错误", std::move(fields));
}

}  // namespace lianhu
