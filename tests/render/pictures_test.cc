#include "render/pictures.h"

#include <fstream>

#include "base/sha256.h"
#include "render/browser.h"

namespace oit::render {
namespace {

TEST(Pictures, AreKeptUntilTheFolderGoesAndOnlyIfSmallAndHarmless) {
  use_own_folder();
  std::filesystem::path folder;
  {
    const auto pictures = Pictures::make().value();
    pictures->keep("a", "/9j/4AAQ==");
    pictures->keep("fits", std::string(Pictures::kLargest, 'A'));
    pictures->keep("large", std::string(Pictures::kLargest + 1, 'A'));
    pictures->keep("markup", "\"><script>");
    pictures->keep("empty", "");
    EXPECT_EQ(pictures->find("a"), "/9j/4AAQ==");
    EXPECT_EQ(pictures->find("fits").size(), Pictures::kLargest);
    std::ofstream(std::filesystem::temp_directory_path() / "outside") << "a picture?";
    for (const char* name : {"large", "markup", "empty", "b", "../outside"})
      EXPECT_EQ(pictures->find(name), "") << name;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
      if (entry.path().filename().string().starts_with("oitcheck-pictures-")) folder = entry.path();
    EXPECT_TRUE(std::filesystem::exists(folder / "a"));
  }
  EXPECT_FALSE(std::filesystem::exists(folder));
}

TEST(Pictures, GiveWayToNewerOnes) {
  use_own_folder();
  const auto pictures = Pictures::make(3).value();
  for (const char* name : {"0", "1", "2", "3"}) pictures->keep(name, "AAAA");
  for (int again = 0; again < 3; ++again) pictures->keep("3", "BBBB");
  EXPECT_EQ(pictures->find("0"), "");
  EXPECT_EQ(pictures->find("1"), "AAAA");
  EXPECT_EQ(pictures->find("3"), "AAAA");
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::filesystem::temp_directory_path()))
    files += entry.is_regular_file() && entry.file_size() == 4 ? 1U : 0U;
  EXPECT_EQ(files, 3U) << "what gave way leaves no file";
}

TEST_F(BrowserTest, TakesASmallPictureOfWhatItReadWithoutChangingIt) {
  const auto pictures = Pictures::make().value();
  options_.drawing.pictures = pictures.get();
  options_.drawing.picture = std::chrono::seconds(15);
  serve({{"/",
          html("<h1>โทร 0 2123 4567</h1><script>document.body.append('แผนพัฒนาท้องถิ่น')</script>")}});
  const auto drawn = draw("/");
  ASSERT_EQ(drawn.outcome, model::FetchOutcome::ok) << drawn.why;
  EXPECT_TRUE(has(drawn.body, "0 2123 4567")) << drawn.body;
  const auto picture = pictures->find(sha256_hex(drawn.body));
  EXPECT_TRUE(picture.starts_with("/9j/")) << picture.substr(0, 20);
  EXPECT_GT(picture.size(), 2'000U);
}

/// All that is shown is a number, so a page of it looks like one of as many dots.
TEST_F(BrowserTest, ShowsNoLongNumbersInPictures) {
  const auto pictures = Pictures::make().value();
  options_.drawing.pictures = pictures.get();
  options_.drawing.picture = std::chrono::seconds(15);
  const std::string ids = "<h1>1-2345-67890-12-3</h1><h2>๐๘๑-๒๓๔๕๖๗๘</h2><p>2566</p>",
                    dots = "<h1>•-••••-•••••-••-•</h1><h2>•••-•••••••</h2><p>2566</p>",
                    years = "<h1>•-••••-•••••-••-•</h1><h2>•••-•••••••</h2><p>••••</p>";
  serve({{"/ids", html(ids)}, {"/dots", html(dots)}, {"/years", html(years)}});
  const auto picture_of = [&](std::string_view path) {
    return pictures->find(sha256_hex(draw(path).body));
  };
  const auto masked = picture_of("/ids");
  EXPECT_FALSE(masked.empty());
  EXPECT_EQ(masked, picture_of("/dots"));
  EXPECT_NE(masked, picture_of("/years"));
}

}  // namespace
}  // namespace oit::render
