// The lists that both READMEs show are read as they say.
#include <gtest/gtest.h>

#include <sstream>

#include "base/file.h"
#include "rulebook/load.h"
#include "scan/sites_file.h"

namespace oit::scan {
namespace {

/// The first indented block below `heading`.
std::string block(const std::string& file, const std::string& heading) {
  const auto text = read_file(std::filesystem::path(OIT_SOURCE_DIR) / file).value();
  std::istringstream lines(text.substr(text.find(heading)));
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("    "))
      out += line.substr(4) + '\n';
    else if (!out.empty())
      break;
  }
  return out;
}

TEST(Readme, ShowsAListThatIsRead) {
  const auto rulebook =
      rulebook::load(std::filesystem::path(OIT_SOURCE_DIR) / "rules", "ita-2566").value();
  const auto rulebook_of = [&](const std::string&) -> Result<const model::Rulebook*> {
    return &rulebook;
  };
  for (const auto& [name, heading] : {std::pair{"README.md", "## Lists of sites"},
                                      std::pair{"README.th.md", "## รายชื่อเว็บไซต์หลายแห่ง"}}) {
    const auto file = read_sites(block(name, heading), name, rulebook_of);
    ASSERT_TRUE(file) << file.error().message;
    for (const auto& bad : file->bad) ADD_FAILURE() << bad.message;
    ASSERT_EQ(file->sites.size(), 2U) << name;
    EXPECT_EQ(file->sites[0].id, "nongkhla.go.th");
    EXPECT_EQ(file->sites[0].profile.agency_type, "sao");
    EXPECT_EQ(file->sites[0].profile.deadline, text::read_iso_day("2026-04-30"));
    EXPECT_EQ(file->sites[1].profile.agency_type, "municipality");
  }
}

}  // namespace
}  // namespace oit::scan
