#include "rules/fact.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "base/spelling.h"
#include "base/text.h"
#include "model/contact.h"
#include "rules/category.h"
#include "rules/form.h"
#include "rules/permit.h"

namespace lianhu {
namespace {

Field field(std::string name, std::string label, FieldKind kind, std::optional<long long> min, std::optional<long long> max, int data_class,
            std::string help = {}) {
  Field out;
  out.name = std::move(name);
  out.label = std::move(label);
  out.kind = kind;
  out.min = min;
  out.max = max;
  out.data_class = data_class;
  out.help = std::move(help);
  return out;
}

const std::vector<Field>& matter_fields() {
  static const std::vector<Field> all{
      field("title", "标题", FieldKind::text, 2, 60, 0),
      field("category", "类别", FieldKind::category, {}, {}, 0),
      field("place_detail", "详细地点", FieldKind::text, {}, 200, 0),
      field("happened_on", "发生日期", FieldKind::date, {}, {}, 0),
      field("people", "涉及人数", FieldKind::number, 0, 1'000'000, 0),
      field("amount_fen", "涉及金额", FieldKind::money, 0, 100'000'000'000'000, 0),
      field("added_text", "补充情况", FieldKind::longtext, 2, 2000, 0, "反映人的原话不改；新了解到的写在这里，记入经过"),
  };
  return all;
}

const std::vector<Field>& party_fields() {
  static const std::vector<Field> all{
      field("name", "姓名或称呼", FieldKind::text, {}, 100, 1),
      field("phone", "联系电话", FieldKind::text, {}, 20, 2),
      field("address", "住址", FieldKind::text, {}, 200, 2),
      field("no_call", "不要打电话", FieldKind::boolean, {}, {}, 2),
      field("no_paper", "不要寄送纸质材料", FieldKind::boolean, {}, {}, 2),
      field("contact_note", "联系说明", FieldKind::text, {}, 100, 2, "如：打给侄女"),
      field("helped_by", "协助填写的人", FieldKind::text, {}, 50, 2),
      field("interpreter", "翻译", FieldKind::text, {}, 50, 2, "说的不是普通话时，由谁翻译、译的什么话"),
  };
  return all;
}

const Field* named(const std::vector<Field>& fields, std::string_view name) {
  for (const Field& one : fields) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

bool must_stand(const Field& field) { return field.name == "title" || field.name == "category"; }

std::string word_of_bool(bool value) { return value ? "true" : "false"; }
std::string number_of(const std::optional<std::int64_t>& value) { return value ? std::to_string(*value) : std::string(); }

std::string party_value(const Party& party, const std::string& name) {
  if (name == "name") return party.name.value_or("");
  if (name == "phone") return party.phone.value_or("");
  if (name == "address") return party.address.value_or("");
  if (name == "helped_by") return party.helped_by.value_or("");
  if (name == "interpreter") return party.interpreter.value_or("");
  const Contact contact = read_contact(party.contact_flags);
  if (name == "no_call") return word_of_bool(contact.no_call);
  if (name == "no_paper") return word_of_bool(contact.no_paper);
  return contact.note.value_or("");
}

std::optional<std::string> told(const std::string& value) { return value.empty() ? std::nullopt : std::optional(value); }

std::optional<std::int64_t> whole(const std::string& value) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size()) return std::nullopt;
  return number;
}

void write_party(Party& party, const std::string& name, const std::string& value) {
  ++party.version;
  if (name == "name") {
    party.name = told(value);
  } else if (name == "phone") {
    party.phone = told(value);
    party.phone_key.reset();
  } else if (name == "address") {
    party.address = told(value);
  } else if (name == "helped_by") {
    party.helped_by = told(value);
  } else if (name == "interpreter") {
    party.interpreter = told(value);
  } else {
    Contact contact = read_contact(party.contact_flags);
    if (name == "no_call") contact.no_call = value == "true";
    if (name == "no_paper") contact.no_paper = value == "true";
    if (name == "contact_note") contact.note = told(value);
    party.contact_flags = write_contact(contact);
  }
}

bool mediated_now(const MatterFile& file, const Ground& ground) {
  return std::any_of(file.proceedings.begin(), file.proceedings.end(), [&](const Proceeding& p) {
    const Procedure* procedure = p.closed_at ? nullptr : ground.procedure(p.procedure());
    return procedure && procedure->mediation;
  });
}

}  // namespace

std::optional<Fact> fact_named(const MatterFile& file, std::string_view name) {
  constexpr std::string_view parties = "parties/";
  if (!name.starts_with(parties)) {
    const Field* own = named(matter_fields(), name);
    return own ? std::optional(Fact{own, std::nullopt}) : std::nullopt;
  }
  name.remove_prefix(parties.size());
  const std::size_t slash = name.find('/');
  const Party* party = slash == std::string_view::npos ? nullptr : file.party(PartyId{std::string(name.substr(0, slash))});
  const Field* of_party = party ? named(party_fields(), name.substr(slash + 1)) : nullptr;
  return of_party ? std::optional(Fact{of_party, party->id}) : std::nullopt;
}

