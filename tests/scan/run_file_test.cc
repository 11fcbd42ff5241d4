#include "scan/run_file.h"

#include <gtest/gtest.h>

#include "support/small_rules.h"

namespace oit::scan {
namespace {

/// A configuration file in a folder that is gone with the test.
class RunFileTest : public testing::Test {
 protected:
  Result<RunFile> read(std::string_view content) {
    folder_.write("etc/oitcheck.toml", content);
    return read_run_file(folder_.folder() / "etc/oitcheck.toml");
  }

  /// What `content` is refused with, the path taken off each line.
  std::string error(std::string_view content) {
    const auto run = read(content);
    if (run) return "was read";
    EXPECT_EQ(run.error().code, ErrorCode::bad_config);
    auto message = run.error().message;
    const auto prefix = (folder_.folder() / "etc/oitcheck.toml:").string();
    for (std::size_t at = 0; (at = message.find(prefix)) != std::string::npos;)
      message.erase(at, prefix.size());
    return message;
  }

  support::SmallRules folder_;
};

TEST_F(RunFileTest, ReadsEveryKey) {
  const auto run = read(R"([scan]
sites = "sites.csv"
db = "../var/oit.db"
keep = "warc"
json = "-"
html = "/srv/html"
csv = "out/all.csv"
xlsx = "out/all.xlsx"
ranking = true
metrics = "m.prom"
rules = "ita-2566"
as_of = 2026-04-20
lang = "en"
sites_at_once = 50
max_pages = 300
max_time = "5min"
delay = "auto"
connections = 2
contact = "it@abt.go.th"
allow_private = ["127.0.0.1:8080"]
fail_on = "missing, broken"
baseline = "last"
render = "always"
max_rendered = 12
browser = "chromium"
resume = true
keep_going = false
exhaustive = true
ignore_robots = false
notify = true
[mail]
server = "x"
[[recipient]]
to = "y"
)");
  ASSERT_TRUE(run) << run.error().message;
  const auto at = [&](const char* name) { return (folder_.folder() / name).string(); };
  EXPECT_EQ(run->sites, at("etc/sites.csv"));
  EXPECT_EQ(run->db, at("var/oit.db"));
  EXPECT_EQ(run->keep, at("etc/warc"));
  EXPECT_EQ(run->json, "-");
  EXPECT_EQ(run->html, "/srv/html");
  EXPECT_EQ(run->csv, at("etc/out/all.csv"));
  EXPECT_EQ(run->xlsx, at("etc/out/all.xlsx"));
  EXPECT_EQ(run->ranking, true);
  EXPECT_EQ(run->metrics, at("etc/m.prom"));
  EXPECT_EQ(run->rules, "ita-2566");
  EXPECT_EQ(run->as_of, "2026-04-20");
  EXPECT_EQ(run->lang, "en");
  EXPECT_EQ(run->sites_at_once, 50U);
  EXPECT_EQ(run->max_pages, 300U);
  EXPECT_EQ(run->max_time, "300000ms");
  EXPECT_EQ(run->delay, "auto");
  EXPECT_EQ(run->connections, 2U);
  EXPECT_EQ(run->contact, "it@abt.go.th");
  EXPECT_EQ(run->allow_private, std::vector<std::string>{"127.0.0.1:8080"});
  EXPECT_EQ(run->fail_on, (std::vector<std::string>{"missing", "broken"}));
  EXPECT_EQ(run->baseline, "last");
  EXPECT_EQ(run->render, "always");
  EXPECT_EQ(run->max_rendered, 12U);
  EXPECT_EQ(run->browser, "chromium");
  EXPECT_EQ(run->resume, true);
  EXPECT_EQ(run->keep_going, false);
  EXPECT_EQ(run->exhaustive, true);
  EXPECT_EQ(run->ignore_robots, false);
  EXPECT_EQ(run->notify, true);
}

TEST_F(RunFileTest, WhatIsNotSaidIsEmpty) {
  for (const char* content : {"", "[mail]\nserver = 7\n", "[scan]\n"}) {
    const auto run = read(content);
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_TRUE(run->sites.empty() && run->delay.empty() && run->fail_on.empty());
    EXPECT_FALSE(run->max_pages || run->resume || run->notify);
  }
}

TEST_F(RunFileTest, AServerIsNoPathAndAFileOfRulesIs) {
  const auto run = read(
      "[scan]\ndb = \"postgresql://oit@localhost/oit\"\nrules = \"mine/ita-2566.toml\"\n"
      "fail_on = [\"missing\"]\nas_of = \"2026-04-20\"\ndelay = 1.5\n");
  ASSERT_TRUE(run) << run.error().message;
  EXPECT_EQ(run->db, "postgresql://oit@localhost/oit");
  EXPECT_EQ(run->rules, (folder_.folder() / "etc/mine/ita-2566.toml").string());
  EXPECT_EQ(run->fail_on, std::vector<std::string>{"missing"});
  EXPECT_EQ(run->as_of, "2026-04-20");
  EXPECT_EQ(run->delay, "1500ms");
}

TEST_F(RunFileTest, ErrorsNameLineColumnAndKey) {
  EXPECT_EQ(error("[scan]\nsites = 7"), "2:9: sites must be a text");
  EXPECT_EQ(error("[scan]\nresume = \"yes\""), "2:10: resume must be true or false");
  EXPECT_EQ(error("[scan]\nconnections = 65"),
            "2:15: connections must be a whole number from 1 to 64");
  EXPECT_EQ(error("[scan]\nsites_at_once = 0"),
            "2:17: sites_at_once must be a whole number from 1 to 10000");
  EXPECT_EQ(error("[scan]\nas_of = 2566-04-20"), "2:9: as_of: expected YYYY-MM-DD (A.D.)");
  EXPECT_EQ(error("[scan]\nlang = \"fr\""), "2:8: lang: expected th or en");
  EXPECT_EQ(error("[scan]\nmax_time = \"auto\""),
            "2:12: max_time: \"auto\" is no duration; write 250ms, 1.5s, 10min or 2h");
  EXPECT_EQ(error("[scan]\nallow_private = \"x\""), "2:17: allow_private must be a list of texts");
  EXPECT_EQ(error("[scan]\nfail_on = 3"), "2:11: fail_on must be a list of texts");
  EXPECT_EQ(error("scan = 3"), "1:8: scan must be a table");
  EXPECT_EQ(error("[scan]\ndb = 1\nkeep = 2"), "2:6: db must be a text\n3:8: keep must be a text");
  const auto message = error("[scan]\ncolour = 1");
  EXPECT_TRUE(message.starts_with("2:10: unknown key scan.colour; expected sites, db, "));
  EXPECT_TRUE(message.ends_with("allow_private, fail_on, ocr, render"));
  EXPECT_TRUE(error("[scan]\nsites = ").starts_with("2:"));
}

TEST_F(RunFileTest, AFileThatIsNotThereIsNamed) {
  const auto run = read_run_file(folder_.folder() / "none.toml");
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().code, ErrorCode::bad_config);
  EXPECT_NE(run.error().message.find("none.toml"), std::string::npos);
}

}  // namespace
}  // namespace oit::scan
