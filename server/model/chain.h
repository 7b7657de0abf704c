#pragma once
// The chained history of one matter (settled 21): anyone with the rows can check that nothing was changed or removed.
//
// leaf = SHA-256(salt ‖ content as stored); hash = SHA-256 over a canonical line of the event's head, its leaf and the
// hash before it. Content and salt may be erased by law; leaf and chain stay and still verify.
// Thread rule: pure functions.

#include <string>

#include "base/hash.h"
#include "model/event.h"

namespace lianhu {

inline const std::string chain_start(64, '0');

inline std::string leaf_of(std::string_view salt, std::string_view content) { return sha256_hex(std::string(salt).append(content)); }

// Fields are joined by a line feed, which none of them can hold.
inline std::string chain_hash(const std::string& region, const Event& e) {
  const auto text = [](const auto& optional) { return optional ? optional->text : std::string(); };
  std::string line = "lianhu-event-1";
  for (const std::string& part :
       {region, e.id.text, e.matter.text, std::to_string(e.seq), std::to_string(e.leaf_index), e.kind, e.title, text(e.proceeding), text(e.account),
        text(e.party), text(e.post), text(e.office), e.actor_label, word(e.audience), std::to_string(e.happened_at.ms), std::to_string(e.entered_at.ms),
        e.leaf, e.previous, e.client_id.value_or("")}) {
    line.append("\n").append(part);
  }
  return sha256_hex(line);
}

}  // namespace lianhu
