#include "base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <thread>

namespace oit {
namespace {

namespace fs = std::filesystem;

class WriteFile : public testing::Test {
 protected:
  WriteFile() { fs::create_directories(folder_); }
  ~WriteFile() override { fs::remove_all(folder_); }
  fs::path folder_ = fs::temp_directory_path() / ("oit-file-" + std::to_string(::getpid()));
};

TEST_F(WriteFile, ReplacesAFile) {
  const auto file = folder_ / "report";
  ASSERT_TRUE(write_file(file, "old, and longer"));
  ASSERT_TRUE(write_file(file, "new"));
  EXPECT_EQ(read_file(file).value(), "new");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

/// The link itself used to be replaced.
TEST_F(WriteFile, FollowsLinks) {
  ASSERT_TRUE(write_file(folder_ / "file", "old"));
  fs::create_symlink("file", folder_ / "near");
  fs::create_symlink(folder_ / "near", folder_ / "far");
  fs::create_symlink("later", folder_ / "dangling");
  ASSERT_TRUE(write_file(folder_ / "far", "new"));
  ASSERT_TRUE(write_file(folder_ / "dangling", "first"));
  EXPECT_EQ(read_file(folder_ / "file").value(), "new");
  EXPECT_EQ(read_file(folder_ / "later").value(), "first");
  for (const char* link : {"near", "far", "dangling"}) EXPECT_TRUE(fs::is_symlink(folder_ / link));
}

/// /dev/full became a file, and `--json >(program)` failed.
TEST_F(WriteFile, WritesToPipesAndDevicesAsTheyStand) {
  const auto pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::string read;
  {
    const std::jthread reader([&] { read = read_file(pipe).value_or(""); });
    EXPECT_TRUE(check_writable(pipe));
    EXPECT_TRUE(write_file(pipe, "through the pipe"));
  }
  EXPECT_EQ(read, "through the pipe");
  EXPECT_TRUE(fs::is_fifo(pipe));
  fs::create_symlink("/dev/full", folder_ / "full");
  EXPECT_EQ(write_file(folder_ / "full", "x").error().code, ErrorCode::io);
  EXPECT_TRUE(fs::is_symlink(folder_ / "full"));
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST_F(WriteFile, SaysBeforehandWhatCannotBeWritten) {
  EXPECT_TRUE(check_writable(folder_ / "new"));
  EXPECT_FALSE(fs::exists(folder_ / "new"));
  ASSERT_TRUE(write_file(folder_ / "old", "kept"));
  EXPECT_TRUE(check_writable(folder_ / "old"));
  EXPECT_EQ(read_file(folder_ / "old").value(), "kept");
  EXPECT_FALSE(check_writable(folder_));
  EXPECT_FALSE(check_writable(folder_ / "absent" / "new"));
  EXPECT_FALSE(write_file(folder_, "x"));
  EXPECT_FALSE(read_file(folder_));
}

}  // namespace
}  // namespace oit
