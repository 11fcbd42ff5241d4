// The program against servers that are up to no good: it ends in time, in little memory, with a
// valid report, asks nobody it must not ask, and shows nothing they wrote as anything but text.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "e2e/program.h"
#include "report/schema.h"
#include "support/hostile_server.h"
#include "support/http_server.h"

namespace oit::test {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using Time = std::chrono::steady_clock::time_point;

constexpr long kMostKib = 300L << 10;

/// How a run ended that was measured.
struct Measured {
  int exit = -1;
  long peak_kib = 0;  ///< of the largest of its processes
  std::chrono::milliseconds took{0};
};

/// A run of oitcheck whose outputs go to files.
class MeasuredRun {
 public:
  MeasuredRun(std::vector<std::string> arguments, const std::string& out, const std::string& err) {
    auto words = command(std::move(arguments));
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    int to = STDOUT_FILENO;
    for (const auto& file : {out, err})
      ::posix_spawn_file_actions_addopen(&actions, to++, file.c_str(), O_WRONLY | O_CREAT, 0600);
    if (::posix_spawn(&child_, argv[0], &actions, nullptr, argv.data(), environ) != 0) child_ = -1;
    ::posix_spawn_file_actions_destroy(&actions);
  }

  Measured wait() const {
    Measured ended;
    int status = 0;
    rusage used{};
    if (child_ < 0 || ::wait4(child_, &status, 0, &used) != child_) return ended;
    ended.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    ended.peak_kib = used.ru_maxrss;
    ended.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - began_);
    return ended;
  }

 private:
  pid_t child_ = -1;
  Time began_ = std::chrono::steady_clock::now();
};

std::vector<std::string> violations(const json& report) {
  static const auto schema = read_json(OIT_SOURCE_DIR "/rules/schema/report-1.json");
  return report::Schema(schema).check(report);
}

/// Bytes that a terminal may obey or that turn the direction of writing: 0 when there are none.
std::size_t count_commands(const std::string& text) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F) ++found;
    const auto three = text.substr(i, 3);
    for (const char* bidi : {"\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD",
                             "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8",
                             "\xE2\x81\xA9", "\xE2\x80\x8E", "\xE2\x80\x8F"})
      found += three == bidi ? 1U : 0U;
  }
  return found;
}

/// What our pages never hold: a tag or attribute only a stranger could have written.
std::string raw_tag(const std::string& html) {
  for (const char* tag : {"<script", "<img", "<iframe", "onerror=alert(2)>", "javascript:alert",
                          "href=\"data:", "href=\"file:"})
    if (html.find(tag) != std::string::npos) return tag;
  return "";
}

TEST(Hostile, AWholeSiteOfMisdeedsIsSurvived) {
  const HostileServer server;
  const TempFolder folder;
  const MeasuredRun run(
      {"scan", server.url(), "--as-of", "2023-04-20", "--rules", "ita-2566", "--max-time", "25s",
       "--connections", "16", "--max-pages", "200", "--json", folder.path("r.json"), "--html",
       folder.path("page"), "--csv", folder.path("r.csv"), "--verbose"},
      folder.path("out"), folder.path("err"));
  const auto ended = run.wait();
  EXPECT_EQ(ended.exit, 1) << read_file(folder.path("err")).value();
  // 25 s of crawl, 2 s of grace, and what a debug build on a busy machine needs to judge and write.
  EXPECT_LT(ended.took, 45s);
  EXPECT_LT(ended.peak_kib, kMostKib);
  EXPECT_EQ(server.intrusions(), 0U);
  const auto report = read_json(folder.path("r.json"));
  EXPECT_EQ(violations(report), std::vector<std::string>{});
  EXPECT_EQ(report.at("site").at("outcome"), "ok");
  EXPECT_GT(report.at("site").at("pages"), 30);
  EXPECT_EQ(report.at("items").size(), 43U);
  for (const auto& item : report.at("items")) EXPECT_NE(item.at("status"), "published") << item;
  EXPECT_EQ(raw_tag(read_file(folder.path("page/index.html")).value()), "");
  for (const char* file : {"out", "err", "r.csv"}) {
    auto text = read_file(folder.path(file)).value();
    EXPECT_GT(text.size(), 100U) << file;
    std::erase(text, '\r');  // line ends of CSV
    EXPECT_EQ(count_commands(text), 0U) << file;
  }
}

