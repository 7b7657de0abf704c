#pragma once
// What a concluded mediation counts as in the monthly form: a row of +1, and a row of −1 when it counts as something else later.
// Never changed, never deleted (settled 8). Plain values.
//
// Units: amount in fen; month "2026-03", that of the result. Source: facts A3, A4.

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"
#include "model/words.h"

namespace lianhu {

struct MediationCount {
  CountId id;
  std::int64_t delta = 1;
  std::string month;
  Date concluded;
  Time recorded_at;
  MatterId matter;
  ProceedingId proceeding;
  std::string result;          // written oral failed
  OfficeId office;             // the committee
  std::string committee_kind;  // village town enterprise association trade other
  PlaceId place;               // the committee's
  std::string category;
  std::string source;          // application own court procuratorate police petition other
  std::string difficulty;      // simple general major hard; "": not told
  std::string averted;         // suicide crime petition fight; "": none told
  std::int64_t averted_people = 0;
  std::int64_t parties = 0, amount = 0;
  Seal seal{};
};
BOOST_DESCRIBE_STRUCT(MediationCount, (), (id, delta, month, concluded, recorded_at, matter, proceeding, result, office, committee_kind, place, category, source,
                                           difficulty, averted, averted_people, parties, amount, seal))

}  // namespace lianhu
