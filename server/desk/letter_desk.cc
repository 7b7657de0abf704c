#include "desk/letter_desk.h"

#include <algorithm>
#include <map>

#include "desk/matter_desk.h"
#include "rules/delivery.h"
#include "rules/permit.h"
#include "store/change_store.h"
#include "store/delivery_store.h"

namespace lianhu {
namespace {

constexpr int kRowsAtOnce = 1'000;
constexpr std::size_t kLettersAtOnce = 100;
constexpr const char* kPaper = "notice_letter";

std::string state_title(const std::string& state) { return state == "posted" ? "已寄出" : state == "handed" ? "已送到" : "已打印，待寄送"; }

Error wrong(std::string field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + std::move(field), std::move(message)}});
}

}  // namespace

std::vector<LetterDesk::Letter> LetterDesk::letters(const Actor& actor, std::vector<DeliveryRow> rows) const {
  std::vector<Letter> out;
  std::map<std::string, std::size_t> places;
  house_.db().read([&](Session& session) {
    out.clear();
    places.clear();
    for (const DeliveryRow& row : rows) {
      if (!row.party) continue;
      const auto [at, fresh] = places.emplace(row.matter.text + row.party->text, out.size());
      if (fresh) {
        Letter letter;
        letter.whole = house_.matters().load(session, house_.region(), row.matter);
        if (letter.whole) letter.party = letter.whole->file.party(*row.party);
        out.push_back(std::move(letter));
      }
      out[at->second].rows.push_back(row);
    }
  });
  std::erase_if(out, [&](const Letter& letter) {
    return !letter.party || !letter.party->address || forbids(*letter.party, "no_paper") || letter.whole->file.matter.seal != Seal::open || !may(actor, Action::know, {letter.whole->file});
  });
  return out;
}

std::vector<LetterDesk::Letter> LetterDesk::waiting(const Actor& actor, const OfficeId& office) const {
  std::vector<DeliveryRow> rows;
  house_.db().read([&](Session& session) { rows = hand_deliveries(session, house_.region(), office, "paper", "waiting", "", kRowsAtOnce); });
  return letters(actor, std::move(rows));
}

BatchView LetterDesk::view_of(const PrintBatch& batch) const {
  return {batch.id, batch.office.text, house_.directory()->office_name(batch.office), batch.state, state_title(batch.state), batch.made_at, batch.letters, batch.done_day};
}

LetterView LetterDesk::view(const Actor& actor) const {
  LetterView out;
  out.as_of = house_.now();
  for (const OfficeId& office : desks_of(actor)) {
    out.waiting.push_back({office.text, house_.directory()->office_name(office), static_cast<std::int64_t>(waiting(actor, office).size())});
    house_.db().read([&](Session& session) {
      for (const PrintBatch& batch : batches_of(session, house_.region(), office, 30)) out.batches.push_back(view_of(batch));
    });
  }
  return out;
}

Result<BatchView> LetterDesk::print(const Entry& entry, const BatchOrder& order) const {
  const auto desks = desks_of(entry.actor);
  const OfficeId office{order.office};
  if (std::find(desks.begin(), desks.end(), office) == desks.end()) return not_found();
  if (const auto again = replayed(house_, entry)) {
    if (!*again) return again->error();
    const auto batch = own_batch(entry.actor, (*again)->matter.text);
    if (!batch) return batch.error();
    return view_of(*batch);
  }
  auto chosen = waiting(entry.actor, office);
  if (chosen.size() > kLettersAtOnce) chosen.resize(kLettersAtOnce);
  PrintBatch batch;
  batch.id = house_.ids().text();
  batch.office = office;
  batch.made_at = house_.now();
  batch.made_by = *entry.actor.account;
  try {
    house_.db().commit([&](Session& session) {
      batch.letters = 0;
      for (const Letter& letter : chosen) {
        bool any = false;
        for (DeliveryRow row : letter.rows) {
          row.state = "printed";
          row.batch = batch.id;
          row.next_at.reset();
          row.tries += 1;
          row.tried_at = batch.made_at;
          if (!change_delivery(session, house_.region(), row, "waiting")) continue;
          any = true;
          insert_try(session, house_.region(), {house_.ids().text(), row.id, batch.made_at, "printed", {}, entry.actor.account, {}});
        }
        batch.letters += any ? 1 : 0;
      }
      if (batch.letters == 0) throw StaleRow("delivery");
      insert_batch(session, house_.region(), batch);
      if (!entry.client_key.empty()) {
        save_replay(session, house_.region(), {entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 201, batch.id, batch.made_at});
      }
    });
  } catch (const StaleRow&) {
    return conflict("no_letters", "没有等待打印的信件");
  }
  for (const Letter& letter : chosen) log_access(house_, entry.actor, &letter.whole->file, "export", "打印通知信");
  return view_of(batch);
}

