#include <cstdint>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>

#include "paper/packet.h"
#include "paper/render.h"

namespace lianhu::paper {
namespace {

namespace json = boost::json;

std::string frame(const json::object& head, std::string_view bytes) {
  const std::string text = json::serialize(head);
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((text.size() >> shift) & 0xFF);
  return out.append(text).append(bytes);
}

struct Frame {
  json::object head;
  std::string_view bytes;
};

Error broken() { return {Kind::unavailable, "render_failed", "文书没有生成成功，请稍后再试；多次失败请联系管理员", {}}; }

Result<Frame> unframe(std::string_view wire) {
  if (wire.size() < 4) return broken();
  std::size_t length = 0;
  for (int i = 0; i < 4; ++i) length = length << 8 | static_cast<unsigned char>(wire[static_cast<std::size_t>(i)]);
  if (length > wire.size() - 4) return broken();
  boost::system::error_code bad;
  json::value head = json::parse(wire.substr(4, length), bad);
  if (bad || !head.is_object()) return broken();
  return Frame{std::move(head.get_object()), wire.substr(4 + length)};
}

std::string text(const json::object& in, std::string_view key) { return json::value_to<std::string>(in.at(key)); }
int number(const json::object& in, std::string_view key) { return static_cast<int>(in.at(key).as_int64()); }

json::array link_json(const Link& link) { return {link.url, link.secret, link.check_url, link.number}; }
Link read_link(const json::object& in) {
  const auto parts = json::value_to<std::vector<std::string>>(in.at("link"));
  return {parts.at(0), parts.at(1), parts.at(2), parts.at(3)};
}

}  // namespace

std::string write_job(const RenderJob& job) {
  json::array more;
  for (const RenderJob::Another& one : job.more) more.push_back({{"values", one.fields_json}, {"link", link_json(one.link)}});
  return frame({{"layout_name", job.source.layout_name},
                {"layout", job.source.layout},
                {"fields_name", job.source.fields_name},
                {"fields", job.source.fields},
                {"values", job.fields_json},
                {"link", link_json(job.link)},
                {"void_day", job.voided.day},
                {"void_reason", job.voided.reason},
                {"blank_number", job.blank.number},
                {"blank_url", job.blank.url},
                {"more", std::move(more)},
                {"created", job.created.ms},
                {"format", static_cast<int>(job.format)},
                {"page", job.page},
                {"dpi", job.dpi},
                {"fonts", job.fonts_folder}},
               {});
}

Result<RenderJob> read_job(std::string_view wire) {
  const auto in = unframe(wire);
  if (!in) return in.error();
  try {
    const json::object& head = in->head;
    RenderJob job;
    job.source = {text(head, "layout_name"), text(head, "layout"), text(head, "fields_name"), text(head, "fields")};
    job.fields_json = text(head, "values");
    job.link = read_link(head);
    job.voided = {text(head, "void_day"), text(head, "void_reason")};
    job.blank = {text(head, "blank_number"), text(head, "blank_url")};
    for (const json::value& one : head.at("more").as_array()) {
      job.more.push_back({text(one.as_object(), "values"), read_link(one.as_object())});
    }
    job.created = Time{head.at("created").as_int64()};
    job.format = static_cast<Format>(number(head, "format"));
    job.page = number(head, "page");
    job.dpi = number(head, "dpi");
    job.fonts_folder = text(head, "fonts");
    return job;
  } catch (const std::exception&) {  // boost::json reports a missing or wrong member so
    return broken();
  }
}

std::string write_packet_job(const PacketJob& job) {
  json::array parts;
  std::string bytes;
  for (const PacketPart& one : job.parts) {
    parts.push_back({{"title", one.title}, {"media_type", one.media_type}, {"size", one.bytes.size()}, {"layout_name", one.source.layout_name},
                     {"layout", one.source.layout}, {"fields_name", one.source.fields_name}, {"fields", one.source.fields}, {"values", one.fields_json},
                     {"url", one.link.url}, {"secret", one.link.secret}, {"check_url", one.link.check_url}, {"number", one.link.number}, {"line", one.line}, {"hash", one.hash}});
    bytes += one.bytes;
  }
  return frame({{"title", job.title}, {"created", job.created.ms}, {"fonts", job.fonts_folder}, {"dossier", job.dossier}, {"parts", std::move(parts)}}, bytes);
}

Result<PacketJob> read_packet_job(std::string_view wire) {
  const auto in = unframe(wire);
  if (!in) return in.error();
  try {
    PacketJob job;
    job.title = text(in->head, "title");
    job.created = Time{in->head.at("created").as_int64()};
    job.fonts_folder = text(in->head, "fonts");
    job.dossier = in->head.at("dossier").as_bool();
    std::string_view left = in->bytes;
    for (const json::value& one : in->head.at("parts").as_array()) {
      const json::object& head = one.as_object();
      const auto size = head.at("size").to_number<std::size_t>();
      if (size > left.size()) return broken();
      job.parts.push_back({text(head, "title"), text(head, "media_type"), std::string(left.substr(0, size)),
                           {text(head, "layout_name"), text(head, "layout"), text(head, "fields_name"), text(head, "fields")}, text(head, "values"),
                           {text(head, "url"), text(head, "secret"), text(head, "check_url"), text(head, "number")}, text(head, "line"), text(head, "hash")});
      left.remove_prefix(size);
    }
    if (job.parts.size() < 2 || !left.empty()) return broken();
    return job;
  } catch (const std::exception&) {
    return broken();
  }
}

std::string write_reply(const Result<Rendered>& reply) {
  if (reply) {
    return frame({{"ok", true}, {"pages", reply->pages}, {"missing", json::value_from(reply->missing)}, {"parts", json::value_from(reply->parts)}, {"size", reply->bytes.size()}},
                 reply->bytes);
  }
  const Error& error = reply.error();
  json::array fields;
  for (const FieldFault& fault : error.fields) fields.push_back({{"pointer", fault.pointer}, {"message", fault.message}});
  return frame(
      {{"ok", false}, {"kind", static_cast<int>(error.kind)}, {"code", error.code}, {"message", error.message}, {"fields", fields}}, {});
}

Result<Rendered> read_reply(std::string_view wire) {
  const auto in = unframe(wire);
  if (!in) return in.error();
  try {
    const json::object& head = in->head;
    if (head.at("ok").as_bool()) {
      if (head.at("size").to_number<std::uint64_t>() != in->bytes.size()) return broken();
      return Rendered{std::string(in->bytes), number(head, "pages"), json::value_to<std::vector<std::string>>(head.at("missing")),
                      json::value_to<std::vector<int>>(head.at("parts"))};
    }
    Error error{static_cast<Kind>(number(head, "kind")), text(head, "code"), text(head, "message"), {}};
    for (const json::value& fault : head.at("fields").as_array()) {
      error.fields.push_back({text(fault.as_object(), "pointer"), text(fault.as_object(), "message")});
    }
    return error;
  } catch (const std::exception&) {
    return broken();
  }
}

}  // namespace lianhu::paper
