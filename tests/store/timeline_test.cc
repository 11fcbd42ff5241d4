#include "store/timeline.h"

#include <gtest/gtest.h>

#include "store/write_json.h"

namespace oit::store {
namespace {

using model::Status;

PastVerdict past(const std::string& run, const std::string& item, const std::string& topic,
                 Status status, const std::string& rulebook = "ita-2566") {
  PastVerdict one;
  one.run = run;
  one.rulebook_id = rulebook;
  one.verdict.item = item;
  one.verdict.topic = topic;
  one.verdict.status = status;
  one.verdict.url = "http://x/" + run;
  return one;
}

std::vector<std::string> runs_of(const Timeline& timeline) {
  std::vector<std::string> runs;
  for (const auto& step : timeline.steps) runs.push_back(step.run);
  return runs;
}

TEST(Timelines, TellOnlyWhereTheStatusChanged) {
  using enum Status;
  const auto all =
      timelines({past("r1", "O1", "laws", published), past("r2", "O1", "laws", published),
                 past("r3", "O1", "laws", broken), past("r4", "O1", "laws", broken),
                 past("r5", "O1", "laws", published)});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(runs_of(all[0]), (std::vector<std::string>{"r1", "r3", "r5"}));
  EXPECT_EQ(all[0].steps[1].status, broken);
  EXPECT_EQ(all[0].steps[1].url, "http://x/r3");
}

TEST(Timelines, StandInTheOrderOfTheNewestRun) {
  using enum Status;
  const auto all = timelines({past("r1", "O1", "a", missing), past("r1", "O9", "b", missing),
                              past("r2", "O10", "c", missing), past("r2", "O9", "b", missing)});
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].item, "O10");
  EXPECT_EQ(all[1].item, "O9");
  EXPECT_EQ(all[2].item, "O1");
}

TEST(Timelines, FollowASubjectToItsNewNumber) {
  using enum Status;
  const auto all =
      timelines({past("r1", "O1", "laws", published, "ita-2565"),
                 past("r1", "O2", "plan", missing, "ita-2565"), past("r2", "O1", "plan", published),
                 past("r2", "O2", "laws", stale)});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].item, "O1");
  EXPECT_EQ(all[0].topic, "plan");
  EXPECT_EQ(all[0].steps[0].item, "O2");
  EXPECT_EQ(runs_of(all[1]), (std::vector<std::string>{"r1", "r2"}));
}

TEST(Timelines, UnderOneRulebookTheNumberDecides) {
  using enum Status;
  const auto all =
      timelines({past("r1", "O1", "laws", published), past("r2", "O1", "acts", published)});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].steps.size(), 1U);
  EXPECT_TRUE(timelines({}).empty());
}

TEST(WriteJson, IsValidWhateverIsInIt) {
  store::Run run;
  run.id = "r\xFF\"1";
  SiteRow site;
  site.id = "a";
  site.name = "อบต.";
  model::Change change;
  change.site = "a";
  change.item = "O1";
  change.kind = model::ChangeKind::lost;
  const auto text = write_changes_json(std::nullopt, run, {site}, {change});
  EXPECT_NE(text.find("\"schema\": \"oitcheck/diff/1\""), std::string::npos);
  EXPECT_NE(text.find("\"before\": null"), std::string::npos);
  EXPECT_NE(text.find("\"id\": \"r\xEF\xBF\xBD\\\"1\""), std::string::npos);
  EXPECT_NE(text.find("\"name\": \"อบต.\""), std::string::npos);
  EXPECT_NE(text.find("\"regressions\": 1"), std::string::npos);
  EXPECT_TRUE(text.ends_with("}\n"));
  EXPECT_NE(write_runs_json({}).find("\"runs\": []"), std::string::npos);
}

}  // namespace
}  // namespace oit::store
