#include "doc/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace oit::doc {
namespace {

namespace fs = std::filesystem;

/// What a process in the sandbox of programs may do: 1 allowed, 0 refused, -1 ended by a signal, -2
/// when there was no sandbox.
int may(const std::string& folder, const std::function<bool()>& deed) {
  const pid_t pid = fork();
  if (pid == 0) {
    ProgramLimits limits;
    limits.memory_bytes = std::size_t{4} << 30;
    limits.file_bytes = 1 << 20;
    limits.folder = folder;
    if (!enter_program_sandbox(limits)) _exit(3);
    _exit(deed() ? 1 : 0);
  }
  int status = 0;
  if (waitpid(pid, &status, 0) != pid || WIFSIGNALED(status)) return -1;
  return WEXITSTATUS(status) == 3 ? -2 : WEXITSTATUS(status);
}

bool can_write(const std::string& path) {
  return open(path.c_str(), O_WRONLY | O_CREAT, 0600) >= 0;
}

TEST(ProgramSandbox, WritesOnlyBelowItsFolder) {
  const fs::path folder = fs::path(testing::TempDir()) / "oit-sandbox";
  const fs::path beside = fs::path(testing::TempDir()) / "oit-beside";
  fs::create_directories(folder);
  fs::remove(beside);
  EXPECT_EQ(may(folder, [&] { return can_write(folder / "own"); }), 1);
  EXPECT_EQ(may(folder, [&] { return can_write(beside); }), 0);
  EXPECT_EQ(may(folder, [&] { return unlink((folder / "own").c_str()) == 0; }), 1);
  EXPECT_EQ(may("", [&] { return can_write(folder / "own"); }), 0) << "no folder, no writing";
  EXPECT_FALSE(fs::exists(beside));
  fs::remove_all(folder);
}

TEST(ProgramSandbox, ReachesNoNetworkAndNoOtherProcess) {
  const std::string folder = testing::TempDir();
  const auto deeds = std::vector<std::pair<const char*, std::function<bool()>>>{
      {"socket", [] { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
      {"connect",
       [] {
         const int pipe = socket(AF_UNIX, SOCK_STREAM, 0);
         const sockaddr_un nobody{AF_UNIX, "/nonexistent"};
         const auto* address = reinterpret_cast<const sockaddr*>(&nobody);
         return pipe < 0 ? false : connect(pipe, address, sizeof nobody) == 0 || errno != EPERM;
       }},
      {"fork", [] { return fork() > 0; }},
      {"kill", [] { return kill(getppid(), SIGTERM) == 0; }},
      {"ptrace", [] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; }},
      {"mount", [] { return mount("none", "/mnt", "tmpfs", 0, nullptr) == 0; }},
      {"unshare", [] { return unshare(CLONE_NEWUSER) == 0; }},
      {"chmod", [] { return chmod("/tmp", 0777) == 0; }},
  };
  for (const auto& [name, deed] : deeds) {
    EXPECT_EQ(may(folder, deed), 0) << name;
    EXPECT_NE(may("", deed), 1) << name << " without a folder";
  }
}

TEST(ProgramSandbox, StartsThreadsAndPrograms) {
  const std::string folder = testing::TempDir();
  EXPECT_EQ(may(folder,
                [] {
                  bool has_run = false;
                  std::thread([&has_run] { has_run = true; }).join();
                  return has_run;
                }),
            1);
  const auto run = [] {
    execl("/bin/false", "false", nullptr);  // exits with 1
    return false;
  };
  EXPECT_EQ(may(folder, run), 1);
  EXPECT_EQ(may("", run), 1);
}

}  // namespace
}  // namespace oit::doc
