#include "store/run_columns.h"

#include <gtest/gtest.h>

#include "engines.h"
#include "store/store.h"

namespace oit::store {
namespace {

using model::Status;
using test::april;
using test::make_finding;
using test::make_report;
using test::make_run;
using test::make_site;

class Columns : public OnBothEngines {};
OIT_ON_BOTH_ENGINES(Columns);

SiteRow site(const std::string& id, const std::string& district, const std::string& type,
             std::vector<std::string> tags) {
  auto row = make_site(id);
  row.district = district;
  row.agency_type = type;
  row.tags = std::move(tags);
  return row;
}

/// Four sites: "d" does not open, and O2 is `second` on "a".
void add_run(Store& store, const std::string& id, unsigned day, Status second, RunState state) {
  ASSERT_EQ(words_of(store.begin_run(
                make_run(id, day),
                {site("a", "จะนะ", "sao", {"ช้า", "ช้า"}), site("b", "จะนะ", "pao", {}),
                 site("c", "เทพา", "sao", {"ช้า", "ไกล"}), site("d", "จะนะ", "sao", {"ช้า"})})),
            "");
  const auto save = [&](const std::string& name, double oit, std::vector<model::Finding> findings) {
    auto report = make_report(std::move(findings));
    report.score.oit = oit;
    if (name == "d") report.outcome = "no_such_host";
    ASSERT_EQ(words_of(store.save_site(id, name, report, "{}")), "");
  };
  save("a", 90, {make_finding("O1", Status::published), make_finding("O2", second)});
  save("b", 60.123456, {make_finding("O1", Status::stale)});
  save("c", 30, {make_finding("O1", Status::published), make_finding("O2", Status::stale)});
  save("d", 0, {make_finding("O1", Status::unverified), make_finding("O2", Status::missing)});
  if (state == RunState::running) return;
  ASSERT_EQ(words_of(store.finish_run(id, state, april(day))), "");
}

/// "sites/failed/mean" of each run.
std::vector<std::string> told(Store& store, const SiteFilter& filter) {
  const auto trend = store.trend(filter);
  EXPECT_EQ(words_of(trend), "");
  std::vector<std::string> told;
  for (const auto& one : *trend)
    told.push_back(one.run + ' ' + std::to_string(one.sites) + '/' + std::to_string(one.failed) +
                   '/' + std::to_string(one.oit));
  return told;
}

TEST_P(Columns, CountTheSitesThatEveryPartOfAFilterAllows) {
  const auto store = open();
  add_run(*store, "z", 1, Status::missing, RunState::complete);
  add_run(*store, "y", 2, Status::published, RunState::complete);
  using Told = std::vector<std::string>;
  EXPECT_EQ(told(*store, {}), (Told{"z 4/1/60.041152", "y 4/1/60.041152"}));
  EXPECT_EQ(told(*store, {.district = "จะนะ", .agency_type = "sao"}),
            (Told{"z 2/1/90.000000", "y 2/1/90.000000"}));
  EXPECT_EQ(told(*store, {.agency_type = "sao", .tag = "ช้า"}),
            (Told{"z 3/1/60.000000", "y 3/1/60.000000"}));
  EXPECT_EQ(told(*store, {.district = "จะนะ", .tag = "ไกล"}),
            (Told{"z 0/0/0.000000", "y 0/0/0.000000"}));
  EXPECT_EQ(told(*store, {.province = "สงขลา", .item = "O2"}),
            (Told{"z 3/1/60.000000", "y 3/1/60.000000"}));
  EXPECT_EQ(told(*store, {.district = "จะนะ", .item = "O2", .status = Status::missing}),
            (Told{"z 2/1/90.000000", "y 1/1/0.000000"}));
  EXPECT_EQ(told(*store, {.agency_type = "sao", .status = Status::stale}),
            (Told{"z 1/0/30.000000", "y 1/0/30.000000"}));
  EXPECT_EQ(told(*store, {.item = "O9", .status = Status::stale}),
            (Told{"z 0/0/0.000000", "y 0/0/0.000000"}));
  EXPECT_EQ(told(*store, {.agency_type = "sao", .sites = {{"b", "c"}}}),
            (Told{"z 1/0/30.000000", "y 1/0/30.000000"}));
  const auto trend = store->trend(SiteFilter{.district = "จะนะ", .agency_type = "sao"});
  EXPECT_EQ(trend->front().items[static_cast<std::size_t>(Status::missing)], 1U);
  EXPECT_EQ(trend->front().items[static_cast<std::size_t>(Status::unverified)], 0U);  // not opened
  EXPECT_EQ(trend->front().at, april(1));
}

/// A run's list may have grown or changed its order since the one before.
TEST_P(Columns, FindSitesByIdWhateverTheirPlaceInTheRun) {
  const auto store = open();
  const auto add = [&](const std::string& id, unsigned day, const std::vector<std::string>& sites) {
    std::vector<SiteRow> rows;
    for (const auto& name : sites) rows.push_back(site(name, "จะนะ", "sao", {}));
    ASSERT_EQ(words_of(store->begin_run(make_run(id, day), rows)), "");
    for (const auto& name : sites) {
      auto report = make_report({make_finding("O1", Status::published)});
      report.score.oit = name == "b" ? 20 : 70;
      ASSERT_EQ(words_of(store->save_site(id, name, report, "{}")), "");
    }
    ASSERT_EQ(words_of(store->finish_run(id, RunState::complete, april(day))), "");
  };
  add("x", 1, {"a", "b"});
  add("y", 2, {"b", "c", "a"});
  add("z", 3, {"c"});
  EXPECT_EQ(told(*store, {.agency_type = "sao", .sites = {{"b"}}}),
            (std::vector<std::string>{"x 1/0/20.000000", "y 1/0/20.000000", "z 0/0/0.000000"}));
}

TEST_P(Columns, AreMadeAnewOfARunThatIsAtWork) {
  const auto store = open();
  add_run(*store, "r1", 1, Status::missing, RunState::running);
  const SiteFilter filter{.district = "จะนะ", .item = "O2", .status = Status::missing};
  EXPECT_EQ(told(*store, filter).front(), "r1 2/1/90.000000");
  ASSERT_EQ(words_of(store->finish_run("r1", RunState::stopped, april(1))), "");
  ASSERT_EQ(words_of(store->reopen_run("r1")), "");
  const auto database = open_raw();
  EXPECT_EQ(database->query("select count(*) from run_column").value().front().integer(0), 0);
  ASSERT_EQ(words_of(store->finish_run("r1", RunState::complete, april(1))), "");
  EXPECT_GT(database->query("select count(*) from run_column").value().front().integer(0), 5);
  EXPECT_EQ(told(*store, filter).front(), "r1 2/1/90.000000");
}

TEST_P(Columns, CountManyRunsInTheirOrder) {
  const auto store = open();
  for (unsigned day = 1; day <= 20; ++day)
    add_run(*store, "r" + std::to_string(100 - day), day, Status::missing, RunState::complete);
  const auto all = told(*store, {.district = "จะนะ", .agency_type = "sao"});
  ASSERT_EQ(all.size(), 20U);
  for (unsigned day = 1; day <= 20; ++day)
    EXPECT_EQ(all[day - 1], "r" + std::to_string(100 - day) + " 2/1/90.000000");
}

}  // namespace
}  // namespace oit::store
