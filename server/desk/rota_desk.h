#pragma once
// Which bodies sit at a centre on which days (轮驻): the week's table that the counter looks at and a resident is told.
//
// Invariant: of offices and windows, never of persons.
// Errors: forbidden "not_yours"; invalid_fields.
// Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"
#include "desk/file_desk.h"

namespace lianhu {

struct RotaRow {
  Date day;
  std::string office, office_name;
  std::optional<std::string> window_name, phone;
};
LIANHU_DESCRIBE(RotaRow, (day, office, office_name, window_name, phone))

struct RotaPage {
  std::string centre_name;
  Date week;
  std::vector<RotaRow> items;
  std::vector<std::string> resident;  // bodies that are there every day
  bool may_change = false;
};
LIANHU_DESCRIBE(RotaPage, (centre_name, week, items, resident, may_change))

struct RotaQuery {
  std::optional<Date> day;
};
LIANHU_DESCRIBE(RotaQuery, (day), {"day", {.label = "那一周的一天"}})

struct RotaInput {
  Date day;
  std::string office;
  std::optional<std::string> window_name, phone;
  std::optional<bool> remove;
};
LIANHU_DESCRIBE(RotaInput, (day, office, window_name, phone, remove), {"day", {.label = "日期"}}, {"office", {.label = "轮驻机构", .min = 1, .max = 60}},
                {"window_name", {.label = "窗口", .max = 30}}, {"phone", {.label = "窗口电话", .format = Format::phone}}, {"remove", {.label = "去掉"}})

class RotaDesk {
 public:
  explicit RotaDesk(const House& house) : house_(house) {}

  Result<RotaPage> page(const Actor& actor, const RotaQuery& query) const;
  // The same rows as a workbook, a day without anybody too.
  Result<FileBytes> sheet(const Actor& actor, const RotaQuery& query) const;
  Result<RotaPage> put(const Entry& entry, const RotaInput& input) const;
  // The week before once more, seven days later; what is there already stays.
  Result<RotaPage> repeat(const Entry& entry, const RotaQuery& query) const;

 private:
  const House& house_;
};

}  // namespace lianhu
