// Mediations that a court has handed over: signing for the material, the packet that goes back, the list of letters.

#include "desk/court_desk.h"
#include "desk/packet_desk.h"
#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

MatterId matter_of(const Request& request) { return MatterId{std::string(request.param("matter"))}; }
std::string reference_of(const Request& request) { return std::string(request.param("reference")); }

Response written_reply(const Desks& d, const Entry& entry, const Result<Written>& written, const Context& context) {
  if (!written) return problem(written.error(), context.request_id);
  const auto view = d.matter.view(entry.actor, written->matter);
  if (!view) return problem(view.error(), context.request_id);
  return with_etag(json(*view), view->etag);
}

// An act on one letter with a body of its own.
template <class Input, class Does>
Handler acts(const Desks& d, Does does) {
  return [&d, does](const Request& request, Context& context) {
    const auto input = read_body<Input>(request);
    if (!input) return problem(input.error(), context.request_id);
    const auto entry = entry_of(request, context);
    if (!entry) return problem(entry.error(), context.request_id);
    return written_reply(d, *entry, does(request, *entry, *input), context);
  };
}

}  // namespace

void add_court_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/court-letters", .operation = "list_court_letters", .tag = "court", .summary = "法院委派、委托的调解：期限、签收、退回",
              .permission = "session", .reply = schema_in<CourtList>,
              .handler = [&d](const Request&, Context& context) { return json(d.courts.letters(actor_of(context))); }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/references/{reference}/receipt", .operation = "sign_court_letter", .tag = "court",
              .summary = "登记调解员签收法院材料的日期，法院调解期限从这天起算", .permission = "session", .body = schema_in<SigningInput>,
              .reply = schema_in<MatterView>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = acts<SigningInput>(d, [&d](const Request& request, const Entry& entry, const SigningInput& input) {
                return d.courts.sign(entry, matter_of(request), reference_of(request), input);
              })});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/references/{reference}/extension", .operation = "extend_court_term", .tag = "court",
              .summary = "双方当事人同意延长法院调解期限（没有在本中心调解的事项）", .permission = "session", .body = schema_in<ExtensionInput>,
              .reply = schema_in<MatterView>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = acts<ExtensionInput>(d, [&d](const Request& request, const Entry& entry, const ExtensionInput& input) {
                return d.courts.extend(entry, matter_of(request), reference_of(request), input);
              })});
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/references/{reference}/packet", .operation = "get_court_packet", .tag = "court",
              .summary = "退回法院的材料：可以随函的、缺少的", .permission = "session", .reply = schema_in<PacketView>, .has_etag = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto view = d.packets.view(actor_of(context), matter_of(request), reference_of(request));
                if (!view) return problem(view.error(), context.request_id);
                return with_etag(json(*view), view->etag);
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/references/{reference}/packet", .operation = "make_court_packet", .tag = "court",
              .summary = "整理退回法院的材料：退回函、目录、所选材料装订成一份 PDF，通排页码", .permission = "session", .body = schema_in<PacketInput>,
              .reply = schema_in<MatterView>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = acts<PacketInput>(d, [&d](const Request& request, const Entry& entry, const PacketInput& input) {
                return d.packets.make(entry, matter_of(request), reference_of(request), input);
              })});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/references/{reference}/sent", .operation = "send_court_packet", .tag = "court",
              .summary = "登记材料已退回法院，法院调解期限到此为止", .permission = "session", .body = schema_in<SentInput>, .reply = schema_in<MatterView>,
              .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = acts<SentInput>(d, [&d](const Request& request, const Entry& entry, const SentInput& input) {
                return d.courts.send(entry, matter_of(request), reference_of(request), input);
              })});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/references/{reference}/unsent", .operation = "unsend_court_packet", .tag = "court",
              .summary = "撤销误登记的退回", .permission = "session", .reply = schema_in<MatterView>, .needs_if_match = true, .needs_idempotency_key = true,
              .has_etag = true, .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                return written_reply(d, *entry, d.courts.unsend(*entry, matter_of(request), reference_of(request)), context);
              }});
}

}  // namespace lianhu::http
