#include <gtest/gtest.h>

#include "rulebook/lint.h"
#include "rulebook/load.h"

namespace oit::rulebook {
namespace {

const std::filesystem::path kRules = std::filesystem::path(OIT_SOURCE_DIR) / "rules";

TEST(ShippedRules, EveryYearLoadsWithoutALintError) {
  const auto years = list_years(kRules);
  ASSERT_TRUE(years);
  for (const auto& id : *years) {
    const auto rulebook = load(kRules, id);
    ASSERT_TRUE(rulebook) << rulebook.error().message;
    for (const auto& finding : lint(*rulebook, kRules))
      EXPECT_FALSE(finding.is_error)
          << finding.file << ':' << finding.line << ": " << finding.message;
  }
}

TEST(ShippedRules, TheYearsListsHaveTheirLength) {
  for (const char* id : {"ita-2564", "ita-2565", "ita-2566"}) {
    const auto rulebook = load(kRules, id);
    ASSERT_TRUE(rulebook) << rulebook.error().message;
    EXPECT_EQ(rulebook->year.items.size(), 43U) << id;
  }
}

}  // namespace
}  // namespace oit::rulebook
