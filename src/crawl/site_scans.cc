#include "crawl/site_scans.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "base/file.h"
#include "base/sha256.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kFirstPages = 3;  // of a document; then its last, which is signed
constexpr std::size_t kPictures = 3;    // of a page
constexpr std::size_t kFileLimit = std::size_t{64} << 20;
constexpr std::size_t kPaperBytes = 6'000;  // a paper photographed takes more

/// Another try would end the same way.
bool is_lasting(model::DocumentOutcome outcome) {
  using enum model::DocumentOutcome;
  return outcome != too_costly && outcome != crashed;
}

/// A file with `bytes` that only we may read; empty when it cannot be written.
SpooledFile spool(std::string_view bytes) {
  const char* folder = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  std::string path =
      std::string(folder == nullptr || *folder == '\0' ? "/tmp" : folder) + "/oitcheck-XXXXXX";
  const int file = ::mkostemp(path.data(), O_CLOEXEC);  // mode 0600
  if (file < 0) return {};
  SpooledFile spooled(path, bytes.size());
  while (!bytes.empty()) {
    const auto taken = ::write(file, bytes.data(), bytes.size());
    if (taken <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(taken));
  }
  ::close(file);
  return bytes.empty() ? std::move(spooled) : SpooledFile();
}

}  // namespace

SiteScans::SiteScans(Tools tools, ScanLimits limits, std::shared_ptr<SiteContext> site,
                     model::SiteFacts& facts)
    : tools_(tools), limits_(limits), site_(std::move(site)), facts_(facts) {
  if (tools_.slot != nullptr && !tools_.slot->can_recognise()) tools_.slot = nullptr;
}

void SiteScans::keep(std::size_t index, Reading& reading) {
  if (!may_recognise()) return;
  scans_.erase(index);
  shelf_.keep(index, std::move(reading.scan));
  if (!reading.pictures.empty()) scans_[index].pictures = std::move(reading.pictures);
}

bool SiteScans::is_over_limits() const { return pages_ >= limits_.pages || cpu_ >= limits_.cpu; }

bool SiteScans::has_more(const Scan& scan) const {
  const auto read = scan.pages.size();
  if (scan.is_done) return false;
  if (!scan.pictures.empty()) return read < std::min(kPictures, scan.pictures.size());
  const auto pages = static_cast<std::size_t>(std::max(scan.page_count, 1));
  return read < std::min(pages, kFirstPages + 1);
}

bool SiteScans::recognise(const std::vector<std::size_t>& wanted, std::function<bool()> is_over,
                          std::function<void()> done) {
  is_spent_ = false;
  if (!may_recognise()) return false;
  for (const auto index : wanted) {
    auto& scan = scans_[index];
    const auto& page = facts_.pages[index];
    if (!scan.before) {
      scan.before = page;
      scan.page_count = page.page_count;
      scan.is_done = page.text_from == model::TextFrom::html && scan.pictures.empty();
    }
    if (!has_more(scan)) continue;
    work_ = {index, {}, {}, is_over, done};
    begin(index, scan);
    if (is_over_limits() && !known_.contains({work_.page.sha256, work_.page.page})) {
      is_spent_ = true;
      facts_.pages[index].recognise_spent = true;
      continue;
    }
    if (work_.page.sha256.empty())
      fetch(scan.pictures[scan.pages.size()]);
    else
      look_up();
    return true;
  }
  return false;
}

/// Says which page comes next.
void SiteScans::begin(std::size_t index, const Scan& scan) {
  auto& page = work_.page;
  const auto read = scan.pages.size();
  page.owner = tools_.owner;
  if (!scan.pictures.empty()) return;  // a picture's hash is known once it is here
  page.kind = facts_.pages[index].kind;
  page.sha256 = facts_.pages[index].sha256;
  page.page = read < kFirstPages ? static_cast<int>(read) : scan.page_count - 1;
}

/// The same paper may have been read under another address, or by an earlier run.
void SiteScans::look_up() {
  if (const auto known = known_.find({work_.page.sha256, work_.page.page}); known != known_.end())
    return accept(known->second, false);
  if (tools_.memory == nullptr) return need_file();
  tools_.pool.run(tools_.owner, [this](FactsReader&) {
    auto known = std::make_shared<std::optional<model::Recognised>>(
        tools_.memory->recall_recognised(work_.page.sha256, work_.page.page));
    tools_.fetcher.post([this, known] {
      tools_.pool.flush();
      if (*known)
        take(std::move(**known), true);
      else
        need_file();
    });
  });
}

void SiteScans::need_file() {
  if (!work_.file.is_empty()) return submit();
  const auto* kept = shelf_.find(work_.index);
  if (kept == nullptr) return fetch(facts_.pages[work_.index].url);
  work_.page.path = kept->path();
  submit();
}

