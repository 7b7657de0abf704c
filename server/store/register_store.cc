#include "store/register_store.h"

#include "store/row.h"

namespace lianhu {
namespace {

Readable within(const std::string& region, const MatterReader& reader, const RegisterSpan& span) {
  Readable out = readable(reader);
  out.sql = " matter.region = :region AND matter.root = matter.id AND matter.received_at >= :from AND matter.received_at <= :until" + out.sql;
  out.binds.insert(out.binds.end(), {{"region", region}, {"from", span.from.ms}, {"until", span.until.ms}, {"procedure", span.procedure}});
  return out;
}

template <class T>
T read(const Row& row, int column) {
  T out{};
  row_detail::from_row(row, column, out);
  return out;
}

}  // namespace

std::vector<RegisterEntry> register_entries(Session& session, const std::string& region, const MatterReader& reader, const RegisterSpan& span) {
  std::vector<RegisterEntry> out;
  if (reader.tokens.empty()) return out;
  const Readable where = within(region, reader, span);
  session.query("SELECT matter.id, p.id, matter.number, matter.title, matter.place_name, matter.place_path, matter.category, matter.channel, matter.received_at, p.opened_at,"
                " p.number, p.outcome, p.state, p.procedure_version, p.lead_office, p.closed_at FROM matter"
                " JOIN proceeding p ON p.region = matter.region AND p.matter = matter.id AND p.procedure_name = :procedure WHERE" + where.sql +
                    " ORDER BY matter.received_at, matter.ordinal, p.opened_at, p.id",
                std::span<const Bind>(where.binds), [&](const Row& row) {
                  out.push_back({MatterId{row.text(0)}, ProceedingId{row.text(1)}, row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), read<Channel>(row, 7),
                                 Time{row.i64(8)}, Time{row.i64(9)}, read<std::optional<std::string>>(row, 10), read<std::optional<std::string>>(row, 11), row.text(12), row.i64(13),
                                 read<std::optional<OfficeId>>(row, 14), read<std::optional<Time>>(row, 15)});
                });
  return out;
}

std::map<std::string, std::vector<RegisterParty>> register_parties(Session& session, const std::string& region, const MatterReader& reader, const RegisterSpan& span) {
  std::map<std::string, std::vector<RegisterParty>> out;
  if (reader.tokens.empty()) return out;
  const Readable where = within(region, reader, span);
  session.query("SELECT party.matter, party.role, party.name, party.hidden FROM matter JOIN party ON party.region = matter.region AND party.matter = matter.id AND party.left_at IS NULL WHERE"
                " EXISTS (SELECT 1 FROM proceeding p WHERE p.region = matter.region AND p.matter = matter.id AND p.procedure_name = :procedure) AND" + where.sql +
                    " ORDER BY party.matter, party.id",
                std::span<const Bind>(where.binds), [&](const Row& row) {
                  out[row.text(0)].push_back({read<PartyRole>(row, 1), row.null(2) ? std::string() : row.text(2), row.i64(3) != 0});
                });
  return out;
}

}  // namespace lianhu
