#include "rules/talk_record.h"

#include <algorithm>
#include <map>

#include "model/blank_form.h"
#include "rules/dossier.h"
#include "rules/form.h"

namespace lianhu {
namespace {

std::string told(const PastEvent& event, const char* field) {
  if (!event.told) return {};
  const auto at = event.told->fields.find(field);
  return at == event.told->fields.end() ? std::string() : at->second;
}

TalkRecord* of_talk(std::vector<TalkRecord>& talks, const std::string& id) {
  const auto at = std::find_if(talks.begin(), talks.end(), [&](const TalkRecord& one) { return one.talk->row.id.text == id; });
  return at == talks.end() ? nullptr : &*at;
}

}  // namespace

std::string TalkRecord::title() const { return "第" + std::to_string(ordinal) + "次调解（" + on.chinese() + "）"; }

std::vector<TalkRecord> talk_records(const DossierItem& item, const WholeMatter& whole, const Proceeding& proceeding) {
  std::vector<TalkRecord> out;
  if (item.each.empty()) return out;
  for (const PastEvent& event : whole.file.events) {
    if (event.row.proceeding != proceeding.id || event.row.kind != item.each) continue;
    const auto said = Time::parse(told(event, "session_on"));
    out.push_back({&event, 0, said ? said->date() : event.row.happened_at.date(), {}, {}});
  }
  for (std::size_t i = 0; i < out.size(); ++i) out[i].ordinal = static_cast<int>(i) + 1;
  std::map<std::string, std::string> of_document;
  std::vector<std::vector<const Attachment*>> of_none;
  for (const PastEvent& event : whole.file.events) {
    if (event.row.kind == paper_issued_event) of_document[told(event, "document")] = told(event, talk_field);
    const bool filed = event.row.kind == dossier_paper_event && told(event, "proceeding") == proceeding.id.text && told(event, "item") == item.code;
    TalkRecord* talk = of_talk(out, filed ? told(event, talk_field) : event.row.id.text);
    if (!filed && !talk) continue;
    const std::vector<std::string> existing = split_ids(told(event, "existing"));
    std::vector<const Attachment*> files;
    for (const Attachment& one : whole.attachments) {
      if (one.event == event.row.id || std::find(existing.begin(), existing.end(), one.id.text) != existing.end()) files.push_back(&one);
    }
    if (talk) {
      talk->attachments.insert(talk->attachments.end(), files.begin(), files.end());
    } else if (!files.empty()) {
      of_none.push_back(std::move(files));
    }
  }
  const auto first_without = [&](auto has) {
    const auto at = std::find_if(out.begin(), out.end(), [&](const TalkRecord& one) { return !has(one); });
    return at == out.end() ? nullptr : &*at;
  };
  for (const auto& files : of_none) {
    if (TalkRecord* talk = first_without([](const TalkRecord& one) { return !one.attachments.empty(); })) talk->attachments = files;
  }
  for (const bool named : {true, false}) {
    for (const Document& one : whole.documents) {
      const bool ours = one.proceeding == proceeding.id && !one.voided_at && !is_blank_form(one) && std::find(item.papers.begin(), item.papers.end(), one.paper) != item.papers.end();
      TalkRecord* talk = ours ? of_talk(out, of_document[one.id.text]) : nullptr;
      if (!ours || named != (talk != nullptr)) continue;
      if (!named) talk = first_without([](const TalkRecord& has) { return !has.documents.empty(); });
      if (talk) talk->documents.push_back(&one);
    }
  }
  return out;
}

const TalkRecord* next_to_record(const std::vector<TalkRecord>& talks) {
  const auto without = std::find_if(talks.rbegin(), talks.rend(), [](const TalkRecord& one) { return !one.begun(); });
  if (without != talks.rend()) return &*without;
  return talks.empty() ? nullptr : &talks.back();
}

}  // namespace lianhu
