// A scan from the command line to its files and its exit code, against a server on loopback.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "e2e/batch.h"
#include "e2e/program.h"
#include "support/fixture_site.h"

namespace oit::test {
namespace {

/// The report without what differs from run to run.
nlohmann::json timeless(nlohmann::json report) {
  report.erase("run");
  for (auto& item : report["items"])
    for (auto& evidence : item["evidence"]) evidence.erase("fetched_at");
  return report;
}

/// A site file that waives O`first` to O43 until `until`.
std::string waivers(int first, const std::string& until) {
  std::string out;
  for (int item = first; item <= 43; ++item)
    out += "[[waiver]]\nitem = \"O" + std::to_string(item) +
           "\"\nreason = \"ย้ายระบบ\"\nowner = \"ปลัด\"\nuntil = " + until + "\n";
  return out;
}

TEST(Scan, AWaivedItemRingsNoBell) {
  const FixtureSite site("nongkhla-sao");
  const TempFolder folder;
  const auto exit_with = [&](const std::string& site_file) {
    EXPECT_TRUE(write_file(folder.path("site.toml"), site_file));
    const auto ended = oitcheck(scan(
        site.url(), {"--site", folder.path("site.toml"), "--json", folder.path("report.json")}));
    return ended.exit;
  };
  EXPECT_EQ(exit_with(waivers(1, "2023-04-20")), 0);
  const auto waived = read_json(folder.path("report.json"));
  EXPECT_EQ(waived["items"][0]["waiver"]["owner"], "ปลัด");
  EXPECT_EQ(waived["items"][0]["status"], "incomplete") << "the verdict stays";
  EXPECT_EQ(exit_with(waivers(2, "2023-04-20")), 1) << "O1 needs work";
  EXPECT_EQ(exit_with(waivers(1, "2023-04-19")), 1) << "they have ended";
  const auto ended = read_json(folder.path("report.json"));
  EXPECT_TRUE(ended["items"][0]["waiver"].is_null());
  EXPECT_EQ(ended["site"]["problems"].back()["category"], "waiver_expired");
}

TEST(Scan, WritesEveryFormItIsAskedFor) {
  const FixtureSite site("nongkhla-sao");
  const TempFolder folder;
  const auto ended =
      oitcheck(scan(site.url(), {"--json", folder.path("report.json"), "--csv",
                                 folder.path("report.csv"), "--html", folder.path("page")}));
  EXPECT_EQ(ended.exit, 1) << ended.err;  // some items need work
  const auto report = read_json(folder.path("report.json"));
  EXPECT_EQ(report.at("schema"), "oitcheck/report/1");
  EXPECT_EQ(report.at("run").at("as_of"), "2023-04-20");
  EXPECT_EQ(report.at("run").at("complete"), true);
  EXPECT_EQ(report.at("site").at("outcome"), "ok");
  ASSERT_EQ(report.at("items").size(), 43U);
  double points = 0;
  for (const auto& item : report.at("items")) points += item.at("points").get<double>();
  EXPECT_NEAR(points, 40, 1e-6);
  for (const char* id : {"O1", "O12", "O43"})
    EXPECT_NE(ended.out.find(id), std::string::npos) << ended.out;
  const auto page = read_file(folder.path("page/index.html")).value();
  EXPECT_NE(page.find("Content-Security-Policy"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(read_file(folder.path("report.csv")).value().find("O43"), std::string::npos);
}

TEST(Scan, PipedOutputIsPlainText) {
  const FixtureSite site("donphai-sao");
  const auto ended = oitcheck(scan(site.url(), {"--max-pages", "20"}));
  EXPECT_NE(ended.out, "");
  EXPECT_EQ((ended.out + ended.err).find('\x1b'), std::string::npos);
  EXPECT_EQ((ended.out + ended.err).find('\r'), std::string::npos);
}

TEST(Scan, JsonOnStandardOutputStandsAlone) {
  const FixtureSite site("donphai-sao");
  const auto ended = oitcheck(scan(site.url(), {"--max-pages", "20", "--json", "-"}));
  EXPECT_EQ(nlohmann::json::parse(ended.out).at("items").size(), 43U);
}

TEST(Scan, TheSameSiteGivesTheSameReport) {
  const FixtureSite site("thungsawang-sao");
  const auto first = oitcheck(scan(site.url(), {"--json", "-"}));
  const auto again = oitcheck(scan(site.url(), {"--json", "-"}));
  EXPECT_EQ(timeless(nlohmann::json::parse(first.out)), timeless(nlohmann::json::parse(again.out)));
}

TEST(Scan, SeveralSitesGiveOneFile) {
  const FixtureSite site("donphai-sao");
  const auto gone = silent_address();
  const auto ended = oitcheck(scan(site.url(), {gone, "--max-pages", "5", "--json", "-"}));
  EXPECT_EQ(ended.exit, 1) << ended.err;  // one could be checked
  const auto batch = nlohmann::json::parse(ended.out);
  EXPECT_EQ(batch.at("schema"), "oitcheck/batch/1");
  ASSERT_EQ(batch.at("sites").size(), 2U);
  EXPECT_EQ(batch.at("sites").at(1).at("report").at("items").size(), 43U);
}

TEST(Scan, ASiteThatCannotBeReachedIsNotCalledEmpty) {
  const auto address = silent_address();
  ASSERT_NE(address, "");
  const auto ended = oitcheck(scan(address, {"--json", "-"}));
  EXPECT_EQ(ended.exit, 3) << ended.err;
  const auto report = nlohmann::json::parse(ended.out);
  EXPECT_NE(report.at("site").at("outcome"), "ok");
  for (const auto& item : report.at("items")) EXPECT_EQ(item.at("status"), "unverified") << item;
}

TEST(Scan, AReportThatCannotBeWrittenIsAFailureOfOurs) {
  const FixtureSite site("donphai-sao");
  const TempFolder folder;
  const auto file = folder.path("absent/report.json");
  const auto ended = oitcheck(scan(site.url(), {"--max-pages", "3", "--json", file}));
  EXPECT_EQ(ended.exit, 4);
  EXPECT_NE(ended.err.find(file), std::string::npos) << ended.err;
}

TEST(Scan, AnInterruptLeavesAValidReport) {
  const FixtureSite site("nongkhla-sao");
  const TempFolder folder;
  const auto file = folder.path("report.json");
  for (const auto& [number, exit] :
       {std::pair{SIGINT, 130}, std::pair{SIGTERM, 143}, std::pair{SIGHUP, 129}}) {
    Process process(command({"scan", site.url(), "--as-of", "2023-04-20", "--delay", "1s",
                             "--verbose", "--json", file}));
    ASSERT_TRUE(process.wait_for_error(site.url()));
    process.send_signal(number);
    const auto ended = process.wait(std::chrono::seconds(20));
    EXPECT_EQ(ended.exit, exit) << ended.err;
    const auto report = read_json(file);
    EXPECT_EQ(report.at("run").at("complete"), false);
    EXPECT_EQ(report.at("items").size(), 43U);
    for (const auto& item : report.at("items")) EXPECT_NE(item.at("status"), "missing") << item;
    std::filesystem::remove(file);
  }
}

/// Only the last site's page and table used to be left.
TEST(Scan, SeveralSitesKeepAPageAndRowsEach) {
  const FixtureSite site("donphai-sao");
  const auto gone = silent_address();
  const TempFolder folder;
  const auto ended = oitcheck(scan(site.url(), {gone, "--max-pages", "5", "--csv", "-", "--html",
                                                folder.path("pages"), "--lang", "en"}));
  EXPECT_EQ(ended.exit, 1) << ended.err;
  for (const char* name : {"1-127.0.0.1", "2-127.0.0.1"})
    EXPECT_TRUE(std::filesystem::exists(folder.path("pages") + "/" + name + "/index.html")) << name;
  const auto count = [&ended](const std::string& words) {
    std::size_t found = 0;
    for (auto at = ended.out.find(words); at != std::string::npos;
         at = ended.out.find(words, at + 1))
      ++found;
    return found;
  };
  EXPECT_TRUE(ended.out.starts_with("\xEF\xBB\xBF\"Site\",\"Site id\",\"Item\""))
      << ended.out.substr(0, 80);
  EXPECT_EQ(count("\"Item\""), 1U);
  EXPECT_EQ(count("\n\"" + site.url() + "\",\"127.0.0.1-"), 43U);
  EXPECT_EQ(count("\n\"" + gone), 43U);
  EXPECT_EQ(count("\xEF\xBB\xBF"), 1U);  // and no table after it
}

/// A whole crawl was lost to a folder that was never there.
TEST(Scan, SaysBeforeTheCrawlThatAReportCannotBeWritten) {
  const FixtureSite site("donphai-sao");
  for (const char* option : {"--json", "--csv", "--html"}) {
    const auto ended = oitcheck(scan(site.url(), {"--verbose", option, "/dev/null/x"}));
    EXPECT_EQ(ended.exit, 4) << option;
    EXPECT_EQ(ended.err.find(site.url()), std::string::npos) << ended.err;
  }
}

/// With a standard stream closed the document reader's socket took its number, and a scan hung.
TEST(Scan, ClosedStandardStreamsDoNoHarm) {
  const FixtureSite site("donphai-sao");
  const TempFolder folder;
  for (const std::string closed : {"<&-", ">&-", "2>&-", "<&- >&- 2>&-"}) {
    const auto file = folder.path("report.json");
    auto words = command(scan(site.url(), {"--max-pages", "3", "--json", file}));
    words.insert(words.begin(), {"sh", "-c", "exec \"$0\" \"$@\" " + closed});
    Process process(words);
    EXPECT_EQ(process.wait(std::chrono::seconds(30)).exit, 1) << closed;
    EXPECT_EQ(read_json(file).at("items").size(), 43U) << closed;
    std::filesystem::remove(file);
  }
}

}  // namespace
}  // namespace oit::test
