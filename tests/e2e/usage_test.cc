// What people type wrong, and what the program then says and exits with.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/file.h"
#include "e2e/program.h"

namespace oit::test {
namespace {

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

TEST(Usage, VersionAndHelpAreAnswers) {
  const auto version = oitcheck({"--version"});
  EXPECT_EQ(version.exit, 0);
  EXPECT_EQ(version.out, "oitcheck " OIT_VERSION "\n");
  const auto help = oitcheck({"scan", "--help"});
  EXPECT_EQ(help.exit, 0);
  for (const char* option : {"--as-of", "--rules", "--json", "--html", "--max-pages", "--delay"})
    EXPECT_TRUE(holds(help.out, option)) << option;
}

TEST(Usage, WhatIsNotUnderstoodIsRefused) {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"sacn"},
      {"scan"},
      {"scan", "http://127.0.0.1:9/", "--sites", "list.csv"},
      {"scan", "http://127.0.0.1:9/", "--no-such-option"},
      {"scan", "http://127.0.0.1:9/", "--lang", "fr"},
      {"scan", "http://127.0.0.1:9/", "--max-pages", "0"},
      {"scan", "http://127.0.0.1:9/", "--max-time", "soon"},
      {"scan", "http://127.0.0.1:9/", "--delay", "-1"},
      {"scan", "http://example.invalid/", "--connections", "8"},
      {"scan", "ftp://127.0.0.1/"},
      {"scan", "http://127.0.0.1:9/", "--contact", "a@b.th\r\nX-Injected: yes"},
      {"scan", "http://127.0.0.1:9/", "--allow-private", "foo:bar:baz"},
      {"scan", "http://127.0.0.1:9/", "--allow-private", "10.0.0.1:port"},
      {"scan", "http://127.0.0.1:9/", "--site", "/tmp"},
      {"scan", "http://127.0.0.1:9/", "--site", "/nonexistent.toml"},
      {"scan", "http://127.0.0.1:9/", "--csv", "-", "--json", "-"},
      {"rules"},
      {"rules", "show", "O99", "--rules", "ita-2566"},
      {"rules", "list", "--rules", "ita-1999"},
  };
  for (const auto& arguments : wrong) {
    const auto ended = oitcheck(arguments);
    const auto told = arguments.empty() ? "nothing" : arguments.back();
    EXPECT_EQ(ended.exit, 2) << told;
    EXPECT_NE(ended.err, "") << told;
    EXPECT_EQ(ended.out, "") << told;
  }
}

TEST(Usage, AnUnknownCommandIsNamedWithThoseThatExist) {
  for (const char* word : {"bogus", "sacn"}) {
    const auto ended = oitcheck({word, "http://127.0.0.1:9/"});
    EXPECT_EQ(ended.exit, 2) << word;
    EXPECT_TRUE(holds(ended.err, '"' + std::string(word) + '"')) << ended.err;
    EXPECT_TRUE(holds(ended.err, "scan audit runs")) << ended.err;
  }
}

TEST(Usage, AsOfIsADayOfOurEra) {
  for (const char* day : {"20-04-2023", "2023-02-30", "2023-4-20x", "today", "20/4/2566"}) {
    const auto ended = oitcheck({"scan", "http://127.0.0.1:9/", "--as-of", day});
    EXPECT_EQ(ended.exit, 2) << day;
    EXPECT_TRUE(holds(ended.err, day)) << ended.err;
    EXPECT_TRUE(holds(ended.err, "YYYY-MM-DD")) << ended.err;
  }
}

TEST(Usage, ABrokenRulebookIsNamedWithFileAndLine) {
  const TempFolder folder;
  auto year = read_file(OIT_SOURCE_DIR "/rules/ita-2566.toml").value();
  const auto line = 1 + std::count(year.begin(), year.end(), '\n');
  ASSERT_TRUE(write_file(folder.path("broken.toml"), year + "colour = \"blue\"\n"));
  const auto ended =
      oitcheck({"scan", "http://127.0.0.1:9/", "--rules", folder.path("broken.toml")});
  EXPECT_EQ(ended.exit, 2);
  EXPECT_TRUE(holds(ended.err, "broken.toml:" + std::to_string(line) + ":")) << ended.err;
  EXPECT_TRUE(holds(ended.err, "colour")) << ended.err;
}

TEST(Usage, ABrokenSiteFileIsNamedWithFileAndLine) {
  const TempFolder folder;
  ASSERT_TRUE(write_file(folder.path("site.toml"), "name = \"อบต.ทดสอบ\"\nagency = \"sao\"\n"));
  const auto ended = oitcheck(
      {"scan", "http://127.0.0.1:9/", "--rules", "ita-2566", "--site", folder.path("site.toml")});
  EXPECT_EQ(ended.exit, 2);
  EXPECT_TRUE(holds(ended.err, "site.toml:2:")) << ended.err;
}

}  // namespace
}  // namespace oit::test
