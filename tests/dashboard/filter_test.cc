#include "dashboard/filter.h"

#include <gtest/gtest.h>

namespace oit::dashboard {
namespace {

using model::Status;

store::SiteSummary site(const std::string& id, const std::string& name, double oit) {
  store::SiteSummary out;
  out.site = id;
  out.name = name;
  out.url = "http://www." + id + ".go.th/";
  out.agency_type = "sao";
  out.province = "สงขลา";
  out.district = "จะนะ";
  out.oit = oit;
  out.items = {{"O1", Status::published}};
  return out;
}

std::string chosen(const std::vector<store::SiteSummary>& sites, const Filter& filter) {
  std::string ids;
  for (const auto* one : choose(sites, filter)) ids += one->site;
  return ids;
}

TEST(Choose, AsksForEveryPartOfTheFilter) {
  std::vector<store::SiteSummary> sites(7, site("a", "ก", 50));
  for (std::size_t n = 0; n < sites.size(); ++n) sites[n].site = static_cast<char>('a' + n);
  sites[1].province = "ตรัง";
  sites[2].district = "เทพา";
  sites[3].agency_type = "pao";
  sites[4].tags = {"ช้า", "ไกล"};
  sites[5].items = {{"O1", Status::missing}, {"O2", Status::published}};
  sites[6].url = "https://other.go.th/";
  EXPECT_EQ(chosen(sites, {}), "abcdefg");
  EXPECT_EQ(chosen(sites, {.province = "สงขลา"}), "acdefg");
  EXPECT_EQ(chosen(sites, {.district = "เทพา"}), "c");
  EXPECT_EQ(chosen(sites, {.agency_type = "sao"}), "abcefg");
  EXPECT_EQ(chosen(sites, {.tag = "ไกล"}), "e");
  EXPECT_EQ(chosen(sites, {.item = "O2"}), "f");
  EXPECT_EQ(chosen(sites, {.item = "O1", .status = Status::published}), "abcdeg");
  EXPECT_EQ(chosen(sites, {.item = "O2", .status = Status::missing}), "");
  EXPECT_EQ(chosen(sites, {.status = Status::missing}), "f");
  EXPECT_EQ(chosen(sites, {.words = "other.go"}), "g");
  EXPECT_EQ(chosen(sites, {.words = "ก", .province = "ตรัง", .status = Status::published}), "b");
  EXPECT_EQ(chosen(sites, {.province = "ตรัง", .district = "เทพา"}), "");
}

TEST(Choose, SortsAndKeepsTheListsOrderAmongEquals) {
  const std::vector<store::SiteSummary> sites = {site("a", "ค", 50), site("b", "ก", 90),
                                                 site("c", "ข", 10), site("d", "ง", 50)};
  EXPECT_EQ(chosen(sites, {}), "abcd");
  EXPECT_EQ(chosen(sites, {.sort = Sort::lowest}), "cadb");
  EXPECT_EQ(chosen(sites, {.sort = Sort::highest}), "badc");
  EXPECT_EQ(chosen(sites, {.sort = Sort::name}), "bcad");
}

TEST(Choices, AreWhatTheSitesHaveInOrder) {
  std::vector<store::SiteSummary> sites = {site("a", "ก", 0), site("b", "ข", 0)};
  sites[0].items = {{"O10", Status::stale}, {"O2", Status::stale}, {"O1", Status::stale}};
  sites[1].district = "";
  sites[1].tags = {"ช้า", ""};
  const auto choices = choices_of(sites);
  EXPECT_EQ(choices.items, (std::vector<std::string>{"O1", "O2", "O10"}));
  EXPECT_EQ(choices.districts, std::set<std::string>{"จะนะ"});
  EXPECT_EQ(choices.tags, std::set<std::string>{"ช้า"});
}

}  // namespace
}  // namespace oit::dashboard
