#include "tool/verify.h"

#include <algorithm>

#include "model/chain.h"
#include "store/verify_store.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostFaults = 200;

}  // namespace

Verified verify(Db& db, Files& files, const std::string& region) {
  Verified out;
  std::vector<bool> leaves;
  std::vector<std::pair<std::string, std::string>> attachments;
  const auto fault = [&](std::string text) {
    if (out.faults.size() < kMostFaults) out.faults.push_back(std::move(text));
  };
  db.read([&](Session& session) {
    const auto head = load_log_head(session, region);
    leaves.assign(head ? static_cast<std::size_t>(head->next_leaf) : 0, false);
    std::string matter, previous;
    std::int64_t seq = 0;
    std::int64_t newest_leaf = -1;
    std::string newest_hash = chain_start;
    each_event(session, region, [&](const StoredEvent& event) {
      const Event& row = event.row;
      if (row.matter.text != matter) {
        matter = row.matter.text;
        previous = chain_start;
        seq = 0;
        ++out.matters;
      }
      ++out.events;
      const std::string where = "事项 " + matter + " 第 " + std::to_string(row.seq) + " 条记录";
      if (row.seq != seq + 1) fault(where + "：前面缺少 " + std::to_string(row.seq - seq - 1) + " 条");
      if (row.previous != previous) fault(where + "：与前一条接不上，前一条被改动或删除");
      if (chain_hash(region, row) != row.hash) fault(where + "：记录的内容与校验值不符");
      if (event.erased) {
        ++out.erased;
      } else if (leaf_of(event.salt, event.content) != row.leaf) {
        fault(where + "：正文被改动");
      }
      if (row.leaf_index < 0 || row.leaf_index >= static_cast<std::int64_t>(leaves.size())) {
        fault(where + "：序号超出总账");
      } else if (leaves[static_cast<std::size_t>(row.leaf_index)]) {
        fault(where + "：总账序号重复");
      } else {
        leaves[static_cast<std::size_t>(row.leaf_index)] = true;
      }
      if (row.leaf_index > newest_leaf) {
        newest_leaf = row.leaf_index;
        newest_hash = row.hash;
      }
      seq = row.seq;
      previous = row.hash;
    });
    const auto missing = std::count(leaves.begin(), leaves.end(), false);
    if (missing > 0) fault("总账缺少 " + std::to_string(missing) + " 条记录");
    if (head && head->last_hash != newest_hash) fault("总账末尾的校验值与最后一条记录不符");
    if (!head && out.events > 0) fault("总账的表头不见了");
    out.last_hash = newest_hash;
    each_attachment_hash(session, region, [&](const std::string& of, const std::string& sha256) { attachments.emplace_back(of, sha256); });
  });
  for (const auto& [of, sha256] : attachments) {
    ++out.files;
    try {
      if (!files.get(sha256)) fault("事项 " + of + " 的附件不见了：" + sha256);
    } catch (const std::exception&) {
      fault("事项 " + of + " 的附件被改动：" + sha256);
    }
  }
  return out;
}

}  // namespace lianhu
