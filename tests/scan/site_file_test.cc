#include "scan/site_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "rulebook/load.h"
#include "support/small_rules.h"

namespace oit::scan {
namespace {

/// A file in a folder of rules that is gone with the test.
class SiteFile : public testing::Test {
 protected:
  SiteFile() {
    auto loaded = rulebook::load(rules_.folder(), "ita-2566");
    if (!loaded) throw std::runtime_error(loaded.error().message);
    rulebook_ = std::move(*loaded);
  }

  Result<model::SiteProfile> read(std::string_view content) {
    rules_.write("site.toml", content);
    return read_site_file(path(), rulebook_);
  }

  /// What `content` is refused with, the path before its line taken off.
  std::string error(std::string_view content) {
    const auto read_file = read(content);
    if (read_file) return "was read";
    EXPECT_EQ(read_file.error().code, ErrorCode::bad_config);
    return relative(read_file.error().message);
  }

  std::string relative(const std::string& message) const {
    const auto prefix = path().string() + ":";
    return message.starts_with(prefix) ? message.substr(prefix.size()) : "no file: " + message;
  }

  std::filesystem::path path() const { return rules_.folder() / "site.toml"; }

  support::SmallRules rules_;
  model::Rulebook rulebook_;
};

TEST_F(SiteFile, ReadsEverythingAnOperatorMayWrite) {
  const auto profile = read(R"(name = "อบต.ตัวอย่าง"
agency_type = "sao"
deadline = "2023-04-15"
[units]
procurement = "กองคลัง"
O2 = "งานพัสดุ"
[contacts]
"กองคลัง" = "โทร. 043-123456"
[submitted]
O1 = "https://abt.go.th/laws#top"
[[waiver]]
item = "O2"
reason = "ย้ายระบบ"
owner = "ปลัด"
until = 2027-04-30
)");
  ASSERT_TRUE(profile) << profile.error().message;
  EXPECT_EQ(profile->name, "อบต.ตัวอย่าง");
  EXPECT_EQ(profile->agency_type, "sao");
  EXPECT_EQ(profile->deadline, text::read_iso_day("2023-04-15"));
  EXPECT_EQ(profile->units.at("procurement"), "กองคลัง");
  EXPECT_EQ(profile->units.at("O2"), "งานพัสดุ");
  EXPECT_EQ(profile->contacts.at("กองคลัง"), "โทร. 043-123456");
  EXPECT_EQ(profile->submitted.at("O1").text(), "https://abt.go.th/laws");
  ASSERT_EQ(profile->waivers.size(), 1U);
  EXPECT_EQ(profile->waivers[0],
            (model::Waiver{"O2", "ย้ายระบบ", "ปลัด", *text::read_iso_day("2027-04-30")}));
}

TEST_F(SiteFile, AWaiverNeedsEachOfItsParts) {
  EXPECT_EQ(error("[waiver]\nitem = \"O1\""), "1:1: waiver must be a list of tables");
  EXPECT_EQ(error("waiver = [1]"), "1:11: waiver must be a list of tables");
  EXPECT_EQ(error("[[waiver]]\nitem = \"O9\""),
            "1:1: waiver of \"O9\": expected an item of ita-2566 such as O1");
  EXPECT_EQ(error("[[waiver]]\nitem = \"O1\"\nowner = \"x\""),
            "1:1: waiver of O1: no reason is given");
  EXPECT_EQ(error("[[waiver]]\nuntil = 2570-04-30"),
            "2:9: waiver.until: expected YYYY-MM-DD (A.D.)");
  EXPECT_EQ(error("[[waiver]]\ncolour = 1"),
            "2:10: unknown key waiver.colour; expected item, reason, owner or until");
}

TEST_F(SiteFile, AnEmptyFileSaysNothing) {
  const auto profile = read("# nothing yet\n");
  ASSERT_TRUE(profile);
  EXPECT_TRUE(profile->name.empty());
  EXPECT_FALSE(profile->deadline.has_value());
  EXPECT_TRUE(profile->units.empty());
}

TEST_F(SiteFile, TheDeadlineMayBeADateOfToml) {
  const auto profile = read("deadline = 2023-04-15");
  ASSERT_TRUE(profile) << profile.error().message;
  EXPECT_EQ(profile->deadline, text::read_iso_day("2023-04-15"));
}

TEST_F(SiteFile, TheGenericAgencyNeedsNoEntry) { EXPECT_TRUE(read("agency_type = \"generic\"")); }

TEST_F(SiteFile, ErrorsNameFileLineKeyAndWhatWasExpected) {
  EXPECT_EQ(error("\nname = 7"), "2:8: name must be a text");
  EXPECT_EQ(error("\n\nagency_type = \"army\""), "3:15: agency_type: expected one of generic, sao");
  EXPECT_EQ(error("agency_type = 1"), "1:15: agency_type must be a text");
  EXPECT_EQ(error("deadline = \"30/4/2566\""), "1:12: deadline: expected YYYY-MM-DD (A.D.)");
  EXPECT_EQ(error("deadline = 2566-04-30"), "1:12: deadline: expected YYYY-MM-DD (A.D.)");
  EXPECT_EQ(error("deadline = 2566"), "1:12: deadline: expected YYYY-MM-DD (A.D.)");
  EXPECT_EQ(error("units = \"กองคลัง\""), "1:9: units must be a table");
  EXPECT_EQ(error("[units]\nprocurement = 1"), "2:15: units.procurement must be a text");
  EXPECT_EQ(error("[units]\nO99 = \"กองคลัง\""),
            "2:7: units.O99: expected a role of units.toml or an item such as O1");
  EXPECT_EQ(error("[contacts]\nx = true"), "2:5: contacts.x must be a text");
  EXPECT_EQ(error("[submitted]\nO99 = \"https://abt.go.th\""),
            "2:7: submitted.O99: expected an item of ita-2566 such as O1");
  EXPECT_EQ(error("submitted = 3"), "1:13: submitted must be a table");
  EXPECT_EQ(error("\ncolour = \"red\""),
            "2:10: unknown key colour; expected name, agency_type, deadline, units, contacts, "
            "submitted, scores or waiver");
}

TEST_F(SiteFile, ScoresAreThoseOfTheAssessors) {
  const auto profile =
      read("[scores]\ntotal = 82.84\nprevious = 75\n10 = 100\ni2 = 0\ne6 = 84.99\noit = 60\n");
  ASSERT_TRUE(profile) << profile.error().message;
  EXPECT_EQ(profile->scores.size(), 6U);
  EXPECT_EQ(profile->scores.at("e6"), 84.99);
  EXPECT_EQ(profile->scores.at("previous"), 75);
  EXPECT_EQ(error("[scores]\ne6 = 100.5"), "2:6: scores.e6 must be a number from 0 to 100");
  EXPECT_EQ(error("[scores]\n1 = \"9\""), "2:5: scores.1 must be a number from 0 to 100");
  for (const char* key : {"x", "e", "e0", "i100", "e6x", "01"})
    EXPECT_NE(error("[scores]\n" + std::string(key) + " = 1").find("expected total, previous"),
              std::string::npos)
        << key;
  EXPECT_EQ(error("scores = 5"), "1:10: scores must be a table");
}

TEST_F(SiteFile, AWrongAddressIsRefusedWithItsLine) {
  const auto message = error("[submitted]\nO1 = \"https://abt.go.th\"\nO2 = \"ftp://abt.go.th/x\"");
  EXPECT_TRUE(message.starts_with("3:6: submitted.O2: ")) << message;
  EXPECT_NE(message.find("ftp://abt.go.th/x"), std::string::npos) << message;
}

TEST_F(SiteFile, ADayThatDoesNotExistIsRefused) {
  EXPECT_EQ(error("deadline = \"2023-02-30\""), "1:12: deadline: expected YYYY-MM-DD (A.D.)");
}

TEST_F(SiteFile, BadTomlIsRefusedWithItsPlace) {
  const auto message = error("name = \"x\"\nunits = [");
  EXPECT_TRUE(message.starts_with("2:")) << message;
}

TEST_F(SiteFile, AFileThatIsNotThereIsNamed) {
  const auto profile = read_site_file(rules_.folder() / "no.toml", rulebook_);
  ASSERT_FALSE(profile);
  EXPECT_EQ(profile.error().code, ErrorCode::bad_config);
  EXPECT_NE(profile.error().message.find("no.toml"), std::string::npos);
}

TEST_F(SiteFile, DeclaredAddressesMayStandInAFileOfTheirOwn) {
  model::SiteProfile profile;
  rules_.write("site.toml", "O1 = \"https://abt.go.th/a\"");
  ASSERT_TRUE(read_submitted_file(path(), rulebook_, profile));
  EXPECT_EQ(profile.submitted.at("O1").text(), "https://abt.go.th/a");
  rules_.write("site.toml", "[submitted]\nO2 = \"https://abt.go.th/b\"");
  ASSERT_TRUE(read_submitted_file(path(), rulebook_, profile));
  EXPECT_EQ(profile.submitted.size(), 2U) << "added to what was known";
  rules_.write("site.toml", "O2 = \"https://abt.go.th/c\"");
  ASSERT_TRUE(read_submitted_file(path(), rulebook_, profile));
  EXPECT_EQ(profile.submitted.at("O2").text(), "https://abt.go.th/c") << "the later one counts";
}

TEST_F(SiteFile, ErrorsOfAFileOfDeclaredAddresses) {
  model::SiteProfile profile;
  rules_.write("site.toml", "name = \"x\"");
  auto refused = read_submitted_file(path(), rulebook_, profile);
  ASSERT_FALSE(refused);
  EXPECT_EQ(relative(refused.error().message),
            "1:8: submitted.name: expected an item of ita-2566 such as O1");
  rules_.write("site.toml", "O1 = 4");
  refused = read_submitted_file(path(), rulebook_, profile);
  ASSERT_FALSE(refused);
  EXPECT_EQ(relative(refused.error().message), "1:6: submitted.O1 must be a text");
}

}  // namespace
}  // namespace oit::scan
