#include "render/browser_process.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>

#include "render/browser.h"

namespace oit::render {
namespace {

/// What the process answers to `words`, until it ends or ten seconds have passed.
std::string echo_of(const BrowserProcess& process, const std::string& words) {
  EXPECT_EQ(::write(process.in(), words.data(), words.size()), static_cast<ssize_t>(words.size()));
  std::string answer;
  std::array<char, 64> part{};
  pollfd out{process.out(), POLLIN, 0};
  while (answer.size() < words.size() && ::poll(&out, 1, 10'000) > 0) {
    const auto got = ::read(process.out(), part.data(), part.size());
    if (got <= 0) break;
    answer.append(part.data(), static_cast<std::size_t>(got));
  }
  return answer;
}

TEST(BrowserProcess, FindsItsPipesWhateverElseIsOpen) {
  use_own_folder();
  std::vector<int> others;
  for (int i = 0; i < 16; ++i) {
    const auto process = BrowserProcess::start({"/bin/sh", {"-c", "exec cat <&3 >&4"}});
    ASSERT_TRUE(process) << process.error().message;
    EXPECT_EQ(echo_of(*process, "สวัสดี"), "สวัสดี") << others.size() << " more files were open";
    others.push_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  }
  for (const int other : others) ::close(other);
}

}  // namespace
}  // namespace oit::render