void SiteScans::fetch(const url::Url& url) {
  model::Request request{url, model::Purpose::page, facts_.home};
  request.owner = tools_.owner;
  request.patience = tools_.patience;
  tools_.fetcher.fetch(std::move(request), [this](model::Response response) {
    facts_.requests += response.requests;
    facts_.bytes += response.wire_bytes;
    if (tools_.is_repeat && response.outcome == model::FetchOutcome::not_captured) {
      has_ended_ = true;
      return end();
    }
    auto answer = std::make_shared<model::Response>(std::move(response));
    tools_.pool.run(tools_.owner, [this, answer](FactsReader&) {
      auto file = std::make_shared<SpooledFile>(answer->spool_path, answer->body_bytes);
      if (!file->is_empty())
        answer->body = read_file(file->path(), kFileLimit).value_or("");
      else if (!answer->body.empty())
        *file = spool(answer->body);
      const bool is_whole = answer->outcome == model::FetchOutcome::ok && !answer->truncated;
      if (!is_whole || answer->body.empty()) *file = SpooledFile();
      const auto kind =
          model::sniff(std::string_view(answer->body).substr(0, 1'024), answer->content_type);
      tools_.fetcher.post([this, file, kind, sha256 = sha256_hex(answer->body)]() mutable {
        tools_.pool.flush();
        take_file(std::move(*file), std::move(sha256), kind);
      });
    });
  });
}

void SiteScans::take_file(SpooledFile file, std::string sha256, model::BodyKind kind) {
  if (file.is_empty() && work_.is_over()) return end();
  if (file.is_empty()) return fail("it could not be fetched (again)");
  const bool is_picture = work_.page.sha256.empty();
  if (is_picture && (kind != model::BodyKind::image || file.bytes() < kPaperBytes))
    return fail("no picture of a paper");
  if (!is_picture && sha256 != work_.page.sha256) return fail("it has changed meanwhile");
  work_.file = std::move(file);
  work_.page.path = work_.file.path();
  if (!is_picture) return submit();
  work_.page.kind = kind;
  work_.page.sha256 = std::move(sha256);
  look_up();
}

void SiteScans::submit() {
  const auto asked_at = tools_.clock.steady_now();
  const auto began = std::make_shared<std::chrono::steady_clock::time_point>(asked_at);
  waits_since_ = asked_at;
  tools_.slot->run({work_.page, site_->stopped,
                    [this, began] {
                      *began = tools_.clock.steady_now();
                      waited_ += *began - *waits_since_;
                      waits_since_.reset();
                    },
                    [this, began](model::Recognised recognised, bool was_begun) {
                      auto made = std::make_shared<model::Recognised>(std::move(recognised));
                      tools_.fetcher.post([this, began, made, was_begun] {
                        if (was_begun)
                          tools_.slot->end(tools_.owner, tools_.clock.steady_now() - *began);
                        take(std::move(*made), false);
                      });
                    }});
}

void SiteScans::take(model::Recognised recognised, bool is_recalled) {
  const bool is_cut = !is_lasting(recognised.outcome) && work_.is_over();
  const bool is_none = recognised.outcome == model::DocumentOutcome::unsupported;
  if (is_cut || is_none) {  // no OCR program, or a capture that ends here
    has_ended_ = true;
    return end();
  }
  ++pages_;
  cpu_ += recognised.cpu;
  known_[{work_.page.sha256, work_.page.page}] = recognised;
  accept(std::move(recognised), !is_recalled);
}

void SiteScans::accept(model::Recognised recognised, bool is_new) {
  auto& scan = scans_[work_.index];
  using enum model::DocumentOutcome;
  const auto outcome = recognised.outcome;
  const bool is_bad = outcome != ok && outcome != image_only && outcome != empty;
  scan.is_done = scan.is_done || (is_bad && scan.pictures.empty());
  if (scan.pictures.empty()) scan.page_count = std::max(scan.page_count, recognised.page_count);
  scan.pages.push_back(std::move(recognised));
  if (!has_more(scan)) shelf_.drop(work_.index);
  make_facts(is_new && is_lasting(outcome));
}

void SiteScans::make_facts(bool is_new) {
  const auto& scan = scans_[work_.index];
  auto made = std::make_shared<model::PageFacts>(*scan.before);
  auto* const memory = is_new ? tools_.memory : nullptr;
  tools_.pool.run(tools_.owner, [this, made, pages = scan.pages, memory, site = site_,
                                 page = work_.page](FactsReader& reader) {
    if (memory != nullptr) memory->keep_recognised(page.sha256, page.page, pages.back());
    reader.add_recognised(pages, *site, *made);
    tools_.fetcher.post([this, made] {
      tools_.pool.flush();
      facts_.pages[work_.index] = std::move(*made);
      end();
    });
  });
}

/// The page in hand cannot be had: a document ends here, of pictures the next one is tried.
void SiteScans::fail(std::string why) {
  model::Recognised nothing;
  nothing.outcome = model::DocumentOutcome::damaged;
  nothing.why = std::move(why);
  accept(std::move(nothing), false);
}

void SiteScans::end() {
  work_.file = SpooledFile();
  const auto done = std::exchange(work_.done, {});
  done();
}

SiteScans::Duration SiteScans::waited() const {
  return waits_since_ ? waited_ + (tools_.clock.steady_now() - *waits_since_) : waited_;
}

}  // namespace oit::crawl
