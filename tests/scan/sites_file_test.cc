// Inventories in TOML, and what both formats share.
#include "scan/sites_file.h"

#include <chrono>

#include "scan/inventory.h"

namespace oit::scan {
namespace {

using namespace std::chrono_literals;

text::Day day(std::string_view iso) { return text::read_iso_day(iso).value(); }

constexpr std::string_view kFull = R"(# the province's list
[[site]]
id = "abt"
url = "www.abt.go.th"
name = "อบต.ตัวอย่าง"
agency_type = "อบต."
province = "ขอนแก่น"
district = "เมือง"
tags = ["north", "pilot"]
rulebook = "ita-2566"
deadline = 2026-04-15
[site.units]
procurement = "กองคลัง"
[site.contacts]
"กองคลัง" = "โทร. 043-123456"
[site.submitted]
O2 = "https://abt.go.th/plan"
[site.limits]
max_pages = 200
max_time = "5min"
delay = 1.5
connections = 2
[[site.waiver]]
item = "O1"
reason = "ย้ายระบบ"
owner = "ปลัด"
until = "2027-04-30"
)";

class SitesToml : public InventoryTest {};

void expect_full(const model::SiteEntry& one) {
  EXPECT_EQ(one.id, "abt");
  EXPECT_EQ(one.requested, "www.abt.go.th");
  EXPECT_EQ(one.url.text(), "http://www.abt.go.th/");
  EXPECT_EQ(one.province, "ขอนแก่น");
  EXPECT_EQ(one.district, "เมือง");
  EXPECT_EQ(one.tags, (std::vector<std::string>{"north", "pilot"}));
  EXPECT_EQ(one.rulebook, "ita-2566");
  EXPECT_EQ(one.line, 2U);
  EXPECT_EQ(one.limits.max_pages, 200U);
  EXPECT_EQ(one.limits.connections, 2U);
  EXPECT_EQ(one.limits.max_time, 5min);
  EXPECT_EQ(one.limits.delay, 1500ms);
  EXPECT_EQ(one.profile.name, "อบต.ตัวอย่าง");
  EXPECT_EQ(one.profile.agency_type, "sao");
  EXPECT_EQ(one.profile.deadline, day("2026-04-15"));
  EXPECT_EQ(one.profile.units.at("procurement"), "กองคลัง");
  EXPECT_EQ(one.profile.contacts.at("กองคลัง"), "โทร. 043-123456");
  EXPECT_EQ(one.profile.submitted.at("O2").text(), "https://abt.go.th/plan");
  ASSERT_EQ(one.profile.waivers.size(), 1U);
  EXPECT_EQ(one.profile.waivers[0], (model::Waiver{"O1", "ย้ายระบบ", "ปลัด", day("2027-04-30")}));
}

TEST_F(SitesToml, ReadsEveryKey) { expect_full(site(kFull)); }

TEST_F(SitesToml, EveryBadTableIsCollectedWithItsPlaces) {
  const auto file = sites(R"([[site]]
url = "a.go.th"
colour = "red"
tags = "north"
[[site]]
url = "b.go.th"
[[site]]
name = "x"
[[site]]
url = "ftp://c.go.th"
id = "c"
[[site]]
url = "d.go.th"
rulebook = "ita-1999"
[site.limits]
max_pages = 0
max_time = "soon"
speed = 1
[[site]]
url = "e.go.th"
[[site.waiver]]
item = "O1"
reason = "x"
until = "2027-04-30"
[[site]]
url = "f.go.th"
waiver = [{ item = "O1", reason = "x", owner = "y" }]
)");
  ASSERT_EQ(file.sites.size(), 1U);
  EXPECT_EQ(file.sites[0].id, "b.go.th");
  ASSERT_EQ(file.bad.size(), 6U);
  EXPECT_TRUE(file.bad[0].message.starts_with("sites:3:10: unknown key colour; expected url, id,"))
      << file.bad[0].message;
  EXPECT_TRUE(file.bad[0].message.ends_with("; sites:4:8: tags must be a list of texts"));
  EXPECT_EQ(file.bad[0].line, 1U);
  EXPECT_EQ(file.bad[1].message, "sites:7:1: no address (url) is given");
  EXPECT_TRUE(file.bad[2].message.starts_with("sites:10:7: ")) << file.bad[2].message;
  EXPECT_EQ(file.bad[2].id, "c");
  EXPECT_EQ(file.bad[2].requested, "ftp://c.go.th");
  EXPECT_EQ(file.bad[3].message,
            "sites:14:12: rulebook: no rulebook ita-1999; "
            "sites:16:13: limits.max_pages must be a whole number from 1 to 1000000; "
            "sites:17:12: limits.max_time: \"soon\" is no duration; write 250ms, 1.5s, 10min or "
            "2h; sites:18:9: unknown key limits.speed; expected max_pages, max_time, "
            "delay, connections or render");
  EXPECT_EQ(file.bad[4].message, "sites:21:1: waiver of O1: nobody answers for it (owner)");
  EXPECT_EQ(file.bad[5].message, "sites:27:11: waiver of O1: no until day is given");
}

TEST_F(SitesToml, WhatStandsBesideTheSitesIsRefused) {
  const auto file = sites("rulebook = \"ita-2566\"\n[[site]]\nurl = \"a.go.th\"\n");
  EXPECT_EQ(file.sites.size(), 1U);
  ASSERT_EQ(file.bad.size(), 1U);
  EXPECT_EQ(file.bad[0].message, "sites:1:12: unknown key rulebook; expected [[site]] tables");
  EXPECT_EQ(sites("site = [3, { url = \"a.go.th\" }]").bad.size(), 1U);
}

TEST_F(SitesToml, AFileThatIsNoListIsRefusedAsAWhole) {
  EXPECT_TRUE(error("[[site]]\nurl = \n").starts_with("sites:2:")) << error("[[site]]\nurl = \n");
  EXPECT_EQ(error("[[sites]]\nurl = \"a.go.th\"\n"), "sites: there is no [[site]] table in it");
  EXPECT_EQ(error("site = []\n"), "sites: names no site");
  EXPECT_EQ(error("# nothing yet\n", "sites.toml"), "sites.toml: there is no [[site]] table in it");
  std::string endless = "[[site]]\n";
  for (int i = 0; i < 200'000; ++i) endless += "a.";
  EXPECT_EQ(error(endless + "a = 1\n"), "sites:2: a key of more than 64 parts")
      << "it used to overflow the stack";
  const std::string dots(100, '.');
  EXPECT_EQ(sites("[[site]] # " + dots + "\nurl = \"a.go.th\"\nname = \"" + dots + "\"").bad.size(),
            0U);
  const auto absent = read_sites_file(rules_.folder() / "none.csv", rulebook_of());
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, ErrorCode::bad_config);
  const auto folder = read_sites_file(rules_.folder(), rulebook_of());
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, ErrorCode::bad_config);
}

