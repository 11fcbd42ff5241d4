#include "text/wrap.h"

#include <gtest/gtest.h>

#include "text/width.h"

namespace oit::text {

using Lines = std::vector<std::string>;

TEST(Wrap, BreaksBetweenWords) {
  EXPECT_EQ(wrap("one two three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrap("one two", 7), (Lines{"one two"}));
  EXPECT_EQ(wrap("", 7), (Lines{""}));
}

TEST(Wrap, BreaksThaiBetweenItsWords) {
  const auto lines = wrap("จัดทำแผนการจัดซื้อจัดจ้างและเผยแพร่ทางเว็บไซต์", 20);
  ASSERT_GT(lines.size(), 1U);
  std::string joined;
  for (const auto& line : lines) {
    EXPECT_LE(display_width(line), 20U) << line;
    EXPECT_FALSE(line.starts_with("ั") || line.starts_with("า")) << line;
    joined += line;
  }
  EXPECT_EQ(joined, "จัดทำแผนการจัดซื้อจัดจ้างและเผยแพร่ทางเว็บไซต์");
}

TEST(Wrap, BeginsNoLineWithAMark) {
  EXPECT_EQ(wrap("one two · three", 8), (Lines{"one", "two ·", "three"}));
}

TEST(Wrap, KeepsAddressesWhole) {
  EXPECT_EQ(wrap("see http://a.go.th/b/c-d/e?f=g now", 10),
            (Lines{"see", "http://a.go.th/b/c-d/e?f=g", "now"}));
}

}  // namespace oit::text
