#include "tool/demo_messages.h"

#include "desk/message_desk.h"
#include "store/message_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr const char* kTown = "520422001";
constexpr const char* kVillage = "520422001001";

struct Words {
  const char* office;
  const char* place;
  const char* title;
  const char* text;
  bool open_to_all;
};
constexpr Words kMessages[] = {
    {"centre", "520422", "冬春季用火安全提醒", "近期天干物燥。请提醒各户：人走火灭，柴草不要堆在灶边，烧纸、烧田坎前先看风；发现火情先打 119。", true},
    {"town_centre.520422001", kTown, "本周三上午检修停水", "自来水主管检修，周三 8:00 到 12:00 停水，请提前储水。家里有老人小孩的，请帮忙看一眼。", true},
    {"town_centre.520422001", kVillage, "请核对门牌和联系电话", "请在本周内逐户告知：门牌有错、电话有变的，告诉联户长或者到社区登记。不用收身份证。", false},
};

}  // namespace

void send_demo_messages(const House& house, DemoCast& cast, Seeded& seeded) {
  const MessageDesk desk(house);
  const Date today = house.now().date();
  std::vector<Place> groups;
  house.db().read([&](Session& session) {
    const std::string county = "/" + house.region() + "/";
    const auto headed = headed_groups(session, house.region(), county, today);
    groups.clear();
    for (Place& place : places_under(session, house.region(), county, today)) {
      if (headed.count(place.id.text) > 0) groups.push_back(std::move(place));
    }
  });
  for (const Words& words : kMessages) {
    const Actor* sender = cast.holder(OfficeId{words.office}, Role::triage, seeded);
    if (!sender) continue;
    NewMessage message;
    message.place = words.place;
    message.title = words.title;
    message.text = words.text;
    message.until_day = today.plus(14);
    message.open_to_all = words.open_to_all;
    const auto sent = desk.send({*sender, "demo", "", "", {}}, message);
    if (!sent) continue;
    for (const Place& group : groups) {
      if (group.path.find(std::string("/") + words.place + "/") == std::string::npos || seeded.between(1, 100) > 75) continue;
      const Actor* head = cast.answering(group.path, "group_head");
      if (!head) continue;
      ReceiptInput input{group.id.text, "read", {}, {}};
      if (seeded.between(1, 100) <= 60) input = {group.id.text, "relayed", seeded.between(1, 2) == 1 ? "visit" : "chat", seeded.between(6, 14)};
      (void)desk.receipt({*head, "demo", "", "", {}}, sent->id, input);
    }
  }
}

}  // namespace lianhu