TEST_F(SitesToml, IsToldFromCsvByItsContent) {
  EXPECT_EQ(sites(kFull, "sites.csv").sites.size(), 1U);
  EXPECT_EQ(sites("url\na.go.th\n", "sites.toml").sites.size(), 1U);
  EXPECT_EQ(sites("#,url\n1,http://a.go.th/?x=1\n").sites.size(), 1U);
  EXPECT_EQ(sites("\xEF\xBB\xBF# list\r\n[[site]]\r\nurl = \"a.go.th\"\r\n").sites.size(), 1U);
}

TEST_F(SitesToml, ReadsAFile) {
  rules_.write("sites.toml", kFull);
  const auto file = read_sites_file(rules_.folder() / "sites.toml", rulebook_of());
  ASSERT_TRUE(file) << file.error().message;
  expect_full(file->sites.front());
  rules_.write("sites.toml", "[[site]]\nurl = \"ftp://x\"\n");
  const auto bad = read_sites_file(rules_.folder() / "sites.toml", rulebook_of());
  ASSERT_TRUE(bad);
  EXPECT_TRUE(
      bad->bad.front().message.starts_with((rules_.folder() / "sites.toml:2:7: ").string()));
}

class Inventory : public InventoryTest {};

TEST_F(Inventory, MakesIdsFromHosts) {
  const auto file = sites(
      "url\nwww.nongkhla.go.th\nhttp://127.0.0.1:8080/x\nhttps://a.go.th:8443\n"
      "http://[::1]:81/\nhttps://อบต.ไทย/\n");
  std::vector<std::string> ids;
  for (const auto& one : file.sites) ids.push_back(one.id);
  ASSERT_EQ(ids.size(), 5U);
  EXPECT_EQ(ids[0], "nongkhla.go.th");
  EXPECT_EQ(ids[1], "127.0.0.1-8080");
  EXPECT_EQ(ids[2], "a.go.th-8443");
  EXPECT_EQ(ids[3], "h--1-81");
  EXPECT_TRUE(ids[4].starts_with("xn--")) << ids[4];
}

