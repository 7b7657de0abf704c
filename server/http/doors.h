#pragma once
// The desks behind the API, and the routes of each noun. One function per file; http/api.cc calls them all.

#include "desk/brief_desk.h"
#include "desk/bulk_desk.h"
#include "desk/conference_desk.h"
#include "desk/call_desk.h"
#include "desk/court_desk.h"
#include "desk/delivery_desk.h"
#include "desk/directory_desk.h"
#include "desk/draw_desk.h"
#include "desk/fact_desk.h"
#include "desk/file_desk.h"
#include "desk/grid_locator.h"
#include "desk/import_desk.h"
#include "desk/intake_desk.h"
#include "desk/letter_desk.h"
#include "desk/matter_desk.h"
#include "desk/message_desk.h"
#include "desk/notice_desk.h"
#include "desk/old_register_desk.h"
#include "desk/packet_desk.h"
#include "desk/presence.h"
#include "desk/prevention_desk.h"
#include "desk/quick_desk.h"
#include "desk/reference_desk.h"
#include "desk/reply_desk.h"
#include "desk/rota_desk.h"
#include "desk/session_desk.h"
#include "desk/spot_desk.h"
#include "desk/slip_desk.h"
#include "desk/split_desk.h"
#include "desk/stub_desk.h"
#include "desk/supervise_desk.h"
#include "desk/track_desk.h"
#include "desk/twin_desk.h"
#include "desk/upload_desk.h"
#include "desk/work_desk.h"
#include "http/broadcast.h"
#include "http/router.h"

namespace lianhu::http {

struct Desks {
  const House& house;
  const IntakeDesk& intake;
  const SpotDesk& spot;
  const MatterDesk& matter;
  const FactDesk& facts;
  const BulkDesk& bulk;
  const DrawDesk& draws;
  const TrackDesk& track;
  const TwinDesk& twins;
  const SplitDesk& splits;
  const WorkDesk& work;
  const BriefDesk& briefs;
  const PreventionDesk& prevention;
  const ConferenceDesk& conference;
  const RotaDesk& rota;
  const SuperviseDesk& supervision;
  Presence& presence;
  const DirectoryDesk& directory;
  const NoticeDesk& notices;
  const FileDesk& files;
  const UploadDesk& uploads;
  const QuickDesk& quick;
  const ReferenceDesk& references;
  const ImportDesk& imports;
  const ReplyDesk& replies;
  const SlipDesk& slips;
  const CourtDesk& courts;
  const PacketDesk& packets;
  const StubDesk& stubs;
  const OldRegisterDesk& old_registers;
  const GridLocator& grids;
  const DeliveryDesk& deliveries;
  const CallDesk& calls;
  const LetterDesk& letters;
  const MessageDesk& messages;
  const SessionDesk& sessions;
  Broadcast& broadcast;
};

void add_public_routes(Router& router, const Desks& desks);
void add_track_routes(Router& router, const Desks& desks);
void add_matter_routes(Router& router, const Desks& desks);
void add_twin_routes(Router& router, const Desks& desks);
void add_fact_routes(Router& router, const Desks& desks);
void add_upload_routes(Router& router, const Desks& desks);
void add_spot_routes(Router& router, const Desks& desks);
void add_bulk_routes(Router& router, const Desks& desks);
void add_draw_routes(Router& router, const Desks& desks);
void add_work_routes(Router& router, const Desks& desks);
void add_brief_routes(Router& router, const Desks& desks);
void add_centre_routes(Router& router, const Desks& desks);
void add_prevention_routes(Router& router, const Desks& desks);
void add_directory_routes(Router& router, const Desks& desks);
void add_notice_routes(Router& router, const Desks& desks);
void add_reference_routes(Router& router, const Desks& desks);
void add_import_routes(Router& router, const Desks& desks);
void add_reply_routes(Router& router, const Desks& desks);
void add_slip_routes(Router& router, const Desks& desks);
void add_court_routes(Router& router, const Desks& desks);
void add_stub_routes(Router& router, const Desks& desks);
void add_old_register_routes(Router& router, const Desks& desks);
void add_delivery_routes(Router& router, const Desks& desks);
void add_message_routes(Router& router, const Desks& desks);

// The actor the gate found; nobody known on a public route.
Actor actor_of(const Context& context);
// How this command came in: its actor, route, key, body and the version it was made for.
Result<Entry> entry_of(const Request& request, const Context& context);
Response file_response(FileBytes file, bool as_download);


}  // namespace lianhu::http
