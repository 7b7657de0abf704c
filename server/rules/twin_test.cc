// Likeness of two reports: what makes it rise and fall, one cause at a time.

#include "rules/twin.h"

#include <gtest/gtest.h>

namespace lianhu {
namespace {

TwinFacts told(const std::string& words, const std::string& path = "/520422/t/v/g1/", int day = 100) {
  return {path, "", "service.water.ditch", "service.water", Date{day}, std::nullopt, words};
}

const std::vector<TwinFacts> pool{told("我是本组村民，路灯坏了，请派人来看看。"), told("我是本组村民，垃圾没有人收，请派人来看看。"),
                                  told("我是本组村民，水管爆了，请派人来看看。"), told("我是本组村民，请派人来看看老井边的水沟。")};

double alike(const TwinFacts& a, const TwinFacts& b) { return TwinMeasure(pool).between(a, b).whole; }

TEST(Twin, TheSameWordsAtTheSamePlaceAreWhollyAlike) {
  const TwinFacts a = told("老井边的排水沟堵了，水漫到路上。");
  EXPECT_NEAR(alike(a, a), 1, 1e-9);
}

TEST(Twin, IsTheSameBothWays) {
  const TwinFacts a = told("老井边的排水沟堵了"), b = told("井边水沟满了，路上积水", "/520422/t/v/", 107);
  EXPECT_DOUBLE_EQ(alike(a, b), alike(b, a));
}

TEST(Twin, FallsWithDistanceInPlaceKindAndTime) {
  const TwinFacts a = told("老井边的排水沟堵了，水漫到路上。");
  TwinFacts b = a;
  double last = alike(a, b);
  for (const char* path : {"/520422/t/v/g2/", "/520422/t/w/g/", "/520422/u/x/g/"}) {
    b.place_path = path;
    EXPECT_LT(alike(a, b), last) << path;
    last = alike(a, b);
  }
  b = a;
  last = 1;
  for (const int days : {10, 60, 200}) {
    b.received = a.received.plus(days);
    EXPECT_LT(alike(a, b), last) << days;
    last = alike(a, b);
  }
  b = a;
  b.category = "service.water.supply";
  EXPECT_LT(alike(a, b), 1);
  TwinFacts c = a;
  c.category = "dispute.wages";
  c.kind = "dispute.labour";
  EXPECT_LT(alike(a, c), alike(a, b));
}

TEST(Twin, WhatEverybodyWritesWeighsLittle) {
  const TwinFacts a = told("我是本组村民，请派人来看看，砂石厂灰尘大。");
  const TwinFacts phrase = told("我是本组村民，请派人来看看，孩子上学难。"), rare = told("砂石厂灰尘飘进寨子。");
  EXPECT_LT(TwinMeasure(pool).between(a, phrase).words, TwinMeasure(pool).between(a, rare).words);
}

TEST(Twin, AVillageNamedForAGroupInItIsPerhapsTheSamePlace) {
  const TwinFacts group = told("水沟堵了"), village = told("水沟堵了", "/520422/t/v/"), next = told("水沟堵了", "/520422/t/v/g2/");
  EXPECT_GT(alike(group, village), alike(group, next));
}

TEST(Twin, ADayOnWhichItHappenedCountsBeforeTheDayOfReceipt) {
  TwinFacts a = told("水沟堵了"), b = told("水沟堵了", "/520422/t/v/g1/", 160);
  const double by_receipt = alike(a, b);
  a.happened = b.happened = Date{99};
  EXPECT_GT(alike(a, b), by_receipt);
}

TEST(Twin, FarFetchedOnesAreNotShown) {
  const Likeness near{1, 1, 1, 0.1, 0.64};
  EXPECT_TRUE(perhaps_same(near));
  Likeness wordless = near;
  wordless.words = 0.01;
  EXPECT_FALSE(perhaps_same(wordless)) << "the same kind at the same place is not yet the same thing";
  Likeness other_kind{0.8, 0, 1, 0.26, 0.58};
  EXPECT_FALSE(perhaps_same(other_kind)) << "a quite different kind";
  other_kind.words = 0.4;
  other_kind.whole = 0.71;
  EXPECT_TRUE(perhaps_same(other_kind)) << "told in nearly the same words, somebody chose the kind wrongly";
  Likeness far = near;
  far.whole = 0.5;
  EXPECT_FALSE(perhaps_same(far));
}

TEST(Twin, SaysWhy) {
  const TwinFacts a = told("老井边的排水沟堵了，水漫到路上。");
  TwinFacts b = a;
  b.received = a.received.plus(3);
  const auto reasons = twin_reasons(TwinMeasure(pool).between(a, b), a, b);
  EXPECT_EQ(reasons, (std::vector<std::string>{"内容很相近", "同一地点", "同一类别", "相隔 3 天"}));
}

}  // namespace
}  // namespace lianhu
