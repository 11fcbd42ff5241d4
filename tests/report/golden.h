#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/file.h"

namespace oit::report {

/// Compares `text` with tests/golden/report/`name`; with OIT_UPDATE_GOLDEN set it is written there
/// instead, for a person to read the difference.
inline void expect_golden(const std::string& name, const std::string& text) {
  const auto path = std::filesystem::path(OIT_SOURCE_DIR) / "tests/golden/report" / name;
  if (std::getenv("OIT_UPDATE_GOLDEN") != nullptr) {
    ASSERT_TRUE(write_file(path, text).has_value());
    return;
  }
  const auto golden = read_file(path);
  ASSERT_TRUE(golden.has_value()) << golden.error().message;
  EXPECT_EQ(text, *golden) << name;
}

/// How often `part` stands in `text`.
inline std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
    ++count;
  return count;
}

/// Nothing in any form may show these: parts of the citizen ids, phones, escapes and bidi controls
/// of the sample.
inline void expect_harmless(const std::string& text) {
  for (const char* part :
       {"2345-67890", "310060044", "\x1b[31m", "\x1b[2J", "\x07", "\xE2\x80\xAE", "\xE2\x80\xAC"})
    EXPECT_EQ(text.find(part), std::string::npos) << part;
}

}  // namespace oit::report
