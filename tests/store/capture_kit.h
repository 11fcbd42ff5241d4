#pragma once
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "store/capture_fetcher.h"
#include "store/capture_writer.h"
#include "support/fake_fetcher.h"

namespace oit::test {

/// A folder of a test's own, gone with it.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "oit-store-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline url::Url address(std::string_view text) { return url::Url::parse(text).value(); }

inline std::string bytes_of(const std::filesystem::path& path) { return read_file(path).value(); }

inline void put(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// A file as fetchers spool a document to.
inline std::string spooled(std::string_view bytes) {
  std::string path = (std::filesystem::temp_directory_path() / "oitcheck-test-XXXXXX").string();
  const int file = ::mkstemp(path.data());
  if (file >= 0) ::close(file);
  put(path, bytes);
  return path;
}

/// The body wherever it is; a spooled one's file is deleted, as callers do.
inline std::string take_body(model::Response& response) {
  if (response.spool_path.empty()) return response.body;
  auto bytes = bytes_of(response.spool_path);
  std::filesystem::remove(response.spool_path);
  return bytes;
}

/// A Fetcher that gives out prepared answers in their order, whatever is asked.
class ScriptedFetcher final : public net::Fetcher {
 public:
  void add(model::Response response) { answers_.push_back(std::move(response)); }
  void add(net::RobotsVerdict verdict) { verdicts_.push_back(std::move(verdict)); }

  void fetch(model::Request /*request*/, Done done) override {
    post([response = std::move(answers_.at(next_++)), done = std::move(done)] { done(response); });
  }
  void robots(const url::Url& /*of*/, model::Owner /*owner*/,
              std::function<void(net::RobotsVerdict)> done) override {
    post([verdict = verdicts_.at(next_verdict_++), done = std::move(done)] { done(verdict); });
  }
  void post(std::function<void()> work) override { loop_.post(std::move(work)); }
  void after(std::chrono::milliseconds delay, std::function<void()> work) override {
    loop_.after(delay, std::move(work));
  }
  void run() override { loop_.run(); }
  void stop() override { loop_.stop(); }
  void cancel_all() override {}
  void cancel(model::Owner /*owner*/) override {}
  std::chrono::milliseconds waited(model::Owner /*owner*/) const override { return {}; }
  void leave(model::Owner /*owner*/) override {}
  void look_up(const url::Url& /*url*/, std::function<void(std::string)> done) override {
    post([done = std::move(done)] { done("192.0.2.1"); });
  }

 private:
  FakeFetcher loop_;
  std::vector<model::Response> answers_;
  std::vector<net::RobotsVerdict> verdicts_;
  std::size_t next_ = 0, next_verdict_ = 0;
};

inline store::SiteHead site_head(std::string site = "abt", int day = 20) {
  using namespace std::chrono;
  store::SiteHead head;
  head.site = std::move(site);
  head.requested = "abt.go.th";
  head.seed = "http://abt.go.th/";
  head.name = "อบต.หนองคล้า";
  head.tool = "oitcheck/0.1.0";
  head.rulebook = "ita-2566";
  head.as_of = sys_days(year(2023) / 4 / day);
  head.options = R"({"max_pages":500, "exhaustive":true})";
  head.started_at = head.as_of + hours(3) + milliseconds(5'678);
  return head;
}

/// A page that answered.
inline model::Response page(std::string_view at, std::string body, int second = 10) {
  model::Response response;
  response.requested = response.url = address(at);
  response.outcome = body.empty() ? model::FetchOutcome::empty : model::FetchOutcome::ok;
  response.status = 200;
  response.content_type = "text/html";
  response.body_bytes = body.size();
  response.body = std::move(body);
  response.requests = 1;
  response.fetched_at = site_head().started_at + std::chrono::seconds(second);
  return response;
}

/// The same, its body in a file.
inline model::Response document(std::string_view at, std::string_view bytes) {
  auto response = page(at, "");
  response.outcome = model::FetchOutcome::ok;
  response.content_type = "application/pdf";
  response.body_bytes = bytes.size();
  response.spool_path = spooled(bytes);
  return response;
}

struct Asked {
  std::string url;
  model::Purpose purpose = model::Purpose::page;
};

/// Asks `fetcher` for everything, one after the other, and then runs `last`, which must stop it.
inline std::vector<model::Response> ask_all(net::Fetcher& fetcher, const std::vector<Asked>& asked,
                                            model::Owner owner, const std::function<void()>& last) {
  std::vector<model::Response> got;
  std::function<void()> next = [&] {
    if (got.size() == asked.size()) return last();
    const auto& one = asked[got.size()];
    fetcher.fetch({.url = address(one.url), .purpose = one.purpose, .referrer = {}, .owner = owner},
                  [&](model::Response response) {
                    got.push_back(std::move(response));
                    next();
                  });
  };
  fetcher.post([&] { next(); });
  fetcher.run();
  return got;
}

inline std::vector<model::Response> ask_all(net::Fetcher& fetcher,
                                            const std::vector<Asked>& asked) {
  return ask_all(fetcher, asked, 1, [&] { fetcher.stop(); });
}

/// Records `answers` as one site; the finished file, or the error.
inline Result<std::filesystem::path> record(const std::filesystem::path& folder,
                                            const std::vector<model::Response>& answers,
                                            const store::SiteHead& head = site_head(),
                                            store::RecordingLimits limits = {}) {
  ScriptedFetcher inner;
  std::vector<Asked> asked;
  for (const auto& answer : answers) {
    inner.add(answer);
    asked.push_back({answer.requested.text()});
  }
  auto recorder = store::RecordingFetcher::make(inner, folder, limits).value();
  EXPECT_TRUE(recorder->begin_site(1, head).has_value());
  Result<std::filesystem::path> ended = fail(ErrorCode::internal, "not ended");
  auto got = ask_all(*recorder, asked, 1, [&] {
    recorder->end_site(1, {answers.size(), {"max_time"}, true}, [&](auto result) {
      ended = std::move(result);
      inner.stop();
    });
  });
  for (auto& response : got) take_body(response);
  return ended;
}

}  // namespace oit::test
