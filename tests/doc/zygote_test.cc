#include "doc/zygote.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "doc/frames.h"
#include "doc/pdf_maker.h"

namespace oit::doc {
namespace {

using model::DocumentOutcome;

/// A child that does what the document's first word says: what a taken-over reader would try.
void misbehave(const Order&, int document, int out, const DocumentLimits&) {
  char buffer[32]{};
  const ssize_t got = read(document, buffer, sizeof buffer - 1);
  const std::string_view deed(buffer, static_cast<std::size_t>(got));
  const auto say = [out](bool is_allowed) {
    write_all(out, make_frame(FrameType::page, is_allowed ? "allowed" : "refused"));
    write_all(out, make_frame(FrameType::end, "0"));
  };
  if (deed == "write") say(open("/tmp/oit-must-not-exist", O_WRONLY | O_CREAT, 0600) >= 0);
  if (deed == "read") say(open("/etc/hostname", O_RDONLY) >= 0);
  if (deed == "fork") say(fork() >= 0);
  if (deed == "kill") say(kill(getppid(), SIGTERM) == 0);
  if (deed == "socket") say(socket(AF_INET, SOCK_STREAM, 0) >= 0);
  if (deed == "exec") say(execl("/bin/true", "true", nullptr) == 0);
  if (deed == "crash") std::raise(SIGSEGV);
  if (deed == "silence") _exit(3);
  if (deed == "spin") write_all(out, make_frame(FrameType::page, std::to_string(getpid())));
  if (deed == "loop" || deed == "spin")
    for (std::atomic<unsigned> turns = 0;; ++turns) {
    }
  if (deed == "sleep") {
    const std::atomic<int> never = 0;
    never.wait(0);
  }
  if (deed == "eat")
    for (;;) {
      void* block = std::malloc(1 << 20);
      if (block == nullptr) std::abort();
      std::memset(block, 1, 1 << 20);
    }
  if (deed == "flood")
    while (write_all(out, make_frame(FrameType::page, std::string(100'000, 'x')))) {
    }
  if (deed == "lie") write_all(out, std::string("P\xff\xff\xff\xff junk", 10));
}

const std::atomic<bool> kGoOn{false};

model::Document commit(const std::string& deed) {
  DocumentLimits limits;
  limits.cpu = std::chrono::seconds(1);
  limits.wall = std::chrono::seconds(2);
  limits.memory_bytes = std::size_t{64} << 20;
  limits.text_bytes = 1'000'000;
  const auto zygote = ZygoteProcess::start(limits, misbehave, nullptr);
  const TempFile file(deed);
  const int document = open(file.path().c_str(), O_RDONLY);
  model::Document result = zygote->run({}, document, kGoOn);
  close(document);
  return result;
}

std::string answer(const std::string& deed) {
  const auto document = commit(deed);
  return document.pages.empty() ? "dead" : document.pages[0];
}

TEST(Sandbox, LetsFontsBeReadAndNothingElseBeDone) {
  EXPECT_EQ(answer("read"), "allowed");
  EXPECT_EQ(answer("write"), "refused");
  EXPECT_EQ(answer("fork"), "refused");
  EXPECT_EQ(answer("kill"), "refused");
  EXPECT_FALSE(std::filesystem::exists("/tmp/oit-must-not-exist"));
}

TEST(Sandbox, EndsWhoeverAsksForTheNetworkOrAnotherProgram) {
  EXPECT_EQ(answer("socket"), "dead");
  EXPECT_EQ(answer("exec"), "dead");
  EXPECT_EQ(commit("socket").outcome, DocumentOutcome::crashed);
}

TEST(Zygote, NamesHowAChildEnded) {
  EXPECT_EQ(commit("crash").outcome, DocumentOutcome::crashed);
  EXPECT_EQ(commit("silence").outcome, DocumentOutcome::crashed);
  EXPECT_EQ(commit("loop").outcome, DocumentOutcome::too_costly);
  EXPECT_EQ(commit("sleep").outcome, DocumentOutcome::too_costly);
  EXPECT_EQ(commit("flood").outcome, DocumentOutcome::too_costly);
  EXPECT_EQ(commit("lie").outcome, DocumentOutcome::crashed);
}

#ifndef OIT_SANITIZED  // there the limit of memory is off
TEST(Zygote, StopsAChildThatEatsMemory) {
  EXPECT_EQ(commit("eat").outcome, DocumentOutcome::too_costly);
}
#endif

TEST(Zygote, LivesOnAfterACrash) {
  const auto zygote = ZygoteProcess::start({}, misbehave, nullptr);
  for (const char* deed : {"crash", "silence", "read"}) {
    const TempFile file(deed);
    const int document = open(file.path().c_str(), O_RDONLY);
    const auto result = zygote->run({}, document, kGoOn);
    close(document);
    EXPECT_EQ(result.pages.size(), std::string_view(deed) == "read" ? 1U : 0U) << deed;
  }
}

model::Document read_file(const ZygoteProcess& zygote, const std::string& deed) {
  const TempFile file(deed);
  const int document = open(file.path().c_str(), O_RDONLY);
  model::Document result = zygote.run({}, document, kGoOn);
  close(document);
  return result;
}

bool is_gone(pid_t pid) {
  for (int tries = 0; tries < 200; ++tries) {
    if (kill(pid, 0) != 0) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

/// Children went on for their 30 s of CPU after a scan's time was up, one after the other.
TEST(Zygote, EndsChildrenWhenStopped) {
  const auto zygote = ZygoteProcess::start({}, misbehave, nullptr);
  model::Document stopped;
  {
    const std::jthread stop([&zygote] {
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      zygote->set_stopped(true);
    });
    stopped = read_file(*zygote, "spin");
  }
  EXPECT_EQ(stopped.outcome, DocumentOutcome::too_costly);
  ASSERT_EQ(stopped.pages.size(), 1U);
  EXPECT_TRUE(is_gone(std::stoi(stopped.pages[0])));

  const auto unread = read_file(*zygote, "read");
  EXPECT_EQ(unread.outcome, DocumentOutcome::too_costly);
  EXPECT_TRUE(unread.pages.empty());
  zygote->set_stopped(false);
  EXPECT_EQ(read_file(*zygote, "read").pages.size(), 1U);
}

}  // namespace
}  // namespace oit::doc
