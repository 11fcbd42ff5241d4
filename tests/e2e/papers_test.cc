// Office papers as people ask for them: by scan, and of a file, a site and a run.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "e2e/batch.h"
#include "support/fixture_site.h"

namespace oit::test {
namespace {

namespace fs = std::filesystem;

/// Names below `folder`, sorted.
std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      out.push_back(entry.path().lexically_relative(folder).generic_string());
  std::ranges::sort(out);
  return out;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

/// The paper's words, a line for each paragraph and row.
std::string words_of(const std::string& path) {
  const auto bytes = read_file(path);
  if (!bytes) return bytes.error().message;
  const auto ended =
      run({"/usr/bin/python3", OIT_SOURCE_DIR "/tests/report/read_paper.py", "text"}, *bytes);
  return ended.exit == 0 ? ended.out : ended.err;
}

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

TEST(Papers, AreWrittenByScanAndAgainFromFileSiteAndRun) {
  const TempFolder folder;
  const FixtureSite site("banrai-sao");
  std::ofstream(folder.path("site.toml"))
      << "name = \"องค์การบริหารส่วนตำบลบ้านไร่\"\nagency_type = \"sao\"\n"
         "[scores]\ntotal = 82.84\n1 = 97.24\n7 = 70.2\n";
  ASSERT_EQ(
      oitcheck(scan(site.url(), {"--site", folder.path("site.toml"), "--json",
                                 folder.path("r.json"), "--docx", folder.path("scan"), "--db",
                                 folder.path("runs.db"), "--render", "never", "--ocr", "never"}))
          .exit,
      1);
  const auto written = files_in(folder.path("scan"));
  for (const char* form : {"improvement", "status", "results7", "results6", "measures"})
    EXPECT_TRUE(has(written, std::string(form) + ".docx")) << form;
  EXPECT_TRUE(has(written, "unit-worklist-planning.docx"));

  const auto by_site = oitcheck({"report", site.url(), "--db", folder.path("runs.db"), "--form",
                                 "all", "--out", folder.path("site")});
  ASSERT_EQ(by_site.exit, 0) << by_site.err;
  EXPECT_EQ(files_in(folder.path("site")), written);
  for (const auto& name : written)  // what the store keeps gives the same papers, scores included
    EXPECT_EQ(*read_file(folder.path("site/" + name)), *read_file(folder.path("scan/" + name)))
        << name;
  EXPECT_TRUE(holds(words_of(folder.path("site/measures.docx")), "๘๒.๘๔ คะแนน อยู่ในระดับ B"));

  const auto file = oitcheck({"report", folder.path("r.json"), "--form", "measures", "--out",
                              folder.path("m.docx"), "--arabic-digits", "--lang", "en", "--site",
                              folder.path("site.toml")});
  ASSERT_EQ(file.exit, 0) << file.err;
  EXPECT_EQ(file.out, folder.path("m.docx") + '\n');
  const auto words = words_of(folder.path("m.docx"));
  EXPECT_TRUE(holds(words, "82.84 คะแนน อยู่ในระดับ B"));
  EXPECT_TRUE(holds(words, "2566"));
  EXPECT_FALSE(holds(words, "๒"));
}

TEST(Papers, OfAProvinceStandInAFolderForEachSite) {
  const TempFolder folder;
  const Province province(3);
  ASSERT_LE(oitcheck(scan_list(write_list(folder, province),
                               {"--db", folder.path("runs.db"), "--docx", folder.path("scan")}))
                .exit,
            1);
  const auto id = runs_of(folder.path("runs.db"))[0]["id"].get<std::string>();
  const auto ended = oitcheck({"report", id, "--db", folder.path("runs.db"), "--form",
                               "unit-worklist", "--out", folder.path("lists")});
  ASSERT_EQ(ended.exit, 0) << ended.err;
  const auto lists = files_in(folder.path("lists"));
  const auto all = files_in(folder.path("scan"));
  for (const auto& site : ids_of(province)) {
    EXPECT_TRUE(has(all, site + "/status.docx")) << site;
    EXPECT_TRUE(std::ranges::any_of(lists, [&](const auto& name) {
      return name.starts_with(site + "/unit-worklist-");
    })) << site;
  }
}

TEST(Papers, WhatCannotBeWrittenIsRefusedWithWhatToDo) {
  const TempFolder folder;
  std::ofstream(folder.path("bad.json")) << "{";
  const std::pair<std::vector<std::string>, const char*> wrong[] = {
      {{"report", folder.path("none.json"), "--form", "all"}, "write one with scan --json"},
      {{"report", folder.path("bad.json"), "--form", "all"}, "give a file that scan --json wrote"},
      {{"report", folder.path("bad.json"), "--form", "letter"}, "expected one of improvement"},
      {{"report", folder.path("bad.json")}, "--form"},
  };
  for (const auto& [arguments, says] : wrong) {
    const auto ended = oitcheck(arguments);
    EXPECT_EQ(ended.exit, 2) << says;
    EXPECT_TRUE(holds(ended.err, says)) << ended.err;
    EXPECT_EQ(ended.out, "");
  }
}

}  // namespace
}  // namespace oit::test
