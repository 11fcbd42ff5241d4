#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "rulebook/lint.h"
#include "rulebook/load.h"

namespace oit::rulebook {
namespace {

const std::filesystem::path kRules = std::filesystem::path(OIT_SOURCE_DIR) / "rules";

TEST(ShippedRules, EveryYearLoadsWithoutALintError) {
  const auto years = list_years(kRules);
  ASSERT_TRUE(years);
  for (const auto& id : *years) {
    const auto rulebook = load(kRules, id);
    ASSERT_TRUE(rulebook) << rulebook.error().message;
    for (const auto& finding : lint(*rulebook, kRules))
      EXPECT_FALSE(finding.is_error)
          << finding.file << ':' << finding.line << ": " << finding.message;
  }
}

TEST(ShippedRules, TheYearsListsHaveTheirLength) {
  for (const char* id : {"ita-2564", "ita-2565", "ita-2566"}) {
    const auto rulebook = load(kRules, id);
    ASSERT_TRUE(rulebook) << rulebook.error().message;
    EXPECT_EQ(rulebook->year.items.size(), 43U) << id;
  }
}

TEST(ShippedRules, LaterListsHaveTheirLengthAndTheirPoints) {
  struct List {
    const char* id;
    std::size_t items;
    std::map<std::string, double> points;  // lost by one item of a sub-indicator
  };
  const std::vector<List> lists = {
      {"ita-2567", 35, {{"O1", 0.67}, {"O7", 0.57}, {"O14", 1.0}, {"O26", 1.67}, {"O32", 2.5}}},
      {"ita-2568", 28, {{"O1", 1.0}, {"O5", 0.57}, {"O12", 2.0}, {"O14", 1.33}, {"O21", 2.5}}},
      {"ita-2569", 26, {{"O1", 1.0}, {"O5", 0.67}, {"O11", 2.0}, {"O13", 1.33}, {"O20", 3.33}}},
      {"ita-2570", 26, {{"O20", 3.33}, {"O23", 2.5}}}};
  for (const auto& list : lists) {
    const auto rulebook = load(kRules, list.id);
    ASSERT_TRUE(rulebook) << rulebook.error().message;
    EXPECT_EQ(rulebook->year.items.size(), list.items) << list.id;
    for (const auto& [id, points] : list.points) {
      const auto item = std::ranges::find(rulebook->year.items, id, &model::YearItem::id);
      EXPECT_NEAR(item->points, points, 0.005) << list.id << ' ' << id;
    }
    for (const auto& item : rulebook->year.items) {
      EXPECT_NE(item.basis, model::Basis::unstated) << list.id << ' ' << item.id;
      EXPECT_FALSE(item.component_basis.empty()) << list.id << ' ' << item.id;
    }
  }
}

TEST(ShippedRules, ANumberMeansNothingWithoutItsYear) {  // O12, later-years
  for (const auto& [id, topic] : {std::pair{"ita-2567", "service-statistics"},
                                  {"ita-2568", "procurement-progress"},
                                  {"ita-2569", "procurement-annual"}}) {
    const auto rulebook = load(kRules, id);
    ASSERT_TRUE(rulebook);
    EXPECT_EQ(rulebook->topics[rulebook->year.items[11].topics.front()].id, topic) << id;
  }
}

TEST(ShippedRules, WhatIsNotKnownSurelyOnlyWarns) {
  const auto old = load(kRules, "ita-2567"), last = load(kRules, "ita-2569");
  ASSERT_TRUE(old && last);
  for (const auto& item : old->year.items) EXPECT_TRUE(item.warns) << item.id;
  for (const auto& item : last->year.items) EXPECT_EQ(item.warns, item.id == "O26") << item.id;
}

TEST(ShippedRules, OfTheDayAreTheNewestNotLater) {
  using namespace std::chrono_literals;
  EXPECT_EQ(*default_year(kRules, std::chrono::sys_days(2026y / 11 / 28)), "ita-2570");
  EXPECT_EQ(*default_year(kRules, std::chrono::sys_days(2026y / 9 / 30)), "ita-2569");
  EXPECT_EQ(*default_year(kRules, std::chrono::sys_days(2023y / 4 / 20)), "ita-2566");
}

TEST(ShippedRules, TheProvisionalListIsTheOneBeforeAYearOn) {
  const auto before = load(kRules, "ita-2569"), now = load(kRules, "ita-2570");
  ASSERT_TRUE(before && now);
  EXPECT_TRUE(now->year.provisional);
  ASSERT_EQ(now->year.items.size(), before->year.items.size());
  for (std::size_t i = 0; i < now->year.items.size(); ++i) {
    EXPECT_EQ(now->year.items[i].title, before->year.items[i].title);
    EXPECT_EQ(now->year.items[i].period, before->year.items[i].period);
  }
}

TEST(ShippedRules, SectorsHaveTheirListsAndNobodyIsJudgedByThem) {
  const auto rulebook = load(kRules, "ita-2570");
  ASSERT_TRUE(rulebook);
  std::vector<std::string> ids;
  for (const auto& sector : rulebook->sectors) ids.push_back(sector.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"moit-2569", "obec-2568", "vec-2569"}));
  EXPECT_FALSE(load(kRules, "vec-2569"));
}

}  // namespace
}  // namespace oit::rulebook
