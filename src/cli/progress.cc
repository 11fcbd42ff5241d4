#include "cli/progress.h"

#include <fmt/format.h>

#include <ostream>

#include "text/width.h"

namespace oit::cli {
namespace {

using std::chrono::duration_cast;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kRedraw{120};
constexpr seconds kPlainLine{10};

}  // namespace

Progress::Progress(std::ostream& out, bool is_terminal, bool quiet, bool verbose,
                   std::chrono::milliseconds most)
    : out_(out),
      is_terminal_(is_terminal),
      quiet_(quiet),
      verbose_(verbose),
      most_(most),
      began_(steady_clock::now()),
      last_(began_) {}

void Progress::show(const crawl::CrawlProgress& now) {
  if (verbose_) out_ << text::printable(now.now) << '\n';
  if (quiet_ || verbose_) return;
  const auto at = steady_clock::now();
  if (at - last_ <
      (is_terminal_ ? steady_clock::duration(kRedraw) : steady_clock::duration(kPlainLine)))
    return;
  last_ = at;
  const auto spent = duration_cast<seconds>(at - began_).count();
  auto line = fmt::format("อ่านแล้ว {} รออ่าน {} ตัดสินแล้ว {}/{} ข้อ {} วินาที", now.asked, now.waiting,
                          now.items_settled, now.items, spent);
  if (most_.count() > 0)
    line += fmt::format(" (เหลือไม่เกิน {} วินาที)", duration_cast<seconds>(most_).count() - spent);
  if (is_terminal_) {
    out_ << '\r' << text::pad_to(text::fit_to(line, 78), 78) << std::flush;
    drawn_ = true;
  } else {
    out_ << line << '\n';
  }
}

void Progress::end() {
  if (drawn_) out_ << '\r' << text::pad_to("", 78) << '\r' << std::flush;
  drawn_ = false;
}

}  // namespace oit::cli
