#include "tool/serve.h"

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/hash.h"
#include "base/password.h"
#include "base/resource.h"
#include "clock/deadline_clock.h"
#include "clock/gateways.h"
#include "clock/outbox_clock.h"
#include "desk/account_desk.h"
#include "desk/audit_desk.h"
#include "http/access_log.h"
#include "http/door.h"
#include "http/doors.h"
#include "http/gate.h"
#include "http/health.h"
#include "http/openapi.h"
#include "http/reply.h"
#include "http/routes_admin.h"
#include "http/routes_aid.h"
#include "http/routes_dossier.h"
#include "http/routes_committee.h"
#include "http/routes_mediation.h"
#include "http/routes_statistics.h"
#include "http/routes_fulfilment.h"
#include "http/routes_paper.h"
#include "http/routes_session.h"
#include "http/server.h"
#include "http/static.h"
#include "http/trusted_proxy.h"

namespace lianhu {
namespace {

constexpr const char* kApiVersion = "1.0.0";

bool loopback(const std::string& address) { return address == "127.0.0.1" || address == "::1" || address == "localhost"; }

// Everything behind the router, in the order it is built; torn down in the opposite one.
struct Desks {
  Desks(House& county, PasswordPool& pool, paper::RenderSlots& papers, http::Broadcast& stream, std::string fonts_folder, std::vector<GatewaySpec> ways)
      : house(county), passwords(pool), slots(papers), broadcast(stream), fonts(std::move(fonts_folder)), gateways(std::move(ways)) {}

  House& house;
  PasswordPool& passwords;
  paper::RenderSlots& slots;
  http::Broadcast& broadcast;
  const std::string fonts;
  const std::vector<GatewaySpec> gateways;

