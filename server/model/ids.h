#pragma once
// One identifier type per noun. Ids made by the product are UUIDv7 (base/id.h); PlaceId and OfficeId hold codes
// that were given once (a division code, an office code) and are never re-keyed.

#include <string>

#include "base/id.h"

namespace lianhu {

using MatterId = Id<struct MatterTag>;
using PartyId = Id<struct PartyTag>;
using ProceedingId = Id<struct ProceedingTag>;
using AssignmentId = Id<struct AssignmentTag>;
using DeadlineId = Id<struct DeadlineTag>;
using EventId = Id<struct EventTag>;
using DocumentId = Id<struct DocumentTag>;
using AttachmentId = Id<struct AttachmentTag>;
using NoticeId = Id<struct NoticeTag>;
using RulingId = Id<struct RulingTag>;
using ConsentId = Id<struct ConsentTag>;
using AccountId = Id<struct AccountTag>;
using PostId = Id<struct PostTag>;
using AccessId = Id<struct AccessTag>;
using CountId = Id<struct CountTag>;
using ObligationId = Id<struct ObligationTag>;
using LedgerId = Id<struct LedgerTag>;
using LinkId = Id<struct LinkTag>;
using BarId = Id<struct BarTag>;
using DiscrepancyId = Id<struct DiscrepancyTag>;

using PlaceId = Id<struct PlaceTag>;
using OfficeId = Id<struct OfficeTag>;
using DutyId = Id<struct DutyTag>;

}  // namespace lianhu
