#pragma once
// The refusals that every reader of spreadsheets makes in the same words.
//
// Thread rule: pure functions.

#include <string>

#include "base/result.h"

namespace lianhu::paper {

// The file contradicts itself or the standard: what, and where.
inline Error sheet_broken(const std::string& what) {
  return invalid("sheet_broken", "表格文件有误：" + what + "。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后重新上传");
}

inline Error sheet_too_large(const std::string& what) { return {Kind::too_large, "sheet_too_large", what + "，请拆分后分次上传", {}}; }

}  // namespace lianhu::paper
