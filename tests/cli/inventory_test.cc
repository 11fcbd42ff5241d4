// Which sites a run is over, and the rulebooks it needs.
#include "cli/inventory.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/file.h"
#include "support/small_rules.h"
#include "support/store_place.h"

namespace oit::cli {
namespace {

class InventoryTest : public testing::Test {
 protected:
  InventoryTest() { ::setenv("OITCHECK_RULES", rules_.folder().c_str(), 1); }
  ~InventoryTest() override { ::unsetenv("OITCHECK_RULES"); }

  static Result<RuleShelf> open(const std::string& id) {
    return RuleShelf::open(id, text::Day(std::chrono::year(2023) / 4 / 20));
  }

  static Result<Inventory> read(const ScanArguments& arguments) {
    auto shelf = open("").value();
    return read_inventory(arguments, shelf);
  }

  static std::vector<std::string> ids(const std::vector<std::string>& urls) {
    ScanArguments arguments;
    arguments.urls = urls;
    std::vector<std::string> out;
    const auto inventory = read(arguments);
    if (!inventory) return {inventory.error().message};
    for (const auto& entry : inventory->entries) out.push_back(entry.id);
    return out;
  }

  support::SmallRules rules_;
  test::StoreFolder folder_;
};

TEST_F(InventoryTest, NamesSitesByTheirHost) {
  EXPECT_EQ(ids({"http://www.nongbua.go.th/index.php", "https://nongbua.go.th:8443/",
                 "http://nongbua.go.th:443/", "https://a.go.th/", "http://127.0.0.1:80/"}),
            (std::vector<std::string>{"nongbua.go.th", "nongbua.go.th-8443", "nongbua.go.th-443",
                                      "a.go.th", "127.0.0.1"}));
}

TEST_F(InventoryTest, GivesEverySiteItsOwnId) {
  EXPECT_EQ(ids({"http://a.go.th/", "http://a.go.th/x", "http://www.a.go.th/", "http://b.go.th/"}),
            (std::vector<std::string>{"a.go.th", "a.go.th-2", "a.go.th-3", "b.go.th"}));
}

TEST_F(InventoryTest, KeepsIdsPlainAndShort) {
  const auto made = ids({"http://[::1]/", "http://" + std::string(60, 'a') + ".go.th/",
                         "http://" + std::string(60, 'a') + ".or.th/"});
  ASSERT_EQ(made.size(), 3U);
  EXPECT_EQ(made[0].find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-"), std::string::npos);
  EXPECT_TRUE(made[0].starts_with('h'));
  EXPECT_EQ(made[1].size(), 56U);
  EXPECT_EQ(made[2], made[1] + "-2");
}

TEST_F(InventoryTest, SharesWhatTheSiteFileSays) {
  const auto site = folder_.file("site.toml");
  ASSERT_TRUE(write_file(site, "name = \"อบต.หนองบัว\"\n"));
  ScanArguments arguments;
  arguments.urls = {"http://a.go.th/", "http://b.go.th/"};
  arguments.site = site;
  const auto inventory = read(arguments);
  ASSERT_TRUE(inventory);
  ASSERT_EQ(inventory->entries.size(), 2U);
  for (const auto& entry : inventory->entries) EXPECT_EQ(entry.profile.name, "อบต.หนองบัว");
  EXPECT_EQ(inventory->entries[1].requested, "http://b.go.th/");
  EXPECT_FALSE(inventory->is_list);
  arguments.site = folder_.file("absent.toml");
  const auto absent = read(arguments);
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, ErrorCode::bad_config);
}

TEST_F(InventoryTest, ReadsAListAndStopsAtABadLineUnlessToldToGoOn) {
  ScanArguments arguments;
  arguments.sites = folder_.file("sites.csv");
  ASSERT_TRUE(write_file(arguments.sites, "id,url\na,http://a.go.th/\nb,ftp://b.go.th/\n"));
  const auto refused = read(arguments);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::bad_config);
  EXPECT_NE(refused.error().message.find("--keep-going"), std::string::npos);
  arguments.keep_going = true;
  const auto inventory = read(arguments);
  ASSERT_TRUE(inventory);
  EXPECT_TRUE(inventory->is_list);
  ASSERT_EQ(inventory->entries.size(), 1U);
  EXPECT_EQ(inventory->entries[0].id, "a");
  EXPECT_EQ(inventory->bad.size(), 1U);
}

TEST_F(InventoryTest, WantsAddressesOrAListAndNotBoth) {
  ScanArguments arguments;
  EXPECT_EQ(read(arguments).error().code, ErrorCode::bad_argument);
  arguments.urls = {"http://a.go.th/"};
  arguments.sites = "sites.csv";
  EXPECT_EQ(read(arguments).error().code, ErrorCode::bad_argument);
  arguments.sites.clear();
  arguments.urls = {"ftp://a.go.th/"};
  EXPECT_EQ(read(arguments).error().code, ErrorCode::bad_url);
}

TEST_F(InventoryTest, TheShelfLoadsEachRulebookOnce) {
  rules_.write("ita-2565.toml", support::SmallRules::year(2565));
  auto shelf = open("");
  ASSERT_TRUE(shelf);
  EXPECT_EQ(shelf->own().year.id, "ita-2566");
  const auto* const own = shelf->find("").value();
  EXPECT_EQ(own, &shelf->own());
  EXPECT_EQ(shelf->find("ita-2566").value(), own);
  const auto* const other = shelf->find("ita-2565").value();
  EXPECT_EQ(other->year.id, "ita-2565");
  rules_.remove("ita-2565.toml");
  EXPECT_EQ(shelf->find("ita-2565").value(), other);
  const auto all = shelf->all();
  EXPECT_EQ(all.size(), 3U);
  EXPECT_EQ(all.at(""), own);
  const auto absent = shelf->find("ita-2500");
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, ErrorCode::bad_rulebook);
  EXPECT_EQ(shelf->all().size(), 3U) << "what could not be loaded is not on it";
  EXPECT_FALSE(open("ita-2500"));
}

}  // namespace
}  // namespace oit::cli
