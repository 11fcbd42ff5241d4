#include "cli/paper_files.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "support/store_place.h"

namespace oit::cli {
namespace {

TEST(PaperFiles, AHostsFolderHoldsNothingThatLeadsElsewhere) {
  EXPECT_EQ(numbered_host(7, "www.a-1.go.th"), "7-www.a-1.go.th");
  EXPECT_EQ(numbered_host(1, "../x"), "1-..-x");
  EXPECT_EQ(numbered_host(2, "[::1]:8080"), "2----1--8080");
  EXPECT_EQ(numbered_host(3, std::string(500, 'a')), "3-" + std::string(100, 'a'));
}

TEST(PaperFiles, WhatIsKnownOfASiteGoesIntoItsPapers) {
  model::SiteProfile profile;
  profile.scores = {{"total", 82.84}};
  profile.contacts = {{"กองคลัง", "โทร. 12"}};
  const auto facts = office_facts(nullptr, {}, profile);
  EXPECT_EQ(facts.scores, profile.scores);
  EXPECT_EQ(facts.contacts, profile.contacts);
}

TEST(PaperFiles, AreWrittenIntoAFolderOfTheirOwn) {
  const test::StoreFolder folder;
  const auto report = test::make_report({test::make_finding("O1", model::Status::missing)});
  const auto place = folder.folder() / "new" / "papers";
  const auto paths =
      write_paper_files(place, report, {report::Form::status, report::Form::unit_worklist}, {}, {});
  ASSERT_TRUE(paths) << paths.error().message;
  ASSERT_EQ(paths->size(), 2U);
  EXPECT_EQ(paths->front(), (place / "status.docx").string());
  for (const auto& path : *paths) EXPECT_EQ(read_file(path).value().substr(0, 2), "PK") << path;
  const auto blocked = write_paper_files(paths->front(), report, {report::Form::status}, {}, {});
  EXPECT_FALSE(blocked.has_value()) << "a file stands where the folder should";
}

}  // namespace
}  // namespace oit::cli
