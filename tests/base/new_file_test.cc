#include "base/new_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

#include "base/file.h"

namespace oit {
namespace {

namespace fs = std::filesystem;

class NewFileTest : public testing::Test {
 protected:
  NewFileTest() { fs::create_directories(folder_); }
  ~NewFileTest() override { fs::remove_all(folder_); }

  std::ptrdiff_t entries() const { return std::distance(fs::directory_iterator(folder_), {}); }

  fs::path folder_ = fs::temp_directory_path() / ("oit-new-file-" + std::to_string(::getpid()));
};

TEST_F(NewFileTest, GetsItsNameOnlyWhenItIsWhole) {
  const auto path = folder_ / "report";
  ASSERT_TRUE(write_file(path, "old"));
  auto file = NewFile::create(path);
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->write("new, "));
  EXPECT_EQ(read_file(path).value(), "old");
  EXPECT_TRUE(file->write("in pieces"));
  EXPECT_TRUE(file->commit());
  EXPECT_EQ(read_file(path).value(), "new, in pieces");
  EXPECT_EQ(entries(), 1);
  EXPECT_FALSE(file->write("more"));
  EXPECT_FALSE(file->commit());
  EXPECT_EQ(read_file(path).value(), "new, in pieces");
}

TEST_F(NewFileTest, LeavesNothingWhenItIsGivenUp) {
  ASSERT_TRUE(write_file(folder_ / "kept", "old"));
  for (const char* name : {"kept", "never"}) {
    auto file = NewFile::create(folder_ / name);
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->write("half"));
  }
  EXPECT_EQ(read_file(folder_ / "kept").value(), "old");
  EXPECT_EQ(entries(), 1);
}

TEST_F(NewFileTest, IsOneFileWhereverItIsMoved) {
  auto first = NewFile::create(folder_ / "report");
  ASSERT_TRUE(first);
  {
    NewFile second = std::move(*first);
    EXPECT_TRUE(second.write("x"));
    EXPECT_TRUE(second.commit());
  }
  EXPECT_FALSE(first->write("y"));
  EXPECT_EQ(read_file(folder_ / "report").value(), "x");
}

TEST_F(NewFileTest, FollowsALinkAndKeepsIt) {
  ASSERT_TRUE(write_file(folder_ / "file", "old"));
  fs::create_symlink("file", folder_ / "link");
  auto file = NewFile::create(folder_ / "link");
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->write("new"));
  EXPECT_TRUE(file->commit());
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(read_file(folder_ / "file").value(), "new");
}

TEST_F(NewFileTest, WritesToADeviceAsItStands) {
  auto file = NewFile::create("/dev/null");
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->write("x"));
  EXPECT_TRUE(file->commit());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

/// What was written before the disk was full used to get the file's name.
TEST_F(NewFileTest, NeverGivesItsNameToPartOfAFile) {
  const auto path = folder_ / "report";
  ASSERT_TRUE(write_file(path, "old"));
  auto file = NewFile::create(path);
  ASSERT_TRUE(file);
  rlimit usual{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &usual), 0);
  auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{10, usual.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto written = file->write(std::string(100, 'x'));
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &usual), 0);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::io);
  EXPECT_FALSE(file->write("more"));
  EXPECT_FALSE(file->commit());
  EXPECT_FALSE(file->commit());
  EXPECT_EQ(read_file(path).value(), "old");
}

TEST_F(NewFileTest, TellsWhenADeviceIsFull) {
  auto device = NewFile::create("/dev/full");
  ASSERT_TRUE(device);
  const auto written = device->write("x");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("/dev/full"), std::string::npos);
  EXPECT_FALSE(device->commit());
}

TEST_F(NewFileTest, TellsWhenItsNameCannotBeGiven) {
  const auto path = folder_ / "report";
  {
    auto file = NewFile::create(path);
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->write("x"));
    fs::create_directory(path);
    const auto named = file->commit();
    ASSERT_FALSE(named);
    EXPECT_EQ(named.error().code, ErrorCode::io);
    EXPECT_NE(named.error().message.find(path.string()), std::string::npos);
  }
  EXPECT_TRUE(fs::is_directory(path));
  EXPECT_EQ(entries(), 1);
  EXPECT_FALSE(NewFile::create(folder_ / "absent" / "report"));
  EXPECT_FALSE(NewFile::create(path));
}

}  // namespace
}  // namespace oit
