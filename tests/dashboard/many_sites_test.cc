// More sites than a page, an answer of the API and a part of a download hold.
#include <nlohmann/json.hpp>

#include "sample_store.h"

namespace oit::dashboard {
namespace {

using nlohmann::json;

class ManySites : public testing::Test {
 protected:
  static constexpr std::size_t kSites = 101;

  void SetUp() override {
    const auto store = store::Store::open(folder_.file()).value();
    std::vector<store::SiteRow> rows;
    for (std::size_t n = 0; n < kSites; ++n) rows.push_back(test::make_site(id(n)));
    rows.back().name = "=1+1\"x";
    ASSERT_TRUE(store->begin_run(test::make_run("r1", 1), rows));
    for (std::size_t n = 0; n < kSites; ++n) {
      auto report = test::make_report({test::make_finding("O1", model::Status::published),
                                       test::make_finding("O2", model::Status::stale)});
      report.score.oit_best = 90.5;
      if (n + 1 == kSites) report.findings.erase(report.findings.begin());
      ASSERT_TRUE(store->save_site("r1", id(n), report, "{}").value());
    }
    ASSERT_TRUE(store->finish_run("r1", store::RunState::complete, test::april(1)));
  }

  static std::string id(std::size_t n) { return "s" + std::to_string(1000 + n); }

  std::string get(const std::string& path, Params params = {}) {
    auto answer = pages_.answer({"GET", path, std::move(params), "localhost"});
    while (answer.rest && answer.rest(answer.body)) {
    }
    return answer.body;
  }

  test::StoreFolder folder_;
  Dashboard pages_{[this] { return store::Store::open(folder_.file()); }, {{"localhost"}, {}}};
};

std::size_t count(const std::string& text, const std::string& words) {
  std::size_t found = 0;
  for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++found;
  return found;
}

TEST_F(ManySites, StandOnPagesOfTheirOwn) {
  const auto first = get("/", {{"type", "sao"}}), last = get("/", {{"page", "5"}});
  EXPECT_EQ(count(first, "href=\"/sites/s"), 25U);
  EXPECT_NE(first.find("1/5"), std::string::npos);
  EXPECT_NE(first.find("href=\"/?type=sao&amp;page=2#matrix\""), std::string::npos);
  EXPECT_NE(first.find("href=\"/?type=sao&amp;page=5#matrix\""), std::string::npos);
  EXPECT_NE(first.find("href=\"/matrix.csv?type=sao\""), std::string::npos);
  EXPECT_NE(get("/", {{"page", "4"}}).find("href=\"/?page=5#matrix\""), std::string::npos);
  EXPECT_EQ(count(last, "href=\"/sites/s"), 1U);
  EXPECT_EQ(last.find("page=6"), std::string::npos);
  EXPECT_NE(last.find("href=\"/?item=O2\""), std::string::npos) << "a narrower list begins anew";
  EXPECT_EQ(get("/", {{"page", "6"}}).find("href=\"/sites/s1000\""), std::string::npos);
  EXPECT_EQ(count(get("/", {{"page", "6"}}), "href=\"/sites/s1100\""), 1U) << "the last page";
}

TEST_F(ManySites, AreAHundredAnAnswer) {
  const auto first = json::parse(get("/api/v1/sites")),
             second = json::parse(get("/api/v1/sites", {{"page", "2"}}));
  EXPECT_EQ(first["total"], kSites);
  EXPECT_EQ(first["sites"].size(), 100U);
  EXPECT_EQ(first["sites"][99]["id"], id(99));
  EXPECT_EQ(first["sites"][99]["oit"], 82.5);
  EXPECT_EQ(first["sites"][99]["oit_best"], 90.5);
  ASSERT_EQ(second["sites"].size(), 1U);
  EXPECT_EQ(second["sites"][0]["id"], id(100));
  EXPECT_TRUE(json::parse(get("/api/v1/sites", {{"page", "3"}}))["sites"].empty());
}

TEST_F(ManySites, AreAllInTheTableForSpreadsheets) {
  const auto table = get("/matrix.csv", {{"lang", "en"}});
  EXPECT_EQ(count(table, "\r\n"), kSites + 1);
  EXPECT_EQ(count(table, "82.50,\"published\",\"stale\"\r\n"), kSites - 1);
  EXPECT_NE(table.find("\"s1099\","), std::string::npos);
  const auto last = table.substr(table.find("\"s1100\""));
  EXPECT_TRUE(last.starts_with("\"s1100\",\"'=1+1\"\"x\",")) << last;
  EXPECT_TRUE(last.ends_with("82.50,,\"stale\"\r\n")) << "it has no O1: " << last;
}

TEST_F(ManySites, LeaveACellBlankForAnItemThatASiteHasNot) {
  const auto last = get("/", {{"page", "5"}});
  const auto row = last.substr(last.find("href=\"/sites/s1100\""));
  EXPECT_LT(row.find("<td></td>"), row.find("cell s-stale"));
  EXPECT_EQ(row.find("cell s-published"), std::string::npos);
}

}  // namespace
}  // namespace oit::dashboard
