#pragma once
#include <gtest/gtest.h>

#include <string>

#include "report/papers.h"
#include "report/sample_report.h"
#include "rulebook/load.h"
#include "support/process.h"
#include "support/store_place.h"

namespace oit::report {

inline constexpr const char* kPython3 = "/usr/bin/python3";  // Debian's

/// The sample's office: FY2566 with the shipped words, and last year's scores.
inline OfficeFacts sample_facts() {
  const auto rulebook = rulebook::load(OIT_SOURCE_DIR "/rules", "ita-2566");
  const auto rules = rulebook::load_papers(OIT_SOURCE_DIR "/rules");
  EXPECT_TRUE(rulebook && rules);
  if (!rulebook || !rules) return {};
  auto facts = facts_of(rulebook->year, *rules);
  facts.scores = {{"total", 82.84}, {"previous", 75.4}, {"1", 97.24},  {"7", 70.2}, {"9", 90},
                  {"10", 90.01},    {"i2", 70.5},       {"e6", 84.99}, {"e10", 55}, {"e12", 85}};
  facts.contacts = {{"งานนโยบายและแผน", "โทร. 12"}};
  return facts;
}

/// Its office's type has a chain of posts in the rules.
inline model::Report paper_report() {
  auto out = sample_report();
  out.site_name = "องค์การบริหารส่วนตำบลตัวอย่าง";
  out.agency_type = "sao";
  return out;
}

/// What tests/report/read_paper.py tells of the Word file `bytes`: with "parts" each part under its
/// name, with "text" a line for each paragraph and row.
inline std::string read_paper(const std::string& bytes, const std::string& what) {
  const auto ended =
      test::run({kPython3, OIT_SOURCE_DIR "/tests/report/read_paper.py", what}, bytes);
  EXPECT_EQ(ended.exit, 0) << ended.err;
  return ended.out;
}

}  // namespace oit::report
