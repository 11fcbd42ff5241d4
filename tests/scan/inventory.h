#pragma once
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>

#include "rulebook/load.h"
#include "scan/sites_file.h"
#include "support/small_rules.h"

namespace oit::scan {

/// Reads inventories under small rules: items O1 and O2, role procurement, agency type sao; the
/// rulebook "ita-2566" may be named, no other.
class InventoryTest : public testing::Test {
 protected:
  InventoryTest() {
    auto loaded = rulebook::load(rules_.folder(), "ita-2566");
    if (!loaded) throw std::runtime_error(loaded.error().message);
    rulebook_ = std::move(*loaded);
  }

  RulebookOf rulebook_of() {
    return [this](const std::string& id) -> Result<const model::Rulebook*> {
      ++asked_;
      if (id.empty() || id == "ita-2566") return &rulebook_;
      return fail(ErrorCode::bad_rulebook, "no rulebook " + id);
    };
  }

  Result<SitesFile> read(std::string_view bytes, const std::string& file = "sites") {
    return read_sites(bytes, file, rulebook_of());
  }

  /// A file that is read, whatever its lines are.
  SitesFile sites(std::string_view bytes, const std::string& file = "sites") {
    auto read_file = read(bytes, file);
    EXPECT_TRUE(read_file) << read_file.error().message;
    return read_file ? std::move(*read_file) : SitesFile{};
  }

  /// The only site of a file without bad lines.
  model::SiteEntry site(std::string_view bytes) {
    auto file = sites(bytes);
    for (const auto& bad : file.bad) ADD_FAILURE() << bad.message;
    EXPECT_EQ(file.sites.size(), 1U);
    return file.sites.empty() ? model::SiteEntry{} : std::move(file.sites.front());
  }

  /// The message of the only bad line.
  std::string bad(std::string_view bytes) {
    const auto file = sites(bytes);
    EXPECT_EQ(file.bad.size(), 1U);
    return file.bad.empty() ? "" : file.bad.front().message;
  }

  /// What the file as a whole is refused with.
  std::string error(std::string_view bytes, const std::string& file = "sites") {
    const auto read_file = read(bytes, file);
    if (read_file) return "was read";
    EXPECT_EQ(read_file.error().code, ErrorCode::bad_config);
    return read_file.error().message;
  }

  support::SmallRules rules_;
  model::Rulebook rulebook_;
  int asked_ = 0;
};

}  // namespace oit::scan
