#include "store/search_store.h"

#include "base/hash.h"
#include "model/bigram.h"

namespace lianhu {
namespace {

// Scope tokens hold punctuation; in the index each is one opaque word.
std::string opaque(std::string_view token) { return "x" + sha256_hex(token).substr(0, 15); }

std::vector<std::string> row_tokens(const Matter& matter, const std::vector<std::string>& scope) {
  std::vector<std::string> tokens = index_tokens(matter.title + "\n" + matter.summary + "\n" + matter.place_name + "\n" +
                                                 matter.place_detail.value_or("") + "\n" + matter.number);
  for (const std::string& token : scope) tokens.push_back(opaque(token));
  tokens.push_back(opaque("k:" + matter.category));
  for (std::size_t at = 1; at < matter.place_path.size();) {
    const std::size_t end = matter.place_path.find('/', at);
    if (end == std::string::npos) break;
    tokens.push_back(opaque("f:" + matter.place_path.substr(at, end - at)));
    at = end + 1;
  }
  return tokens;
}

// Tokens hold letters and digits only (fold drops the rest), so quoting needs no escapes.
std::string fts_match(const SearchQuery& query) {
  const QueryTokens words = query_tokens(query.text);
  std::string out;
  const auto also = [&](const std::string& part) {
    if (!out.empty()) out += " AND ";
    out += part;
  };
  for (const std::string& token : words.all) also("\"" + token + "\"");
  for (const std::string& token : words.prefix) also("\"" + token + "\"*");
  for (const std::string& filter : query.all_filters) also(opaque(filter));
  std::string scope;
  for (const std::string& token : query.any_scope) scope += (scope.empty() ? "" : " OR ") + opaque(token);
  also("(" + scope + ")");
  return out;
}

std::string ts_query(const SearchQuery& query) {
  const QueryTokens words = query_tokens(query.text);
  std::string out;
  const auto also = [&](const std::string& part) {
    if (!out.empty()) out += " & ";
    out += part;
  };
  for (const std::string& token : words.all) also("'" + token + "'");
  for (const std::string& token : words.prefix) also("'" + token + "':*");
  for (const std::string& filter : query.all_filters) also(opaque(filter));
  std::string scope;
  for (const std::string& token : query.any_scope) scope += (scope.empty() ? "" : " | ") + opaque(token);
  also("(" + scope + ")");
  return out;
}

}  // namespace

void drop_search_row(Session& session, const std::string& region, std::int64_t ordinal) {
  if (session.engine() == Engine::sqlite) {
    session.run("DELETE FROM matter_text WHERE rowid = :ordinal", {{"ordinal", ordinal}});
  } else {
    session.run("DELETE FROM matter_text WHERE region = :region AND ordinal = :ordinal", {{"region", region}, {"ordinal", ordinal}});
  }
}

void save_search_row(Session& session, const std::string& region, const Matter& matter, const std::vector<std::string>& scope) {
  if (matter.version > 1) drop_search_row(session, region, matter.ordinal);
  std::string body;
  if (session.engine() == Engine::sqlite) {
    for (const std::string& token : row_tokens(matter, scope)) body.append(token).push_back(' ');
    session.run("INSERT INTO matter_text (rowid, body) VALUES (:ordinal, :body)", {{"ordinal", matter.ordinal}, {"body", body}});
  } else {
    for (const std::string& token : row_tokens(matter, scope)) body.append("'").append(token).append("' ");
    session.run("INSERT INTO matter_text (region, ordinal, body) VALUES (:region, :ordinal, CAST(:body AS TSVECTOR))",
                {{"region", region}, {"ordinal", matter.ordinal}, {"body", body}});
  }
}

std::vector<std::int64_t> search(Session& session, const std::string& region, const SearchQuery& query) {
  std::vector<std::int64_t> found;
  if (query.any_scope.empty()) return found;
  const std::int64_t before = query.before > 0 ? query.before : INT64_MAX;
  const std::int64_t limit = query.limit;
  const auto take = [&](const Row& row) { found.push_back(row.i64(0)); };
  if (session.engine() == Engine::sqlite) {
    session.query("SELECT rowid FROM matter_text WHERE matter_text MATCH :match AND rowid < :before ORDER BY rowid DESC LIMIT :limit",
                  {{"match", fts_match(query)}, {"before", before}, {"limit", limit}}, take);
  } else {
    session.query("SELECT ordinal FROM matter_text WHERE region = :region AND body @@ CAST(:match AS TSQUERY) AND ordinal < :before"
                  " ORDER BY ordinal DESC LIMIT :limit",
                  {{"region", region}, {"match", ts_query(query)}, {"before", before}, {"limit", limit}}, take);
  }
  return found;
}

bool contains(const Matter& matter, std::string_view query) {
  const std::string text = fold(matter.title + "\n" + matter.summary + "\n" + matter.place_name + "\n" + matter.place_detail.value_or("") + "\n" + matter.number);
  const std::string folded = fold(query);
  std::size_t at = 0;
  while (at < folded.size()) {
    std::size_t end = folded.find(' ', at);
    if (end == std::string::npos) end = folded.size();
    if (text.find(folded.substr(at, end - at)) == std::string::npos) return false;
    at = end + 1;
  }
  return true;
}

}  // namespace lianhu