std::string fact_label(const MatterFile& file, std::string_view name) {
  const auto fact = fact_named(file, name);
  if (!fact) return "登记内容";
  return fact->party ? title(file.party(*fact->party)->role) + "的" + fact->field->label : fact->field->label;
}

std::string fact_value(const MatterFile& file, const Fact& fact) {
  const std::string& name = fact.field->name;
  if (fact.party) return party_value(*file.party(*fact.party), name);
  const Matter& m = file.matter;
  if (name == "title") return m.title;
  if (name == "category") return m.category;
  if (name == "place_detail") return m.place_detail.value_or("");
  if (name == "happened_on") return m.happened_at ? m.happened_at->text() : std::string();
  if (name == "people") return number_of(m.people);
  if (name == "amount_fen") return number_of(m.amount_fen);
  return {};
}

void write_fact(const Fact& fact, const std::string& value, Draft& draft) {
  const std::string& name = fact.field->name;
  if (fact.party) return write_party(draft.party(*fact.party), name, value);
  Matter& m = draft.matter();
  if (name == "category") return set_category(value, draft);
  if (name == "title") m.title = value;
  if (name == "place_detail") m.place_detail = told(value);
  if (name == "title" || name == "place_detail") draft.change().text_changed = true;
  if (name == "happened_on") m.happened_at = Date::parse(value);
  if (name == "people") m.people = whole(value);
  if (name == "amount_fen") m.amount_fen = whole(value);
}

FitValue fit_value(const Fact& fact, const std::string& typed, const MatterFile& file, const Ground& ground) {
  const Field& field = *fact.field;
  FitValue out{std::string(trim(typed)), {}};
  if (out.value.empty()) {
    if (field.kind == FieldKind::boolean) out.value = "false";
    if (must_stand(field)) out.fault = "“" + field.label + "”不能空着，请填写";
    return out;
  }
  out.fault = misfit(field, out.value, ground);
  if (!out.fault.empty()) return out;
  if (field.name == "phone") {
    if (const auto remedy = misspelled(Format::phone, out.value)) out.fault = "“" + field.label + "”" + std::string(*remedy);
  }
  if (const auto number = field.kind == FieldKind::number || field.kind == FieldKind::money ? whole(out.value) : std::nullopt) out.value = std::to_string(*number);
  if (field.kind == FieldKind::category && mediated_now(file, ground) && !ground.directory.category(out.value)->mediable) {
    out.fault = "事项正在人民调解，不能改为不属于人民调解范围的类别；请先终止调解";
  }
  return out;
}

std::string fact_text(const Field& field, const std::string& value, const Directory& directory) {
  if (value.empty()) return "（没有）";
  switch (field.kind) {
    case FieldKind::boolean: return value == "true" ? "是" : "否";
    case FieldKind::date: {
      const auto day = Date::parse(value);
      return day ? day->chinese() : value;
    }
    case FieldKind::money: {
      const std::int64_t fen = whole(value).value_or(0);
      char yuan[48];
      std::snprintf(yuan, sizeof yuan, "%lld.%02lld 元", static_cast<long long>(fen / 100), static_cast<long long>(fen % 100));
      return yuan;
    }
    case FieldKind::category: {
      const Category* category = directory.category(value);
      return category ? category->name : "待分类";
    }
    default: return value;
  }
}

bool may_correct(const Actor& actor, const MatterFile& file) {
  if (!actor.staff() || !may(actor, Action::know, {file})) return false;
  if (file.matter.entered_by && file.matter.entered_by == actor.account) return true;
  constexpr Who working[] = {Who::desk, Who::centre, Who::lead, Who::handler, Who::mediator, Who::co, Who::grid_worker};
  return std::any_of(file.proceedings.begin(), file.proceedings.end(), [&](const Proceeding& p) {
    const auto held = relations(actor, file, p);
    return std::any_of(std::begin(working), std::end(working), [&](Who who) { return held.contains(who); });
  });
}

bool may_correct(const Actor& actor, const MatterFile& file, const Fact& fact) {
  if (!may_correct(actor, file)) return false;
  if (fact.party) return may(actor, Action::read_field, {file, Audience::parties, file.party(*fact.party), fact.field->data_class});
  if (fact.field->kind != FieldKind::category) return true;
  const bool assigned = std::any_of(file.assignments.begin(), file.assignments.end(), [](const Assignment& a) { return a.kind == AssignmentKind::lead; });
  if (!assigned) return true;
  return std::any_of(file.proceedings.begin(), file.proceedings.end(), [&](const Proceeding& p) {
    const auto held = relations(actor, file, p);
    return held.contains(Who::desk) || held.contains(Who::centre);
  });
}

std::vector<Fact> correctable(const Actor& actor, const MatterFile& file) {
  std::vector<Fact> out;
  if (!may_correct(actor, file)) return out;
  for (const Field& own : matter_fields()) out.push_back({&own, std::nullopt});
  for (const Party& party : file.parties) {
    for (const Field& of_party : party_fields()) out.push_back({&of_party, party.id});
  }
  std::erase_if(out, [&](const Fact& fact) { return !may_correct(actor, file, fact); });
  return out;
}

}  // namespace lianhu