/// Sites that are one misdeed from the first address on.
struct Expected {
  int exit = 0;
  std::string outcome;  ///< of the site; "" when either end without harm will do
};

/// The misdeeds an answer of which is still a page to read.
const std::set<std::string> kReadable = {"fine",
                                         "length-too-short",
                                         "length-too-long",
                                         "endless-body",
                                         "endless-chunks",
                                         "header-injection",
                                         "cookie-wall",
                                         "cookie-of-another",
                                         "cookies-huge",
                                         "charset-nonsense",
                                         "charset-long",
                                         "script-title",
                                         "control-title",
                                         "private-links",
                                         "calendar",
                                         "deep",
                                         "links-50000",
                                         "page-9mib",
                                         "says-unknown-encoding",
                                         "redirect-user",
                                         "chunk-cut",
                                         "reset-in-body",
                                         "status-206",
                                         "pdf-is-html"};

const std::set<std::string> kTimeOut = {"slow-header"};

/// What a scan of the misdeed as a site of its own must come to.
Expected expected_of(const Behaviour& behaviour) {
  if (kReadable.contains(behaviour.name)) return {1, "ok"};
  if (behaviour.outcome.empty() || behaviour.outcome == "ok") return {-1, ""};
  if (behaviour.outcome == "timeout") return {3, "timeout"};
  return {3, "home_failed"};
}

/// Those that only wait for a limit of time: one of them, and the whole site above, are enough.
bool takes_long(const Behaviour& behaviour) {
  return (behaviour.outcome == "timeout" && !kTimeOut.contains(behaviour.name)) ||
         behaviour.name.starts_with("busy") || behaviour.name == "sitemap-bomb.xml.gz";
}

class SingleMisdeeds : public testing::Test {
 protected:
  struct Case {
    Behaviour behaviour;
    std::string json;
    MeasuredRun run;
  };

  void start(const Behaviour& behaviour) {
    const auto file = folder_.path(behaviour.name);
    running_.push_back(
        {behaviour, file + ".json",
         MeasuredRun({"scan", server_.url(behaviour.path), "--as-of", "2023-04-20", "--rules",
                      "ita-2566", "--max-time", "6s", "--max-pages", "12", "--connections", "8",
                      "--json", file + ".json", "--html", file + "-page"},
                     file + ".out", file + ".err")});
  }

  void judge_oldest() {
    const auto& [behaviour, file, run] = running_.front();
    const auto& name = behaviour.name;
    const auto ended = run.wait();
    const auto expected = expected_of(behaviour);
    const auto said = read_file(folder_.path(name) + ".err").value();
    if (expected.exit >= 0) {
      EXPECT_EQ(ended.exit, expected.exit) << name << '\n' << said;
    }
    EXPECT_TRUE(ended.exit == 1 || ended.exit == 3) << name << " ended with " << ended.exit;
    EXPECT_LT(ended.peak_kib, kMostKib) << name;
    EXPECT_LT(ended.took, 15s) << name;
    const auto report = read_json(file);
    EXPECT_EQ(violations(report), std::vector<std::string>{}) << name;
    if (!expected.outcome.empty()) {
      EXPECT_EQ(report.at("site").at("outcome"), expected.outcome) << name;
    }
    for (const auto& item : report.at("items")) {
      EXPECT_NE(item.at("status"), "published") << name << item;
      if (ended.exit == 3) {
        EXPECT_EQ(item.at("status"), "unverified") << name << item;
      }
    }
    EXPECT_EQ(raw_tag(read_file(folder_.path(name) + "-page/index.html").value()), "") << name;
    const auto out = read_file(folder_.path(name) + ".out").value();
    EXPECT_EQ(count_commands(out + said), 0U) << name;
    running_.pop_front();
  }

  HostileServer server_;
  TempFolder folder_;
  std::deque<Case> running_;
};

TEST_F(SingleMisdeeds, EndInAReportThatSaysWhatHappened) {
  std::size_t cases = 0;
  for (const auto& behaviour : HostileServer::behaviours()) {
    if (takes_long(behaviour)) continue;
    ++cases;
    start(behaviour);
    if (running_.size() == 6) judge_oldest();
  }
  while (!running_.empty()) judge_oldest();
  EXPECT_GE(cases, 40U);
  EXPECT_EQ(server_.intrusions(), 0U);
}

