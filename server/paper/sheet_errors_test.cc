#include "paper/sheet_errors.h"

#include <gtest/gtest.h>

#include "paper/sheet_read.h"
#include "paper/sheet_write.h"

namespace lianhu::paper {
namespace {

Sheet roster() {
  Sheet out;
  out.name = "花名册";
  out.rows = {{Cell::words("姓名"), Cell::words("户数")},
              {Cell::words("化名甲"), Cell::whole(3)},
              {Cell::words("化名乙")},
              {Cell::words("化名丙"), Cell::whole(4), Cell::words("多出")}};
  return out;
}

Sheet sent_and_read(const Sheet& sheet) {
  const auto read = read_sheets(*write_xlsx({{sheet}, {}}));
  EXPECT_TRUE(read);
  return read->sheets[0];
}

TEST(SheetErrors, StandBehindTheLastColumn) {
  const Sheet answer = with_errors(roster(), 1, {{2, "请填写户数"}, {3, "没有“多出”这一列"}, {2, "姓名与上一行重复"}});
  const Sheet back = sent_and_read(answer);
  EXPECT_EQ(back.rows[0], (CellRow{Cell::words("姓名"), Cell::words("户数"), {}, Cell::words("错误")}));
  EXPECT_EQ(back.rows[1], roster().rows[1]);
  EXPECT_EQ(back.rows[2], (CellRow{Cell::words("化名乙"), {}, {}, Cell::words("请填写户数；姓名与上一行重复")}));
  EXPECT_EQ(back.rows[3][3], Cell::words("没有“多出”这一列"));
  EXPECT_EQ(answer.fault_column, 3U);
  EXPECT_EQ(answer.header_rows, 1U);
}

TEST(SheetErrors, AreSetAnewWhenTheAnswerComesBack) {
  const Sheet first = sent_and_read(with_errors(roster(), 1, {{1, "旧的错误"}, {2, "请填写户数"}}));
  const Sheet second = sent_and_read(with_errors(first, 1, {{3, "户数太大"}}));
  EXPECT_EQ(second.rows[0].size(), 4U);
  EXPECT_EQ(second.rows[1], roster().rows[1]);
  EXPECT_EQ(second.rows[2], roster().rows[2]);
  EXPECT_EQ(second.rows[3][3], Cell::words("户数太大"));
}

TEST(SheetErrors, WorkWithoutAHeaderAndBeyondTheEnd) {
  Sheet sheet;
  sheet.rows = {{Cell::whole(1)}};
  const Sheet answer = with_errors(sheet, 0, {{0, "甲"}, {4, "乙"}});
  EXPECT_EQ(answer.rows[0][1], Cell::words("甲"));
  EXPECT_EQ(answer.rows[4][1], Cell::words("乙"));
  EXPECT_EQ(with_errors({}, 1, {}).rows[0][0], Cell::words("错误"));
}

TEST(SheetErrors, WhatTheReaderFoundIsNamedByCell) {
  Sheet sheet = roster();
  sheet.rows[2].resize(2);
  sheet.rows[2][1] = {CellKind::text, CellFault::digits_lost, 0, "520422199001011000"};
  const auto faults = cell_faults(sheet, 1);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].row, 2U);
  EXPECT_TRUE(faults[0].message.starts_with("B3：数字超过 15 位"));
  EXPECT_EQ(sent_and_read(with_errors(sheet, 1, faults)).rows[2][1], Cell::words("520422199001011000"));
}

}  // namespace
}  // namespace lianhu::paper
