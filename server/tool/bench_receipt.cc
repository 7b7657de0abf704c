#include "tool/bench_receipt.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "store/account_store.h"
#include "store/message_store.h"

namespace lianhu {
namespace {

constexpr int kAtOnce = 500;

MessageRow message_row(House& house, const Account& sender, Date today) {
  return {house.ids().text(), OfficeId{"centre"}, sender.id, PlaceId{house.region()}, house.county().name, "防火提醒", "天干物燥，请检查灶台和电线。", true, false,
          today.plus(30), house.now(), "open", {}, {}, {}};
}

}  // namespace

ReceiptStage prepare_receipts(House& house, int count, const std::string& password_hash) {
  ReceiptStage out;
  const Date today = house.now().date();
  std::optional<Account> head, sender;
  house.db().read([&](Session& session) {
    sender = find_login(session, house.region(), "triage");
    for (const Account& account : list_accounts(session, house.region(), "group.", 1)) head = account;
    if (!head) return;
    for (const Post& post : posts_of(session, house.region(), head->id, today)) {
      for (const PlaceId& place : places_answered_for(session, house.region(), post.id, today)) out.place = place.text;
    }
  });
  if (!head || !sender || out.place.empty()) throw std::runtime_error("演示县里没有联户长");
  out.login = head->login;
  head->password = password_hash;
  head->password_at = house.now();
  house.db().commit([&](Session& session) { update_account(session, house.region(), *head, head->version); });
  for (int made = 0; made < count; made += kAtOnce) {
    std::vector<MessageRow> rows;
    for (int i = made; i < std::min(count, made + kAtOnce); ++i) rows.push_back(message_row(house, *sender, today));
    house.db().commit([&](Session& session) {
      for (const MessageRow& row : rows) insert_message(session, house.region(), row);
    });
    for (const MessageRow& row : rows) out.messages.push_back(row.id);
  }
  return out;
}

double bare_receipts(House& house, const ReceiptStage& stage, int clients, int count) {
  std::vector<MessageReceipt> rows;
  for (int i = 0; i < count; ++i) {
    rows.push_back({house.ids().text(), "bare-" + house.ids().text(), PlaceId{stage.place}, "/" + house.region() + "/", "read", house.now(), {}, {}, {}, PostId{"bare"}});
  }
  std::vector<std::thread> threads;
  const auto began = std::chrono::steady_clock::now();
  for (int t = 0; t < clients; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = static_cast<std::size_t>(t); i < rows.size(); i += static_cast<std::size_t>(clients)) {
        house.db().commit([&](Session& session) { insert_receipt(session, house.region(), rows[i]); });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return static_cast<double>(count) / std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

}  // namespace lianhu