/// Pages that never end used to hold a scan for minutes after its time was up.
TEST(Hostile, ServersThatKeepOneWaitingDoNotHoldAScan) {
  std::string home = "<meta charset=utf-8><title>ITA 2566</title><ul>";
  for (int i = 0; i < 8; ++i)
    home += "<li><a href=/slow" + std::to_string(i) + ">แผนพัฒนาท้องถิ่น 2566</a>";
  const HttpServer server([home](const Asked& asked) {
    if (asked.target == "/") return Reply{200, {}, home, 0};
    return asked.target.starts_with("/slow") ? Reply{200, {}, "<p>words", 15'000}
                                             : Reply{404, {}, "", 0};
  });
  const auto began = std::chrono::steady_clock::now();
  const auto ended = oitcheck({"scan", server.url(), "--as-of", "2023-04-20", "--connections", "4",
                               "--max-time", "2s", "--json", "-"});
  EXPECT_LT(std::chrono::steady_clock::now() - began, 10s);
  EXPECT_EQ(ended.exit, 1) << ended.err;
  const auto report = json::parse(ended.out);
  EXPECT_EQ(violations(report), std::vector<std::string>{});
  EXPECT_EQ(report.at("run").at("limits_hit"), json::array({"max_time"}));
  for (const auto& item : report.at("items")) EXPECT_EQ(item.at("status"), "unverified") << item;
}

struct RobotsCase {
  RobotsMisdeed misdeed;
  int exit;
  const char* outcome;
};

TEST(Hostile, RobotsFilesThatMisbehave) {
  const RobotsCase cases[] = {{RobotsMisdeed::error, 3, "robots_unreachable"},
                              {RobotsMisdeed::forbid_all, 3, "robots_blocked"},
                              {RobotsMisdeed::redirect_here, 1, "ok"},
                              {RobotsMisdeed::huge, 1, "ok"},
                              {RobotsMisdeed::html, 1, "ok"}};
  for (const auto& [misdeed, exit, outcome] : cases) {
    const HostileRobotsServer server(misdeed);
    const auto ended = oitcheck(scan(server.url(), {"--max-pages", "5", "--json", "-"}));
    EXPECT_EQ(ended.exit, exit) << outcome << ended.err;
    EXPECT_EQ(json::parse(ended.out).at("site").at("outcome"), outcome);
  }
}

/// Labels, titles, names and quotes of a page that is read as evidence: they do reach the report.
TEST(Hostile, WhatStrangersWriteStaysText) {
  const std::string evil =
      "&lt;script&gt;alert(1)&lt;/script&gt;\x1b[31m\xE2\x80\xAE=cmd|' /C calc'!A0";
  const std::string plan = "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570) " + evil;
  const HttpServer server(std::map<std::string, Reply>{
      {"/",
       {200,
        {},
        "<meta charset=utf-8><title>องค์การบริหารส่วนตำบลหนองบัว " + evil +
            "</title><ul><li><a href=/plan>" + plan + "</a>"}},
      {"/plan",
       {200,
        {},
        "<meta charset=utf-8><title>" + plan + "</title><h1>" + plan + "</h1><p>" + plan +
            " ยุทธศาสตร์ โครงการ งบประมาณ ตัวชี้วัด</p>"}}});
  const TempFolder folder;
  const auto ended =
      oitcheck(scan(server.url(), {"--json", folder.path("r.json"), "--html", folder.path("page"),
                                   "--csv", folder.path("r.csv"), "--verbose"}));
  EXPECT_EQ(ended.exit, 1) << ended.err;
  const auto html = read_file(folder.path("page/index.html")).value();
  EXPECT_NE(html.find("&lt;script&gt;alert(1)"), std::string::npos);
  EXPECT_EQ(raw_tag(html), "");
  EXPECT_EQ(count_commands(html), 0U);
  EXPECT_EQ(count_commands(ended.out + ended.err), 0U) << ended.out;
  auto csv = read_file(folder.path("r.csv")).value();
  std::erase(csv, '\r');
  EXPECT_EQ(count_commands(csv), 0U);
  const auto report = read_json(folder.path("r.json"));
  EXPECT_EQ(violations(report), std::vector<std::string>{});
  bool reached = false;
  for (const auto& item : report.at("items"))
    for (const auto& evidence : item.at("evidence"))
      reached = reached || evidence.dump().find("alert(1)") != std::string::npos;
  EXPECT_TRUE(reached);
}

}  // namespace
}  // namespace oit::test
