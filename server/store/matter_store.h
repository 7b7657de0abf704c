#pragma once
// Reading matters: one whole file, or the part a list needs. All take the session of one snapshot.
//
// "Not found" is an empty optional; a broken database throws (db.h).

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/matter_file.h"
#include "store/db.h"

namespace lianhu {

// Everything the rules look at.
std::optional<MatterFile> load_matter(Session& session, const std::string& region, const MatterId& id);
// Only what may(know) looks at: the matter, its proceedings, assignments and bars.
std::optional<MatterFile> load_matter_head(Session& session, const std::string& region, const MatterId& id);

// The same for many, by id; who is not there is left out.
std::map<std::string, MatterFile> load_matter_heads(Session& session, const std::string& region, const std::vector<std::string>& ids);

// Everything that is shown as well.
std::optional<WholeMatter> load_whole_matter(Session& session, const std::string& region, const MatterId& id);
std::optional<std::int64_t> find_matter_version(Session& session, const std::string& region, const MatterId& id);

std::optional<MatterId> find_matter_by_number(Session& session, const std::string& region, const std::string& number);

struct PartyKey {
  PartyId party;
  MatterId matter;
};
std::optional<PartyKey> find_party(Session& session, const std::string& region, const PartyId& id);
// Those who came to another matter from this row, by joining or by splitting.
std::vector<PartyKey> parties_from(Session& session, const std::string& region, const PartyId& origin);
// By the SHA-256 of the tracking secret.
std::optional<PartyKey> find_party_by_secret(Session& session, const std::string& region, const std::string& secret_sha256);

std::vector<PastEvent> load_events(Session& session, const std::string& region, const MatterId& matter);
std::vector<Attachment> load_attachments(Session& session, const std::string& region, const MatterId& matter);
std::vector<Document> load_documents(Session& session, const std::string& region, const MatterId& matter);
std::vector<Link> load_links(Session& session, const std::string& region, const MatterId& matter);

// Precedents for a kind of matter, newest first.
std::vector<Ruling> load_rulings(Session& session, const std::string& region, const std::string& category);

}  // namespace lianhu
