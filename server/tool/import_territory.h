#pragma once
// lianhu import territory <file|folder> [--county CODE]: division files into the reference table, and new places of a county.
//
// Invariant: a faulty file changes nothing; the same files a second time change nothing. With a county only that county
// and what lies below it is read; places that are there already are left as they are, never re-keyed (settled 4).
// A folder holds CSV or JSON files (china-division's names); when it holds both, the CSV files are read.
// Errors: code "division_file" with every fault's file and line; "no_files"; "parent_missing"; "no_county".
// Source: 统计用区划代码 (territory/README.md).
// Thread rule: one caller.

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/db.h"

namespace lianhu {

struct ImportText {
  std::string name, text;
};
struct ImportedTerritory {
  std::int64_t read = 0;        // divisions in the files
  std::int64_t divisions = 0;   // now in the reference table
  std::int64_t new_places = 0;  // of the county
};

// The files of a path, by name. Throws std::runtime_error when a file cannot be read.
Result<std::vector<ImportText>> territory_files(const std::string& path);

// `progress` hears "已写入 5000 / 620573" after every batch; may be empty. New places are valid from `today`.
Result<ImportedTerritory> import_territory(Db& db, const std::vector<ImportText>& files, const std::string& county, Date today,
                                           const std::function<void(const std::string&)>& progress);

// Every fault on a line of its own, as the tool prints it.
std::string import_faults(const Error& error);

}  // namespace lianhu
