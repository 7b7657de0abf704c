#include "desk/bound_file.h"

#include <chrono>
#include <utility>

#include "store/notice_store.h"

namespace lianhu {

Result<paper::PacketPart> paper_part(const House& house, const std::string& code, std::optional<int> version, const std::string& title, std::string fields, paper::Link link) {
  const paper::CataloguePaper* found = version ? house.papers().find(code, *version) : house.papers().latest(code);
  if (!found) return conflict("paper_missing", "“" + title + "”的模板不在程序里，请联系系统管理员");
  return paper::PacketPart{title, "", "", found->source, std::move(fields), std::move(link)};
}

Result<BoundFile> bind_and_keep(const House& house, paper::RenderSlots& slots, const std::string& self, const paper::PacketJob& job, const MatterId& matter,
                                const std::optional<AccountId>& account, std::string name, Audience audience) {
  paper::RenderLimits limits;
  limits.run = std::chrono::milliseconds(60'000);
  limits.output = 100u << 20;
  auto bound = paper::packet_in_child(slots, {self, {"bind-packet"}}, job, limits);
  if (!bound) return bound.error();
  BoundFile out;
  out.pages = bound->pages;
  out.parts = std::move(bound->parts);
  Attachment& row = out.attachment;
  row.id = AttachmentId{house.ids().text()};
  row.matter = matter;
  row.account = account;
  row.sha256 = house.files().put(bound->bytes);  // durable before the row that names it
  row.media_type = "application/pdf";
  row.bytes = static_cast<std::int64_t>(bound->bytes.size());
  row.name = std::move(name);
  row.audience = audience;
  row.added_at = house.now();
  house.db().commit([&](Session& session) { insert_attachment(session, house.region(), row); });
  return out;
}

Attachment claimed(const AttachmentId& id, const MatterId& matter, const EventId& event, Audience audience) {
  Attachment out;
  out.id = id;
  out.matter = matter;
  out.event = event;
  out.audience = audience;
  return out;
}

}  // namespace lianhu
