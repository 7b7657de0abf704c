#include "tool/import_territory.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>

#include "store/directory_store.h"
#include "store/place_store.h"
#include "tool/county_setup.h"

namespace lianhu {
namespace {

constexpr std::size_t kBatch = 5'000;

std::string whole(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("读不了文件：" + path.string());
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) throw std::runtime_error("读文件出错：" + path.string());
  return text;
}

// Of a publisher's folder: the flat lists, not the nested copies nor the lists in another form.
bool flat_list(const std::string& name) { return !name.starts_with("pca") && !name.starts_with("HK-MO-TW"); }

std::vector<std::filesystem::path> with_ending(const std::filesystem::path& folder, const std::string& ending) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ending && flat_list(entry.path().filename().string())) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// The same files a second time give the same rows.
void save_divisions(Db& db, const std::vector<Division>& divisions, const std::function<void(const std::string&)>& progress) {
  for (std::size_t start = 0; start < divisions.size(); start += kBatch) {
    const std::size_t end = std::min(divisions.size(), start + kBatch);
    db.commit([&](Session& session) {
      for (std::size_t i = start; i < end; ++i) {
        const Division& d = divisions[i];
        save_division(session, {d.code, d.name, std::string(division_word(d.kind)), d.parent});
      }
    });
    if (progress) progress("已写入 " + std::to_string(end) + " / " + std::to_string(divisions.size()));
  }
}

// Files may begin below the county (a list of grids): then their parents must be places already.
std::optional<Error> orphans(const std::vector<Place>& rows, const std::map<std::string, Place, std::less<>>& there,
                             const std::vector<Division>& divisions) {
  std::set<std::string, std::less<>> coming;
  for (const Place& row : rows) coming.insert(row.id.text);
  std::vector<FieldFault> faults;
  for (const Division& d : divisions) {
    if (d.kind == DivisionKind::county || coming.contains(d.parent) || there.contains(d.parent)) continue;
    if (faults.size() < 50) faults.push_back({"/" + d.code, "“" + d.name + "”（" + d.code + "）的上级 " + d.parent + " 不在文件里，也不在本县已有的地点中"});
  }
  if (faults.empty()) return std::nullopt;
  const std::string first = faults.front().message;
  return invalid("parent_missing", first + "，请先导入上级", std::move(faults));
}

}  // namespace

Result<std::vector<ImportText>> territory_files(const std::string& path) {
  std::vector<std::filesystem::path> paths;
  if (std::filesystem::is_directory(path)) {
    paths = with_ending(path, ".csv");
    if (paths.empty()) paths = with_ending(path, ".json");
  } else if (std::filesystem::is_regular_file(path)) {
    paths.emplace_back(path);
  }
  if (paths.empty()) return invalid("no_files", "“" + path + "”里没有区划文件，请指定 CSV 或 JSON 文件，或者放着它们的文件夹");
  std::vector<ImportText> files;
  for (const auto& one : paths) files.push_back({one.filename().string(), whole(one)});
  return files;
}

Result<ImportedTerritory> import_territory(Db& db, const std::vector<ImportText>& files, const std::string& county, Date today,
                                           const std::function<void(const std::string&)>& progress) {
  std::vector<DivisionFile> texts;
  for (const ImportText& file : files) texts.push_back({file.name, file.text});
  const auto divisions = parse_divisions(texts, county);
  if (!divisions) return divisions.error();
  ImportedTerritory imported;
  imported.read = static_cast<std::int64_t>(divisions->size());

  std::vector<Place> fresh;
  if (!county.empty()) {
    std::map<std::string, Place, std::less<>> there;
    std::optional<County> installed;
    db.read([&](Session& session) {
      installed = load_county(session);
      for (const PlaceKind kind : {PlaceKind::county, PlaceKind::town, PlaceKind::village, PlaceKind::grid, PlaceKind::group, PlaceKind::household}) {
        for (Place& place : places_of_kind(session, county, kind, today)) there.emplace(place.id.text, std::move(place));
      }
    });
    if (!installed || installed->region != county) return invalid("no_county", "数据库里没有代码为“" + county + "”的县，请先运行 lianhu init");
    for (Place& row : place_rows(*divisions, {}, today, there)) {
      if (!there.contains(row.id.text)) fresh.push_back(std::move(row));
    }
    if (auto fault = orphans(fresh, there, *divisions)) return *fault;
  }
  save_divisions(db, *divisions, progress);
  for (std::size_t start = 0; start < fresh.size(); start += kBatch) {
    const std::size_t end = std::min(fresh.size(), start + kBatch);
    db.commit([&](Session& session) {
      for (std::size_t i = start; i < end; ++i) insert_place(session, county, fresh[i]);
    });
  }
  imported.new_places = static_cast<std::int64_t>(fresh.size());
  db.read([&](Session& session) { imported.divisions = count_divisions(session); });
  return imported;
}

std::string import_faults(const Error& error) {
  if (error.fields.empty()) return error.message + "\n";
  std::string out;
  for (const FieldFault& fault : error.fields) out += fault.message + "\n";
  return out;
}

}  // namespace lianhu
