#include "store/summary.h"

#include <gtest/gtest.h>

#include "engines.h"
#include "store/migrations.h"

namespace oit::store {
namespace {

using model::Status;
using test::april;
using test::make_finding;
using test::make_report;
using test::make_run;
using test::make_site;

class Summaries : public OnBothEngines {};
OIT_ON_BOTH_ENGINES(Summaries);

/// Two sites of one district, the second did not open.
void add_run(Store& store, const std::string& id, unsigned day, Status status) {
  ASSERT_EQ(words_of(store.begin_run(make_run(id, day), {make_site("a"), make_site("b")})), "");
  const auto report = make_report({make_finding("O1", status), make_finding("O2", Status::stale)});
  ASSERT_EQ(words_of(store.save_site(id, "a", report, "{}")), "");
  auto closed = make_report({make_finding("O1", Status::unverified)});
  closed.outcome = "no_such_host";
  ASSERT_EQ(words_of(store.save_site(id, "b", closed, "{}")), "");
}

TEST(Statuses, ComeBackAsWrittenAndNonsenseIsLeftOut) {
  const std::vector<std::pair<std::string, Status>> items = {{"O1", Status::published},
                                                             {"O12", Status::unverified}};
  EXPECT_EQ(write_statuses(items), "O1p O12u");
  EXPECT_EQ(read_statuses("O1p O12u"), items);
  EXPECT_EQ(read_statuses("O1p  x O2? p O12u"), items);
  EXPECT_TRUE(read_statuses("").empty());
}

TEST_P(Summaries, AreWrittenAsEachSiteIsSaved) {
  const auto store = open();
  add_run(*store, "r1", 1, Status::missing);
  const auto sites = store->summaries("r1");
  ASSERT_EQ(words_of(sites), "");
  ASSERT_EQ(sites->size(), 2U);
  EXPECT_EQ(sites->front().site, "a");
  EXPECT_EQ(sites->front().name, "อบต.a");
  EXPECT_EQ(sites->front().district, "จะนะ");
  EXPECT_EQ(sites->front().tags, (std::vector<std::string>{"นำร่อง", "1"}));
  EXPECT_EQ(write_statuses(sites->front().items), "O1m O2s");
  EXPECT_EQ(sites->back().outcome, "no_such_host");
}

TEST_P(Summaries, NameASiteByItsAddressWhereNothingElseIsKnown) {
  const auto store = open();
  auto nameless = make_site("a"), bare = make_site("b"), plain = make_site("c");
  nameless.name = bare.name = plain.name = "";
  bare.url = "";
  ASSERT_EQ(words_of(store->begin_run(make_run("r1", 1), {nameless, bare, plain})), "");
  auto report = make_report({make_finding("O1", Status::published)});
  ASSERT_EQ(words_of(store->save_site("r1", "c", report, "{}")), "");
  report.site_name = "";
  for (const char* id : {"a", "b"})
    ASSERT_EQ(words_of(store->save_site("r1", id, report, "{}")), "");
  const auto sites = store->summaries("r1").value();
  ASSERT_EQ(sites.size(), 3U);
  EXPECT_EQ(sites[0].name, "http://www.a.go.th/");
  EXPECT_EQ(sites[1].name, "www.b.go.th");
  EXPECT_EQ(sites[1].url, "www.b.go.th");
  EXPECT_EQ(sites[2].name, "อบต.หนองกล้า") << "as the site calls itself";
}

TEST_P(Summaries, CountASiteOnceInEachOfItsGroups) {
  const auto store = open();
  add_run(*store, "r2", 2, Status::published);
  add_run(*store, "r1", 1, Status::missing);
  EXPECT_FALSE(
      store->save_site("r1", "a", make_report({make_finding("O1", Status::stale)}), "{}").value());
  for (const auto& [by, value] : {std::pair{GroupBy::all, ""},
                                  {GroupBy::district, "จะนะ"},
                                  {GroupBy::agency_type, "sao"},
                                  {GroupBy::tag, "นำร่อง"}}) {
    const auto trend = store->trend(by, value);
    ASSERT_EQ(words_of(trend), "");
    ASSERT_EQ(trend->size(), 2U) << value;
    EXPECT_EQ(trend->front().run, "r1");
    EXPECT_EQ(trend->front().sites, 2U);
    EXPECT_EQ(trend->front().failed, 1U);
    EXPECT_DOUBLE_EQ(trend->front().oit, 82.5);
    EXPECT_EQ(trend->front().items[static_cast<std::size_t>(Status::missing)], 1U);
    EXPECT_EQ(trend->front().items[static_cast<std::size_t>(Status::unverified)], 0U);
    EXPECT_EQ(trend->back().items[static_cast<std::size_t>(Status::published)], 1U);
  }
  EXPECT_TRUE(store->trend(GroupBy::district, "หาดใหญ่")->empty());
}

TEST_P(Summaries, AreMadeForWhatWasSavedBeforeThem) {
  {
    const auto store = open();
    add_run(*store, "r1", 1, Status::broken);
    ASSERT_EQ(words_of(store->finish_run("r1", RunState::complete, april(1))), "");
  }
  {
    const auto raw = open_raw();
    for (const char* sql :
         {"drop table site_summary", "drop table run_group", "drop table run_column",
          "delete from schema_version where version >= 5"})
      ASSERT_EQ(words_of(raw->execute(sql)), "") << sql;
  }
  const auto store = open();
  EXPECT_EQ(write_statuses(store->summaries("r1")->front().items), "O1b O2s");
  EXPECT_EQ(store->trend(GroupBy::all)->front().sites, 2U);
  EXPECT_EQ(store->summaries_of("a")->size(), 1U);
  const auto kept = open_raw()->query("select count(*) from run_column where run = 'r1'");
  EXPECT_GT(kept->front().integer(0), 5);
}

}  // namespace
}  // namespace oit::store
