// Runs night after night: what an unchanged site costs, what a changed one brings, what rings.
#include <gtest/gtest.h>

#include "base/file.h"
#include "e2e/batch.h"

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

}  // namespace
}  // namespace oit::test
