#pragma once
#include <gtest/gtest.h>
#include <stdlib.h>  // mkdtemp, setenv
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/file.h"
#include "render/browser_flags.h"
#include "render/rendering_fetcher.h"
#include "support/fake_fetcher.h"
#include "support/http_server.h"

namespace oit::render {

/// A temporary folder of this process's own that a browser without our rights can enter.
inline void use_own_folder() {
  static const std::string kFolder = [] {
    std::string name = std::filesystem::temp_directory_path() / "oitcheck-render-XXXXXX";
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    std::filesystem::permissions(name, std::filesystem::perms(0755));
    ::setenv("TMPDIR", name.c_str(), 1);
    std::atexit([] { std::filesystem::remove_all(std::filesystem::temp_directory_path()); });
    return name;
  }();
}

/// Command lines of browsers of this process: they name its folder.
inline std::map<pid_t, std::string> our_processes() {
  const auto folder = std::filesystem::temp_directory_path().string() + "/oitcheck-browser-";
  std::map<pid_t, std::string> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
    const auto name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream file(entry.path() / "cmdline", std::ios::binary);
    std::string line;
    std::getline(file, line, '\n');  // does not throw when the process ends meanwhile
    if (line.find(folder) != std::string::npos) found[std::stoi(name)] = line;
  }
  return found;
}

inline std::set<std::string> our_folders() {
  std::set<std::string> found;
  std::error_code error;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::temp_directory_path(error), error))
    if (entry.path().filename().string().starts_with("oitcheck-browser-"))
      found.insert(entry.path().string());
  return found;
}

/// True once `is_so` is; false when it is not within `limit`.
template <class Condition>
bool comes_true(Condition is_so, std::chrono::seconds limit = std::chrono::seconds(60)) {
  const auto until = std::chrono::steady_clock::now() + limit;
  while (!is_so()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

/// Stands before a browser and kills it when asked: a script of the browser's own user, whose right
/// to do so no container takes away.
class MortalBrowser {
 public:
  /// Puts itself in the place of `program`.
  explicit MortalBrowser(std::string& program) {
    namespace fs = std::filesystem;
    const auto folder = fs::temp_directory_path() / "mortal";
    fs::create_directory(folder);
    fs::permissions(folder, fs::perms::all);
    asked_ = folder / "asked";
    std::ofstream(folder / "browser")
        << "#!/bin/sh\n"
        << program << " \"$@\" &\n"
        << "while kill -0 $! 2>/dev/null; do\n"
        << "  rm " << asked_.string() << " 2>/dev/null && kill -9 $!\n"
        << "  sleep 0.05\n"
        << "done\n";
    fs::permissions(folder / "browser", fs::perms(0755));
    program = folder / "browser";
  }

  /// True once the browser has been killed.
  bool kill() const {
    std::ofstream(asked_) << "die";
    return comes_true([this] { return !std::filesystem::exists(asked_); });
  }

 private:
  std::filesystem::path asked_;
};

/// Draws pages of a server on loopback with the machine's own browser; skipped where there is none.
class BrowserTest : public testing::Test {
 protected:
  void SetUp() override {
    use_own_folder();
    const auto browser = find_browser("");
    if (!browser) GTEST_SKIP() << "needs a browser: " << browser.error().message;
    options_.browser.program = *browser;
    options_.drawing.page = std::chrono::seconds(30);  // of a busy machine, too
    options_.drawing.patience = std::chrono::seconds(3);
  }

  void serve(std::map<std::string, test::Reply> pages) {
    server_ = std::make_unique<test::HttpServer>(std::move(pages));
  }

  void serve_with(test::HttpServer::Handler handler) {
    server_ = std::make_unique<test::HttpServer>(std::move(handler));
  }

  RenderingFetcher& fetcher() {
    if (!fetcher_) {
      fetcher_ = RenderingFetcher::make(inner_, options_, limits_, {url("/")}).value();
    }
    return *fetcher_;
  }

  url::Url url(std::string_view path) const {
    return url::Url::parse_keeping_route(server_->url(path)).value();
  }

  /// The answers to `urls`, asked for all at once by different owners.
  std::vector<model::Response> draw_all(const std::vector<url::Url>& urls) {
    std::vector<model::Response> responses(urls.size());
    std::size_t missing = urls.size();
    for (std::size_t i = 0; i < urls.size(); ++i) {
      model::Request request;
      request.url = urls[i];
      request.purpose = model::Purpose::rendered;
      request.owner = i + 1;
      fetcher().fetch(std::move(request), [&, i](model::Response response) {
        responses[i] = std::move(response);
        if (--missing == 0) inner_.stop();
      });
    }
    inner_.run();
    return responses;
  }

  model::Response draw(std::string_view path) { return draw_all({url(path)}).front(); }

  static test::Reply script(std::string code) {
    return {200, {{"Content-Type", "text/javascript"}}, std::move(code)};
  }
  static test::Reply json(std::string text) {
    return {200, {{"Content-Type", "application/json"}}, std::move(text)};
  }
  static test::Reply html(std::string body) {
    return {200, {}, "<!DOCTYPE html><html><body>" + std::move(body) + "</body></html>"};
  }

  PainterOptions options_;
  net::FetchLimits limits_;
  std::unique_ptr<test::HttpServer> server_;
  test::FakeFetcher inner_;
  std::unique_ptr<RenderingFetcher> fetcher_;  // last: it goes before what it uses
};

inline bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

}  // namespace oit::render
