// A run over many sites: a row for each, whatever the sites do.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <sstream>

#include "base/file.h"
#include "e2e/batch.h"
#include "report/schema.h"
#include "support/hostile_server.h"

namespace oit::test {
namespace {

using nlohmann::json;

std::size_t count(const std::string& text, const std::string& words) {
  std::size_t found = 0;
  for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++found;
  return found;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void expect_valid(const json& batch) {
  static report::Schema schema(read_json(OIT_SOURCE_DIR "/rules/schema/report-1.json"));
  for (const auto& site : batch.at("sites"))
    EXPECT_EQ(schema.check(site.at("report")), std::vector<std::string>()) << site.at("id");
}

TEST(ManySites, APageTellsWhatChangedSinceTheRunBefore) {
  const Province province(2);
  const TempFolder folder;
  const auto list = write_list(folder, province);
  const auto page_of_run = [&](const std::string& pages) {
    const auto ended = oitcheck(
        scan_list(list, {"--html", folder.path(pages), "--db", folder.path("runs.db"), "--quiet"}));
    EXPECT_EQ(ended.exit, 1) << ended.err;
    return read_file(folder.path(pages + "/" + ids_of(province).front() + "/index.html")).value();
  };
  EXPECT_EQ(count(page_of_run("first"), "<section id=\"since\""), 0U);
  const auto second = page_of_run("second");
  EXPECT_EQ(count(second, "<section id=\"since\""), 1U);
  EXPECT_EQ(count(second, "ไม่มีข้อใดเปลี่ยนแปลง"), 1U);
}

TEST(ManySites, EachHasItsRowInEveryForm) {
  const Province province(50);
  const TempFolder folder;
  const auto ended =
      oitcheck(scan_list(write_list(folder, province),
                         {"--json", folder.path("all.json"), "--csv", folder.path("all.csv"),
                          "--html", folder.path("pages"), "--xlsx", folder.path("all.xlsx"), "--db",
                          folder.path("runs.db"), "--progress", "json"}));
  EXPECT_EQ(ended.exit, 1) << ended.err;
  const auto batch = read_json(folder.path("all.json"));
  EXPECT_EQ(batch.at("schema"), "oitcheck/batch/1");
  EXPECT_EQ(ids_of(batch), ids_of(province));
  EXPECT_EQ(outcomes_of(batch), std::vector<std::string>(50, "ok"));
  EXPECT_EQ(batch.at("end").at("complete"), true);
  EXPECT_EQ(batch.at("end").at("sites"), 50);
  expect_valid(batch);
  const auto csv = read_file(folder.path("all.csv")).value();
  EXPECT_EQ(lines_of(csv).size(), 1U + 50U * 43U);
  for (const auto& id : ids_of(province)) {
    EXPECT_EQ(count(csv, ",\"" + id + "\",\"O"), 43U) << id;
    EXPECT_TRUE(std::filesystem::exists(folder.path("pages/" + id + "/index.html"))) << id;
  }
  const auto index = read_file(folder.path("pages/index.html")).value();
  EXPECT_EQ(count(index, "<tr class=\"site"), 50U);
  for (const auto& id : ids_of(province))
    EXPECT_EQ(count(index, "href=\"" + id + "/index.html\""), 1U) << id;
  EXPECT_TRUE(read_file(folder.path("all.xlsx")).value().starts_with("PK"));
  const auto lines = lines_of(ended.err);
  ASSERT_FALSE(lines.empty());
  for (const auto& line : lines) EXPECT_EQ(json::parse(line).at("sites"), 50) << line;
  EXPECT_EQ(json::parse(lines.back()).at("done"), 50) << lines.back();
  const auto runs = runs_of(folder.path("runs.db"));
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].at("state"), "complete");
  EXPECT_EQ(runs[0].at("done"), 50);
}

TEST(ManySites, TheyDiffer) {
  const Province province(5);
  const TempFolder folder;
  oitcheck(scan_list(write_list(folder, province), {"--json", folder.path("all.json")}));
  const auto batch = read_json(folder.path("all.json"));
  const auto statuses = [&batch](std::size_t site) {
    std::string all;
    for (const auto& item : batch.at("sites").at(site).at("report").at("items"))
      all += item.at("status").get<std::string>() + ' ';
    return all;
  };
  for (std::size_t n = 1; n < province.size(); ++n) EXPECT_NE(statuses(n), statuses(n - 1)) << n;
  for (const char* status : {"published", "missing"})
    EXPECT_GT(count(statuses(1), status), 2U) << statuses(1);
}

TEST(ManySites, ALineOfJsonForEach) {
  const Province province(5);
  const TempFolder folder;
  oitcheck(scan_list(write_list(folder, province), {"--json", folder.path("all.jsonl")}));
  const auto lines = lines_of(read_file(folder.path("all.jsonl")).value());
  ASSERT_EQ(lines.size(), 5U);
  for (std::size_t n = 0; n < lines.size(); ++n)
    EXPECT_EQ(json::parse(lines[n]).at("site").at("url"), province.url(n));
}

TEST(ManySites, BadLinesAreAllNamedAndNothingIsScanned) {
  const Province province(2);
  const TempFolder folder;
  const auto list = folder.path("sites.csv");
  ASSERT_TRUE(write_file(list, province.list() + "bad-1,ftp://a.go.th/,x\nbad-2,,y\n"));
  const auto refused = oitcheck(scan_list(list, {"--json", folder.path("all.json")}));
  EXPECT_EQ(refused.exit, 2);
  EXPECT_EQ(count(refused.err, "sites.csv:4"), 1U) << refused.err;
  EXPECT_EQ(count(refused.err, "sites.csv:5"), 1U) << refused.err;
  EXPECT_EQ(province.tally(0).requests, 0U);
  const auto ended = oitcheck(scan_list(list, {"--json", folder.path("all.json"), "--keep-going"}));
  EXPECT_EQ(ended.exit, 1) << ended.err;
  const auto batch = read_json(folder.path("all.json"));
  EXPECT_EQ(outcomes_of(batch), (std::vector<std::string>{"ok", "ok", "bad_entry", "bad_entry"}));
  EXPECT_EQ(batch.at("end").at("sites"), 4);
}

/// A site that answers only after its first try is read in the late pass; a dead one stays dead.
TEST(ManySites, ThoseThatCannotBeOpenedAreTriedOnceMore) {
  const Province province(3);
  std::atomic<int> asked{0};
  const HttpServer shaky([&asked](const Asked& request) {
    if (request.target != "/") return Reply{404, {}, "", 0};
    return ++asked > 3 ? Reply{200, {}, "<h1>อบต.บ้านช้า</h1>", 0} : Reply{503, {}, "busy", 0};
  });
  const TempFolder folder;
  const auto list = folder.path("sites.csv");
  const auto rest = province.list().substr(province.list().find('\n') + 1);
  ASSERT_TRUE(write_file(
      list, "id,url,name\ndead," + silent_address() + ",x\nshaky," + shaky.url() + ",y\n" + rest));
  const auto ended = oitcheck(
      scan_list(list, {"--json", folder.path("all.json"), "--db", folder.path("runs.db")}));
  EXPECT_EQ(ended.exit, 1) << ended.err;
  const auto batch = read_json(folder.path("all.json"));
  EXPECT_EQ(outcomes_of(batch), (std::vector<std::string>{"home_failed", "ok", "ok", "ok", "ok"}));
  EXPECT_GT(asked, 3);
  expect_valid(batch);
  const auto runs = runs_of(folder.path("runs.db"));
  EXPECT_EQ(runs[0].at("state"), "complete");
  EXPECT_EQ(runs[0].at("failed"), 1);
}

/// Answers so slowly, or with so much, that a run of one site after the other would take minutes.
Reply misbehave(const Asked& asked, int delay_ms) {
  if (asked.target == "/robots.txt") return {404, {}, "", 0};
  if (asked.target.starts_with("/round"))
    return {302, {{"Location", "/round?" + asked.target}}, "", 0};
  static const std::string huge(std::size_t{8} << 20, 'x');
  const bool is_huge = asked.target.starts_with("/huge");
  std::string body = "<h1>อบต.ช้า</h1><a href=\"/round\">โครงสร้าง</a>";
  for (int n = 0; n < 10; ++n)
    body += "<a href=\"/" + std::string(delay_ms > 0 ? "page" : "huge") + std::to_string(n) +
            ".html\">แผนการจัดซื้อจัดจ้าง " + std::to_string(n) + "</a>";
  return {200, {}, is_huge ? huge : body, delay_ms};
}

TEST(ManySites, ASlowAndAHostileSiteHoldNobodyUp) {
  const Province province(20);
  const HttpServer slow([](const Asked& asked) { return misbehave(asked, 2'000); });
  const HttpServer huge([](const Asked& asked) { return misbehave(asked, 0); });
  const HostileServer hostile;
  const TempFolder folder;
  const auto list = folder.path("sites.csv");
  const auto rest = province.list().substr(province.list().find('\n') + 1);
  ASSERT_TRUE(write_file(list, "id,url,name\nslow," + slow.url() + ",x\nhuge," + huge.url() +
                                   ",x\nhostile," + hostile.url() + ",x\n" + rest));
  const auto began = std::chrono::steady_clock::now();
  const auto ended = oitcheck(scan_list(
      list, {"--json", folder.path("all.json"), "--max-time", "8s", "--max-pages", "60"}));
  EXPECT_EQ(ended.exit, 1) << ended.err;
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(40));
  const auto batch = read_json(folder.path("all.json"));
  ASSERT_EQ(batch.at("sites").size(), 23U);
  expect_valid(batch);
  // Times of reports are whole seconds.
  std::string last_good;
  for (const auto& site : batch.at("sites")) {
    const std::string id = site.at("id");
    if (!id.starts_with("site-")) continue;
    EXPECT_EQ(site.at("outcome"), "ok") << id;
    EXPECT_EQ(site.at("report").at("run").at("complete"), true) << id;
    last_good =
        std::max(last_good, site.at("report").at("run").at("finished_at").get<std::string>());
  }
  const std::string slowest = batch.at("sites")[0].at("report").at("run").at("finished_at");
  EXPECT_LT(last_good, slowest) << "the good ones waited for the slow one";
}

}  // namespace
}  // namespace oit::test
