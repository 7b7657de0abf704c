#include "rules/term_json.h"

#include <stdexcept>

#include <boost/json.hpp>

namespace lianhu {
namespace {

namespace json = boost::json;

constexpr const char* kBroken = "derivation";

void put(json::object& out, const char* key, std::string_view text) {
  if (!text.empty()) out[key] = text;
}
void put(json::object& out, const char* key, const std::optional<Date>& day) {
  if (day) out[key] = day->text();
}
void put(json::object& out, const char* key, bool flag) {
  if (flag) out[key] = true;
}

void put(json::object& out, const char* key, const std::vector<DaySpan>& spans) {
  if (spans.empty()) return;
  json::array rows;
  for (const DaySpan& span : spans) {
    json::array row{json::string(span.from.text()), json::string(span.to.text()), json::string(span.why)};
    rows.push_back(std::move(row));
  }
  out[key] = std::move(rows);
}

void put(json::object& out, const char* key, const std::vector<Pause>& pauses) {
  if (pauses.empty()) return;
  json::array rows;
  for (const Pause& pause : pauses) {
    json::object row;
    row["from"] = pause.from.text();
    put(row, "to", pause.to);
    row["ground"] = pause.ground;
    row["paper"] = pause.paper;
    row["days"] = pause.excluded;
    rows.push_back(std::move(row));
  }
  out[key] = std::move(rows);
}

void put(json::object& out, const char* key, const std::vector<Extension>& extensions) {
  if (extensions.empty()) return;
  json::array rows;
  for (const Extension& extension : extensions) {
    json::object row;
    row["length"] = extension.length;
    row["unit"] = word(extension.unit);
    row["approver"] = extension.approver;
    row["ground"] = extension.ground;
    rows.push_back(std::move(row));
  }
  out[key] = std::move(rows);
}

std::string text(const json::object& from, const char* key) {
  const json::value* value = from.if_contains(key);
  return value == nullptr ? std::string{} : std::string(std::string_view(value->as_string()));
}
bool flag(const json::object& from, const char* key) {
  const json::value* value = from.if_contains(key);
  return value != nullptr && value->as_bool();
}
int whole(const json::object& from, const char* key) { return from.at(key).to_number<int>(); }

Date day(const json::value& value) {
  const auto parsed = Date::parse(std::string_view(value.as_string()));
  if (!parsed) throw std::invalid_argument(kBroken);
  return *parsed;
}
std::optional<Date> day(const json::object& from, const char* key) {
  const json::value* value = from.if_contains(key);
  return value == nullptr ? std::nullopt : std::optional<Date>(day(*value));
}

template <class Enum>
Enum choice(const json::object& from, const char* key, std::optional<Enum> (*parse)(std::string_view)) {
  const auto value = parse(text(from, key));
  if (!value) throw std::invalid_argument(kBroken);
  return *value;
}

const json::array& rows(const json::object& from, const char* key) {
  static const json::array none;
  const json::value* value = from.if_contains(key);
  return value == nullptr ? none : value->as_array();
}

std::vector<DaySpan> spans(const json::object& from, const char* key) {
  std::vector<DaySpan> out;
  for (const json::value& row : rows(from, key)) {
    const json::array& cells = row.as_array();
    out.push_back({day(cells.at(0)), day(cells.at(1)), std::string(std::string_view(cells.at(2).as_string()))});
  }
  return out;
}

Derivation read(const json::object& from) {
  Derivation out;
  out.rule = text(from, "rule");
  out.title = text(from, "title");
  out.basis = text(from, "basis");
  out.citable = flag(from, "citable");
  out.roll_basis = text(from, "roll_basis");
  out.start_text = text(from, "start_text");
  out.nature = choice<Nature>(from, "nature", parse_nature);
  out.internal = flag(from, "internal");
  out.independent = flag(from, "independent");
  out.unit = choice<TermUnit>(from, "unit", parse_term_unit);
  out.length = whole(from, "length");
  out.last_day = choice<LastDay>(from, "last_day", parse_last_day);
  out.start = {day(from.at("start")), choice<Moment>(from, "moment", parse_moment)};
  for (const json::value& row : rows(from, "pauses")) {
    const json::object& pause = row.as_object();
    out.pauses.push_back({day(pause.at("from")), day(pause, "to"), text(pause, "ground"), text(pause, "paper"), whole(pause, "days")});
  }
  for (const json::value& row : rows(from, "extensions")) {
    const json::object& extension = row.as_object();
    out.extensions.push_back({whole(extension, "length"), choice<TermUnit>(extension, "unit", parse_term_unit), text(extension, "approver"),
                              text(extension, "ground")});
  }
  out.first = day(from, "first");
  out.skipped = spans(from, "skipped");
  out.make_up = spans(from, "make_up");
  out.last = day(from, "last");
  out.roll_reason = text(from, "roll_reason");
  out.due = day(from, "due");
  out.due_before_extension = day(from, "due_before_extension");
  if (from.contains("provisional_year")) out.provisional_year = whole(from, "provisional_year");
  out.provisional_note = text(from, "provisional_note");
  return out;
}

}  // namespace

std::string derivation_text(const Derivation& of) {
  json::object out;
  out["rule"] = of.rule;
  put(out, "title", of.title);
  put(out, "basis", of.basis);
  put(out, "citable", of.citable);
  put(out, "roll_basis", of.roll_basis);
  put(out, "start_text", of.start_text);
  out["nature"] = word(of.nature);
  put(out, "internal", of.internal);
  put(out, "independent", of.independent);
  out["unit"] = word(of.unit);
  out["length"] = of.length;
  out["last_day"] = word(of.last_day);
  out["start"] = of.start.day.text();
  out["moment"] = word(of.start.moment);
  put(out, "pauses", of.pauses);
  put(out, "extensions", of.extensions);
  put(out, "first", of.first);
  put(out, "skipped", of.skipped);
  put(out, "make_up", of.make_up);
  put(out, "last", of.last);
  put(out, "roll_reason", of.roll_reason);
  put(out, "due", of.due);
  put(out, "due_before_extension", of.due_before_extension);
  if (of.provisional_year) out["provisional_year"] = *of.provisional_year;
  put(out, "provisional_note", of.provisional_note);
  return json::serialize(out);
}

Result<Derivation> read_derivation(std::string_view written) {
  try {
    return read(json::parse(json::string_view(written.data(), written.size())).as_object());
  } catch (const std::exception&) {
    return invalid("derivation_text", "期限的计算过程读不出来，请从原始记录重新计算");
  }
}

}  // namespace lianhu