TEST_F(Inventory, AnIdMayBeAFilesName) {
  for (const char* id : {"a", "A.b_c-9", "_", "9-."})
    EXPECT_EQ(site("id,url\n" + std::string(id) + ",a.go.th\n").id, id);
  const std::string longest(64, 'x');
  EXPECT_EQ(site("id,url\n" + longest + ",a.go.th\n").id, longest);
  for (const std::string& id : {std::string("."), std::string(".."), std::string("...x"),
                                std::string("-"), std::string("-x"), std::string("a/b"),
                                std::string("อบต"), std::string("a b"), longest + "x"}) {
    const auto file = sites("id,url\n" + id + ",a.go.th\n");
    ASSERT_EQ(file.bad.size(), 1U) << id;
    EXPECT_TRUE(file.bad[0].message.starts_with("sites:2: id \"" + id + "\": expected 1 to 64"));
    EXPECT_EQ(file.bad[0].id, "") << "no file may be named so";
  }
}

TEST_F(Inventory, TheSecondUseOfAnIdNamesTheFirst) {
  EXPECT_EQ(bad("id,url\nabt,a.go.th\nABT,b.go.th\n"),
            "sites:3: id \"ABT\" is used in line 2 already");
  EXPECT_EQ(bad("url\na.go.th/x\nb.go.th\na.go.th/y\n"),
            "sites:4: id \"a.go.th\" is used in line 2 already");
}

TEST_F(Inventory, TheSecondUseOfAnAddressNamesTheFirst) {
  EXPECT_EQ(bad("id,url\nx,a.go.th\ny,a.go.th\n"),
            "sites:3: the address http://a.go.th/ stands in line 2 already");
  EXPECT_EQ(bad("id,url\nx,http://www.a.go.th\ny,https://a.go.th/\n"),
            "sites:3: the address https://a.go.th/ stands in line 2 already");
  EXPECT_TRUE(sites("id,url\nx,a.go.th/1\ny,a.go.th/2\nz,a.go.th:81/1\n").bad.empty());
}

TEST_F(Inventory, ABadLineKeepsItsIdAndAddress) {
  const auto file = sites("id,url,max_pages\nx,a.go.th,0\nx,b.go.th,\ny,a.go.th,\n");
  EXPECT_TRUE(file.sites.empty());
  EXPECT_EQ(file.bad.size(), 3U);
}

TEST(EntryJson, GivesBackWhatItWasGiven) {
  model::SiteEntry entry;
  entry.id = "abt";
  entry.requested = "www.abt.go.th";
  entry.url = url::Url::parse("www.abt.go.th/ก?x=1").value();
  entry.province = "ขอนแก่น";
  entry.district = "เมือง";
  entry.tags = {"north", "\"q\""};
  entry.rulebook = "ita-2566";
  entry.profile.name = "อบต.ตัวอย่าง";
  entry.profile.agency_type = "sao";
  entry.profile.units = {{"O1", "กองคลัง"}};
  entry.profile.contacts = {{"กองคลัง", "โทร. 043-123456"}};
  entry.profile.deadline = day("2026-04-15");
  entry.profile.submitted["O2"] = url::Url::parse("https://abt.go.th/plan").value();
  entry.profile.waivers = {{"O1", "ย้าย\nระบบ", "ปลัด", day("2027-04-30")}};
  entry.limits = {200, 2, 5min, 1500ms, model::RenderMode::always};
  entry.line = 7;
  const auto json = write_entry_json(entry);
  EXPECT_EQ(json.find('\n'), std::string::npos);
  const auto read = read_entry_json(json);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(write_entry_json(*read), json);
  EXPECT_EQ(read->url, entry.url);
  EXPECT_EQ(read->profile.waivers, entry.profile.waivers);
  EXPECT_EQ(read->profile.submitted, entry.profile.submitted);
  EXPECT_EQ(read->profile.deadline, entry.profile.deadline);
  EXPECT_EQ(read->limits.max_time, entry.limits.max_time);
  EXPECT_EQ(read->limits.connections, 2U);
  EXPECT_EQ(read->limits.render, model::RenderMode::always);
  EXPECT_EQ(read->line, 7U);
}

TEST(EntryJson, KeepsWhatIsEmpty) {
  const auto read = read_entry_json(write_entry_json({}));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(read->url.empty());
  EXPECT_FALSE(read->limits.max_pages);
  EXPECT_FALSE(read->limits.delay);
  EXPECT_FALSE(read->profile.deadline);
}

TEST(EntryJson, RefusesWhatIsNoEntry) {
  const auto good = write_entry_json({});
  auto no_day = good;
  no_day.replace(no_day.find("\"deadline\":null"), 15, "\"deadline\":\"soon\"");
  auto no_url = good;
  no_url.replace(no_url.find("\"url\":\"\""), 8, "\"url\":\"ftp://x\"");
  for (const std::string& text :
       {std::string(), std::string("{"), std::string("[]"), std::string("{}"), no_day, no_url}) {
    const auto read = read_entry_json(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, ErrorCode::bad_config);
  }
}

}  // namespace
}  // namespace oit::scan
