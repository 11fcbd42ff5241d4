// What needs no browser, or the want of one.
#include "render/rendering_fetcher.h"

#include "render/browser.h"

namespace oit::render {
namespace {

using model::FetchOutcome;

class RenderingFetcherTest : public testing::Test {
 protected:
  RenderingFetcherTest() { use_own_folder(); }

  model::Response ask(model::Purpose purpose) {
    auto fetcher = RenderingFetcher::make(inner_, options_, {}, {}).value();
    model::Response answer;
    model::Request request;
    request.url = url::Url::parse("http://a.go.th/").value();
    request.purpose = purpose;
    fetcher->fetch(std::move(request), [&](model::Response response) {
      answer = std::move(response);
      inner_.stop();
    });
    inner_.run();
    trouble_ = fetcher->trouble();
    return answer;
  }
  test::FakeFetcher inner_;
  PainterOptions options_;
  std::string trouble_;
};

TEST_F(RenderingFetcherTest, PassesEverythingElseOn) {
  inner_.add_page("http://a.go.th/", "<p>หน้า</p>");
  options_.browser.program = "nothing";
  EXPECT_EQ(ask(model::Purpose::page).body, "<p>หน้า</p>");
  EXPECT_EQ(ask(model::Purpose::probe).outcome, FetchOutcome::ok);
  EXPECT_EQ(inner_.asked().size(), 2U);
}

TEST_F(RenderingFetcherTest, SaysThatThereIsNoBrowserToRun) {
  const auto before = our_folders();
  options_.browser.program = "/nowhere/chromium";
  const auto answer = ask(model::Purpose::rendered);
  EXPECT_EQ(answer.outcome, FetchOutcome::budget);
  EXPECT_TRUE(answer.why.find("does not start") != std::string::npos) << answer.why;
  EXPECT_EQ(answer.why, trouble_);
  EXPECT_TRUE(inner_.asked().empty());
  EXPECT_EQ(our_folders(), before);
}

TEST_F(RenderingFetcherTest, TellsTheReasonABrowserGives) {
  const auto folder = std::filesystem::temp_directory_path() / "oitcheck-fake-browser";
  std::filesystem::create_directories(folder);
  const auto program = folder / "chromium";
  ASSERT_TRUE(write_file(program, "#!/bin/sh\necho 'x' >&2\necho 'No usable sandbox!' >&2\n"));
  std::filesystem::permissions(folder, std::filesystem::perms(0755));
  std::filesystem::permissions(program, std::filesystem::perms(0755));
  options_.browser.program = program;
  EXPECT_TRUE(ask(model::Purpose::rendered).why.ends_with(": No usable sandbox!")) << trouble_;
  std::filesystem::remove_all(folder);
}

TEST_F(RenderingFetcherTest, EndsABrowserThatNeverAnswers) {
  const auto before = our_folders();
  options_.browser.program = "/bin/sleep";
  options_.browser.arguments = {"1000"};
  options_.start = std::chrono::milliseconds(300);
  EXPECT_EQ(ask(model::Purpose::rendered).outcome, FetchOutcome::budget);
  EXPECT_EQ(our_folders(), before);
}

TEST(FindBrowser, TakesWhatIsNamedOrSaysHowToGetOne) {
  EXPECT_EQ(find_browser("/bin/sh").value(), "/bin/sh");
  EXPECT_EQ(find_browser("/nowhere/chromium").error().code, ErrorCode::bad_argument);
  EXPECT_NE(find_browser("/nowhere/chromium").error().message.find("--browser /nowhere/chromium"),
            std::string::npos);
}

TEST(BrowserArguments, KeepTheSandboxAndTheProxy) {
  const auto arguments = browser_arguments(8123, "oitcheck/1 (x)");
  const auto is_there = [&](std::string_view one) {
    return std::ranges::find(arguments, one) != arguments.end();
  };
  EXPECT_TRUE(is_there("--proxy-server=http://127.0.0.1:8123"));
  EXPECT_TRUE(is_there("--proxy-bypass-list=<-loopback>"));
  EXPECT_TRUE(is_there("--user-agent=oitcheck/1 (x)"));
  for (const auto& argument : arguments)
    EXPECT_EQ(argument.find("--no-sandbox"), std::string::npos) << argument;
}

}  // namespace
}  // namespace oit::render