Result<PrintBatch> LetterDesk::own_batch(const Actor& actor, const std::string& id) const {
  std::optional<PrintBatch> batch;
  house_.db().read([&](Session& session) { batch = find_batch(session, house_.region(), id); });
  const auto desks = desks_of(actor);
  if (!batch || std::find(desks.begin(), desks.end(), batch->office) == desks.end()) return not_found();
  return *batch;
}

Result<FileBytes> LetterDesk::pdf(const Actor& actor, const std::string& id) const {
  const auto batch = own_batch(actor, id);
  if (!batch) return batch.error();
  const paper::CataloguePaper* template_ = house_.papers().latest(kPaper);
  if (!template_) return conflict("paper_missing", "通知信的模板不在程序里，请联系系统管理员");
  std::vector<DeliveryRow> rows;
  house_.db().read([&](Session& session) { rows = batch_deliveries(session, house_.region(), id); });
  const Office* office = house_.directory()->office(batch->office);
  const std::string phone = office && office->phone ? *office->phone : house_.county().hotline.value_or("（见综治中心公示）");
  paper::RenderJob job;
  job.source = template_->source;
  job.created = batch->made_at;
  job.fonts_folder = fonts_folder_;
  bool first = true;
  for (const Letter& letter : letters(actor, std::move(rows))) {
    const Matter& matter = letter.whole->file.matter;
    paper::Fields fields;
    fields["office"] = house_.directory()->office_name(batch->office);
    fields["address"] = *letter.party->address;
    fields["to"] = letter.party->name && !letter.party->hidden ? *letter.party->name : std::string("收信人");
    fields["phone"] = phone;
    fields["signed"] = batch->made_at.date();
    std::vector<std::string> news;
    house_.db().read([&](Session& session) {
      news.clear();
      for (const DeliveryRow& row : letter.rows) {
        if (const auto notice = notice_of(session, house_.region(), row)) news.push_back(notice->made_at.date().chinese() + "，" + notice->text);
      }
    });
    fields["number"] = matter.number;
    fields["news"] = std::move(news);
    // The code leads to their own view; whoever opens the letter needs the phone's tail or the PIN for documents (settled 13).
    paper::Link link{house_.public_url() + "/t", house_.vault().tracking_secret(house_.region(), letter.party->id.text, letter.party->secret_round)};
    if (first) {
      job.fields_json = paper::fields_json(fields);
      job.link = std::move(link);
    } else {
      job.more.push_back({paper::fields_json(fields), std::move(link)});
    }
    first = false;
  }
  if (first) return conflict("no_letters", "这一批里没有可以打印的信件：本人已要求不寄信，或不在您的管辖范围内");
  auto rendered = paper::render_in_child(slots_, {self_, {"render-paper"}}, job);
  if (!rendered) return rendered.error();
  log_access(house_, actor, nullptr, "export", "通知信（一批）");
  return FileBytes{std::move(rendered->bytes), "application/pdf", "通知信" + batch->made_at.date().text() + ".pdf", rendered->pages};
}

Result<BatchView> LetterDesk::finish(const Entry& entry, const std::string& id, const BatchDone& how) const {
  auto batch = own_batch(entry.actor, id);
  if (!batch) return batch.error();
  if (const auto again = replayed(house_, entry)) {
    if (!*again) return again->error();
    return view_of(*batch);
  }
  if (how.how != "posted" && how.how != "handed") return wrong("how", "请选择寄出或送到");
  if (how.day > house_.now().date()) return wrong("day", "日期不能晚于今天");
  if (how.day < batch->made_at.date()) return wrong("day", "日期不能早于打印的那天");
  if (batch->state != "printed") return conflict("batch_done", "这一批已经登记过了，请刷新");
  batch->state = how.how;
  batch->done_day = how.day;
  std::vector<DeliveryRow> rows;
  house_.db().read([&](Session& session) { rows = batch_deliveries(session, house_.region(), id); });
  const Time now = house_.now();
  try {
    house_.db().commit([&](Session& session) {
      if (!finish_batch(session, house_.region(), *batch)) throw StaleRow("print_batch");
      for (DeliveryRow row : rows) {
        row.state = "sent";
        row.sent_at = now;
        row.cause.reset();
        if (!change_delivery(session, house_.region(), row, "printed")) continue;
        insert_try(session, house_.region(), {house_.ids().text(), row.id, now, how.how, {}, entry.actor.account, {}});
      }
      if (!entry.client_key.empty()) {
        save_replay(session, house_.region(), {entry.actor.key(), entry.route, entry.client_key, entry.body_sha256, 200, batch->id, now});
      }
    });
  } catch (const StaleRow&) {
    return conflict("batch_done", "这一批已经登记过了，请刷新");
  }
  return view_of(*batch);
}

}  // namespace lianhu
