#pragma once
#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/file.h"
#include "doc/document_reader.h"

namespace oit::test {

/// A scan for ScanReader: its pages' words, parted by form feeds.
inline std::string scanned_pdf(std::string_view pages) {
  return "%PDF-1.4\nSCAN\n" + std::string(pages);
}

/// A page of one tone, and one that cannot be drawn.
inline constexpr std::string_view kBlank = "(blank)", kDamaged = "(damaged)";

/// A picture of a paper with `words` on it, large enough to be one.
inline std::string photographed(std::string_view words) {
  return "\x89PNG\r\n\x1a\nSCAN\n" + std::string(words) + std::string(7'000, '\0');
}

/// Reads "scans" that carry what OCR would read: a digit in doubt is U+FFFD. Everything else is a
/// document of plain lines after the first.
class ScanReader final : public doc::DocumentReader {
 public:
  model::Document read(const std::string& path, model::BodyKind /*kind*/,
                       const std::atomic<bool>& /*stop*/) override {
    model::Document document;
    const auto text = read_file(path).value();
    const auto pages = pages_of(text);
    document.page_count = static_cast<int>(std::max<std::size_t>(pages.size(), 1));
    document.outcome =
        pages.empty() ? model::DocumentOutcome::ok : model::DocumentOutcome::image_only;
    if (pages.empty()) document.pages.push_back(text.substr(text.find('\n') + 1));
    return document;
  }

  model::Recognised recognise(const doc::ScanPage& page, const std::atomic<bool>& stop) override {
    model::Recognised recognised;
    const auto text = read_file(page.path);
    const auto pages = text ? pages_of(*text) : std::vector<std::string>();
    if (delay.count() > 0) std::this_thread::sleep_for(delay);
    const std::lock_guard lock(mutex_);
    if (on_page) on_page();
    if (stop || is_stopped_) {
      recognised.outcome = model::DocumentOutcome::too_costly;
      return recognised;
    }
    const auto number = static_cast<std::size_t>(page.page);
    recognised.page_count = static_cast<int>(pages.size());
    recognised.cpu = cpu;
    recognised.text = number < pages.size() ? pages[number] : "no such page";
    recognised.year_unreadable = recognised.text.find("\uFFFD") != std::string::npos;
    recognised.outcome = outcome_of(recognised.text);
    if (recognised.outcome != model::DocumentOutcome::ok) recognised.text.clear();
    read_.push_back(recognised.text.substr(0, recognised.text.find('\n')));
    return recognised;
  }

  bool can_recognise() const override { return can; }
  void set_stopped(bool stopped) override { is_stopped_ = stopped; }

  /// The first lines of the pages recognised, in order.
  std::vector<std::string> recognised() const {
    const std::lock_guard lock(mutex_);
    return read_;
  }
  void forget() { read_.clear(); }

  bool can = true;
  std::chrono::milliseconds delay{0}, cpu{1'000};
  std::function<void()> on_page;

 private:
  static model::DocumentOutcome outcome_of(std::string_view text) {
    using enum model::DocumentOutcome;
    if (text == kBlank) return empty;
    if (text == kDamaged) return damaged;
    return text.empty() ? image_only : ok;
  }

  static std::vector<std::string> pages_of(const std::string& text) {
    constexpr std::string_view kMark = "SCAN\n";
    std::vector<std::string> pages;
    const auto mark = text.find(kMark);
    if (mark == std::string::npos) return pages;
    auto rest = text.substr(mark + kMark.size());
    rest.resize(std::min(rest.find('\0'), rest.size()));
    for (std::size_t at = 0; at <= rest.size();) {
      const auto end = std::min(rest.find('\f', at), rest.size());
      pages.push_back(rest.substr(at, end - at));
      at = end + 1;
    }
    return pages;
  }

  mutable std::mutex mutex_;
  std::vector<std::string> read_;
  std::atomic<bool> is_stopped_ = false;
};

}  // namespace oit::test
