// Runs night after night: what an unchanged site costs, what a changed one brings, what rings.
#include <gtest/gtest.h>

#include <atomic>

#include "base/file.h"
#include "e2e/batch.h"
#include "support/http_server.h"

namespace oit::test {
namespace {

/// Runs over a province whose store remembers.
class Nightly : public testing::Test {
 protected:
  Nightly() : list_(write_list(folder_, province_)) {}

  /// One night; what it exits with.
  int scan(std::vector<std::string> more = {}) {
    province_.forget_tallies();
    more.insert(more.end(), {"--db", folder_.path("runs.db"), "--json", folder_.path("all.json")});
    last_ = oitcheck(scan_list(list_, std::move(more)));
    return last_.exit;
  }

  std::vector<std::string> verdicts() const {
    return verdicts_of(read_json(folder_.path("all.json")));
  }

  std::string status(std::size_t site, const std::string& id) const {
    const auto batch = read_json(folder_.path("all.json"));
    for (const auto& item : batch.at("sites").at(site).at("report").at("items"))
      if (item.at("id") == id) return item.at("status");
    return "";
  }

  void empty_the_duties_of(std::size_t site) {
    province_.change(site, Province::kDuties,
                     province_page("อบต.", "อำนาจหน้าที่", "<p>อยู่ระหว่างปรับปรุงข้อมูล</p>"));
  }

  Province province_{4};
  TempFolder folder_;
  std::string list_;
  Ended last_;
};

TEST_F(Nightly, AnUnchangedSiteCostsATenthAtMost) {
  ASSERT_EQ(scan(), 1) << last_.err;
  const auto first = province_.tally(1);
  const auto before = verdicts();
  EXPECT_EQ(first.documents, 1U);
  ASSERT_EQ(scan(), 1) << last_.err;
  const auto second = province_.tally(1);
  EXPECT_EQ(second.documents, 0U);
  EXPECT_EQ(second.requests, first.requests);
  EXPECT_GE(second.unchanged, 8U);
  EXPECT_LE(second.bytes * 10, first.bytes) << second.bytes << " of " << first.bytes;
  EXPECT_EQ(verdicts(), before);
}

TEST_F(Nightly, AChangedPageIsReadAnew) {
  ASSERT_EQ(scan(), 1) << last_.err;
  ASSERT_EQ(status(1, "O3"), "published");
  empty_the_duties_of(1);
  ASSERT_EQ(scan(), 1) << last_.err;
  EXPECT_EQ(status(1, "O3"), "incomplete");
  EXPECT_EQ(status(2, "O3"), "published");
  province_.change(2, Province::kDuties, "");
  ASSERT_EQ(scan(), 1) << last_.err;
  EXPECT_EQ(status(2, "O3"), "broken") << "an answer of yesterday passed as today's";
}

TEST_F(Nightly, OtherRulesTrustNothingReadUnderThese) {
  ASSERT_EQ(scan(), 1) << last_.err;
  province_.forget_tallies();
  const auto other = oitcheck({"scan", "--sites", list_, "--as-of", "2022-04-20", "--rules",
                               "ita-2565", "--delay", "0", "--db", folder_.path("runs.db")});
  ASSERT_EQ(other.exit, 1) << other.err;
  EXPECT_EQ(province_.tally(1).unchanged, 0U);
  EXPECT_EQ(province_.tally(1).documents, 1U);
}

TEST_F(Nightly, OnlyWhatGotWorseRings) {
  ASSERT_EQ(scan(), 1) << last_.err;
  ASSERT_TRUE(write_file(folder_.path("first.json"), read_file(folder_.path("all.json")).value()));
  EXPECT_EQ(scan({"--baseline", "last"}), 0) << last_.err;
  EXPECT_EQ(scan({"--baseline", folder_.path("first.json")}), 0) << last_.err;
  empty_the_duties_of(3);
  EXPECT_EQ(scan({"--baseline", "last"}), 1) << last_.err;
  EXPECT_EQ(scan({"--baseline", "last"}), 0) << "it rang yesterday: " << last_.err;
  EXPECT_EQ(scan({"--baseline", folder_.path("first.json")}), 1) << last_.err;
  EXPECT_EQ(scan({"--baseline", folder_.path("absent.json")}), 2) << last_.err;
}

TEST_F(Nightly, OnlyTheStatusesAskedForRing) {
  EXPECT_EQ(scan({"--fail-on", "stale"}), 1) << last_.err;  // the first site's plan is of 2565
  EXPECT_EQ(scan({"--fail-on", "broken"}), 0) << last_.err;
  province_.change(2, Province::kDuties, "");
  EXPECT_EQ(scan({"--fail-on", "stale,broken"}), 1) << last_.err;
  EXPECT_EQ(scan({"--fail-on", "broken"}), 1) << last_.err;
  EXPECT_EQ(scan({"--fail-on", "broken", "--baseline", "last"}), 0) << last_.err;
  EXPECT_EQ(scan({"--fail-on", "lost"}), 2) << last_.err;
}

TEST(NightlyOfADeadSite, ExitsWithThree) {
  EXPECT_EQ(oitcheck(oit::test::scan(silent_address(), {"--fail-on", "stale"})).exit, 3);
}

/// Nobody is told of an unchanged night, everybody once of a changed one, and what could not be
/// brought is brought later.
TEST_F(Nightly, PeopleAreToldOnceOfWhatChanged) {
  std::atomic<bool> is_down = false;
  HttpServer hook([&](const Asked&) { return Reply{is_down ? 400 : 200, {}, "ok", 0}; });
  const auto place = "127.0.0.1:" + std::to_string(hook.port());
  const auto config = folder_.path("oitcheck.toml");
  ASSERT_TRUE(write_file(config, "[notify]\nallow_private = [\"" + place +
                                     "\"]\n[[recipient]]\nname = \"ศูนย์\"\nwebhook = \"http://" +
                                     place + "/hook\"\n"));
  const std::vector<std::string> telling = {"--config", config, "--notify", "--metrics",
                                            folder_.path("oit.prom")};
  ASSERT_EQ(scan(telling), 1) << last_.err;
  ASSERT_EQ(scan(telling), 1) << last_.err;
  EXPECT_TRUE(hook.asked().empty()) << "nothing changed";
  empty_the_duties_of(1);
  is_down = true;
  EXPECT_EQ(scan(telling), 1) << "who could not be told changes no exit code: " << last_.err;
  EXPECT_NE(last_.err.find("could not be told"), std::string::npos) << last_.err;
  const auto tried = hook.asked().size();
  EXPECT_GE(tried, 1U);
  is_down = false;
  const std::vector<std::string> notify = {"notify", "--config", config, "--db",
                                           folder_.path("runs.db")};
  auto ended = oitcheck(notify);
  EXPECT_EQ(ended.exit, 0) << ended.err;
  ASSERT_EQ(hook.asked().size(), tried + 1);
  const auto told = nlohmann::json::parse(hook.asked().back().body);
  EXPECT_EQ(told.at("schema"), "oitcheck/notify/1");
  ASSERT_FALSE(told.at("changes").empty());
  EXPECT_EQ(told.at("changes").at(0).at("regression"), true);
  ended = oitcheck(notify);
  EXPECT_EQ(hook.asked().size(), tried + 1) << "told twice";
  EXPECT_NE(read_file(folder_.path("oit.prom")).value().find("oitcheck_run_complete 1"),
            std::string::npos);
}

}  // namespace
}  // namespace oit::test
