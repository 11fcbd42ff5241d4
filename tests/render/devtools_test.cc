#include "render/devtools.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>

namespace oit::render {
namespace {

/// A browser that is nothing but two pipes.
class DevToolsTest : public testing::Test {
 protected:
  ~DevToolsTest() override {
    for (const int end : {in_[0], in_[1], out_[0], out_[1]})
      if (end >= 0) close(end);
  }
  void says(std::string_view bytes) {
    EXPECT_EQ(write(out_[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }
  std::string heard() {
    std::array<char, 4096> buffer{};
    const auto got = read(in_[0], buffer.data(), buffer.size());
    return {buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0};
  }
  static std::array<int, 2> make_pipe() {
    std::array<int, 2> ends{};
    EXPECT_EQ(pipe2(ends.data(), O_NONBLOCK), 0);
    return ends;
  }
  std::array<int, 2> in_ = make_pipe(), out_ = make_pipe();
  std::vector<std::string> events_;
  std::unique_ptr<DevTools> devtools_ = std::make_unique<DevTools>(
      in_[1], out_[0], [this](const std::string& session, const std::string& method, const Json&) {
        events_.push_back(session + ' ' + method);
      });
};

TEST_F(DevToolsTest, PartsMessagesByNulBytes) {
  std::string answered;
  devtools_->ask(this, "S", "Page.enable", {{"a", 1}},
                 [&](const Json* result, const std::string&) { answered = result->dump(); });
  EXPECT_TRUE(devtools_->write());
  EXPECT_EQ(heard(), std::string("{\"id\":1,\"method\":\"Page.enable\",\"params\":{\"a\":1},"
                                 "\"sessionId\":\"S\"}") +
                         '\0');
  says("{\"method\":\"Page.load\",\"sessionId\":\"S\"}");
  EXPECT_TRUE(devtools_->read());
  EXPECT_TRUE(events_.empty());  // its end has not come
  says(std::string(1, '\0') + "{\"id\":1,\"result\":{\"b\":2}}" + '\0');
  EXPECT_TRUE(devtools_->read());
  EXPECT_EQ(events_, std::vector<std::string>{"S Page.load"});
  EXPECT_EQ(answered, "{\"b\":2}");
}

TEST_F(DevToolsTest, TellsWhyACommandFailedAndForgetsWhoLeft) {
  std::string why;
  int calls = 0;
  devtools_->ask(this, "", "X", Json::object(), [&](const Json* result, const std::string& error) {
    EXPECT_EQ(result, nullptr);
    why = error;
  });
  devtools_->ask(&calls, "", "Y", Json::object(),
                 [&](const Json*, const std::string&) { ++calls; });
  devtools_->forget(&calls);
  says(std::string("{\"id\":1,\"error\":{\"message\":\"no such thing\"}}") + '\0' +
       "{\"id\":2,\"result\":{}}" + '\0');
  EXPECT_TRUE(devtools_->read());
  EXPECT_EQ(why, "no such thing");
  EXPECT_EQ(calls, 0);
}

TEST_F(DevToolsTest, EndsWithTheBrowserOrWithWhatIsNoMessage) {
  EXPECT_TRUE(devtools_->read());
  says(std::string("not json") + '\0');
  EXPECT_FALSE(devtools_->read());
  close(out_[1]);
  out_[1] = -1;
  EXPECT_FALSE(devtools_->read());
}

}  // namespace
}  // namespace oit::render