  IntakeDesk intake{house};
  SpotDesk spot{house, intake};
  MatterDesk matter{house};
  FactDesk facts{house};
  BulkDesk bulk{house, matter};
  DrawDesk draws{house};
  TrackDesk track{house};
  TwinDesk twins{house};
  SplitDesk splits{house};
  WorkDesk work{house};
  BriefDesk briefs{house};
  PreventionDesk prevention{house};
  ConferenceDesk conference{house};
  RotaDesk rota{house};
  SuperviseDesk supervision{house, matter};
  Presence presence{house.clock()};
  DirectoryDesk directory{house};
  NoticeDesk notices{house};
  FileDesk files{house, slots, "/proc/self/exe", fonts};
  UploadDesk uploads{house, files};
  QuickDesk quick{house};
  ReferenceDesk references{house};
  ImportDesk imports{house};
  ReplyDesk replies{house};
  SlipDesk slips{house};
  CourtDesk courts{house};
  PacketDesk packets{house, slots, "/proc/self/exe", fonts};
  StubDesk stubs{house};
  OldRegisterDesk old_registers{house};
  GridLocator grids{house};
  DeliveryDesk deliveries{house, gateways};
  CallDesk calls{house};
  LetterDesk letters{house, slots, "/proc/self/exe", fonts};
  MessageDesk messages{house};
  SessionDesk sessions{house, passwords};
  AccountDesk accounts{house, passwords, sessions};
  AuditDesk audits{house};
  CalendarDesk calendars{house};
  OfficeDesk offices{house};
  PlaceDesk places{house};
  OutlineDesk outlines{house};
  ResponsibilityDesk responsibilities{house};
  CategoryDesk categories{house};
  DutyListDesk duties{house};
  AidDesk aids{house};
  PrecedentDesk precedents{house};
  ProcedureDesk procedures{house};
  DossierDesk dossiers{house};
  MediationDesk mediations{house};
  BenchDesk benches{house};
  ClauseDesk clauses{house};
  BindingDesk bindings{house, slots, "/proc/self/exe", fonts};
  PaperDesk papers{house, slots, "/proc/self/exe", fonts};
  StatisticsDesk statistics{house};
  CodeFormDesk code_forms{house};
  RegisterDesk registers{house};
  CommitteeDesk committees{house};
  TeamFormDesk teams{house};
  FormPrintDesk form_prints{house, slots, "/proc/self/exe", fonts};
  FulfilmentDesk fulfilment{house};
  EnforcementDesk enforcement{house, slots, "/proc/self/exe", fonts};
  http::Desks all{
      .house = house,
      .intake = intake,
      .spot = spot,
      .matter = matter,
      .facts = facts,
      .bulk = bulk,
      .draws = draws,
      .track = track,
      .twins = twins,
      .splits = splits,
      .work = work,
      .briefs = briefs,
      .prevention = prevention,
      .conference = conference,
      .rota = rota,
      .supervision = supervision,
      .presence = presence,
      .directory = directory,
      .notices = notices,
      .files = files,
      .uploads = uploads,
      .quick = quick,
      .references = references,
      .imports = imports,
      .replies = replies,
      .slips = slips,
      .courts = courts,
      .packets = packets,
      .stubs = stubs,
      .old_registers = old_registers,
      .grids = grids,
      .deliveries = deliveries,
      .calls = calls,
      .letters = letters,
      .messages = messages,
      .sessions = sessions,
      .broadcast = broadcast,
  };
};

void add_api(http::Router& router, Desks& desks) {
  http::add_public_routes(router, desks.all);
  http::add_track_routes(router, desks.all);
  http::add_session_routes(router, desks.sessions);
  http::add_work_routes(router, desks.all);
  http::add_brief_routes(router, desks.all);
  http::add_prevention_routes(router, desks.all);
  http::add_centre_routes(router, desks.all);
  http::add_matter_routes(router, desks.all);
  http::add_twin_routes(router, desks.all);
  http::add_fact_routes(router, desks.all);
  http::add_upload_routes(router, desks.all);
  http::add_spot_routes(router, desks.all);
  http::add_bulk_routes(router, desks.all);
  http::add_draw_routes(router, desks.all);
  http::add_directory_routes(router, desks.all);
  http::add_notice_routes(router, desks.all);
  http::add_reference_routes(router, desks.all);
  http::add_import_routes(router, desks.all);
  http::add_reply_routes(router, desks.all);
  http::add_slip_routes(router, desks.all);
  http::add_court_routes(router, desks.all);
  http::add_stub_routes(router, desks.all);
  http::add_old_register_routes(router, desks.all);
  http::add_delivery_routes(router, desks.all);
  http::add_message_routes(router, desks.all);
  http::add_admin_routes(router, desks.accounts, desks.audits);
  http::add_calendar_routes(router, desks.calendars);
  http::add_office_routes(router, desks.offices, desks.responsibilities);
  http::add_place_routes(router, desks.places, desks.outlines);
  http::add_category_routes(router, desks.categories);
  http::add_duty_list_routes(router, desks.duties, desks.precedents);
  http::add_aid_routes(router, desks.aids);
  http::add_procedure_routes(router, desks.procedures);
  http::add_dossier_routes(router, desks.dossiers, desks.bindings);
  http::add_mediation_routes(router, desks.mediations, desks.benches, desks.clauses);
  http::add_statistics_routes(router, desks.statistics, desks.code_forms, desks.registers, desks.form_prints);
  http::add_committee_routes(router, desks.committees, desks.teams);
  http::add_paper_routes(router, desks.papers, desks.matter);
  http::add_fulfilment_routes(router, desks.fulfilment, desks.enforcement, desks.papers, desks.matter);
}

void wait_for_signal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  int got = 0;
  sigwait(&signals, &got);
}

// Before any thread starts, so that all of them leave the signals to wait_for_signal.
void hold_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace

std::string trusted_proxy_fault(const std::string& address) {
  const auto proxies = http::TrustedProxies::of({address});
  return proxies ? std::string() : proxies.error().message;
}

std::string openapi_document() {
  // Routes only describe here and none is called: an empty county in a folder of its own is enough to build the desks.
  SystemRandom random;
  std::string name(8, '\0');
  random.fill(std::as_writable_bytes(std::span(name.data(), name.size())));
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("lianhu-" + hex(name));
  struct Remove {
    const std::filesystem::path& path;
    ~Remove() {
      std::error_code ignored;
      std::filesystem::remove_all(path, ignored);
    }
  } const remove{folder};
  Installation place({(folder / "data").string(), "", (folder / "key").string()}, true);
  place.db().commit([&](Session& session) { save_county(session, {"000000", "示例县", "SL", place.clock().now(), true, {}, {}, {}}); });
  House house(place.world());
  PasswordPool passwords(place.random());
  paper::RenderSlots slots;
  InlineExecutor executor;
  http::Broadcast broadcast(executor);
  Desks desks(house, passwords, slots, broadcast, "", {});
  http::Router router;
  add_api(router, desks);
  return http::openapi(router, kApiVersion);
}

int serve(const ServeOptions& options) {
  const bool tls = !options.tls_certificate.empty();
  if (!tls && !loopback(options.address) && !options.allow_plain_http) {
    throw std::runtime_error("在 " + options.address + " 上对外服务须用 --tls-cert 和 --tls-key 加密；确需明文时加 --allow-plain-http");
  }
  hold_signals();
  const auto log = spdlog::stderr_logger_mt("lianhu");
  log->set_pattern("%v");
  Installation place(options.where, false);
  House house(place.world());
  PasswordPool passwords(place.random());
  paper::RenderSlots slots;
  PoolExecutor pool(static_cast<std::size_t>(options.threads), 512);
  http::Broadcast broadcast(pool);
  const auto gateways = open_gateways(options.gateways, place.clock());
  std::vector<GatewaySpec> specs;
  std::vector<OutGateway> outs;
  for (const OpenGateway& one : gateways) {
    specs.push_back(one.spec);
    outs.push_back({one.spec, one.gateway.get()});
  }
  Desks desks(house, passwords, slots, broadcast, options.fonts, std::move(specs));
  Outbox outbox(house, std::move(outs), place.ids().text());
  OutboxClock out_clock(house, outbox, [&](const std::string& line) { log->warn(line); });
  desks.deliveries.retried = [&] { out_clock.wake(); };
  DeadlineClock clock(house, [&](const std::string& line) { log->warn(line); });
  house.changed = [&](const MatterId& matter, std::int64_t version) {
    broadcast.publish({std::to_string(place.clock().now().ms), "matter", matter.text, R"({"matter":")" + matter.text + R"(","version":)" + std::to_string(version) + "}"});
    clock.wake();
    out_clock.wake();
  };

  http::Metrics metrics;
  http::Router router;
  auto gate = http::make_gate(desks.sessions, [&](const std::string& secret) { return desks.track.actor(secret); });
  router.set_gate([&house, gate = std::move(gate)](const http::Request& request, http::Context& context) {
    house.catch_up();  // what another process changed holds here from the next request on
    return gate(request, context);
  });
  add_api(router, desks);
  const std::string description = http::openapi(router, kApiVersion);
  router.add({.method = "GET", .path = "/api/v1/openapi.json", .operation = "get_openapi", .tag = "public", .summary = "本接口的说明", .permission = "public",
              .handler = [&](const http::Request&, http::Context&) { return http::json_text(description); }});
  http::add_health_routes(router, metrics, [&] {
    const std::string why = place.db().unready();
    return std::vector<http::HealthPart>{{"database", why.empty(), why.empty() ? "可用" : why}};
  });
  http::require_known_permissions(router);
  std::vector<http::Entry> pages{{"/desk", "centre.html"}};
  for (const char* prefix : {"/", "/report", "/done", "/t", "/mine", "/call", "/feedback", "/verify", "/committees", "/outbox", "/messages", "/m"}) pages.push_back({prefix, "pocket.html"});
  const http::StaticSite site(resources(), "web/dist/", std::move(pages), "pocket.html");
  router.set_fallback(site.handler());

  http::DoorOptions door_options;
  door_options.per_minute = options.per_minute;
  door_options.burst = options.per_minute / 5;
  door_options.proxies = http::TrustedProxies::of(options.trusted_proxies).value();
  door_options.log = [&](const std::string& line) { log->info(line); };
  door_options.broken = [&](const std::string& request, const std::string& what) { log->error("{{\"request\":\"{}\",\"broken\":\"{}\"}}", request, what); };
  http::Door door(router, place.clock(), place.random(), metrics, door_options);
  http::ServerOptions server_options;
  server_options.address = options.address;
  server_options.port = static_cast<std::uint16_t>(options.port);
  if (tls) server_options.tls = http::TlsFiles{options.tls_certificate, options.tls_key};
  http::Server server(server_options, door.service(), pool);
  metrics.add_gauge("lianhu_connections", "Open connections.", [&] { return static_cast<double>(server.connections()); });
  metrics.add_gauge("lianhu_viewers", "Open event streams.", [&] { return static_cast<double>(broadcast.viewers()); });
  metrics.add_gauge("lianhu_outbox_waiting", "Notices waiting for a gateway.", [&] { return static_cast<double>(desks.deliveries.load().waiting); });
  metrics.add_gauge("lianhu_outbox_stuck", "Notices a gateway refused or did not take after all tries.", [&] { return static_cast<double>(desks.deliveries.load().stuck); });
  metrics.add_gauge("lianhu_outbox_oldest_seconds", "Age of the oldest notice that waits for a gateway.", [&] { return static_cast<double>(desks.deliveries.load().oldest_s); });
  const std::string url = std::string(tls ? "https" : "http") + "://" + options.address + ":" + std::to_string(server.port());
  house.set_public_url(options.public_url.empty() ? url : options.public_url);
  clock.start();
  out_clock.start();
  std::printf("READY %s\n", url.c_str());
  std::fflush(stdout);
  wait_for_signal();
  server.stop();
  clock.stop();
  out_clock.stop();
  return 0;
}

}  // namespace lianhu
