#include "desk/spot_desk.h"

#include <algorithm>

#include "desk/offer_view.h"
#include "desk/staff_view.h"
#include "model/contact.h"
#include "rules/draft.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr std::string_view kMove = "settle_on_spot";

Error wrong(std::string field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + std::move(field), std::move(message)}});
}

// A mailbox or another system settles nothing on the spot.
bool face_to_face(Channel channel) {
  return channel == Channel::counter || channel == Channel::call || channel == Channel::grid_worker || channel == Channel::group_head;
}

Channel likely_channel(const Actor& actor) { return holds(actor.posts, Role::grid_worker) ? Channel::grid_worker : Channel::counter; }

// The rules speak of the form's fields, the request names them its own way.
Error in_words_of_request(Error error) {
  for (FieldFault& fault : error.fields) {
    if (fault.pointer == "/fields/content") fault.pointer = "/text";
    if (fault.pointer == "/fields/location") fault.pointer = "/place_detail";
    if (fault.pointer.rfind("/fields/", 0) == 0) fault.pointer = fault.pointer.substr(7);
  }
  return error;
}

}  // namespace

Result<SpotForm> SpotDesk::form(const Actor& actor) const {
  const Procedure* procedure = intake_procedure(house_);
  const Move* move = procedure ? procedure->move(kMove) : nullptr;
  if (!move) return conflict("procedure_missing", "程序文件没有“当场办结”，请联系系统管理员");
  SpotForm out;
  MoveOffer shown = blank_offer(*procedure, *move, house_.procedures(), house_.terms(), house_.now());
  out.title = std::move(shown.title);
  out.fields = std::move(shown.fields);
  for (const Word<Channel>& one : channel_words) {
    if (face_to_face(one.value)) out.channels.push_back({std::string(one.word), std::string(one.title)});
  }
  out.channel = word(likely_channel(actor));
  std::vector<PlaceId> ids;
  for (const ActorPost& post : actor.posts) ids.insert(ids.end(), post.answers_for.begin(), post.answers_for.end());
  for (const ActorPost& post : actor.posts) ids.push_back(post.place);
  const Date today = house_.now().date();
  house_.db().read([&](Session& session) {
    for (const PlaceId& id : ids) {
      const bool told = std::any_of(out.places.begin(), out.places.end(), [&](const PlaceView& place) { return place.id == id.text; });
      if (told || id.empty() || out.places.size() >= 20) continue;
      if (const auto place = find_place(session, house_.region(), id, today)) {
        out.places.push_back({place->id.text, word(place->kind), place->name, place->full_name, false});
      }
    }
  });
  return out;
}

Result<Taken> SpotDesk::settle(const Entry& entry, const SpotReport& report) const {
  Channel channel = likely_channel(entry.actor);
  if (report.channel) {
    const auto given = from_word<Channel>(*report.channel);
    if (!given || !face_to_face(*given)) return wrong("channel", "当场办结的来源请选择窗口来访、来电、网格员或联户长上报");
    channel = *given;
  }
  std::optional<Place> place;
  house_.db().read([&](Session& session) { place = find_place(session, house_.region(), PlaceId{report.place}, house_.now().date()); });
  if (!place) return wrong("place", "没有这个地点，请从列表中重新选择");
  Intake intake;
  intake.move = std::string(kMove);
  intake.text = report.text;
  intake.category = report.category;
  intake.place.id = place->id;
  intake.place_detail = report.place_detail;
  intake.channel = channel;
  intake.happened_at = report.happened_on;
  intake.received_at = report.received_at.value_or(house_.now());
  intake.client_id = report.client_id;
  intake.fields = {{"category", report.category}, {"location", place->full_name + report.place_detail.value_or("")}, {"content", report.text}, {"result", report.result}};
  if (!entry.actor.posts.empty()) intake.intake_office = entry.actor.posts.front().office;
  Party reporter;
  reporter.role = PartyRole::reporter;
  reporter.name = report.name;
  reporter.phone = report.phone;
  reporter.contact_flags = write_contact({report.no_call.value_or(false), false, std::nullopt});
  intake.parties.push_back(std::move(reporter));
  auto taken = intake_.take(entry, std::move(intake));
  if (!taken) return in_words_of_request(taken.error());
  return taken;
}

}  // namespace lianhu
