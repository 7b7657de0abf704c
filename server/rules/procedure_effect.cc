#include "rules/procedure_effect.h"

#include <string>

#include "rules/procedure_toml.h"

namespace lianhu {

namespace {

void read_child(TomlTable& in, Effect& e) {
  e.procedure = in.text_or("procedure");
  e.field = in.text_or("field");
  e.lead = in.text_or("lead");
  e.receiver = in.text_or("receiver");
  e.co = in.text_or("co");
}

void read_arguments(TomlTable& in, Effect& e) {
  switch (e.what) {
    case Do::start:
      read_child(in, e);
      return;
    case Do::refer:
      e.external = in.flag("external");
      read_child(in, e);
      return;
    case Do::assign:
      e.act = in.word("act", assign_words);
      if (e.act == AssignAct::give) {
        e.lead = in.text_or("lead");
        e.receiver = in.text_or("receiver");
        e.co = in.text_or("co");
        e.copied = in.text_or("copied");
      }
      return;
    case Do::start_deadline:
    case Do::pause:
    case Do::resume:
      e.clock = in.text_or("clock");
      return;
    case Do::extend:
      e.clock = in.text_or("clock");
      e.extend = in.word("act", extend_words);
      e.field = in.text_or("field");
      return;
    case Do::supervise:
      e.level = in.word("level", level_words);
      return;
    case Do::issue_paper:
      e.paper = in.text_or("paper");
      return;
    case Do::notify:
      for (const LinedText& item : in.texts("whom")) {
        if (const auto who = in.word_at(item.line, "whom", item.text, who_words)) e.whom.push_back(*who);
      }
      return;
    case Do::oblige:
    case Do::merge:
      e.field = in.text_or("field");
      return;
    case Do::record_outcome:
      e.outcome = in.text_or("outcome");
      e.of_party = in.text_or("of_party");
      return;
    case Do::close:
      e.close = in.word("kind", close_words);
      return;
    case Do::report_back:
    case Do::reopen:
      return;
  }
}

}  // namespace

std::vector<Effect> read_effects(TomlTable& move, ProcedureFaults& faults) {
  std::vector<Effect> all;
  const toml::array* list = move.array("effects");
  if (list == nullptr) return all;
  for (const toml::node& node : *list) {
    const toml::table* table = node.as_table();
    if (table == nullptr) {
      move.fault(line_of(node), "wrong_kind", "effects 中的每一项应写成 { do = \"…\", … }");
      continue;
    }
    TomlTable in(*table, move.what() + " 的效果", faults, line_of(node));
    const std::string word = in.text("do");
    if (word.empty()) continue;
    const auto what = in.word("do", do_words);
    if (!what) continue;
    Effect e;
    e.what = *what;
    e.line = in.line();
    in.rename(move.what() + " 的效果 " + word);
    read_arguments(in, e);
    in.done();
    all.push_back(std::move(e));
  }
  return all;
}

}  // namespace lianhu
