#include "rulebook/compare_years.h"

#include <gtest/gtest.h>

#include <string>

namespace oit::rulebook {
namespace {

model::YearItem item(int number, std::string title, std::vector<model::TopicIndex> topics,
                     text::PeriodCode period = text::PeriodCode::current) {
  model::YearItem one;
  one.id = "O" + std::to_string(number);
  one.number = number;
  one.title.th = std::move(title);
  one.topics = std::move(topics);
  one.period = period;
  return one;
}

model::Year year(std::vector<model::YearItem> items) {
  model::Year one;
  one.items = std::move(items);
  return one;
}

/// "merged O1+O2>O1" for each change.
std::vector<std::string> told(const model::Year& from, const model::Year& to) {
  static constexpr const char* kNames[] = {"added",      "dropped",  "merged", "split",
                                           "renumbered", "retitled", "period"};
  std::vector<std::string> all;
  for (const auto& change : compare_years(from, to)) {
    std::string one = kNames[static_cast<int>(change.kind)];
    const auto add = [&](const auto& items, const char* mark) {
      for (const auto* each : items) one += mark + each->id, mark = "+";
    };
    add(change.before, " ");
    one += '>';
    add(change.after, "");
    all.push_back(one);
  }
  return all;
}

using Told = std::vector<std::string>;

TEST(CompareYears, FindsWhatCameAndWhatWent) {
  EXPECT_EQ(told(year({item(1, "ก", {0}), item(2, "ข", {1})}),
                 year({item(1, "ก", {0}), item(2, "ค", {2})})),
            (Told{"added>O2", "dropped O2>"}));
}

TEST(CompareYears, FindsItemsThatBecameOneAndOneThatBecameSeveral) {
  const auto two = year({item(1, "ก", {0}), item(2, "ข", {1}), item(3, "ค", {2})});
  const auto one = year({item(1, "กข", {0, 1}), item(2, "ค", {2})});
  EXPECT_EQ(told(two, one), (Told{"merged O1+O2>O1", "renumbered O3>O2"}));
  EXPECT_EQ(told(one, two), (Told{"split O1>O1+O2", "renumbered O2>O3"}));
}

TEST(CompareYears, ASubjectBesideAnItemJoinsIt) {
  auto joined = item(1, "ก", {0});
  joined.also = {1};
  EXPECT_EQ(told(year({item(1, "ก", {0}), item(2, "ข", {1})}), year({joined})),
            (Told{"merged O1+O2>O1"}));
}

TEST(CompareYears, FindsOtherNumbersTitlesAndPeriods) {
  EXPECT_EQ(
      told(year({item(1, "ก", {0})}), year({item(2, "ก ใหม่", {0}, text::PeriodCode::any_year)})),
      (Told{"renumbered O1>O2", "retitled O1>O2", "period O1>O2"}));
  EXPECT_TRUE(told(year({item(1, "ก", {0})}), year({item(1, "ก", {0})})).empty());
}

}  // namespace
}  // namespace oit::rulebook
