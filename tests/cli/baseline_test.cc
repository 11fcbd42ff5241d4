#include "cli/baseline.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "report/json.h"
#include "support/store_place.h"

namespace oit::cli {
namespace {

using model::Status;
using test::make_finding;

TEST(OpenBaseline, FindsSitesOfAFileByAddress) {
  const test::StoreFolder folder;
  auto first = test::make_report({make_finding("O1", Status::published, "http://a.go.th/1")});
  first.seed_url = "http://a.go.th/";
  auto second = test::make_report({make_finding("O1", Status::stale)});
  second.seed_url = "http://b.go.th/";
  const auto file = folder.file("before.jsonl");
  ASSERT_TRUE(write_file(file, report::write_json_line(first) + report::write_json_line(second)));
  const auto before = open_baseline(file, nullptr);
  ASSERT_TRUE(before);
  const auto verdicts = (*before)("any id", "http://a.go.th/");
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_EQ(verdicts[0].status, Status::published);
  EXPECT_EQ(verdicts[0].url, "http://a.go.th/1");
  EXPECT_EQ((*before)("", "http://b.go.th/").at(0).status, Status::stale);
  EXPECT_TRUE((*before)("", "http://c.go.th/").empty());
}

TEST(OpenBaseline, FindsSitesOfARunById) {
  const test::StoreFolder folder;
  const auto store = store::Store::open(folder.file()).value();
  ASSERT_TRUE(store->begin_run(test::make_run("first", 1), {test::make_site("nongkhla")}));
  ASSERT_TRUE(store
                  ->save_site("first", "nongkhla",
                              test::make_report({make_finding("O1", Status::missing)}), "{}")
                  .value_or(false));
  ASSERT_TRUE(store->finish_run("first", store::RunState::complete, test::april(1)).has_value());
  const auto before = open_baseline("first", store.get());
  ASSERT_TRUE(before);
  ASSERT_EQ((*before)("nongkhla", "http://elsewhere/").size(), 1U);
  EXPECT_EQ((*before)("nongkhla", "").at(0).status, Status::missing);
  EXPECT_TRUE((*before)("thepha", "http://www.nongkhla.go.th/").empty());
  const auto none = open_baseline("no such run", store.get());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::bad_argument);
}

TEST(OpenBaseline, RefusesWhatIsNeitherFileNorRun) {
  const test::StoreFolder folder;
  const auto absent = open_baseline(folder.file("absent.json"), nullptr);
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, ErrorCode::bad_argument);
  ASSERT_TRUE(write_file(folder.file("bad.json"), "{}"));
  const auto bad = open_baseline(folder.file("bad.json"), nullptr);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, ErrorCode::bad_argument);
}

}  // namespace
}  // namespace oit::cli
